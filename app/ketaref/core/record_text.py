"""Every record as a title, other names and labelled lines of plain text: for search, and to read without a window."""

import re
from collections.abc import Iterator

from ketaref.core.adverse_effect import AdverseEffect, Count, Line, Rate
from ketaref.core.agent import Agent
from ketaref.core.claim import Claim
from ketaref.core.contraindication import Contraindication, Position
from ketaref.core.instrument import Instrument
from ketaref.core.instrument_text import instrument_lines
from ketaref.core.interaction import Interaction
from ketaref.core.monitoring import MonitoringStep
from ketaref.core.regimen import Regimen, RegimenStatus
from ketaref.core.source import Checked, Source
from ketaref.core.text_line import TextLine
from ketaref.core.topic import Topic
from ketaref.core.trial import Outcome, Trial
from ketaref.core.vocabulary import GlossaryTerm

Record = (
    Topic
    | Contraindication
    | AdverseEffect
    | Interaction
    | Regimen
    | MonitoringStep
    | Trial
    | Claim
    | Instrument
    | GlossaryTerm
    | Source
)

_ACRONYM = re.compile("[A-Z]{3}")


def title_of(record: Record) -> str:  # noqa: C901, PLR0911 (one for each kind)
    """What names the record in a list."""
    match record:
        case Topic():
            return record.title
        case Contraindication():
            return record.condition
        case AdverseEffect():
            return record.name
        case Interaction():
            return record.interacting
        case Regimen():
            agents = " or ".join(agent.label for agent in record.agents)
            retracted = "RETRACTED: " if record.status is RegimenStatus.RETRACTED else ""
            rate = "(rate not read)" if record.rate == "not read" else record.rate
            # First what is given and for what: cut off behind a dose, that dose could be taken for another medicine's.
            return f"{retracted}{agents}, {record.indication}: {_joined(' ', record.dose, rate)}"
        case MonitoringStep():
            return record.item.text
        case Trial():
            return f"{record.name}: {record.condition}"
        case Claim():
            # The appraisal comes first: in a list of hits the bare sentence would read as this reference's own.
            return f"Claim, {record.appraisal.value}: {record.claim}"
        case Instrument():
            return record.title
        case GlossaryTerm():
            return record.term
        case Source():
            return f"{record.short}: {record.title}" if record.title else record.short


def names_of(record: Record) -> tuple[str, ...]:  # noqa: PLR0911 (one for each kind)
    """Other names by which people ask for exactly this record."""
    match record:
        case Topic():
            return record.aliases
        case AdverseEffect():
            return (record.plain_name, *record.synonyms)
        case Interaction():
            return record.examples
        case Trial():
            return tuple(name for name in (record.name, *_parted(record), record.registration) if name)
        case Claim():
            return (record.id,)
        case Instrument():
            return tuple(name for name in (record.abbreviation, record.name, *record.aliases) if name)
        case Source():
            return tuple(name for name in (record.short, record.doi, record.pmid) if name)
    return ()


def _parted(trial: Trial) -> Iterator[str]:
    """Of "Reif 2023 (ESCAPE-TRD)" both names. What else stands in brackets tells trials apart and names none."""
    before, bracket, inside = trial.name.removesuffix(")").partition(" (")
    if bracket:
        yield before
        if _ACRONYM.search(inside) and inside != trial.condition:
            yield inside


def sources_of(record: Record) -> tuple[str, ...]:
    """The ids of all sources that the record rests on, each once, in the order of the record."""
    match record:
        case Source():
            return ()
        case Contraindication():
            named = (*record.sources, *(position.source for position in record.positions))
        case AdverseEffect():
            band_source = (record.band_source,) if record.band_source else ()
            named = (*record.sources, *(rate.source for rate in record.rates), *band_source)
        case Trial():
            named = (*record.sources, *(outcome.source for outcome in record.outcomes))
        case Instrument():
            named = tuple(record.named_sources())
        case _:
            named = record.sources
    return tuple(dict.fromkeys(named))


def checked_of(record: Record) -> Checked | None:
    """How the record as a whole was checked; None for a topic, where each statement has its own sources."""
    return None if isinstance(record, Topic) else record.checked


