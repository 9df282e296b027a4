import re

from ketaref.core.agent import Agent
from ketaref.core.contraindication import Contraindication, Level, Position, Standing
from ketaref.core.disagreement import build_matrix
from ketaref.core.disagreement_html import DIFFERS, SILENT
from ketaref.core.source import Checked, Jurisdiction, Source, SourceKind
from ketaref.export.disagreement_sheet import disagreement_sheet
from ketaref.export.sheet import paper_html

AGENT = Agent.IV_KETAMINE
SOURCES = {
    "us": Source("us", SourceKind.LABEL, "A label", "US label <1>", Checked.PAGE, jurisdiction=Jurisdiction.US),
    "swiss": Source("swiss", SourceKind.LABEL, "B", "Swiss 2", Checked.PAGE, jurisdiction=Jurisdiction.SWITZERLAND),
    "trial": Source("trial", SourceKind.RCT, "C", "Feder 2014", Checked.PAGE),
}


def item(item_id, *said):
    return Contraindication(item_id, f"{item_id} & more", "?", "Heart", said, "", "", Checked.PAGE, ())


def position(level, standing, name):
    return Position(AGENT, level, standing, name, Checked.PAGE)


MATRIX = build_matrix(
    AGENT,
    (
        item(
            "ci_pressure",
            position(Level.ABSOLUTE, Standing.LABEL, "us"),
            position(Level.CAUTION, Standing.LABEL, "swiss"),
        ),
        item("ci_trial", position(Level.RELATIVE, Standing.TRIAL_EXCLUSION, "trial")),
    ),
    SOURCES,
)


def plain(html):
    return re.sub(r"<[^>]+>", "", html).replace("\N{NO-BREAK SPACE}", " ")


def test_the_matrix_lies_on_its_side_with_a_cell_for_every_pair(stamp):
    sheet = disagreement_sheet(MATRIX, SOURCES, stamp)
    assert sheet.wide
    assert sheet.body.count("<th>") == 1 + len(MATRIX.authorities)
    assert sheet.body.count(f"<td>{SILENT}</td>") == sum(len(MATRIX.silent_on(row)) for row in MATRIX.rows)


def test_paper_needs_no_colour_and_cites_each_level_by_number(stamp):
    text = plain(paper_html(disagreement_sheet(MATRIX, SOURCES, stamp)))
    assert f"■ Absolute [1] {DIFFERS}" in text
    assert f"○ Caution [2] {DIFFERS}" in text
    assert "▲ Relative [3]" in text
    assert text.index("US label") < text.index("Swiss 2") < text.index("Feder 2014")


def test_paper_says_what_was_left_out_and_what_its_numbers_are(stamp):
    body = disagreement_sheet(MATRIX, SOURCES, stamp, "1 of 2 conditions: only <heart>").body
    assert "<b>1 of 2 conditions: only &lt;heart&gt;</b>" in body
    assert "in brackets the numbers of its sources" in body
