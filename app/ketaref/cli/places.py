"""`ketaref places`: where the program lies, what it reads, and where it keeps what it keeps of this user."""

import argparse
import os
from pathlib import Path
from typing import Any, NamedTuple

from ketaref.cli.output import print_json
from ketaref.cli.parsing import Exit, Parser
from ketaref.paths import content_path, places, program_folder, shown
from ketaref.policy.explaining import Report, report_of_machine


class Place(NamedTuple):
    """A line of the answer; `state`: present, absent, or what cannot be done there."""

    id: str
    name: str
    path: str
    state: str


def add(commands: Any, common: Parser) -> None:
    """Add `places`."""
    parser = commands.add_parser(
        "places", parents=[common], help="which files and folders are in use, and where the policy lies"
    )
    parser.set_defaults(run=_places)


def _places(chosen: argparse.Namespace) -> int:
    kept, policy = places(), report_of_machine()
    program_state = "portable" if kept.portable else kept.portable_obstacle or "present"
    found = (
        Place("program", "Program", shown(program_folder()), program_state),
        Place("content", "Content", *_read(content_path(chosen.content))),
        Place("policy", "Policy", policy.place, _state_of(policy)),
        Place("settings", "Settings", *_kept(kept.settings)),
        Place("look_ups", "Recent look-ups", *_look_ups(kept.look_ups, policy)),
        Place("window_lock", "Window lock", *_kept(kept.window_lock)),
    )
    if chosen.json:
        print_json({each.id: {"path": each.path, "state": each.state} for each in found})
    else:
        for each in found:
            print(f"{each.name:16} {each.path}  ({each.state})")
    return Exit.FINE


def _state_of(policy: Report) -> str:
    if policy.mistakes:
        return "not valid: `ketaref policy show` tells why"
    return "present" if policy.exists else "absent"


def _look_ups(path: Path, policy: Report) -> tuple[str, str]:
    """Where policy forbids them, a file may still be there: of a user who did not start the program since."""
    if policy.policy.recent_look_ups:
        return _kept(path)
    off = "off by policy" if not policy.mistakes else "off, because the policy is not valid"
    return shown(path), f"{off}; what is there is deleted at the next start" if path.exists() else off


def _read(path: Path) -> tuple[str, str]:
    if not path.exists():
        return shown(path), "absent"
    return shown(path), "present" if os.access(path, os.R_OK) else "cannot be read"


def _kept(path: Path) -> tuple[str, str]:
    """What is there, or whether it can be made: by the first of the folders above it that exists."""
    there = next(each for each in (path, *path.parents) if each.exists())
    if not os.access(there, os.W_OK) or (there != path and not there.is_dir()):
        return shown(path), "cannot be written: nothing is kept"
    return shown(path), "present" if there == path else "absent, made when needed"
