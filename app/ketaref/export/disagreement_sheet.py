"""The matrix of conditions by authority as a sheet of paper on its side."""

from collections.abc import Mapping
from html import escape

from ketaref.core.checklist_html import level_text
from ketaref.core.disagreement import Cell, Matrix, Row, RowGroup, summary
from ketaref.core.disagreement_html import DIFFERS, SILENT, conflicts_text, legend
from ketaref.core.source import Source
from ketaref.export.sheet import Sheet, Stamp, numbers_html


def disagreement_sheet(matrix: Matrix, sources: Mapping[str, Source], stamp: Stamp, left_out: str = "") -> Sheet:
    """The matrix for paper. It needs no colour: levels have shape and word, differences a sign.

    `left_out` says what filters hide, as the reader of the sheet must know: "41 of 64 conditions: only where sources
    differ". `sources` maps source id to Source for at least the positions of the matrix.
    """
    heads = "".join(f"<th>{escape(authority.label)}</th>" for authority in matrix.authorities)
    rows = "".join(_group_html(matrix, group) for group in matrix.groups)
    body = (
        f"{f'<p><b>{escape(left_out)}</b></p>' if left_out else ''}"
        f'<p class="small">{escape(legend("the numbers of its sources"))}</p>'
        f"<table><tr><th>Condition</th>{heads}</tr>{rows}</table>"
    )
    cited = (position.source for row in matrix.rows for cell in row.cells for position in cell.positions)
    used = tuple(sources[source_id] for source_id in dict.fromkeys(cited))
    return Sheet(f"Where sources disagree: {matrix.agent.label}", body, stamp, used, summary(matrix), wide=True)


def _group_html(matrix: Matrix, group: RowGroup) -> str:
    columns = 1 + len(matrix.authorities)
    head = f'<tr><td colspan="{columns}"><b>{escape(group.name)}</b></td></tr>'
    return head + "".join(_row_html(matrix, row) for row in group.rows)


def _row_html(matrix: Matrix, row: Row) -> str:
    differs = f"<br>{escape(conflicts_text(row))}" if row.conflicts else ""
    cells = "".join(f"<td>{_cell_html(row.cell(authority))}</td>" for authority in matrix.authorities)
    return f"<tr><td><b>{escape(row.item.condition)}</b>{differs}</td>{cells}</tr>"


def _cell_html(cell: Cell | None) -> str:
    """Each level with the numbers of the sources that give it."""
    if cell is None:
        return SILENT
    lines = []
    for level in cell.levels:
        cited = dict.fromkeys(position.source for position in cell.positions if position.level is level)
        lines.append(f"{level_text(level)} {numbers_html(cited)}")
    return "<br>".join(lines) + (f"\N{NO-BREAK SPACE}{DIFFERS}" if cell.differs else "")
