"""The portable folder: run from a stick, a read-only share and odd paths; installed and removed by its own script."""

import json
import shutil
import subprocess

import pytest
from built import newest, output_of

NAME = "ketamine-trauma-reference"


@pytest.fixture(scope="module")
def folder(work):
    """Unpacked where names are long, foreign and have blanks."""
    place = work / "Übung – 名前 Nº 1"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    output_of(["tar", "--extract", "--file", newest("*-linux-x86_64.tar.xz"), "--directory", place])
    yield next(place.iterdir())
    shutil.rmtree(place)


@pytest.fixture
def places(tmp_path):
    """Folders to install into, as the script's options."""
    return ["--prefix", f"{tmp_path}/opt/reference", "--share", f"{tmp_path}/share", "--bin", f"{tmp_path}/bin"]


def install(folder, *words):
    return subprocess.run([folder / "install.sh", *words], capture_output=True, text=True, check=False)


def files(root):
    return {str(path.relative_to(root)) for path in root.rglob("*") if not path.is_dir() or path.is_symlink()}


def test_runs_from_a_read_only_medium_without_a_home(folder):
    before = files(folder)
    hidden = ["--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--unshare-net"]
    own = ["--clearenv", "--setenv", "HOME", "/nowhere", "--setenv", "PATH", "/usr/bin:/bin"]
    tested = output_of(["bwrap", *hidden, *own, folder / "ketamine-reference", "--selftest"])
    assert json.loads(tested)["passed"]
    found = output_of(["bwrap", *hidden, *own, folder / "ketaref", "search", "ketmine", "--limit", "1"])
    assert "ketaref://" in found
    assert files(folder) == before


def test_looks_at_no_python_of_this_machine_and_has_no_tls(folder):
    environment = {"PYTHONPATH": "/nowhere", "PYTHONHOME": "/nowhere", "PATH": "/usr/bin:/bin", "HOME": "/nowhere"}
    assert output_of([folder / "ketaref", "--version"], env=environment).startswith("ketaref ")
    assert [path.name for path in folder.rglob("*") if path.name.startswith(("libssl", "libcrypto", "_ssl"))] == []


def test_manifest_holds_after_unpacking(folder):
    assert output_of(["sha256sum", "--check", "--quiet", "MANIFEST.sha256"], cwd=folder) == ""


def test_script_installs_upgrades_and_removes(folder, places, tmp_path):
    first = install(folder, *places)
    assert first.returncode == 0, first.stderr
    assert output_of([tmp_path / "bin/ketaref", "--version"]).startswith("ketaref ")
    entry = (tmp_path / "share/applications" / f"{NAME}.desktop").read_text()
    assert f'Exec="{tmp_path}/opt/reference/ketamine-reference" %u' in entry
    output_of(["desktop-file-validate", tmp_path / "share/applications" / f"{NAME}.desktop"])
    own = tmp_path / "opt/reference/lib/ketaref/gone_later.py"
    listed = tmp_path / "opt/reference/installed-files.txt"
    own.touch()
    listed.write_text(f"{listed.read_text()}{own}\n")  # as if the earlier version had had it

    second = install(folder, *places)
    assert second.returncode == 0, second.stderr
    assert not own.exists(), "the upgrade left a file of the earlier version"

    removed = install(tmp_path / "opt/reference", *places, "--uninstall")
    assert removed.returncode == 0, removed.stderr
    assert files(tmp_path) == set()


def test_uninstalling_keeps_what_somebody_else_put_there(folder, places, tmp_path):
    assert install(folder, *places).returncode == 0
    (tmp_path / "opt/reference/notes of IT.txt").touch()
    removed = install(folder, *places, "--uninstall")
    assert "files that this program did not install" in removed.stdout
    assert files(tmp_path) == {"opt/reference/notes of IT.txt"}


@pytest.mark.parametrize(
    ("make", "words", "code", "told"),
    [
        (None, ["--prefix", "relative"], 2, "needs a path from / on"),
        (None, ["--what"], 2, "usage:"),
        (None, ["--uninstall"], 1, "holds no installation"),
        ("opt/reference/theirs.txt", [], 1, "was not put there by this script. Nothing was changed"),
    ],
)
def test_mistake_is_told_and_changes_nothing(folder, places, tmp_path, make, words, code, told):
    if make:
        (tmp_path / make).parent.mkdir(parents=True)
        (tmp_path / make).touch()
    before = files(tmp_path)
    finished = install(folder, *places, *words)
    assert finished.returncode == code
    assert told in finished.stderr
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("mount", "told"), [(["--ro-bind"], "read-only? not root?"), (["--size", "9000000", "--tmpfs"], "MB are needed")]
)
def test_read_only_or_full_place_is_told(folder, tmp_path, mount, told):
    """A read-only /opt, and one that is too small."""
    place = tmp_path / "opt"
    place.mkdir()
    mounted = [*mount, place, place] if mount == ["--ro-bind"] else [*mount, place]
    words = [folder / "install.sh", "--prefix", place / "x", "--share", tmp_path / "share", "--bin", tmp_path / "bin"]
    command = ["bwrap", "--bind", "/", "/", "--dev", "/dev", "--proc", "/proc", *mounted, *words]
    finished = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    assert finished.returncode == 1
    assert told in finished.stderr
    assert files(tmp_path) == set()
