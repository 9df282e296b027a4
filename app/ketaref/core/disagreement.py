"""Where sources disagree: conditions by kind of authority, what each says, and between whom the differences are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from ketaref.core.agent import Agent
from ketaref.core.checklist import build_checklist
from ketaref.core.contraindication import Contraindication, Level, Position, Standing
from ketaref.core.fold import fold
from ketaref.core.source import Jurisdiction, Source, SourceKind


class Authority(StrEnum):
    """Whose word it is: the columns, in their order. Every position belongs to exactly one."""

    US_LABEL = "us_label"
    EU_LABEL = "eu_label"
    UK_LABEL = "uk_label"
    OTHER_LABEL = "other_label"
    GUIDELINE = "guideline"
    CONSENSUS = "consensus"
    LITERATURE = "literature"
    PROTOCOL = "protocol"
    TRIAL_EXCLUSION = "trial_exclusion"
    CLINICAL_JUDGEMENT = "clinical_judgement"

    @property
    def label(self) -> str:
        return _AUTHORITY_LABELS[self]

    @property
    def meaning(self) -> str:
        """Which sources stand in the column, in a sentence."""
        return _AUTHORITY_MEANINGS[self]


_AUTHORITY_LABELS = {
    Authority.US_LABEL: "US label",
    Authority.EU_LABEL: "EU product information",
    Authority.UK_LABEL: "UK product information",
    Authority.OTHER_LABEL: "Other labels",
    Authority.GUIDELINE: "Guideline or regulator",
    Authority.CONSENSUS: "Consensus statement",
    Authority.LITERATURE: "Published literature",
    Authority.PROTOCOL: "Hospital protocol",
    Authority.TRIAL_EXCLUSION: "Trial exclusion",
    Authority.CLINICAL_JUDGEMENT: "Clinical judgement",
}

_AUTHORITY_MEANINGS = {
    Authority.US_LABEL: "US prescribing information, and drug summaries and medication guides of it.",
    Authority.EU_LABEL: "Product information and leaflets of the European Union or of a member state.",
    Authority.UK_LABEL: "Product information of the United Kingdom.",
    Authority.OTHER_LABEL: "Labels of other countries, and labels whose country is not known.",
    Authority.GUIDELINE: "Guidelines, and what regulators say outside a label.",
    Authority.CONSENSUS: "Consensus and position statements of professional bodies.",
    Authority.LITERATURE: "Textbooks, reviews, studies, and drug information that is no label.",
    Authority.PROTOCOL: "Protocols of hospitals and emergency departments.",
    Authority.TRIAL_EXCLUSION: "What trials excluded. It tells who was not studied, and is no rule of a label.",
    Authority.CLINICAL_JUDGEMENT: "Judgement of the editors, or a level carried over from another route or product.",
}

LABELS = (Authority.US_LABEL, Authority.EU_LABEL, Authority.UK_LABEL, Authority.OTHER_LABEL)
"""The columns that hold product labels."""

OF_ONE_PLACE = (Authority.US_LABEL, Authority.EU_LABEL, Authority.UK_LABEL)
"""The columns whose name says where their sources hold."""

_GUIDING = (Authority.GUIDELINE, Authority.CONSENSUS, Authority.PROTOCOL)
_BY_JURISDICTION = {
    Jurisdiction.US: Authority.US_LABEL,
    Jurisdiction.EU: Authority.EU_LABEL,
    Jurisdiction.UK: Authority.UK_LABEL,
}
_BY_STANDING = {
    Standing.LITERATURE: Authority.LITERATURE,
    Standing.PROTOCOL: Authority.PROTOCOL,
    Standing.TRIAL_EXCLUSION: Authority.TRIAL_EXCLUSION,
    Standing.CLINICAL_JUDGEMENT: Authority.CLINICAL_JUDGEMENT,
}


class Conflict(StrEnum):
    """Between whom a difference is. Every pair of positions with different levels is of exactly one kind."""

    LABELS = "labels"
    LABEL_AND_GUIDANCE = "label_and_guidance"
    STRICTER_TRIAL = "stricter_trial"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _CONFLICT_LABELS[self]

    @property
    def short(self) -> str:
        """For the narrow place beside a condition, after the sign of a difference."""
        return _SHORT_CONFLICTS[self]


_CONFLICT_LABELS = {
    Conflict.LABELS: "Labels differ",
    Conflict.LABEL_AND_GUIDANCE: "Label against guidance or protocol",
    Conflict.STRICTER_TRIAL: "Trial exclusion stricter than label",
    Conflict.OTHER: "Other sources differ",
}

_SHORT_CONFLICTS = {
    Conflict.LABELS: "among labels",
    Conflict.LABEL_AND_GUIDANCE: "label and guidance",
    Conflict.STRICTER_TRIAL: "stricter trial",
    Conflict.OTHER: "other sources",
}


@dataclass(frozen=True)
class Cell:
    """What one kind of authority says of a condition: its positions, strictest first, at least one.

    `differs_from`: the other columns of the row that hold a position at another level than one of these.
    """

    authority: Authority
    positions: tuple[Position, ...]
    differs_from: tuple[Authority, ...] = ()

    @property
    def level(self) -> Level:
        """The strictest level."""
        return self.positions[0].level

    @property
    def levels(self) -> tuple[Level, ...]:
        """Every level that a source of the column gives, strictest first."""
        return tuple(dict.fromkeys(position.level for position in self.positions))

    @property
    def differs_within(self) -> bool:
        """Whether the sources of the column differ among themselves."""
        return len(self.levels) > 1

    @property
    def differs(self) -> bool:
        """Whether any source differs from one of these, in this column or another."""
        return self.differs_within or bool(self.differs_from)


@dataclass(frozen=True)
class Row:
    """One condition. `cells` holds the columns that speak of it; a column that does not says nothing here."""

    item: Contraindication
    cells: tuple[Cell, ...]
    conflicts: tuple[Conflict, ...]

    def cell(self, authority: Authority) -> Cell | None:
        """What a column says; None where it says nothing, which is not agreement."""
        return next((cell for cell in self.cells if cell.authority is authority), None)


@dataclass(frozen=True)
class RowGroup:
    """Conditions that belong together."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Matrix:
    """The conditions that any source speaks of for an agent, in the order of its checklist.

    `authorities`: the columns that say something on this agent at all; they stay when rows are filtered out.
    """

    agent: Agent
    authorities: tuple[Authority, ...]
    groups: tuple[RowGroup, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def differing(self) -> tuple[Row, ...]:
        """The rows in which two positions have different levels."""
        return tuple(row for row in self.rows if row.conflicts)

    @property
    def silent(self) -> tuple[Authority, ...]:
        """The kinds of authority that say nothing on this agent."""
        return tuple(authority for authority in Authority if authority not in self.authorities)

    def count(self, conflict: Conflict) -> int:
        """The rows that have a difference of this kind; one row may have several."""
        return sum(conflict in row.conflicts for row in self.rows)

    def silent_on(self, row: Row) -> tuple[Authority, ...]:
        """The columns of this matrix that say nothing of a condition."""
        return tuple(authority for authority in self.authorities if row.cell(authority) is None)


def authority_of(position: Position, source: Source) -> Authority:
    """The column of a position. A label whose country is not known stands among the other labels."""
    if position.standing is Standing.LABEL:
        country = source.jurisdiction
        return _BY_JURISDICTION.get(country, Authority.OTHER_LABEL) if country else Authority.OTHER_LABEL
    if position.standing is Standing.GUIDANCE:
        return Authority.CONSENSUS if source.kind is SourceKind.CONSENSUS else Authority.GUIDELINE
    return _BY_STANDING[position.standing]


def build_matrix(agent: Agent, items: Sequence[Contraindication], sources: Mapping[str, Source]) -> Matrix:
    """The matrix of an agent. `sources` maps source id to Source for at least the positions on the agent.

    Raises InputError for an agent that the content does not screen.
    """
    groups = tuple(
        RowGroup(group.name, tuple(_row(item, agent, sources) for item in group.items))
        for group in build_checklist(agent, items).groups
    )
    speaking = {cell.authority for group in groups for row in group.rows for cell in row.cells}
    return Matrix(agent, tuple(authority for authority in Authority if authority in speaking), groups)


def filtered(
    matrix: Matrix, *, group: str = "", differing: bool = False, conflict: Conflict | None = None, text: str = ""
) -> Matrix:
    """The rows of a group (empty: all), with differences at all or of one kind, and with every word of `text`."""
    words = fold(text).split()

    def shows(row: Row) -> bool:
        wanted = conflict in row.conflicts if conflict else bool(row.conflicts) or not differing
        return wanted and all(word in _searchable(row) for word in words)

    kept = (
        replace(each, rows=tuple(row for row in each.rows if shows(row)))
        for each in matrix.groups
        if group in ("", each.name)
    )
    return replace(matrix, groups=tuple(each for each in kept if each.rows))


def cell_sentence(row: Row, authority: Authority) -> str:
    """What a cell says, to be read out: condition, column, level, number of sources, and who says otherwise."""
    cell = row.cell(authority)
    if cell is None:
        others = "; others differ" if row.conflicts else ", which is not agreement"
        return f"{row.item.condition}, {authority.label}: says nothing here{others}."
    parts = [f"{row.item.condition}, {authority.label}: {level_words(cell)}, {count_of(len(cell.positions))}"]
    if cell.differs_within:
        parts.append("its own sources differ")
    if cell.differs_from:
        others = ", ".join(f"{other.label} ({level_words(row.cell(other))})" for other in cell.differs_from)
        parts.append(f"differs from {others}")
    return f"{'; '.join(parts)}."


def level_words(cell: Cell | None) -> str:
    """The levels of a cell in words, `absolute or caution`; that it says nothing where there is none."""
    return " or ".join(level.value for level in cell.levels) if cell else "says nothing here"


def count_of(sources: int) -> str:
    """`1 source`, `3 sources`."""
    return "1 source" if sources == 1 else f"{sources} sources"


def summary(matrix: Matrix) -> str:
    """How many conditions there are, on how many sources differ and between whom, and who is silent throughout."""
    rows, differing = len(matrix.rows), len(matrix.differing)
    conditions = "1 condition" if rows == 1 else f"{rows} conditions"
    kinds = "; ".join(
        f"{conflict.label.lower()}: {matrix.count(conflict)}" for conflict in Conflict if matrix.count(conflict)
    )
    told = f"{conditions} for {matrix.agent.label}. Sources differ on {differing}{f' ({kinds})' if kinds else ''}."
    silent = ", ".join(authority.label for authority in matrix.silent)
    return f"{told} Nothing on this agent was found in: {silent}." if silent else told


def _row(item: Contraindication, agent: Agent, sources: Mapping[str, Source]) -> Row:
    said: dict[Authority, list[Position]] = {}
    for position in item.positions_for(agent):
        said.setdefault(authority_of(position, sources[position.source]), []).append(position)
    cells = tuple(
        Cell(authority, tuple(said[authority]), _others(authority, said))
        for authority in Authority
        if authority in said
    )
    placed = [(authority, position.level) for authority, positions in said.items() for position in positions]
    found = {_conflict(one, other) for one, other in combinations(placed, 2) if one[1] is not other[1]}
    return Row(item, cells, tuple(conflict for conflict in Conflict if conflict in found))


def _others(authority: Authority, said: Mapping[Authority, Sequence[Position]]) -> tuple[Authority, ...]:
    """The other columns that hold a level beside which one of this column is different."""
    levels = {name: {position.level for position in positions} for name, positions in said.items()}
    return tuple(
        other
        for other in Authority
        if other in levels and other is not authority and len(levels[authority] | levels[other]) > 1
    )


def _conflict(one: tuple[Authority, Level], other: tuple[Authority, Level]) -> Conflict:
    """The kind of a difference between two placed levels."""
    if one[0] in LABELS and other[0] in LABELS:
        return Conflict.LABELS
    label, counterpart = (one, other) if one[0] in LABELS else (other, one)
    if label[0] not in LABELS:
        return Conflict.OTHER
    if counterpart[0] in _GUIDING:
        return Conflict.LABEL_AND_GUIDANCE
    stricter = counterpart[1].rank < label[1].rank
    return Conflict.STRICTER_TRIAL if counterpart[0] is Authority.TRIAL_EXCLUSION and stricter else Conflict.OTHER


def _searchable(row: Row) -> str:
    item = row.item
    details = " ".join(position.detail for cell in row.cells for position in cell.positions)
    return fold(f"{item.condition} {item.group} {item.question} {item.threshold} {details}")