def lines_of(record: Record) -> tuple[TextLine, ...]:  # noqa: C901 (one for each kind)
    """What the record says, line by line; empty fields are left out."""
    match record:
        case Topic():
            lines = _topic_lines(record)
        case Contraindication():
            lines = _contraindication_lines(record)
        case AdverseEffect():
            lines = _adverse_effect_lines(record)
        case Interaction():
            lines = _interaction_lines(record)
        case Regimen():
            lines = _regimen_lines(record)
        case MonitoringStep():
            lines = _monitoring_lines(record)
        case Trial():
            lines = _trial_lines(record)
        case Claim():
            lines = _claim_lines(record)
        case Instrument():
            lines = instrument_lines(record)
        case GlossaryTerm():
            lines = iter((TextLine("Definition", record.definition),))
        case Source():
            lines = _source_lines(record)
    return tuple(line for line in lines if line.text)


def rate_text(rate: Rate) -> str:
    """A rate in words: percent, count, comparator, as far as the source gives them."""
    shown = share_text(rate.percent, rate.count)
    compared = share_text(rate.comparator_percent, rate.comparator_count)
    return _with_number(rate, f"{shown}{f' against {compared}' if compared else ''}")


def own_rate_text(rate: Rate) -> str:
    """A rate without its comparator, for a table that has a column for that."""
    return _with_number(rate, share_text(rate.percent, rate.count))


def _with_number(rate: Rate, text: str) -> str:
    """With what it counts: neither is a number of people taken for a rate, nor a bare percentage for one of many."""
    if not text:
        return f"no percentage: {rate.denominator}" if rate.denominator else "no percentage given"
    if rate.denominator:
        return f"{text} ({rate.denominator})"
    return text if rate.count else f"{text} (number of people not given)"


def share_text(percent: float | None, count: Count | None) -> str:
    """`41% (142/346)`, as far as it is known; else nothing."""
    if percent is None:
        return str(count or "")
    return f"{percent:g}% ({count})" if count else f"{percent:g}%"


def _joined(between: str, *parts: str) -> str:
    return between.join(part for part in parts if part)


def _band_basis(effect: AdverseEffect) -> str:
    """The figure as the whole rate that it is: with its number of people, comparator, agent, dose and setting."""
    figures = [rate for rate in effect.rates if rate.source == effect.band_source]
    for rate in figures:
        if rate.is_figure(effect.band_basis):
            return f"{rate_text(rate)}, {rate.agent.label}, {rate.dose_context}"
    agents = dict.fromkeys(rate.agent.label for rate in figures if rate.percent is not None)
    return f"{effect.band_basis}, {' or '.join(agents)}" if agents else effect.band_basis


def _own(label: str, line: Line | None) -> Iterator[TextLine]:
    if line:
        yield TextLine(label, line.text, checked=line.checked)


def _topic_lines(topic: Topic) -> Iterator[TextLine]:
    yield TextLine("Summary", topic.summary)
    yield TextLine("Reviewed", f"{topic.reviewed}, next review due {topic.review_due}")
    for section in topic.sections:
        yield TextLine(section.heading, section.text)


def _contraindication_lines(item: Contraindication) -> Iterator[TextLine]:
    yield TextLine("Question", item.question)
    yield TextLine("Group", item.group)
    yield TextLine("Threshold", item.threshold)
    strictest_first = (position for agent in Agent for position in item.positions_for(agent))
    for position in strictest_first:
        yield TextLine(position.agent.label, _position_text(position), (position.source,), position.checked)
    yield TextLine("Why it matters", item.rationale)
    practice_point = Checked.PRACTICE_POINT if item.action_is_practice_point else None
    yield TextLine("Action", item.action, checked=practice_point)
    yield TextLine("Note", item.note)


def _position_text(position: Position) -> str:
    text = f"{position.level.label}, {position.standing.label.lower()}"
    return f"{text}: {position.detail}" if position.detail else text


def _adverse_effect_lines(effect: AdverseEffect) -> Iterator[TextLine]:
    yield TextLine("In plain words", effect.plain_name)
    yield TextLine("Organ class", effect.system_organ_class)
    band_sources = (effect.band_source,) if effect.band_source else ()
    yield TextLine("Frequency", _joined(". ", effect.band.label, _band_basis(effect)), band_sources)
    yield TextLine("Seriousness", _joined(". ", effect.seriousness.label, effect.seriousness_note))
    for rate in effect.rates:
        text = f"{rate_text(rate)}. {rate.dose_context}"
        yield TextLine(f"Rate, {rate.agent.label}", text, (rate.source,), rate.checked)
    yield from _own("Onset", effect.onset)
    yield from _own("Peak", effect.peak)
    yield from _own("Duration", effect.duration)
    yield from _own("Risk factors", effect.risk_factors)
    yield from _own("Prevention", effect.prevention)
    yield from _own("Management", effect.management)
    yield from _own("When to stop", effect.when_to_stop)
    yield TextLine("Note", effect.note)


