import pytest

from ketaref.core.synonyms import Role, Synonyms, inflections
from ketaref.core.vocabulary import SynonymEntry

ENTRIES = (
    SynonymEntry(
        "ketamine",
        "drug",
        synonyms=("ketamine hydrochloride",),
        brands=("Ketalar",),
        lay=("special K",),
        misspellings=("ketamin",),
        not_same_as=("esketamine",),
    ),
    SynonymEntry("esketamine", "drug", synonyms=("S-ketamine",), brands=("Spravato",), not_same_as=("ketamine",)),
    SynonymEntry(
        "benzodiazepine",
        "drug class",
        synonyms=("diazepam", "clonazepam"),
        abbreviations=("BZD",),
        brands=("Klonopin",),
    ),
    SynonymEntry(
        "hypertension",
        "condition",
        synonyms=("high blood pressure", "uncontrolled hypertension"),
        abbreviations=("HTN",),
    ),
    SynonymEntry("CYP3A4 inhibitor", "pharmacology", abbreviations=("3A4",)),
    SynonymEntry("CYP3A4 inducer", "pharmacology", synonyms=("rifampicin",), abbreviations=("3A4",),
                 spelling_variants=("rifampin", "rifampicin")),
    SynonymEntry("suicide attempt", "condition", spelling_variants=("behaviour", "behavior")),
    SynonymEntry("stroke", "condition", synonyms=("transient ischaemic attack",),
                 spelling_variants=("ischaemic", "ischemic"), misspellings=("stoke",)),
    SynonymEntry("dissociation", "adverse effect", lay=("K-hole",)),
    SynonymEntry("bioavailability", "pharmacology", abbreviations=("F",)),
    SynonymEntry("intranasal", "route", abbreviations=("IN",)),
    SynonymEntry("intramuscular", "route", abbreviations=("IM",)),
)  # fmt: skip


@pytest.fixture(scope="module")
def synonyms():
    return Synonyms(ENTRIES)


def expanded(synonyms, typed):
    return [
        phrase.folded
        for meaning in synonyms.meanings(typed.split())
        for phrase in synonyms.alternatives(meaning, typed)
    ]


def test_brand_stands_for_its_medicine(synonyms):
    assert expanded(synonyms, "spravato")[0] == "esketamine"


def test_medicine_never_expands_to_what_it_is_mistaken_for(synonyms):
    assert "esketamine" not in expanded(synonyms, "ketamine")
    assert "ketamine" not in expanded(synonyms, "esketamine")


def test_member_of_a_class_stands_for_the_class_but_not_for_other_members(synonyms):
    assert expanded(synonyms, "clonazepam") == ["benzodiazepine", "bzd"]


def test_class_stands_for_its_members(synonyms):
    assert {"diazepam", "clonazepam", "klonopin"} <= set(expanded(synonyms, "benzodiazepine"))


def test_abbreviation_with_two_meanings_expands_to_both(synonyms):
    assert {"cyp3a4 inhibitor", "cyp3a4 inducer"} <= set(expanded(synonyms, "3a4"))


def test_longest_phrase_wins(synonyms):
    match = synonyms.longest_match(["high", "blood", "pressure", "today"])
    assert match
    assert match.length == 3


def test_right_word_wins_over_misspelling():
    synonyms = Synonyms([SynonymEntry("stroke", "condition", misspellings=("stoke",)), SynonymEntry("stoke", "topic")])
    assert [meaning.entry.canonical for meaning in synonyms.meanings(["stoke"])] == ["stoke"]


def test_misspelling_is_told_apart(synonyms):
    (meaning,) = synonyms.meanings(["ketamin"])
    assert (meaning.entry.canonical, meaning.role) == ("ketamine", Role.MISSPELLING)


@pytest.mark.parametrize("typed", ["htns", "benzodiazepines", "dissociations"])
def test_plural_is_known(synonyms, typed):
    assert synonyms.meanings([typed])


@pytest.mark.parametrize("typed", ["k hole", "khole"])
def test_short_code_is_known_with_and_without_hyphen(synonyms, typed):
    (meaning,) = synonyms.meanings(typed.split())
    assert meaning.entry.canonical == "dissociation"


def test_spelling_variant_is_a_spelling_and_no_synonym(synonyms):
    assert synonyms.spellings("behavior") == ("behaviour",)
    assert not synonyms.meanings(["behavior"])


def test_unlike_spellings_are_paired_where_the_table_pairs_them(synonyms):
    assert synonyms.spellings("rifampin") == ("rifampicin",)


def test_entry_for_spelling_pairs_words_and_means_nothing():
    synonyms = Synonyms([SynonymEntry("noradrenaline", "spelling", spelling_variants=("norepinephrine",))])
    assert synonyms.spellings("norepinephrine") == ("noradrenaline",)
    assert not synonyms.meanings(["noradrenaline"])


def test_phrase_is_known_in_either_spelling(synonyms):
    (meaning,) = synonyms.meanings(["transient", "ischemic", "attack"])
    assert meaning.entry.canonical == "stroke"


def test_phrases_that_hold_the_typed_words_are_left_out(synonyms):
    assert "uncontrolled hypertension" not in expanded(synonyms, "htn")


def test_short_abbreviations_are_understood_but_not_sought(synonyms):
    assert synonyms.meanings(["f"])
    assert expanded(synonyms, "bioavailability") == []
    assert expanded(synonyms, "intranasal") == []
    assert expanded(synonyms, "intramuscular") == ["im"]


def test_beginning_of_one_term_is_completed(synonyms):
    match = synonyms.completed(["high", "blood", "pre"])
    assert match
    assert match.meanings[0].entry.canonical == "hypertension"


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("infusion", ("infusions",)),
        ("infusions", ("infusion",)),
        ("therapy", ("therapies",)),
        ("therapies", ("therapy",)),
        ("abscesses", ("abscess",)),
        ("illness", ()),
        ("140", ()),
        ("mg", ()),
    ],
)
def test_inflections_are_the_regular_ones(word, forms):
    assert inflections(word) == forms


@pytest.mark.parametrize("words", [["hi"], ["high"], ["spr", "xyz"], ["benzodiazepine", "hy"], ["xyz"], []])
def test_nothing_is_completed_unless_one_word_is_missing_its_end(synonyms, words):
    assert synonyms.completed(words) is None


def test_beginning_that_two_terms_share_is_not_completed():
    synonyms = Synonyms([SynonymEntry("mania", "condition"), SynonymEntry("mandrax", "drug")])
    assert synonyms.completed(["man"]) is None


def test_beginning_of_another_term_is_no_plural():
    synonyms = Synonyms(
        [
            SynonymEntry("coronary disease", "condition", abbreviations=("CAD",)),
            SynonymEntry("dissociation scale", "instrument", abbreviations=("CADSS",)),
            SynonymEntry("opioid", "drug class"),
            SynonymEntry("opioids at home", "condition"),
        ]
    )
    assert synonyms.meanings(["cads"]) == ()
    assert synonyms.meanings(["opioids"])[0].entry.canonical == "opioid"


def test_abbreviation_of_two_entries_is_not_sought_for_a_member(synonyms):
    assert "3a4" not in expanded(synonyms, "rifampicin")
