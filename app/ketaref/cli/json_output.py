"""What `--json` prints: plain values for scripts and tests. Names of fields stay as they are once released."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ketaref.core.checklist import Checklist
from ketaref.core.hit import MARK_END, MARK_START, Hit
from ketaref.store.statistics import ContentStatistics


def hit_data(hit: Hit) -> dict[str, Any]:
    """A hit; the snippet without marks."""
    return {
        "kind": hit.kind.value,
        "id": hit.id,
        "title": hit.title,
        "section": hit.section,
        "snippet": hit.snippet.replace(MARK_START, "").replace(MARK_END, ""),
        "location": str(hit.location),
        "matched": list(hit.matched),
    }


def list_data(entries: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """Addresses with their titles."""
    return [{"location": address, "title": title} for address, title in entries]


def checklist_data(checklist: Checklist) -> dict[str, Any]:
    """The items of a checklist by group, strictest first."""
    return {
        "agent": checklist.agent.value,
        "groups": [
            {
                "name": group.name,
                "items": [
                    {
                        "id": item.id,
                        "condition": item.condition,
                        "question": item.question,
                        "level": item.positions_for(checklist.agent)[0].level.value,
                        "standing": item.positions_for(checklist.agent)[0].standing.value,
                    }
                    for item in group.items
                ],
            }
            for group in checklist.groups
        ],
    }


def statistics_data(statistics: ContentStatistics, path: Path) -> dict[str, Any]:
    """The numbers of a content file."""
    info = statistics.info
    return {
        "file": str(path),
        "version": info.version,
        "reviewed": info.reviewed.isoformat(),
        "review_due": info.review_due.isoformat(),
        "format": info.schema_version,
        "counts": {kind.value: count for kind, count in info.counts},
        "statements": statistics.statements,
        "statements_sourced": statistics.statements_sourced,
        "sourced_share": round(statistics.sourced_share, 4),
        "sources_by_checked": {checked.value: count for checked, count in statistics.sources_by_checked},
        "uncited_sources": list(statistics.uncited_sources),
        "answers": {heading: list(pages) for heading, pages in statistics.answers},
    }
