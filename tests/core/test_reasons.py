import pytest

from ketaref.core.query import SearchQuery, Synonyms
from ketaref.core.reasons import Reasons
from ketaref.core.vocabulary import SynonymEntry

SYNONYMS = Synonyms(
    [
        SynonymEntry("hypertension", "condition", synonyms=("high blood pressure",), abbreviations=("HTN",)),
        SynonymEntry("intranasal", "route", abbreviations=("IN",)),
    ]
)


def reasons(query, *texts):
    return Reasons(SearchQuery.parse(query, SYNONYMS)).of(*texts)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("HTN ", "Uncontrolled hypertension", ("HTN → hypertension",)),
        ("HTN ", "High blood pressure, treated", ("HTN → hypertension",)),
        ("HTN ", "HTN (hypertension)", ()),
        ("HTN ", "Glaucoma", ()),
        ("HTN ", "Prehypertension", ()),
        ("glaucoma", "Glaucoma", ()),
        ("HTN with IN ", "Hypertension after intranasal spray", ("HTN → hypertension", "IN → intranasal")),
        ("", "Hypertension", ()),
    ],
)
def test_reason_is_given_where_the_typed_words_are_not_there(query, text, expected):
    assert reasons(query, text) == expected


def test_title_and_text_count_as_one():
    assert reasons("HTN ", "Title", "some hypertension") == ("HTN → hypertension",)
