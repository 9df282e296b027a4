import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.location import Kind
from ketaref.core.query import MAX_CHARACTERS, MAX_WORDS, SearchQuery, Synonyms
from ketaref.core.vocabulary import SynonymEntry

SYNONYMS = Synonyms(
    [
        SynonymEntry("ketamine", "drug", brands=("Ketalar",), misspellings=("ketamin", "ketamene"),
                     not_same_as=("esketamine",)),
        SynonymEntry("esketamine", "drug", brands=("Spravato",), misspellings=("spravado",), not_same_as=("ketamine",)),
        SynonymEntry("hypertension", "condition", synonyms=("high blood pressure",), abbreviations=("HTN",)),
        SynonymEntry("intranasal", "route", abbreviations=("IN",)),
        SynonymEntry("discharge criteria", "procedure", lay=("when can they go home",)),
        SynonymEntry("weight-based dose", "calculation", abbreviations=("mg/kg",)),
        SynonymEntry("increased blood pressure", "adverse effect", abbreviations=("BP",)),
        SynonymEntry("haemorrhage", "condition", spelling_variants=("haemorrhage", "hemorrhage")),
        SynonymEntry("CYP3A4 inducer", "pharmacology", synonyms=("St John's wort",)),
    ]
)  # fmt: skip


def parse(text, **options):
    return SearchQuery.parse(text, SYNONYMS, **options)


def typed(text):
    return [group.typed for group in parse(text).groups]


def alternatives(text):
    return {alternative.text for group in parse(text).groups for alternative in group.alternatives}


def test_question_words_are_dropped():
    assert typed("can I give it with clonazepam?") == ["clonazepam"]


def test_words_that_frame_a_question_are_dropped_only_beside_others():
    assert typed("bladder problems") == ["bladder"]
    assert typed("problems") == ["problems"]


def test_words_that_tell_the_kind_are_dropped_only_beside_others():
    assert typed("how often does vertigo happen") == ["vertigo"]
    assert parse("how often does vertigo happen").prefers is Kind.ADVERSE_EFFECT
    assert typed("watch") == ["watch"]
    assert parse("vertigo").prefers is None


def test_query_of_question_words_only_keeps_them():
    assert typed("what if") == ["what", "if"]


def test_question_that_is_a_known_term_is_understood_whole():
    assert "discharge criteria" in alternatives("when can they go home")


def test_abbreviation_tells_its_reason():
    assert "HTN → hypertension" in parse("HTN").explanations


def test_question_word_in_capitals_is_an_abbreviation():
    assert "intranasal" in alternatives("IN ketamine")
    assert "intranasal" not in alternatives("in ketamine")
    assert "intranasal" not in alternatives("CAN I GIVE IT IN PREGNANCY")


def test_last_word_is_a_beginning_unless_it_was_ended():
    (open_ended,), (ended,) = parse("glauc").groups, parse("glauc ").groups
    assert open_ended.alternatives[0].prefix
    assert not ended.alternatives[0].prefix


def test_two_letter_abbreviation_is_no_beginning():
    assert not parse("BP").groups[0].alternatives[0].prefix


def test_first_letter_of_the_next_word_is_not_sought_yet():
    assert typed("glaucoma p") == ["glaucoma"]
    assert typed("hepatitis c ") == ["hepatitis", "c"]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("0.5 mg/kg", ["0 5 mg kg"]),
        ("0.5mg/kg", ["0 5 mg kg"]),
        ("0.5 mg/kg over 40 min", ["0 5 mg kg", "40 min"]),
        ("140/90", ["140 90"]),
        ("BP 140/90 mmHg", ["bp", "140 90 mmhg"]),
        ("56mg", ["56 mg"]),
        ("PCL-5", ["pcl 5"]),
    ],
)
def test_numbers_stay_with_their_units(text, groups):
    assert typed(text) == groups


def test_unit_is_found_in_its_other_spellings():
    assert "40 minutes" in alternatives("40 min ")


@pytest.mark.parametrize("text", ["anxiety/depression", "anxiety,depression", "anxiety (depression)"])
def test_punctuation_between_words_parts_them(text):
    assert typed(text) == ["anxiety", "depression"]


def test_phrase_can_be_taken_apart():
    query = parse("high blood pressure").in_words
    assert [group.typed for group in query.groups] == ["high", "blood", "pressure"]
    assert [group.alternatives[0].prefix for group in query.groups] == [False, False, True]
    assert "pressures" in {alternative.text for alternative in query.groups[-1].alternatives}


