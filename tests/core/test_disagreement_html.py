import re

import pytest

from ketaref.core.agent import Agent
from ketaref.core.contraindication import Contraindication, Indication, Level, Position, Standing
from ketaref.core.disagreement import Authority, build_matrix
from ketaref.core.disagreement_html import (
    DIFFERS,
    SILENT,
    conflicts_text,
    differences_text,
    matrix_html,
    statements_html,
)
from ketaref.core.source import Checked, Jurisdiction, Source, SourceKind

AGENT = Agent.IV_KETAMINE
SOURCES = {
    "us": Source("us", SourceKind.LABEL, "A label", "US label <1>", Checked.PAGE, jurisdiction=Jurisdiction.US),
    "swiss": Source("swiss", SourceKind.LABEL, "B", "Swiss 2", Checked.PAGE, jurisdiction=Jurisdiction.SWITZERLAND),
    "trial": Source("trial", SourceKind.RCT, "C", "Feder 2014", Checked.PAGE),
}


def item(item_id, *said, group="Heart"):
    return Contraindication(item_id, f"{item_id} & more", "?", group, said, "", "", Checked.PAGE, ())


def position(level, standing=Standing.LABEL, name="us", detail="", checked=Checked.PAGE, indications=()):
    return Position(AGENT, level, standing, name, checked, detail, (), indications)


MATRIX = build_matrix(
    AGENT,
    (
        item(
            "ci_a",
            position(Level.ABSOLUTE, detail="a <hazard>"),
            position(Level.CAUTION, name="swiss", checked=Checked.SECONDARY, indications=(Indication.PAIN,)),
        ),
        item("ci_b", position(Level.RELATIVE, Standing.TRIAL_EXCLUSION, "trial"), group="Eye"),
    ),
    SOURCES,
)


def text(html):
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def test_statements_begin_with_the_chosen_column_and_hold_every_position():
    row = MATRIX.rows[0]
    for chosen, other in ((Authority.US_LABEL, "Swiss 2"), (Authority.OTHER_LABEL, "US label &lt;1&gt;")):
        html = statements_html(MATRIX, row, chosen, SOURCES)
        assert html.index(f"<h3>{chosen.label}</h3>") < html.index("What others say") < html.index(other)
        assert "a &lt;hazard&gt;" in html
        assert "ketaref://source/us" in html
        assert "ketaref://source/swiss" in html


def test_statement_tells_how_it_was_checked_where_it_holds_and_of_what_alone():
    html = text(statements_html(MATRIX, MATRIX.rows[0], Authority.OTHER_LABEL, SOURCES))
    assert "Swiss 2 (Switzerland). Speaks of this alone: Pain. [read in a report of the source]" in html
    assert "(United States)" not in html  # the column says so


def test_empty_cell_says_that_silence_is_no_agreement_and_who_is_silent_too():
    html = text(statements_html(MATRIX, MATRIX.rows[1], Authority.US_LABEL, SOURCES))
    assert "Says nothing here" in html
    assert "That is not agreement." in html
    assert "Say nothing here, which is not agreement Other labels." in html
    assert "▲\N{NO-BREAK SPACE}Relative".replace("\N{NO-BREAK SPACE}", " ") in html


def test_statements_lead_to_the_record_and_the_checklist():
    html = statements_html(MATRIX, MATRIX.rows[0], Authority.US_LABEL, SOURCES)
    assert 'href="ketaref://contraindication/ci_a"' in html
    assert 'href="ketaref://checklist/iv_ketamine#ci_a"' in html


@pytest.mark.parametrize(("place", "told"), [(0, f"{DIFFERS} sources differ (labels differ)."), (1, "only one source")])
def test_difference_is_told_in_words(place, told):
    assert differences_text(next(row for row in MATRIX.rows if row.item.id == ("ci_a", "ci_b")[place])).startswith(told)


def test_difference_stands_briefly_beside_its_condition_and_agreement_does_not():
    assert [conflicts_text(row) for row in MATRIX.rows] == [
        f"{DIFFERS} among labels" if row.item.id == "ci_a" else "" for row in MATRIX.rows
    ]


def test_paper_has_a_header_for_every_row_and_column_and_a_cell_for_each_pair():
    html = matrix_html(MATRIX, SOURCES)
    assert re.findall(r'<th scope="col"[^>]*>([^<]*)', html) == [
        "Condition",
        *(each.label for each in MATRIX.authorities),
    ]
    assert html.count('<th scope="row">') == len(MATRIX.rows)
    assert html.count("<td>") == len(MATRIX.rows) * len(MATRIX.authorities)
    assert html.count('scope="colgroup"') == len(MATRIX.groups)
    assert html.count(f"<td>{SILENT}</td>") == sum(len(MATRIX.silent_on(row)) for row in MATRIX.rows)


def test_paper_needs_no_colour_and_cites_each_level_by_number():
    html = text(matrix_html(MATRIX, SOURCES))
    assert f"■ Absolute [1] {DIFFERS}" in html
    assert f"○ Caution [2] {DIFFERS}" in html
    assert "▲ Relative [3]" in html
    assert f"{DIFFERS} among labels" in html
    numbered = re.findall(r"<li>([^:]*):", matrix_html(MATRIX, SOURCES))
    assert numbered == ["US label &lt;1&gt;", "Swiss 2", "Feder 2014"]


def test_paper_says_what_was_left_out_and_what_its_numbers_are():
    html = matrix_html(MATRIX, SOURCES, "1 of 2 conditions: only <heart>")
    assert "<b>1 of 2 conditions: only &lt;heart&gt;</b>" in html
    assert "in brackets the numbers of its sources" in html
    assert "<b>" not in matrix_html(MATRIX, SOURCES)
