"""`ketaref search`."""

import pytest

from ketaref.core.hit import MARK_END, MARK_START


def test_json_has_the_agreed_shape(run):
    result = run("search", "dissociation", "--json")
    assert result.code == 0
    data = result.json()
    assert list(data) == ["query", "shown_for", "took_ms", "hits", "unknown", "unassessed", "unread", "nearest"]
    assert (data["query"], data["shown_for"]) == ("dissociation", None)
    assert data["took_ms"] > 0
    first = data["hits"][0]
    assert list(first) == ["kind", "id", "title", "section", "snippet", "location", "matched"]
    assert (first["kind"], first["id"]) == ("adverse_effect", "ae_dissociation")
    assert first["location"] == "ketaref://adverse_effect/ae_dissociation"


def test_snippets_hold_no_marks(run):
    for result in (run("search", "midazolam", "--json"), run("search", "midazolam")):
        assert "midazolam" in result.out
        assert MARK_START not in result.out
        assert MARK_END not in result.out


def test_expansion_that_led_to_a_hit_is_told(run):
    hits = run("search", "Spravato", "--json").json()["hits"]
    assert ["Spravato → esketamine"] in [hit["matched"] for hit in hits]
    assert "    matched: Spravato → esketamine" in run("search", "Spravato").out.splitlines()


def test_words_need_no_quotes(run):
    assert run("search", "blood", "pressure", "--json").json()["query"] == "blood pressure"


def test_kind_and_limit_narrow(run):
    hits = run("search", "ketamine", "--kind", "glossary", "--json").json()["hits"]
    assert {hit["kind"] for hit in hits} == {"glossary"}
    assert len(run("search", "ketamine", "--limit", "1", "--json").json()["hits"]) == 1


def test_repaired_spelling_is_told(run):
    assert run("search", "disociation", "--json").json()["shown_for"] == "dissociation"
    assert "Showing results for “dissociation”" in run("search", "disociation").out


def test_word_that_is_nowhere_is_told(run):
    assert run("search", "dissociation zzzzqqqq ", "--json").json()["unknown"] == ["zzzzqqqq"]
    assert "Not in this reference, and so not assessed: zzzzqqqq" in run("search", "dissociation zzzzqqqq ").out


def test_claim_is_called_so_once(run):
    assert "Claim: Claim" not in run("search", "claim", "--kind", "claim").out


def test_nothing_found_offers_words(run):
    result = run("search", "zzzzqqqq")
    assert result.code == 0
    assert "Nothing found for “zzzzqqqq”" in result.out


@pytest.mark.parametrize(
    "text", ["", " ", "x" * 10_000, '"', "*", "NEAR(", "a AND OR NOT", "🙂", "\x00", "';--", "--"], ids=ascii
)
def test_odd_queries_do_no_harm(run, text):
    result = run("search", "--json", "--", text)
    assert result.code == 0
    assert isinstance(result.json()["hits"], list)


@pytest.mark.parametrize(
    "arguments",
    [["--kind", "checklist", "x"], ["--kind", "odd", "x"], ["--limit", "0", "x"], ["--limit", "²", "x"], []],
)
def test_wrong_use_is_told_in_one_line(run, arguments):
    result = run("search", *arguments)
    assert result.code == 2
    assert result.err.startswith("ketaref search: ")
    assert len(result.err.splitlines()) == 1
