"""Lines in a JSON policy."""

from ketaref.policy.json_file import found_in


def test_line_is_that_of_the_name_and_not_of_the_same_word_as_a_value():
    found = found_in(b'{\n"start_page": 1,\n"hospital_layer": "start_page",\n"notes" : true}', "policy.json")
    assert found.line_of("start_page") == 2
    assert found.line_of("notes") == 4


def test_name_that_is_written_with_escapes_has_no_line():
    found = found_in(b'{"\\u006eotes": true}', "policy.json")
    assert found.values == {"notes": True}
    assert found.line_of("notes") == 0