def _interaction_lines(item: Interaction) -> Iterator[TextLine]:
    """What is done about it comes first: the rest is read by those who have time."""
    yield TextLine("Severity", f"{item.severity.label} (editorial grade)")
    yield from _own("Action", item.action)
    yield from _own("Effect", item.effect)
    yield TextLine("With", ", ".join(agent.label for agent in item.agents))
    yield TextLine("Mechanism", item.mechanism)
    yield TextLine("In the label", item.label_status)
    yield TextLine("Evidence", item.basis.label)
    yield TextLine("Examples", ", ".join(item.examples))
    yield TextLine("Note", item.note)


def _regimen_lines(item: Regimen) -> Iterator[TextLine]:
    yield TextLine("Substance", item.substance)
    yield TextLine("Route", item.route)
    yield TextLine("Indication", item.indication)
    yield TextLine("Status", item.status.label)
    yield TextLine("Dose", item.dose)
    yield TextLine("Rate", item.rate)
    yield TextLine("Regimen", item.regimen)
    yield TextLine("Maximum", item.max)
    yield TextLine("Notes", item.notes)


def _monitoring_lines(step: MonitoringStep) -> Iterator[TextLine]:
    yield TextLine("Phase", step.phase.label)
    yield TextLine("With", ", ".join(agent.label for agent in step.agents) or "Every agent")
    yield from _own("What", step.item)
    yield from _own("How often", step.interval)
    yield from _own("Threshold", step.threshold)
    yield from _own("Action", step.action)
    yield TextLine("Evidence", step.basis.label)
    yield TextLine("Note", step.note)


def _trial_lines(trial: Trial) -> Iterator[TextLine]:
    yield TextLine("Condition", trial.condition)
    yield TextLine("Design", _joined("; ", trial.design.label, trial.blinding))
    yield TextLine("People", _joined(". ", number_text(trial), trial.population))
    yield TextLine("Treatment", trial.intervention)
    yield TextLine("Comparator", trial.comparator)
    yield TextLine("Follow-up", trial.follow_up)
    for outcome in trial.outcomes:
        label = f"{'Primary outcome' if outcome.primary else 'Outcome'}: {outcome.measure}"
        yield TextLine(label, outcome_text(outcome), (outcome.source,), outcome.checked)
    yield from _own("Harms", trial.harms)
    for checked in dict.fromkeys(bias.checked for bias in trial.risk_of_bias):
        told = "; ".join(bias.text for bias in trial.risk_of_bias if bias.checked is checked)
        yield TextLine("Risk of bias", told, checked=checked)
    yield from _own("Funding", trial.funding)
    yield TextLine("Register", trial.registration)
    yield TextLine("Note", trial.note)


def number_text(trial: Trial) -> str:
    """How many took part and how that is counted, or that it was not read."""
    return _joined(" ", str(trial.number), trial.counted) if trial.number is not None else "number not read"


def outcome_text(outcome: Outcome) -> str:
    """Direction, time point and effect."""
    return _joined(". ", f"{outcome.direction.label}, {outcome.time_point}", outcome.result)


def _claim_lines(claim: Claim) -> Iterator[TextLine]:
    yield TextLine("Appraisal", f"{claim.appraisal.label}. {claim.appraisal.meaning}")
    yield TextLine("Evidence", claim.evidence, claim.sources)
    yield from _own("For practice", claim.consequence)
    yield TextLine("Confidence of the editors", claim.confidence.value.capitalize())
    yield TextLine("Stands in the article under", claim.heading)
    yield TextLine("Note", claim.note)


def _source_lines(source: Source) -> Iterator[TextLine]:
    yield TextLine("Reference", source.reference)
    yield TextLine("Kind", source.kind.label)
    yield TextLine("Holds in", source.jurisdiction.label if source.jurisdiction else "")
    yield TextLine("Not complete", ", ".join(source.incomplete))
    yield TextLine("Address", source.url)
    yield TextLine("Note", source.note)
