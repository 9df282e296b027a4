"""The gold set is held to its shape and to the content; every mistake names its file, line and query."""

import pytest

from ketaref.core.errors import ContentError
from ketaref.core.search_score import QueryKind
from look_ups import GoldPart, LookUp, load_gold, records_of

RECORDS = {
    "topic/start": "Start",
    "topic/ptsd": "PTSD",
    "contraindication/ci_glaucoma": "Glaucoma",
    "trial/feder2014": "Feder",
}


@pytest.fixture
def gold(tmp_path):
    """Writes a file of the gold set: `gold("tuned/names.yaml", text)`, and returns the folder."""

    def write(name, text):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def problems_of(folder):
    with pytest.raises(ContentError) as raised:
        load_gold(folder, RECORDS)
    return [str(problem) for problem in raised.value.problems]


def test_look_ups_of_both_parts_are_read_with_their_kind(gold):
    gold("set_aside/two_ideas.yaml", "- {query: eye pressure, first: [topic/start], also: [trial/feder2014]}\n")
    folder = gold("tuned/names.yaml", "- query: Feder\n  first: [trial/feder2014, topic/ptsd]\n  note: a study\n")
    assert load_gold(folder, RECORDS) == (
        LookUp(GoldPart.TUNED, QueryKind.NAMES, "Feder", ("trial/feder2014", "topic/ptsd")),
        LookUp(GoldPart.SET_ASIDE, QueryKind.TWO_IDEAS, "eye pressure", ("topic/start",), ("trial/feder2014",)),
    )


def test_remarks_may_be_anything(gold):
    folder = gold("tuned/prefixes.yaml", "- {query: gl, first: [topic/start], letters: 2, error: [a], asks: x}\n")
    assert len(load_gold(folder, RECORDS)) == 1


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{query: glaucma, first: [contraindication/ci_glaucom]}", "near to it: contraindication/ci_glaucoma"),
        ("{query: a, first: [topic/start], also: [topic/none]}", "“a”: there is no topic/none in the content"),
        ("{query: a, first: ['topic/ptsd#harms']}", "“a”: there is no topic/ptsd#harms"),
        ("{query: a, first: topic/start}", "“a”: first: expected a list, found 'topic/start'"),
        ("{query: a, first: []}", "“a”: no record is right first"),
        ("{query: ' ', first: [topic/start]}", "the query is empty"),
        ("{query: 140, first: [topic/start]}", "“140”: query: expected text, found 140"),
        ("{query: a, frist: [topic/start]}", "unknown field"),
        ("{query: a}", "missing field 'first'"),
        ("just words", "“1”: expected a mapping"),
        (
            "{query: a, first: [topic/start], also: [topic/ptsd, trial/feder2014, contraindication/ci_glaucoma]}",
            "do not fit among the first three",
        ),
    ],
)
def test_mistake_names_file_line_and_query(gold, entry, told):
    found = problems_of(gold("tuned/names.yaml", f"# names\n- {entry}\n"))
    assert all(problem.startswith("tuned/names.yaml:2: ") for problem in found)
    assert told in "\n".join(found)


def test_query_asked_twice_is_told_across_the_parts(gold):
    gold("tuned/names.yaml", "- {query: feder, first: [topic/start]}\n")
    folder = gold("set_aside/names.yaml", "- {query: Feder, first: [topic/start]}\n")
    assert problems_of(folder) == ["set_aside/names.yaml:1: “Feder” is asked already at tuned/names.yaml:1"]


@pytest.mark.parametrize("name", ["guesses.yaml", "names.yml"])
def test_file_of_no_kind_is_told(gold, name):
    (problem,) = problems_of(gold(f"tuned/{name}", "[]"))
    assert problem.startswith(f"tuned/{name}:1: no file of a kind of query; there are: names.yaml, ")


def test_file_that_holds_no_list_is_told(gold):
    assert problems_of(gold("tuned/names.yaml", "query: a")) == ["tuned/names.yaml:1: a list of look-ups is expected"]
    assert "not readable as YAML" in problems_of(gold("tuned/names.yaml", "- {"))[0]


def test_gold_set_without_look_ups_is_told(tmp_path):
    assert "there are no look-ups here" in problems_of(tmp_path)[0]


def test_records_are_those_that_search_finds(real_store):
    records = records_of(real_store)
    assert "contraindication/ci_glaucoma" in records
    assert records["topic/ptsd-overview"]
    assert not [name for name in records if name.startswith("checklist/")]
