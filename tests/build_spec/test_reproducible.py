"""Two builds of one artefact are compared byte for byte."""

import shutil
import zipfile
from functools import partial
from pathlib import Path

import pytest

from artefacts.release import BuildError
from artefacts.reproducible import FIRST, SECOND, build_in_copy, check, compare, copy_sources, first_difference

TOOLS = Path("/tree/.venv/run/bin")
PROGRAM = """
import locale, os, pathlib, stat, sys, time
locale.setlocale(locale.LC_ALL, "")
output = pathlib.Path(sys.argv[sys.argv.index("--output") + 1])
output.mkdir()
told = {{"path": __file__, "zone": time.strftime("%z"), "home": os.environ["HOME"],
        "characters": locale.nl_langinfo(locale.CODESET), "seed": os.environ["PYTHONHASHSEED"],
        "day": str(int(time.time()) // 86_400)}}
(output / "made.txt").write_text({text})
told["mode"] = oct(stat.S_IMODE((output / "made.txt").stat().st_mode))
(output / "made.txt").write_text({text})
"""


def sources(folder, text):
    """A tree whose build.py writes one file."""
    (folder / "build_spec").mkdir(parents=True)
    (folder / "build_spec" / "build.py").write_text(PROGRAM.format(text=text))
    return folder


@pytest.fixture
def faketime():
    if not shutil.which("faketime"):
        pytest.skip("faketime is not installed")


@pytest.fixture
def built_from(tmp_path, faketime):
    """Compares two builds of a tree whose build.py writes `text`, an expression that may ask `told`."""

    def built(text):
        tree = sources(tmp_path / "tree", text)
        builder = partial(build_in_copy, "deb", "1.0", tree, moment=1_700_000_000, tools=TOOLS)
        return compare(builder, tmp_path / "work")

    return built


def test_builds_that_ask_only_for_what_is_fixed_are_equal(built_from):
    found = built_from("os.environ['SOURCE_DATE_EPOCH']")
    assert found.equal == ("made.txt",)
    assert found.differences == ()


@pytest.mark.parametrize("thing", ["path", "zone", "characters", "home", "seed", "mode", "day"])
def test_whatever_leaves_a_trace_of_its_circumstances_is_found(built_from, thing):
    found = built_from(f"told.get({thing!r}, '')")
    assert found.equal == ()
    assert len(found.differences) == 1
    assert found.differences[0].startswith("made.txt: byte ")


def test_both_builds_take_the_tools_of_this_tree(built_from, tmp_path):
    assert built_from("os.environ['KETAREF_BUILD_TOOLS']").equal == ("made.txt",)
    assert (tmp_path / "work" / FIRST.name / "dist" / "made.txt").read_text() == str(TOOLS)


def test_a_build_that_fails_says_what_it_said(built_from):
    with pytest.raises(BuildError, match=r"(?s)deb was not built in .*ZeroDivisionError"):
        built_from("str(1 / 0)")


def test_a_file_that_only_one_build_makes_is_a_difference(tmp_path):
    def builder(folder, ways):
        for name in ("always", "sometimes")[: 1 if ways is FIRST else 2]:
            (folder / name).touch()
        return [folder]

    found = compare(builder, tmp_path / "work")
    assert found.equal == ("always",)
    assert found.differences == ("sometimes: made by one build only",)


def test_builds_that_make_nothing_are_not_taken_for_equal(tmp_path):
    with pytest.raises(BuildError, match="made no file"):
        compare(lambda folder, _ways: [folder], tmp_path / "work")


def test_files_of_a_folder_differ_by_mode_kind_and_link_too(tmp_path):
    def builder(folder, ways):
        (folder / "lib" / "empty").mkdir(parents=True)
        (folder / "lib" / "empty").chmod(0o755)
        for name in ("same", "mode", "kind"):
            (folder / "lib" / name).touch()
            (folder / "lib" / name).chmod(0o644)
        (folder / "lib" / "link").symlink_to("same")
        (folder / "lib" / "folder").symlink_to("empty")
        if ways is not FIRST:
            (folder / "lib" / "mode").chmod(0o755)
            (folder / "lib" / "empty").chmod(0o700)
            for name, target in (("kind", "same"), ("link", "mode"), ("folder", "gone")):
                (folder / "lib" / name).unlink()
                (folder / "lib" / name).symlink_to(target)
        return [folder / "lib"]

    found = compare(builder, tmp_path / "work")
    assert found.equal == ("same",)
    assert found.differences == (
        "empty: is drwxr-xr-x and drwx------",
        "folder: is lrwxrwxrwx to empty and lrwxrwxrwx to gone",
        "kind: is -rw-r--r-- and lrwxrwxrwx to same",
        "link: is lrwxrwxrwx to same and lrwxrwxrwx to mode",
        "mode: is -rw-r--r-- and -rwxr-xr-x",
    )


def test_mode_of_a_finished_file_is_the_builders(tmp_path):
    def builder(folder, ways):
        (folder / "a.deb").touch(0o644 if ways is FIRST else 0o600)
        return [folder / "a.deb"]

    assert compare(builder, tmp_path / "work").equal == ("a.deb",)


@pytest.mark.parametrize(("lacks", "told"), [("faketime", "install faketime"), ("locale", "no locale xx_XX.UTF-8")])
def test_what_this_machine_cannot_make_differ_is_refused_before_anything_is_built(tmp_path, monkeypatch, lacks, told):
    monkeypatch.setattr("artefacts.reproducible.ROOT", tmp_path)
    monkeypatch.setattr("run.environment", lambda _purpose: pytest.fail("it was begun"))
    for name in ("faketime", "sh"):
        (tmp_path / name).touch(0o755)
    if lacks == "faketime":
        (tmp_path / "faketime").unlink()
    else:
        strange = SECOND._replace(environment={**SECOND.environment, "LC_ALL": "xx_XX.UTF-8"})
        monkeypatch.setattr("artefacts.reproducible.SECOND", strange)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BuildError, match=told):
        check(["deb"], "1.0")


