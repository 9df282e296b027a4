"""A checklist run as a whole: findings, readings, what the medicines bring in and what is to be watched."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ketaref.core.agent import Agent
from ketaref.core.checklist import AppliedLimit, Checklist, ChecklistResult, Finding, tally
from ketaref.core.checklist_run import Run
from ketaref.core.contraindication import Contraindication
from ketaref.core.interaction import InteractionSeverity, MedicineFindings, NotAssessed
from ketaref.core.measurement import LimitState, Quantity
from ketaref.core.monitoring import MonitoringStep
from ketaref.core.record_text import sources_of


@dataclass(frozen=True)
class Measured:
    """A reading with every limit of the checklist that it decides or leaves open, and the item that each belongs to."""

    quantity: Quantity
    value: float
    limits: tuple[tuple[Finding, AppliedLimit], ...]


@dataclass(frozen=True)
class FollowingStep:
    """A monitoring step, and the present items that it follows from."""

    step: MonitoringStep
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class ChecklistReport:
    """The result with what follows from it. Nothing in it judges: it says what was found and who says so."""

    result: ChecklistResult
    measured: tuple[Measured, ...]
    medicines: tuple[MedicineFindings | NotAssessed, ...]
    monitoring: tuple[FollowingStep, ...]

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources that the report names, each once, in its order."""
        result = self.result
        named = [
            *(source for finding in result.present for source in sources_of(finding.item)),
            *(applied.position.source for each in self.measured for _, applied in each.limits),
            *(source for found in self.assessed for item in found.interactions for source in sources_of(item)),
            *(source for each in self.monitoring for source in sources_of(each.step)),
        ]
        return tuple(dict.fromkeys(named))

    @property
    def medicines_in_brief(self) -> str:
        """How many interactions of each severity, and how many medicines are not assessed; empty without medicines."""
        severities = [
            item.severity for item in {i.id: i for found in self.assessed for i in found.interactions}.values()
        ]
        counted = [f"{severities.count(each)} {each.value}" for each in InteractionSeverity if each in severities]
        unknown = len(self.not_assessed)
        parts = ([f"{unknown} not assessed here"] if unknown else []) + counted
        return f"Medicines: {', '.join(parts)}" if parts else ""

    def entered_for(self, item: Contraindication) -> tuple[str, ...]:
        """The medicines entered of which an item asks."""
        return tuple(
            found.medicine for found in self.assessed if {each.id for each in found.interactions} & {*item.interactions}
        )

    @property
    def absent_though_entered(self) -> tuple[tuple[Finding, tuple[str, ...]], ...]:
        """Items that are answered as absent, each with the medicines entered of which it asks: one of both is wrong."""
        named = ((finding, self.entered_for(finding.item)) for finding in self.result.absent)
        return tuple((finding, medicines) for finding, medicines in named if medicines)

    @property
    def assessed(self) -> tuple[MedicineFindings, ...]:
        """The medicines that records speak of."""
        return tuple(found for found in self.medicines if isinstance(found, MedicineFindings))

    @property
    def not_assessed(self) -> tuple[str, ...]:
        """The medicines, and words beside them, that no record speaks of for this agent."""
        whole = [found.medicine for found in self.medicines if isinstance(found, NotAssessed)]
        return (*whole, *(word for found in self.assessed for word in found.unrecognised))


@dataclass(frozen=True)
class Reference:
    """What a report is made with: what is measured, what finds a medicine's records, and the monitoring steps."""

    quantities: Mapping[str, Quantity]
    find: Callable[[str, Agent], MedicineFindings | NotAssessed]
    steps: Sequence[MonitoringStep]


def report(checklist: Checklist, run: Run, reference: Reference) -> ChecklistReport:
    """The report on a run. Raises InputError where an answer names an item that is not on this checklist."""
    result = tally(checklist, run.answers, run.readings)
    agent = checklist.agent
    return ChecklistReport(
        result,
        measured=tuple(
            _measured(reference.quantities[quantity_id], value, result) for quantity_id, value in run.readings.items()
        ),
        medicines=tuple(reference.find(medicine, agent) for medicine in run.medicines),
        monitoring=tuple(_following(reference.steps, result)),
    )


def _measured(quantity: Quantity, value: float, result: ChecklistResult) -> Measured:
    limits = [
        (finding, applied)
        for finding in result.findings
        for applied in finding.limits
        if any(comparison.quantity == quantity.id for comparison in applied.limit.comparisons)
    ]
    order = tuple(LimitState)
    return Measured(quantity, value, tuple(sorted(limits, key=lambda pair: order.index(pair[1].state))))


def _following(steps: Sequence[MonitoringStep], result: ChecklistResult) -> Iterable[FollowingStep]:
    """The agent's steps that present items name, in the order of a course."""
    for step in steps:
        findings = tuple(finding for finding in result.present if step.id in finding.item.monitoring)
        if findings and step.concerns(result.agent):
            yield FollowingStep(step, findings)
