"""`ketaref policy`: what IT decided for this machine, and whether a policy file is valid before it is deployed."""

import argparse
import sys
import textwrap
from pathlib import Path
from typing import Any

from ketaref.cli.output import print_json
from ketaref.cli.parsing import Exit, Parser
from ketaref.cli.reading import open_store
from ketaref.core.errors import printable
from ketaref.core.location import Location
from ketaref.policy.explaining import POLICY, REFUSED, InForce, Report, lines_of, report_of_file, report_of_machine
from ketaref.policy.schema import explanation
from ketaref.store.opening import check_opens

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
    return _tell(report_of_machine(), chosen, only_set=False)


def _check(chosen: argparse.Namespace) -> int:
    return _tell(report_of_file(chosen.file), chosen, only_set=True)


def _tell(report: Report, chosen: argparse.Namespace, *, only_set: bool) -> int:
    """Tell a report, with what the content has to say of it. Remarks alone are no failure."""

    def opens(location: Location) -> str:
        return check_opens(open_store(chosen), location)

    report = report.with_start_page(opens)
    if chosen.json:
        print_json(_data(report, only_set=only_set))
    else:
        _print(report, only_set=only_set)
    return Exit.POLICY if report.mistakes else Exit.FINE


def _print(report: Report, *, only_set: bool) -> None:
    """Rules go to the standard output, and so does all that is told of a policy that is valid."""
    stream = sys.stderr if report.mistakes and only_set else sys.stdout
    print(printable(report.heading), *(f"  {mistake}" for mistake in report.mistakes), sep="\n", file=stream)
    if report.mistakes:
        print(REFUSED, file=stream)
    for remark in report.remarks:
        print(f"\nRemark: {printable(remark)}", file=stream)  # as one line: there are commands in it to copy
    for in_force, (value, origin, does) in zip(report.rules, lines_of(report), strict=True):
        if not only_set or in_force.origin == POLICY:
            print(f"\n{value}\n  from: {origin}")
            print(textwrap.fill(does, _WIDTH, initial_indent="  ", subsequent_indent="  "))


def _data(report: Report, *, only_set: bool) -> dict[str, Any]:
    return {
        "place": report.place,
        "exists": report.exists,
        "valid": not report.mistakes,
        "form": report.form,
        "mistakes": [{"line": mistake.line, "reason": mistake.reason} for mistake in report.mistakes],
        "remarks": list(report.remarks),
        "rules": [_rule(report, rule) for rule in report.rules if not only_set or rule.origin == POLICY],
    }


def _rule(report: Report, rule: InForce) -> dict[str, Any]:
    """One rule, by the same name on every system; `written_as` where its place spells that otherwise."""
    return {
        "name": rule.rule.name,
        **({"written_as": rule.name} if rule.name != rule.rule.name else {}),
        "value": str(rule.value) if isinstance(rule.value, Location) else rule.value,
        "origin": rule.origin,
        "from": report.origin(rule),
        "line": rule.line,
        "acts": rule.rule.acts,
        "does": explanation(rule.rule),
    }