def test_taking_apart_leaves_single_words_their_synonyms():
    assert "hypertension" in {a.text for group in parse("HTN").in_words.groups for a in group.alternatives}


def test_hyphen_and_apostrophe_hold_words_together():
    assert typed("re-dosing bladder") == ["re dosing", "bladder"]
    assert "redosing" in alternatives("re-dosing bladder")
    assert "st john s wort" in alternatives("st johns wort")


def test_other_spelling_is_sought_with_its_reason():
    assert "hemorrhage → haemorrhage" in parse("hemorrhage").explanations


def test_known_misspelling_is_repaired_and_told():
    assert parse("spravado").repaired == "esketamine"
    assert parse("high dose ketamene").repaired == "high dose ketamine"
    assert parse("Can I have Ketamene, please?").repaired == "Can I have ketamine, please?"


def test_misspelling_that_may_still_become_right_is_not_called_one():
    assert parse("ketamin").repaired is None
    assert parse("ketamin ").repaired == "ketamine"
    assert "ketamine" in alternatives("ketamin")


def test_misspelling_is_taken_as_typed_on_request():
    assert parse("spravado", repair=False).repaired is None


def test_what_is_mistaken_for_the_words_is_known_unless_asked_for():
    assert parse("ketamine").unlike == ("esketamine",)
    assert parse("ketamine or esketamine").unlike == ()


@pytest.mark.parametrize("text", ["", "   ", "🦄", "\x00", '"*"', "()"])
def test_nothing_to_look_for_gives_no_groups(text):
    assert parse(text).groups == ()
    assert parse(text).folded == ""


def test_long_input_is_cut():
    query = parse("dose " * 2000)
    assert len(query.text) == MAX_CHARACTERS
    assert len(query.folded.split()) == MAX_WORDS


def test_words_that_are_too_many_are_named():
    words = [f"w{number}" for number in range(MAX_WORDS + 3)]
    assert parse(" ".join(words)).unread == tuple(words[MAX_WORDS:])
    assert parse(" ".join(words[:MAX_WORDS])).unread == ()


def test_word_that_the_limit_cuts_in_two_is_named_whole():
    query = parse("x" * (MAX_CHARACTERS - 5) + " tranylcypromine and 0.5 mg/kg")
    assert query.unread == ("tranylcypromine", "and", "0", "5", "mg", "kg")


@given(st.text())
def test_any_text_becomes_plain_words(text):
    query = parse(text)
    for group in query.groups:
        assert group.alternatives
        assert group.as_typed[0].text == group.typed
        for alternative in group.alternatives:
            assert alternative.words
            assert all(word.isalnum() for word in alternative.words)


@given(
    st.lists(st.sampled_from(["ketamine", "spravato", "HTN", "high", "blood", "in", "IN", "0.5", "mg/kg", "k-hole"]))
)
def test_every_word_that_counts_is_in_some_group(words):
    query = parse(" ".join(words) + " ")
    assert not words or query.groups
    assert set(query.content_words.split()) <= set(query.folded.split())
    assert "esketamine" not in {a.text for g in query.groups if g.typed == "ketamine" for a in g.alternatives}


def test_reading_of_blood_pressure_stands_for_it():
    substitutes = [one for one in parse("180/110").groups[0].alternatives if one.substitute]
    assert {one.text for one in substitutes} >= {"raised blood pressure"}
    assert {one.why for one in substitutes} == {"180/110 → blood pressure"}


def test_number_behind_a_vital_sign_also_stands_for_it():
    assert "bradycardia" in [one.text for one in parse("hr 45 today").groups[1].alternatives]


@pytest.mark.parametrize("text", ["1/2", "110/180", "3/4 mg"])
def test_other_pairs_of_numbers_are_no_reading(text):
    assert not any(one.substitute for group in parse(text).groups for one in group.alternatives)


def test_short_abbreviation_is_typed_to_its_end():
    assert not parse("HTN").groups[0].alternatives[0].prefix
    assert parse("hypert").groups[0].alternatives[0].prefix


def test_whole_query_as_the_table_writes_it():
    synonyms = Synonyms([SynonymEntry("dissociation", "adverse effect", lay=("K-hole",))])
    assert SearchQuery.parse("khole", synonyms).as_written == ("k hole",)
    assert SearchQuery.parse("k-hole", synonyms).as_written == ("k hole",)


def test_agents_that_a_query_names():
    assert {agent.value for agent in parse("Spravato").agents} >= {"intranasal_esketamine", "iv_esketamine"}
    assert parse("ketamine").agents == frozenset()
