"""The one place where rules are written."""

from dataclasses import fields

import pytest

from ketaref.core.location import Location
from ketaref.policy.explaining import value_in_words
from ketaref.policy.schema import NOT_YET, RULES, SAFEST, START, SWITCH, TEXT_SIZES, Policy, explanation, in_capitals


def test_each_value_of_a_policy_has_one_rule_in_the_same_order():
    assert [rule.name for rule in RULES] == [field.name for field in fields(Policy)]


def test_names_for_windows_and_macs_are_all_different_and_plain():
    names = [in_capitals(rule.name) for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and name.isalpha() for name in names)


def test_nothing_is_forbidden_where_nothing_was_decided():
    assert all(rule.default is True for rule in RULES if rule.form == SWITCH)
    assert Policy().start_page == START
    assert Policy().text_size == 100
    assert Policy().text_size in TEXT_SIZES


def test_safe_default_switches_everything_off_and_trusts_nobody():
    assert all(rule.safest is False for rule in RULES if rule.form == SWITCH)
    assert 0 < SAFEST.clear_after_minutes < Policy().clear_after_minutes
    assert SAFEST.trusted_keys == ()
    assert SAFEST.update_source == SAFEST.hospital_layer == ""
    assert (SAFEST.start_page, SAFEST.text_size) == (START, 100)


def test_rules_that_nothing_obeys_yet_say_so_first():
    waiting = {rule.name for rule in RULES if not rule.acts}
    assert waiting == {"hospital_layer", "update_source", "trusted_keys", "study", "notes"}
    for rule in RULES:
        assert explanation(rule).startswith(NOT_YET) is not rule.acts


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_is_explained_in_whole_sentences(rule):
    assert rule.title
    assert explanation(rule).endswith(".")
    assert len(explanation(rule)) > 50


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("study", True, "on"),
        ("study", False, "off"),
        ("clear_after_minutes", 10, "10 minutes"),
        ("text_size", 125, "125 %"),
        ("start_page", Location.parse("ketaref://checklist/"), "ketaref://checklist/"),
        ("hospital_layer", "", "none"),
        ("trusted_keys", (), "none"),
        ("trusted_keys", ("aa", "bb"), "aa, bb"),
    ],
)
def test_values_are_said_in_words(name, value, words):
    rule = next(rule for rule in RULES if rule.name == name)
    assert value_in_words(rule, value) == words
