"""The rules by which a payload is put together. That it is whole and runs, tests/packaging tells."""

import re
import tomllib
import zipfile
from pathlib import Path

import pytest

from artefacts import payload
from artefacts.icu import LEFT_OUT
from artefacts.notices import PLATFORMS
from artefacts.payload import parts, refuse_forbidden, refuse_gaps
from artefacts.release import ROOT, BuildError

KEEP = tomllib.loads((ROOT / "build_spec/qt_keep.toml").read_text(encoding="utf-8"))


def pins(name):
    text = (ROOT / "build_spec" / f"requirements-{name}.txt").read_text(encoding="utf-8")
    blocks = re.findall(r"^([\w-]+)==(\S+)((?:.*\n    --hash=.*)+)", text, re.MULTILINE)
    return {part: (version, frozenset(re.findall(r"sha256:(\w+)", hashes))) for part, version, hashes in blocks}


def test_bundle_carries_what_the_program_is_tested_with():
    bundled = pins("payload")
    assert set(bundled) == {"pypdf", "pyside6-essentials", "rapidfuzz", "shiboken6", "snowballstemmer"}
    for name in ("run", "test"):
        assert bundled == {part: pin for part, pin in pins(name).items() if part in bundled}


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt6Qml.dll",
        "PySide6/Qt6QuickControls2.dll",
        "PySide6/QtNetwork.abi3.so",
        "PySide6/opengl32sw.dll",
        "_ssl.pyd",
        "libssl-3.dll",
    ],
)
def test_way_to_the_network_is_refused(tmp_path, name):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).touch()
    with pytest.raises(BuildError, match=re.escape(name)):
        refuse_forbidden(tmp_path, KEEP["common"]["forbidden"])


def test_what_is_on_the_keep_list_is_not_forbidden(tmp_path):
    for platform in PLATFORMS:
        for name in (*KEEP["common"]["keep"], *KEEP[platform]["keep"]):
            path = tmp_path / name.replace("*", "x")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
    refuse_forbidden(tmp_path, KEEP["common"]["forbidden"])


@pytest.mark.parametrize(("given", "used"), [("/ready/bin", "/ready/bin"), ("", "/own/bin")])
def test_tools_are_those_given_or_of_the_trees_own_environment(monkeypatch, given, used):
    called = []
    monkeypatch.setenv("KETAREF_BUILD_TOOLS", given)
    monkeypatch.setattr(payload.start, "environment", lambda _purpose: Path("/own/bin"))
    monkeypatch.setattr(payload, "run", lambda command, **_: called.extend(command))
    payload._pip("wheel")
    assert called[0] == Path(used, "python")


def test_pattern_that_matches_nothing_is_named(tmp_path):
    (tmp_path / "here.so").touch()
    with pytest.raises(BuildError, match=r"this Qt has no gone\*\.so"):
        refuse_gaps(tmp_path, ["here.so", "gone*.so"])


def test_of_qt_only_what_is_on_the_list_is_unpacked(tmp_path):
    wheel = tmp_path / "pyside6.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in (
            "PySide6/QtCore.abi3.so",
            "PySide6/QtSql.abi3.so",
            "x.dist-info/METADATA",
            "x.dist-info/RECORD",
        ):
            archive.writestr(name, "")
    payload._unpack(wheel, tmp_path / "lib", ["PySide6/QtCore.*"])
    made = {str(path.relative_to(tmp_path / "lib")) for path in (tmp_path / "lib").rglob("*") if path.is_file()}
    assert made == {"PySide6/QtCore.abi3.so", "x.dist-info/METADATA"}


def test_of_others_all_is_unpacked_but_what_is_left_out(tmp_path):
    wheel = tmp_path / "rapidfuzz.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in ("r/a.py", "r/sub/b.cpython-311.so", "r/a.pyi", "r-1.dist-info/licenses/LICENSE"):
            archive.writestr(name, "")
    payload._unpack(wheel, tmp_path / "lib", left_out=KEEP["others"]["leave_out"])
    made = {str(path.relative_to(tmp_path / "lib")) for path in (tmp_path / "lib").rglob("*") if path.is_file()}
    assert made == {"r/a.py", "r-1.dist-info/licenses/LICENSE"}


def test_parts_are_read_from_what_they_say_of_themselves(tmp_path):
    about = tmp_path / "part-1.2.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: Part\nVersion: 1.2\n\nName: not this\n")
    assert parts(tmp_path) == {"Part": "1.2"}


@pytest.mark.parametrize(
    "item", ["coll/root.res", "coll/ucadata.icu", "root.res", "pool.res", "de.res", "lang/root.res", "cnvalias.icu"]
)
def test_collation_and_the_roots_of_icu_stay(item):
    assert not LEFT_OUT.fullmatch(item)


@pytest.mark.parametrize("item", ["lang/de.res", "brkitr/root.res", "curr/en.res", "gb18030.cnv", "zone/fr.res"])
def test_names_breaks_and_converters_of_icu_go(item):
    assert LEFT_OUT.fullmatch(item)
