"""A tiny gold set and a search made by hand: how outcomes are counted, shown and held to the score of record."""

import pytest

from comparing import HOW_TO, complaints, missed, read_missed, write_missed
from ketaref import __version__
from ketaref.core.hit import Hit, SearchResults
from ketaref.core.location import Kind, Location
from ketaref.core.search_score import Found, KindScore, QueryKind
from look_ups import GoldPart, LookUp
from scoring import markdown_table, measure, misses, of_part, search_score

TUNED, SET_ASIDE = GoldPart.TUNED, GoldPart.SET_ASIDE

GOLD = (
    LookUp(TUNED, QueryKind.NAMES, "feder", ("trial/feder2014", "topic/trials")),
    LookUp(TUNED, QueryKind.TWO_IDEAS, "eye pressure", ("topic/eyes",), ("trial/eye2020",)),
    LookUp(SET_ASIDE, QueryKind.NAMES, "klonopin", ("interaction/ddi",)),
)
GOOD = {
    "feder": "topic/trials trial/feder2014",
    "eye pressure": "topic/eyes topic/a trial/eye2020",
    "klonopin": "interaction/ddi",
}


def search_of(answers, nearest=()):
    """A search that answers `{query: "kind/id kind/id"}`."""

    def search(query):
        pairs = [Location.parse(f"ketaref://{record}") for record in answers.get(query, "").split()]
        hits = tuple(Hit(each.kind, each.id, each.id.title(), "", "", each) for each in pairs)
        return SearchResults(query, hits, nearest=nearest)

    return search


def outcomes_of(answers, nearest=()):
    return measure(GOLD, search_of(GOOD | answers, nearest))


@pytest.fixture
def record():
    return search_score(outcomes_of({}), "2026.11.1")


@pytest.mark.parametrize(
    ("answers", "is_first", "is_in_first_three"),
    [
        ({}, True, True),
        ({"feder": "trial/feder2014"}, True, True),
        ({"feder": "topic/a topic/b trial/feder2014"}, False, True),
        ({"feder": "topic/a topic/b topic/c trial/feder2014"}, False, False),
        ({"feder": "source/feder2014"}, False, False),
        ({"feder": ""}, False, False),
    ],
)
def test_first_and_first_three_are_told_apart(answers, is_first, is_in_first_three):
    outcome = outcomes_of(answers)[0]
    assert (outcome.is_first, outcome.is_in_first_three) == (is_first, is_in_first_three)


def test_section_of_a_topic_counts_as_the_topic():
    hit = Hit(Kind.TOPIC, "trials", "Trials", "Results", "", Location(Kind.TOPIC, "trials", "results"))
    (outcome, *_) = measure(GOLD, lambda query: SearchResults(query, (hit,)))
    assert outcome.is_first


def test_all_that_must_be_there_too_counts_in_the_first_three_only():
    _, outcome, _ = outcomes_of({"eye pressure": "topic/eyes topic/a topic/b trial/eye2020"})
    assert outcome.is_first
    assert not outcome.is_in_first_three
    assert outcome.lacking == ("trial/eye2020",)


def test_page_is_empty_only_where_nothing_is_offered_either():
    assert [outcome.empty for outcome in outcomes_of({"feder": ""})] == [True, False, False]
    assert not any(outcome.empty for outcome in outcomes_of({"feder": ""}, nearest=("trial",)))


def test_score_counts_both_parts_by_kind_and_what_was_set_aside(record):
    assert (record.program, record.content) == (__version__, "2026.11.1")
    assert record.kinds == (
        KindScore(QueryKind.NAMES, Found(2, 2, 2)),
        KindScore(QueryKind.TWO_IDEAS, Found(1, 1, 1)),
    )
    assert record.total == Found(3, 3, 3)
    assert record.set_aside == Found(1, 1, 1)


def test_table_shows_each_kind_and_the_total():
    table = markdown_table(outcomes_of({"feder": "topic/a topic/trials", "klonopin": ""})).splitlines()
    assert table[0] == "| kind of query | look-ups | right first | in first three | empty pages |"
    assert table[2:] == [
        "| names | 2 | 0.0 % | 50.0 % | 1 |",
        "| two_ideas | 1 | 100.0 % | 100.0 % | 0 |",
        "| **all** | 3 | 33.3 % | 66.7 % | 1 |",
    ]


def test_table_of_one_part_counts_that_part():
    assert "| **all** | 1 | 100.0 % | 100.0 % | 0 |" in markdown_table(of_part(outcomes_of({}), SET_ASIDE))


