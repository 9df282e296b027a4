"""The command line as a whole: exit codes, one line for each failure, other people's pipes."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import ketaref
from ketaref.store.schema import SCHEMA_VERSION

COMMANDS = (
    ["search", "ketamine"],
    ["show", "ketaref://topic/trials"],
    ["show", "ketaref://source"],
    ["content", "info"],
)


@pytest.fixture
def start(small_content_file):
    """Starts `ketaref` as a process of its own."""
    environment = os.environ | {
        "KETAREF_CONTENT": str(small_content_file),
        "PYTHONPATH": str(Path(ketaref.__file__).parents[1]),
    }

    def command(*arguments, **options):
        return subprocess.Popen(
            [sys.executable, "-m", "ketaref.cli", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment | options.pop("environment", {}),
            **options,
        )

    return command


def broken_files(folder, good):
    newer = shutil.copy(good, folder / "newer.sqlite")
    connection = sqlite3.connect(newer)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    foreign = folder / "foreign.sqlite"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    empty = folder / "empty.sqlite"
    empty.touch()
    data = good.read_bytes()
    truncated = folder / "truncated.sqlite"
    truncated.write_bytes(data[: len(data) // 3])
    flipped = folder / "flipped.sqlite"
    flipped.write_bytes(data[:4096] + bytes(byte ^ 0x55 for byte in data[4096:]))
    return [newer, foreign, empty, truncated, flipped, folder / "missing.sqlite", folder]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_broken_content_file_is_told_in_one_line(run, tmp_path, small_content_file, command):
    for file in broken_files(tmp_path, small_content_file):
        result = run("--content", file, *command)
        assert (result.code, result.out) == (3, ""), file
        assert len(result.err.splitlines()) == 1
        assert str(file) in result.err


def test_content_option_works_before_and_after_the_command(run, tmp_path):
    for arguments in (["--content", tmp_path, "content", "info"], ["content", "info", "--content", tmp_path]):
        assert run(*arguments).code == 3


@pytest.mark.parametrize(
    "arguments", [[], ["odd"], ["search"], ["content"], ["content", "odd"], ["search", "x", "--odd"]]
)
def test_wrong_use_is_told_in_one_line(run, arguments):
    result = run(*arguments)
    assert result.code == 2
    assert len(result.err.splitlines()) == 1
    assert "--help" in result.err


def test_help_and_version_are_fine(run):
    assert "Exit codes" in run("--help").out
    assert run("--version").out == f"ketaref {ketaref.__version__}\n"


@pytest.mark.skipif(os.name == "nt", reason="pipes close otherwise there")
def test_reader_that_leaves_early_gets_no_traceback(start):
    with start("show", "ketaref://topic/trials", environment={"PYTHONUNBUFFERED": "1"}) as process:
        process.stdout.close()
        err = process.stderr.read()
        assert (process.wait(), err) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes an output")
def test_closed_output_gets_no_traceback(small_content_file):
    environment = os.environ | {
        "KETAREF_CONTENT": str(small_content_file),
        "PYTHONPATH": str(Path(ketaref.__file__).parents[1]),
    }
    command = f"exec {sys.executable} -m ketaref.cli search ketamine >&-"
    done = subprocess.run(["/bin/sh", "-c", command], env=environment, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_terminal_without_the_characters_still_shows_text(start):
    with start(
        "show", "ketaref://adverse_effect/ae_dissociation", environment={"PYTHONIOENCODING": "ascii"}
    ) as process:
        out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert b"Very common (>= 1/10)" in out


def test_looking_up_loads_neither_qt_nor_the_compiler(start):
    script = (
        "import sys, ketaref.cli.main; ketaref.cli.main.main(['search', 'ketamine']);"
        "sys.exit(bool({'PySide6', 'markdown', 'sqlite_utils', 'yaml', 'tqdm'} & set(sys.modules)))"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(ketaref.__file__).parents[1])}
    finished = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=False)
    assert finished.returncode == 0, finished.stderr
