"""Names, values and lines in a JSON policy."""

import pytest

from ketaref.core.errors import PolicyError
from ketaref.policy.json_file import found_in


def test_line_is_that_of_the_name_and_not_of_the_same_word_elsewhere():
    data = b'{\n"start_page": {"notes": 7},\n"hospital_layer": "\\"notes\\": 1",\n"notes" : true ,\n"study"\n:\n1}'
    assert found_in(data, "policy.json").entries == (
        ("start_page", {"notes": 7}, 2),
        ("hospital_layer", '"notes": 1', 3),
        ("notes", True, 4),
        ("study", 1, 5),
    )


def test_name_that_is_written_with_escapes_has_its_line():
    assert found_in(b'{\n"\\u006eotes": true}', "policy.json").entries == (("notes", True, 2),)


@pytest.mark.parametrize("text", ["{}", " {\n} ", "\ufeff{}"])
def test_object_without_names_holds_nothing(text):
    found = found_in(text.encode(), "policy.json")
    assert (found.form, found.entries, found.mistakes) == ("JSON", (), ())


def test_every_value_of_a_name_that_stands_twice_is_kept_to_be_checked():
    found = found_in(b'{"notes": 1,\n"notes": true,\n"notes": 2}', "policy.json")
    assert [value for _, value, _ in found.entries] == [1, True, 2]
    assert found.mistakes == ((2, "“notes” stands here twice"), (3, "“notes” stands here twice"))


def test_schema_that_editors_write_decides_nothing():
    found = found_in(b'{"$schema": "./policy.schema.json", "notes": false}', "policy.json")
    assert found.entries == (("notes", False, 1),)
    assert found.mistakes == ()


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ('{\n"$schema": 7}', (2, "“$schema” must be text, the address of a JSON schema")),
        ('{"$schema": "a",\n"$schema": "b"}', (2, "“$schema” stands here twice")),
    ],
)
def test_schema_that_is_no_text_or_stands_twice_is_a_mistake(text, mistake):
    assert found_in(text.encode(), "policy.json").mistakes == (mistake,)


VALUES = "text in straight double quotes, a number, true, false or null"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('{"notes": false,\n}', 2, "no comma may stand before the closing bracket"),
        ('{"notes": False}', 1, "JSON writes true, false and null, in small letters"),
        ('{\n"notes": TRUE}', 2, "JSON writes true, false and null, in small letters"),
        ('{"notes": None}', 1, "JSON writes true, false and null, in small letters"),
        ('{"notes" false}', 1, "a colon is missing after the name"),
        ('{"notes": Nonesuch}', 1, f"a value is wanted: {VALUES}"),
        ('{"notes": }', 1, f"a value is wanted: {VALUES}"),
        ('{"notes": “no”}', 1, f"a value is wanted: {VALUES}"),
        (
            '{"notes": false\n"study": true}',
            2,
            "a comma or the closing bracket is missing, here or at the end of the line before",
        ),
        ('{"notes": false', 1, "a comma or the closing bracket is missing"),
        ('{"notes": false} {}', 1, "nothing may follow the closing bracket of the object"),
        (r'{"hospital_layer": "D:\srv"}', 1, "a backslash is written twice"),
        (r'{"hospital_layer": "\\srv\layer"}', 1, "a backslash is written twice"),
        (r'{"hospital_layer": "C:\users"}', 1, "a backslash is written twice"),
        ('{"hospital_layer": "/srv\n"}', 1, "a text ends in the line in which it begins, and holds no tab"),
        ('{"hospital_layer": "/srv}', 1, "the closing quote of a text is missing"),
        ('{"trusted_keys": ["x",]}', 1, "no comma may stand before the closing bracket"),
        ('{\n// later\n"notes": false}', 2, "a comment may not stand here"),
        ('{"notes": false # no\n}', 1, "a comment may not stand here"),
        ("{'notes': false}", 1, "a name in straight double quotes is wanted"),
    ],
)
def test_what_is_no_json_is_told_in_words_of_its_writer(text, line, reason):
    with pytest.raises(PolicyError) as refused:
        found_in(text.encode(), "policy.json")
    assert refused.value.mistakes == ((line, f"this is not JSON: {reason}"),)
