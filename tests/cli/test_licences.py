import subprocess
import sys


def test_every_part_is_listed_with_its_licence(run):
    result = run("licences")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert any(line.startswith("ketamine-trauma-reference ") and "Apache-2.0" in line for line in lines)
    assert any(line.startswith("PySide6") and "LGPL-3.0-only" in line for line in lines)


def test_text_of_one_part_is_printed(run):
    result = run("licences", "rapid")
    assert result.code == 0
    assert "Permission is hereby granted" in result.out


def test_json_holds_the_text_only_of_the_named_part(run):
    assert "Permission is hereby granted" in run("licences", "rapidfuzz", "--json").json()["text"]
    listed = run("licences", "--json").json()
    assert {"name", "version", "licence", "use"} == set(listed[0])


def test_part_that_is_shown_is_named_first(run):
    first, second, *_ = run("licences", "QT").out.splitlines()
    assert first.startswith("PySide6_Essentials ")
    assert "LGPL-3.0-only" in first
    assert second == ""


def test_several_parts_that_fit_are_listed_and_none_is_chosen(run):
    result = run("licences", "py")
    assert result.code == 0
    parts = ["PySide6_Essentials", "pypdf", "Python"]
    assert [line.split()[0] for line in result.out.splitlines()[:3]] == parts
    assert "Redistribution" not in result.out
    assert [part["name"] for part in run("licences", "py", "--json").json()] == parts


def test_unknown_part_tells_which_there_are(run):
    result = run("licences", "gtk")
    assert (result.code, result.out) == (2, "")
    told = result.err.splitlines()
    assert told[0] == "ketaref: no part is called 'gtk'. There are:"
    assert {"  pypdf", "  DejaVu Sans"} <= set(told)


def test_other_commands_do_not_wait_for_what_asks_for_packages():
    script = "import sys, ketaref.cli.main; print('ketaref.licences' in sys.modules)"
    finished = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert finished.stdout == "False\n"