def test_misses_tell_place_and_what_came_first():
    answers = {"feder": "topic/a topic/trials", "eye pressure": "topic/eyes", "klonopin": ""}
    assert list(misses(outcomes_of(answers))) == [
        "names “feder”: trial/feder2014 or topic/trials place 2; first came topic/a “A”",
        "two_ideas “eye pressure”: topic/eyes place 1; not among the first three: trial/eye2020",
        "names “klonopin”: an empty page",
    ]
    assert list(misses(outcomes_of({}))) == []


def test_not_found_is_told_with_what_came_instead():
    (line,) = misses(outcomes_of({"klonopin": "topic/a topic/b"}))
    assert line == "names “klonopin”: interaction/ddi not found; first came topic/a “A”"


# Against the score of record


def test_as_good_as_before_or_better_is_no_complaint(record):
    assert complaints(outcomes_of({}), record) == []
    worse = search_score(outcomes_of({"feder": "topic/a"}), "2026.11.1")
    assert complaints(outcomes_of({}), worse) == []


def test_loss_names_kind_measure_and_look_ups(record):
    said = complaints(outcomes_of({"feder": "topic/a topic/trials"}), record)
    assert said == [
        "names, right first: 100.0 % in the score file, 50.0 % now; missed: “feder”",
        "all, right first: 100.0 % in the score file, 66.7 % now",
        HOW_TO,
    ]


def test_loss_in_the_first_three_alone_is_told(record):
    said = complaints(outcomes_of({"eye pressure": "topic/eyes"}), record)
    assert said[0] == "two_ideas, in the first three: 100.0 % in the score file, 0.0 % now; missed: “eye pressure”"


def test_loss_names_the_newly_missed_where_the_known_misses_are_there(record):
    known = {"first": frozenset({("names", "feder")}), "first_three": frozenset()}
    said = complaints(
        outcomes_of({"feder": "topic/a topic/trials", "klonopin": "topic/a interaction/ddi"}), record, known
    )
    assert said[0].endswith("0.0 % now; of those set aside, 1 missed")
    known = {"first": frozenset(), "first_three": frozenset()}
    assert "; newly missed: “feder”" in complaints(outcomes_of({"feder": "topic/a topic/trials"}), record, known)[0]


def test_look_up_that_was_set_aside_is_counted_and_not_named(record):
    said = "\n".join(complaints(outcomes_of({"klonopin": "topic/a interaction/ddi"}), record))
    assert "of those set aside, 1 missed" in said
    assert "klonopin" not in said


def test_half_a_point_is_let_pass():
    gold = [LookUp(TUNED, QueryKind.NAMES, f"query {number}", ("topic/a",)) for number in range(400)]

    def found(wrong):
        return measure(gold, lambda query: search_of({query: "topic/b" if query in wrong else "topic/a"})(query))

    record = search_score(found(()), "2026.11.1")
    assert complaints(found({"query 1", "query 2"}), record) == []  # 0.5 points
    assert complaints(found({"query 1", "query 2", "query 3"}), record)[0].startswith("names, right first: 100.0 %")


def test_empty_page_is_told_even_where_nothing_was_lost():
    record = search_score(outcomes_of({"feder": ""}), "2026.11.1")
    assert complaints(outcomes_of({"feder": ""}), record) == ["Empty page: names “feder”", HOW_TO]


def test_score_of_another_gold_set_is_told_as_stale(record):
    fewer = complaints(outcomes_of({})[:2], record)
    assert fewer == [
        "The score file is not that of this gold set: names 1 look-ups, there 2; all 2 look-ups, there 3; "
        "set aside 0 look-ups, there 1.",
        HOW_TO,
    ]
    without_a_kind = complaints(outcomes_of({})[::2], record)
    assert "two_ideas 0 look-ups, there 1" in without_a_kind[0]


def test_known_misses_are_of_the_tuned_look_ups_and_read_as_written(tmp_path):
    answers = {"feder": "topic/a topic/trials", "eye pressure": "topic/a", "klonopin": "topic/a"}
    known = missed(outcomes_of(answers))
    assert known == {
        "first": {("names", "feder"), ("two_ideas", "eye pressure")},
        "first_three": {("two_ideas", "eye pressure")},
    }
    write_missed(known, tmp_path / "known.yaml")
    assert read_missed(tmp_path / "known.yaml") == known
    assert read_missed(tmp_path / "none.yaml") is None
