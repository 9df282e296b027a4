"""The record of a checklist run: all that was entered and found, with a hash over it, for another program to read.

The hash tells of what was altered by accident or carelessness. It is no signature: whoever alters a record on purpose
can make a new hash, which no key of this program prevents.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ketaref.core.checklist import AppliedLimit, ChecklistResult, Finding
from ketaref.core.checklist_report import ChecklistReport
from ketaref.core.checklist_run import Run
from ketaref.core.codec import encode
from ketaref.core.errors import InputError
from ketaref.core.interaction import MedicineFindings
from ketaref.core.source import Source

FORMAT, VERSION = "ketaref-checklist-record", 1
ALGORITHM = "SHA-256"
FILE_NAME = "checklist-record.json"
INTENDED_USE = "Informs a decision and does not make it. Unknown and unanswered items are never counted as absent."


@dataclass(frozen=True)
class Made:
    """When and with what a record was made: the content's version and review date, the program's version."""

    at: datetime
    content_version: str
    content_reviewed: str
    program_version: str


@dataclass(frozen=True)
class RecordCheck:
    """What a check of a record found. `reason` says what does not fit; empty where it is intact."""

    record: Mapping[str, Any]
    reason: str

    @property
    def is_intact(self) -> bool:
        return not self.reason


def record_of(report: ChecklistReport, run: Run, sources: Mapping[str, Source], made: Made) -> bytes:
    """A run as JSON with its hash, in UTF-8. A user's own reference is none of it: that stands on the sheet alone.

    `sources` maps source id to Source for at least `report.source_ids`.
    """
    data: dict[str, Any] = {
        "format": FORMAT,
        "format_version": VERSION,
        "intended_use": INTENDED_USE,
        "made_at": made.at.isoformat(timespec="seconds"),
        "program_version": made.program_version,
        "content": {"version": made.content_version, "reviewed": made.content_reviewed},
        "entered": {
            "answers": {item_id: answer.value for item_id, answer in run.answers.items()},
            "readings": dict(run.readings),
            "medicines": list(run.medicines),
        },
        "found": report_data(report),
        "sources": {source_id: sources[source_id].reference for source_id in report.source_ids},
    }
    data["hash"] = {"algorithm": ALGORITHM, "value": hash_of(data)}
    return json.dumps(data, indent=2, ensure_ascii=False).encode()


def hash_of(data: Mapping[str, Any]) -> str:
    """The hash over everything in a record but the hash itself, whatever the order of names and the white space."""
    hashed = {name: value for name, value in data.items() if name != "hash"}
    canonical = json.dumps(hashed, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def printed_hash(record: bytes) -> str:
    """The hash of a record as a sheet prints it: in groups of eight."""
    value = str(json.loads(record)["hash"]["value"])
    return " ".join(value[start : start + 8] for start in range(0, len(value), 8))


def check_record(data: bytes) -> RecordCheck:
    """Whether a record is as it was written. Raises InputError where `data` is no record, with what it is instead."""
    try:
        record = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise InputError("record", "this is not text in UTF-8, so no record") from None
    except (ValueError, RecursionError) as error:
        raise InputError("record", f"this is not JSON, or was cut off ({error})") from None
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise InputError("record", f"this is JSON, but not a record of a checklist run ({FORMAT})")
    if record.get("format_version") != VERSION or type(record["format_version"]) is not int:
        newer = record.get("format_version")
        raise InputError("record", f"this record is of version {newer!r}; this program reads version {VERSION}")
    stated = record.get("hash")
    if not isinstance(stated, dict) or stated.get("algorithm") != ALGORITHM or not isinstance(stated.get("value"), str):
        return RecordCheck(record, "its hash is missing or is none that this program makes")
    try:
        fits = stated["value"] == hash_of(record)
    except ValueError:  # 1e999 is a number of JSON that no program can hold
        return RecordCheck(record, "it holds a number beyond any range")
    return RecordCheck(record, "" if fits else "its content does not fit its hash")


def report_data(report: ChecklistReport) -> dict[str, Any]:
    """A report as plain values. Every item is in exactly one of the five lists."""
    return {
        **result_data(report.result),
        "measured": [
            {
                "quantity": each.quantity.id,
                "value": each.value,
                "unit": each.quantity.unit,
                "limits": [{"item": finding.item.id, **_limit_data(applied)} for finding, applied in each.limits],
            }
            for each in report.measured
        ],
        "medicines": [
            {
                "medicine": found.medicine,
                "assessed": isinstance(found, MedicineFindings),
                "interactions": (
                    [
                        {"id": item.id, "severity": item.severity.value, "sources": list(item.sources)}
                        for item in found.interactions
                    ]
                    if isinstance(found, MedicineFindings)
                    else []
                ),
                "unrecognised": list(found.unrecognised) if isinstance(found, MedicineFindings) else [],
            }
            for found in report.medicines
        ],
        "monitoring": [
            {"id": each.step.id, "because_of": [finding.item.id for finding in each.findings]}
            for each in report.monitoring
        ],
    }


def result_data(result: ChecklistResult) -> dict[str, Any]:
    """A checklist's result as plain values. Every item is in exactly one of the five lists."""
    parts = {
        "present": result.present,
        "unknown": result.unknown,
        "unanswered": result.unanswered,
        "absent": result.absent,
        "not_asked": result.not_asked,
    }
    treatment = result.treatment
    return {
        "agent": treatment.agent.value,
        "indication": treatment.indication.value if treatment.indication else None,
        "setting": treatment.setting.value if treatment.setting else None,
        "total": result.total,
        "counts": {name: len(findings) for name, findings in parts.items()},
        **{name: [_finding_data(finding) for finding in findings] for name, findings in parts.items()},
    }


def _finding_data(finding: Finding) -> dict[str, Any]:
    item = finding.item
    return {
        "id": item.id,
        "condition": item.condition,
        "group": item.group,
        "answer": finding.answer.value if finding.answer else None,
        "level": finding.level.value,
        "standing": finding.standing.value,
        "source": finding.strictest.source,
        "rationale": item.rationale,
        "threshold": item.threshold,
        "action": item.action,
        "action_is_practice_point": item.action_is_practice_point,
        "positions": encode(finding.positions),
        "limits": [_limit_data(applied) for applied in finding.limits],
    }


def _limit_data(applied: AppliedLimit) -> dict[str, Any]:
    return {
        "source": applied.position.source,
        "level": applied.position.level.value,
        "standing": applied.position.standing.value,
        "comparisons": encode(applied.limit.comparisons),
        "state": applied.state.value,
    }


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """JSON takes the last of two values of one name: an altered record could show one and hash the other."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a name stands there twice")
    return dict(pairs)


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")