def test_circumstances_differ_in_all_that_a_machine_decides():
    assert set(FIRST.environment) == set(SECOND.environment)
    assert all(FIRST.environment[name] != SECOND.environment[name] for name in FIRST.environment)
    assert FIRST.umask != SECOND.umask
    assert len(FIRST.name) != len(SECOND.name)


def test_the_first_member_that_differs_is_named(tmp_path):
    for name, text in (("one.zip", b"same old"), ("other.zip", b"same new")):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(zipfile.ZipInfo("equal"), b"equal")
            archive.writestr(zipfile.ZipInfo("lib/changed"), text)
    told = first_difference(tmp_path / "one.zip", tmp_path / "other.zip")
    assert told == "member lib/changed: byte 5 of 8 and 8: b'same old' and b'same new'"


def test_members_in_another_order_or_missing_are_told(tmp_path):
    for name, members in (("one", "ab"), ("turned", "ba"), ("fewer", "a")):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for member in members:
                archive.writestr(zipfile.ZipInfo(member), b"")
    assert first_difference(tmp_path / "one", tmp_path / "turned") == "the same members in another order"
    assert first_difference(tmp_path / "one", tmp_path / "fewer") == "member b is in one of them only"


def test_a_recorded_time_is_told_as_what_differs(tmp_path):
    for name, year in (("one", 2024), ("other", 2025)):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(zipfile.ZipInfo("a", (year, 1, 1, 0, 0, 0)), b"")
    assert "member a is recorded as '(2024" in first_difference(tmp_path / "one", tmp_path / "other")


@pytest.mark.parametrize("place", [0, 70_000])
def test_the_first_byte_that_differs_is_counted_from_the_start(tmp_path, place):
    data = bytes(80_000)
    (tmp_path / "one").write_bytes(data)
    (tmp_path / "other").write_bytes(data[:place] + b"x" + data[place + 1 :])
    assert first_difference(tmp_path / "one", tmp_path / "other").startswith(f"byte {place} of 80000 and 80000")
    assert first_difference(tmp_path / "one", tmp_path / "one") == ""


def test_a_file_cut_short_differs_at_its_end(tmp_path):
    (tmp_path / "one").write_bytes(b"abc")
    (tmp_path / "other").write_bytes(b"ab")
    assert first_difference(tmp_path / "one", tmp_path / "other").startswith("byte 2 of 3 and 2")


def test_a_damaged_archive_is_compared_byte_by_byte(tmp_path):
    (tmp_path / "one").write_bytes(b"PK\x03\x04 no zip")
    (tmp_path / "other").write_bytes(b"PK\x03\x04 no tar")
    assert first_difference(tmp_path / "one", tmp_path / "other").startswith("byte 8 ")


def test_a_copy_takes_the_history_and_what_was_fetched_but_nothing_made(tmp_path):
    source = tmp_path / "tree"
    for name in (".git/HEAD", "app/a.py", "build/wheels-linux/a.whl", "build/deb/x", "dist/a.deb", "app/__pycache__/a"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).touch()
    (source / ".venv" / "run").mkdir(parents=True)
    (source / ".venv" / "run" / "stamp").touch()
    copy_sources(source, tmp_path / "copy")
    files = {
        path.relative_to(tmp_path / "copy").as_posix() for path in (tmp_path / "copy").rglob("*") if path.is_file()
    }
    assert files == {".git/HEAD", "app/a.py", "build/wheels-linux/a.whl"}
    assert not (tmp_path / "copy" / ".venv").exists()  # its program would be that of the source


def test_what_changes_while_the_builds_run_does_not_make_them_differ(tmp_path, monkeypatch, capsys, faketime):
    """The first build is long enough for somebody to commit: time and sources of both are those of the start."""
    tree = sources(tmp_path / "tree", "os.environ['SOURCE_DATE_EPOCH']")
    changes = f"pathlib.Path({str(tree / 'build_spec' / 'build.py')!r}).write_text('raise SystemExit(9)')\n"
    script = tree / "build_spec" / "build.py"
    script.write_text(script.read_text() + changes)
    times = iter(range(1_700_000_000, 1_700_000_009))
    monkeypatch.setattr("artefacts.reproducible.ROOT", tree)
    monkeypatch.setattr("run.environment", lambda _purpose: TOOLS)
    monkeypatch.setattr("artefacts.reproducible.epoch", lambda: next(times))
    assert check(["deb"], "1.0")
    assert capsys.readouterr().out == "equal    made.txt\n"
    assert not (tree / "build" / "reproducible" / "deb").exists()


def test_builds_that_differ_are_kept_and_their_place_is_told(tmp_path, monkeypatch, capsys, faketime):
    tree = sources(tmp_path / "tree", "told.get('zone', '')")
    monkeypatch.setattr("artefacts.reproducible.ROOT", tree)
    monkeypatch.setattr("run.environment", lambda _purpose: TOOLS)
    assert not check(["deb"], "1.0")
    told = capsys.readouterr().out
    assert "DIFFERS  made.txt: byte " in told
    assert str(tree / "build" / "reproducible" / "deb") in told
    assert (tree / "build" / "reproducible" / "deb" / FIRST.name / "dist" / "made.txt").exists()
