"""`ketaref policy`: what IT decided for this machine, and whether a policy file is valid before it is deployed."""

import argparse
import sys
import textwrap
from pathlib import Path
from typing import Any

from ketaref.cli.output import print_json
from ketaref.cli.parsing import Exit, Parser
from ketaref.core.errors import PolicyError
from ketaref.core.location import Location
from ketaref.policy.explaining import POLICY, Report, lines_of, report_of_file, report_of_machine
from ketaref.policy.schema import explanation

_WIDTH = 100


def add(commands: Any, common: Parser) -> None:
    """Add `policy show` and `policy check`."""
    policy = commands.add_parser("policy", help="what IT decided for this machine")
    actions = policy.add_subparsers(required=True, metavar="ACTION")
    show = actions.add_parser("show", parents=[common], help="each rule, its value, and where that came from")
    show.set_defaults(run=_show)
    check = actions.add_parser(
        "check", parents=[common], help="check a policy file: JSON, a property list or a .mobileconfig profile"
    )
    check.add_argument("file", type=Path, metavar="FILE")
    check.set_defaults(run=_check)


def _show(chosen: argparse.Namespace) -> int:
    report = report_of_machine()
    _print(report, as_json=chosen.json, only_set=False)
    return Exit.POLICY if report.mistake else Exit.FINE


def _check(chosen: argparse.Namespace) -> int:
    try:
        report = report_of_file(chosen.file)
    except PolicyError as error:
        if chosen.json:
            print_json({"place": error.place, "valid": False, "mistake": error.mistake, "line": error.line})
        print(f"ketaref: not valid: {error.mistake}", file=sys.stderr)
        return Exit.POLICY
    _print(report, as_json=chosen.json, only_set=True)
    return Exit.FINE


def _print(report: Report, *, as_json: bool, only_set: bool) -> None:
    if as_json:
        print_json(_data(report, only_set=only_set))
        return
    print(report.heading)
    for in_force, (value, origin, does) in zip(report.rules, lines_of(report), strict=True):
        if not only_set or in_force.origin == POLICY:
            print(f"\n{value}\n  from: {origin}")
            print(textwrap.fill(does, _WIDTH, initial_indent="  ", subsequent_indent="  "))


def _data(report: Report, *, only_set: bool) -> dict[str, Any]:
    return {
        "place": report.place,
        "exists": report.exists,
        "valid": not report.mistake,
        "mistake": report.mistake,
        "rules": [
            {
                "name": rule.name,
                "value": str(rule.value) if isinstance(rule.value, Location) else rule.value,
                "origin": rule.origin,
                "from": report.origin(rule),
                "line": rule.line,
                "acts": rule.rule.acts,
                "does": explanation(rule.rule),
            }
            for rule in report.rules
            if not only_set or rule.origin == POLICY
        ],
    }
