import re

import pytest

from ketaref.core.agent import Agent
from ketaref.core.contraindication import Contraindication, Indication, Level, Position, Standing
from ketaref.core.disagreement import Authority, build_matrix
from ketaref.core.disagreement_html import (
    DIFFERS,
    conflicts_text,
    differences_text,
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
