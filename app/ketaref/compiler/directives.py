"""`{{regimen dose_iv_ptsd_single}}`: tables filled from the records, so that a number is written once."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from xml.etree import ElementTree

from ketaref.compiler.citations import citation_element
from ketaref.core.adverse_effect import AdverseEffect, Line, Rate
from ketaref.core.agent import SCREENED_AGENTS
from ketaref.core.contraindication import Contraindication
from ketaref.core.instrument import Instrument
from ketaref.core.interaction import Interaction
from ketaref.core.location import Kind, Location
from ketaref.core.monitoring import MonitoringStep
from ketaref.core.record_text import number_text, outcome_text, share_text
from ketaref.core.regimen import Regimen
from ketaref.core.source import Checked, Source
from ketaref.core.trial import Direction, Trial

Element = ElementTree.Element
Cell = str | Line | tuple[str, ...]
"""Text; text with how it was checked; ids of sources. The first cell of a row links to the record."""


def records_table(kind: Kind, records: Iterable[Any], sources: Mapping[str, Source]) -> Element:
    """A table of records: a head, then a row for each (for each rate, where effects are shown)."""
    head, rows_of = _TABLES[kind]
    table = Element("table")
    head_row = ElementTree.SubElement(ElementTree.SubElement(table, "thead"), "tr")
    for name in head:
        ElementTree.SubElement(head_row, "th").text = name
    body = ElementTree.SubElement(table, "tbody")
    for record in records:
        location = Location(kind, record.id)
        for row in rows_of(record):
            body.append(_row(row, location, sources))
    return table


def _row(cells: tuple[Cell, ...], location: Location, sources: Mapping[str, Source]) -> Element:
    row = Element("tr")
    for index, cell in enumerate(cells):
        element = ElementTree.SubElement(row, "td")
        if isinstance(cell, tuple):
            element.append(_cited(cell, sources))
            continue
        text = cell if isinstance(cell, str) else cell.text
        if index == 0:
            link = ElementTree.SubElement(element, "a", {"href": str(location)})
            link.text = text
        else:
            element.text = text
        if not isinstance(cell, str):
            _add_badge(element, cell.checked)
    return row


def _cited(source_ids: tuple[str, ...], sources: Mapping[str, Source]) -> Element:
    """Links to the sources that are there (others are told elsewhere), or that the record is a practice point."""
    known = tuple(source_id for source_id in source_ids if source_id in sources)
    if known:
        return citation_element(known, sources)
    badge = Element("span", {"class": "practice-point"})
    badge.text = Checked.PRACTICE_POINT.label
    return badge


def _add_badge(cell: Element, checked: Checked | None) -> None:
    """What was not read at its source shows it in place, as everywhere else in the program."""
    if checked in (None, Checked.PAGE):
        return
    name = "practice-point" if checked is Checked.PRACTICE_POINT else "checked"
    if len(cell):
        cell[-1].tail = " "
    else:
        cell.text = f"{cell.text} "
    ElementTree.SubElement(cell, "span", {"class": name}).text = checked.label


def _regimen_rows(item: Regimen) -> Iterable[tuple[Cell, ...]]:
    agents = ", ".join(agent.label for agent in item.agents)
    dose = " ".join(part for part in (item.dose, item.rate) if part)
    course = f"{item.regimen}; maximum: {item.max}" if item.max else item.regimen
    yield Line(item.indication, item.checked), agents, dose, course, item.status.label, item.sources


def _contraindication_rows(item: Contraindication) -> Iterable[tuple[Cell, ...]]:
    """Agents at the same level together, with the sources that set it; the record has every other position."""
    agents: dict[str, list[str]] = {}
    sources: dict[str, None] = {}
    strictest = [position for agent in SCREENED_AGENTS if (position := item.strictest(agent))]
    for position in sorted(strictest, key=lambda position: position.level.rank):
        level = f"{position.level.label} ({position.standing.label.lower()})"
        agents.setdefault(level, []).append(position.agent.label)
        sources[position.source] = None
    levels = "; ".join(f"{level}: {', '.join(names)}" for level, names in agents.items())
    checked = Checked.PRACTICE_POINT if item.action_is_practice_point else item.checked
    yield item.condition, levels, item.threshold or "–", Line(item.action, checked), tuple(sources)


def _effect_rows(effect: AdverseEffect) -> Iterable[tuple[Cell, ...]]:
    if not effect.rates:
        yield effect.name, effect.band.label, "–", "–", "–", effect.sources
    for rate in effect.rates:
        context = f"{rate.agent.label}: {rate.dose_context}"
        yield effect.name, effect.band.label, context, *_shares(rate), (rate.source,)


def _shares(rate: Rate) -> tuple[Cell, Cell]:
    shown = share_text(rate.percent, rate.count) or rate.denominator or "–"
    if rate.denominator and rate.denominator != shown:
        shown = f"{shown} ({rate.denominator})"
    return Line(shown, rate.checked), share_text(rate.comparator_percent, rate.comparator_count) or "–"


def _interaction_rows(item: Interaction) -> Iterable[tuple[Cell, ...]]:
    severity = f"{item.severity.label} (editorial grade)"
    yield item.interacting, severity, item.effect, item.action, item.basis.label, item.sources


def _monitoring_rows(step: MonitoringStep) -> Iterable[tuple[Cell, ...]]:
    yield step.item, step.phase.label, step.interval, step.threshold or "–", step.action, step.sources


def _trial_rows(trial: Trial) -> Iterable[tuple[Cell, ...]]:
    """The primary outcomes (or the first), and every null result beside them."""
    people = f"{number_text(trial)}. {trial.population}"
    compared = f"{trial.intervention}, against {trial.comparator}" if trial.comparator else trial.intervention
    main = trial.primary_outcomes or trial.outcomes[:1]
    shown = [item for item in trial.outcomes if item in main or item.direction is Direction.NO_DIFFERENCE]
    results = ". Also: ".join(f"{item.measure}: {outcome_text(item)}" for item in shown)
    checked = next((item.checked for item in shown if item.checked is not Checked.PAGE), Checked.PAGE)
    sources = tuple(dict.fromkeys(item.source for item in shown))
    yield trial.name, trial.design.label, people, compared, Line(results, checked), sources


def _instrument_rows(item: Instrument) -> Iterable[tuple[Cell, ...]]:
    here = "to fill in here" if item.form else "described only"
    yield item.abbreviation, item.measures, item.score_range, item.time_frame, here, item.sources


_TABLES: dict[Kind, tuple[tuple[str, ...], Callable[[Any], Iterable[tuple[Cell, ...]]]]] = {
    Kind.REGIMEN: (("Indication", "Agent", "Dose", "Course", "Status", "Source"), _regimen_rows),
    Kind.CONTRAINDICATION: (("Condition", "Level", "Threshold", "Action", "Source"), _contraindication_rows),
    Kind.ADVERSE_EFFECT: (("Effect", "Frequency", "Agent and dose", "Rate", "Comparator", "Source"), _effect_rows),
    Kind.INTERACTION: (("Medicine", "Severity", "Effect", "Action", "Evidence", "Source"), _interaction_rows),
    Kind.TRIAL: (("Trial", "Design", "People", "Treatment", "Main result", "Source"), _trial_rows),
    Kind.INSTRUMENT: (("Scale", "Measures", "Scores", "Time frame", "Form", "Source"), _instrument_rows),
    Kind.MONITORING: (("What", "Phase", "How often", "Threshold", "Action", "Source"), _monitoring_rows),
}

TABLE_KINDS = tuple(_TABLES)
"""The kinds that a page can show as a table."""
