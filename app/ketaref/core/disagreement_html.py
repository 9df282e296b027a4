"""What sources say of a condition, and the whole matrix for paper, as semantic HTML."""

from collections import Counter
from collections.abc import Mapping
from html import escape

from ketaref.core.checklist_html import SHAPES, item_location, level_text
from ketaref.core.contraindication import Level, Position
from ketaref.core.disagreement import OF_ONE_PLACE, Authority, Cell, Matrix, Row
from ketaref.core.location import Kind, Location
from ketaref.core.record_html import checked_badge, citation_html
from ketaref.core.source import Source

DIFFERS = "≠"
"""The mark of a difference, beside words that say it."""
SILENT = "–"
"""What stands in a cell that says nothing."""

Sources = Mapping[str, Source]


def statements_html(matrix: Matrix, row: Row, authority: Authority, sources: Sources) -> str:
    """Every position on a condition: those of one column first, then what the others say, then who says nothing.

    `sources` maps source id to Source for at least the positions of the row.
    """
    chosen = row.cell(authority)
    others = [cell for cell in row.cells if cell is not chosen]
    silent = [each.label for each in matrix.silent_on(row) if each is not authority]
    parts = [
        f'<h1 class="record">{escape(row.item.condition)}</h1>',
        f"<p>{escape(matrix.agent.label)}: {escape(differences_text(row))}</p>",
        _cell_html(chosen, sources, with_meaning=True) if chosen else _silence_html(matrix, authority),
        '<h2 class="field">What others say</h2>' if others else "",
        *(_cell_html(cell, sources) for cell in others),
        _silent_html(silent),
        _links_html(matrix, row),
    ]
    return "".join(parts)


def differences_text(row: Row) -> str:
    """Between whom the differences of a row are, to stand after the agent; or that there are none among who speaks."""
    if row.conflicts:
        kinds = "; ".join(conflict.label[0].lower() + conflict.label[1:] for conflict in row.conflicts)
        return f"{DIFFERS} sources differ ({kinds})."
    speaking = sum(len(cell.positions) for cell in row.cells)
    return "only one source was found that speaks of it." if speaking == 1 else "the sources found give one level."


def legend(bracketed: str = "how many sources say so") -> str:
    """What the signs mean, what stands in brackets, and what an empty cell does not mean."""
    levels = ", ".join(f"{shape} {level.label.lower()}" for level, shape in SHAPES.items())
    return (
        f"{levels}; in brackets {bracketed}. {DIFFERS} another source gives another level. "
        f"{SILENT} says nothing here, which is not agreement."
    )


def conflicts_text(row: Row) -> str:
    """Between whom the differences of a condition are, briefly, after their sign; nothing where there are none."""
    return f"{DIFFERS} {', '.join(conflict.short for conflict in row.conflicts)}" if row.conflicts else ""


def level_lines(cell: Cell) -> tuple[tuple[Level, str], ...]:
    """A line for each level that the cell's sources give, strictest first, with how many give it if several."""
    counts = Counter(position.level for position in cell.positions)
    return tuple(
        (level, level_text(level) + (f"\N{NO-BREAK SPACE}({counts[level]})" if counts[level] > 1 else ""))
        for level in cell.levels
    )


def _cell_html(cell: Cell, sources: Sources, *, with_meaning: bool = False) -> str:
    within = " Its own sources differ." if cell.differs_within else ""
    told = (escape(cell.authority.meaning) if with_meaning else "") + within
    items = "".join(_position_html(position, sources, cell.authority) for position in cell.positions)
    return f"<h3>{escape(cell.authority.label)}</h3>{f'<p>{told.strip()}</p>' if told else ''}<ul>{items}</ul>"


def _position_html(position: Position, sources: Sources, authority: Authority) -> str:
    """A statement with its source; with where it holds, unless the column says so."""
    source = sources[position.source]
    level = f'<span class="{position.level}">{level_text(position.level)}</span>'
    tells = source.jurisdiction if authority not in OF_ONE_PLACE else None
    country = f" ({escape(tells.label)})" if tells else ""
    only = ", ".join([*(each.label for each in position.indications), *(each.label for each in position.settings)])
    detail = f": {escape(position.detail)}" if position.detail else ""
    scope = f". Speaks of this alone: {escape(only)}" if only else ""
    badge = checked_badge(position.checked) or f" [{escape(position.checked.label)}]"
    return f"<li>{level}, {citation_html(source)}{country}{detail}{scope}.{badge}</li>"


def _silence_html(matrix: Matrix, authority: Authority) -> str:
    return (
        f"<h3>{escape(authority.label)}</h3><p>{escape(authority.meaning)}</p><p>Says nothing here: no source of this "
        f"kind was found that names the condition for {escape(matrix.agent.label)}. That is not agreement.</p>"
    )


def _silent_html(silent: list[str]) -> str:
    if not silent:
        return ""
    return f'<h2 class="field">Say nothing here, which is not agreement</h2><p>{escape(", ".join(silent))}.</p>'


def _links_html(matrix: Matrix, row: Row) -> str:
    reference = escape(str(Location(Kind.CONTRAINDICATION, row.item.id)))
    checklist = escape(str(item_location(matrix.agent, row.item)))
    agent = escape(matrix.agent.label)
    return (
        f'<p><a href="{reference}">The whole record, for every agent</a></p>'
        f'<p><a href="{checklist}">In the checklist for {agent}</a></p>'
    )
