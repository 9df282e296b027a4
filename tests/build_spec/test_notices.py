"""Notices: every part of a payload has its licence, and nothing that nobody looked at gets in."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from artefacts import notices
from artefacts.release import ROOT, BuildError

PARTS = {
    "ketamine-trauma-reference": "0.1.0",
    "PySide6_Essentials": "6.11.3",
    "shiboken6": "6.11.3",
    "RapidFuzz": "3.14.6",
}
KNOWN = tomllib.loads((notices.SOURCES / "parts.toml").read_text(encoding="utf-8"))


def put(lib, name, data=b""):
    file = lib / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


@pytest.fixture
def lib(tmp_path):
    """A payload for Linux with the libraries that hold parts with versions."""
    for name in ("rapidfuzz-3.14.6", "ketamine_trauma_reference-0.1.0"):
        put(tmp_path, f"{name}.dist-info/licenses/LICENSE", b"Permission\n")
    put(tmp_path, "PySide6/Qt/lib/libQt6Core.so.6", b"..10.49 2026-09-28\0..17.0.0\0")
    put(tmp_path, "PySide6/Qt/lib/libQt6Gui.so.6", b"..1.6.59\0..14.6.0\0")
    put(tmp_path, "PySide6/Qt/lib/libicuuc.so.73", b"73.2")
    put(tmp_path, "PySide6/QtCore.abi3.so")
    put(tmp_path, "shiboken6/libshiboken6.abi3.so.6.11")
    return tmp_path


def test_every_text_of_the_index_is_there_and_not_empty(lib):
    folder = notices.write_notices(lib, "linux", PARTS)
    assert folder == lib / "ketaref/resources/licences"
    entries = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    named = {text for entry in entries for text in entry["texts"]}
    assert named == {path.name for path in folder.iterdir()} - {"index.json", "NOTICE.txt"}
    assert all((folder / name).stat().st_size > 9 for name in named)
    assert {"lgpl-3.0.txt", "gpl-3.0.txt", "rapidfuzz.txt", "icu.txt"} <= named


def test_notice_tells_versions_source_replacement_and_the_changed_icu(lib):
    text = (notices.write_notices(lib, "linux", PARTS) / "NOTICE.txt").read_text(encoding="utf-8")
    assert max(len(line) for line in text.splitlines()) <= 80
    text = " ".join(text.split())
    for told in (
        "Qt 6.11.3 and Qt for Python (PySide6 6.11.3, Shiboken 6.11.3)",
        "GNU Lesser General Public License, version 3",
        "https://download.qt.io/official_releases/QtForPython/",
        "reverse engineering included",
        "/usr/lib/ketamine-trauma-reference/PySide6/Qt",
        "CHANGED: libicudata.so was built anew",
        "ICU 73.2",
        "PCRE2 10.49",
        "RapidFuzz 3.14.6",
    ):
        assert told in text
    assert not re.search(r"@[A-Z_]+@", text)


@pytest.mark.parametrize(("platform", "told"), [("windows", "lib\\PySide6"), ("macos", "codesign --force --sign -")])
def test_other_platforms_tell_their_own_way_and_nothing_of_icu(tmp_path, platform, told):
    put(tmp_path, "rapidfuzz-3.14.6.dist-info/licenses/LICENSE", b"Permission\n")
    folder = notices.write_notices(tmp_path, platform, {"PySide6_Essentials": "6.11.3", "rapidfuzz": "3.14.6"})
    text = (folder / "NOTICE.txt").read_text(encoding="utf-8")
    assert told in " ".join(text.split())
    assert "ICU" not in text
    assert not (folder / "icu.txt").exists()


def test_package_of_the_system_travels_with_its_own_copyright(lib):
    terms = lib / "copyright"
    terms.write_text("Terms of libxcb\n")
    folder = notices.write_notices(lib, "linux", PARTS, [notices.SystemPackage("libxcb1", "1.15-1", terms)])
    assert (folder / "system-libxcb1.txt").read_text() == "Terms of libxcb\n"
    entry = json.loads((folder / "index.json").read_text(encoding="utf-8"))[-1]
    assert (entry["name"], entry["version"], entry["texts"]) == ("libxcb1", "1.15-1", ["system-libxcb1.txt"])
    assert "libxcb1 1.15-1" in (folder / "NOTICE.txt").read_text(encoding="utf-8")


def test_package_of_the_system_without_copyright_does_not_build(lib):
    with pytest.raises(BuildError, match="/nowhere/copyright is missing"):
        notices.write_notices(lib, "linux", PARTS, [notices.SystemPackage("x", "1", Path("/nowhere/copyright"))])


def test_distribution_without_a_known_licence_does_not_build(lib):
    with pytest.raises(BuildError, match=r"no licence is known for left-pad: add it to .*parts\.toml"):
        notices.write_notices(lib, "linux", {**PARTS, "left_pad": "1.0"})


def test_wheel_without_a_licence_text_does_not_build(lib):
    with pytest.raises(BuildError, match="the wheel of pypdf brings no licence text"):
        notices.write_notices(lib, "linux", {**PARTS, "pypdf": "7.1.1"})


@pytest.mark.parametrize(
    "name",
    ["PySide6/Qt/lib/libQt6Network.so.6", "PySide6/Qt6Pdf.dll", "PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml"],
)
def test_library_that_nobody_looked_at_does_not_build(lib, name):
    put(lib, name)
    with pytest.raises(BuildError, match=f"nobody has looked what is inside {name.rpartition('/')[2]}"):
        notices.write_notices(lib, "linux", PARTS)


def test_new_version_inside_a_library_has_to_be_read_anew(lib):
    put(lib, "PySide6/Qt/lib/libQt6Core.so.6", b"..10.50 2027-01-01\0..17.0.0\0")
    with pytest.raises(BuildError, match=r"libQt6Core\.so\.6.* does not tell '10\.49 2026-09-28' any more"):
        notices.write_notices(lib, "linux", PARTS)


def test_unknown_platform_names_those_there_are(lib):
    with pytest.raises(BuildError, match="there are: linux, windows, macos"):
        notices.parts_of(lib, "haiku", PARTS)


def test_notices_are_the_same_twice(lib):
    def all_of(folder):
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    assert all_of(notices.write_notices(lib, "linux", PARTS)) == all_of(notices.write_notices(lib, "linux", PARTS))


def test_every_text_that_is_kept_belongs_to_a_part():
    entries = [*KNOWN["distribution"], *KNOWN["part"], *KNOWN["beside"]]
    named = {text for entry in entries for text in entry.get("texts", ())}
    assert {path.name for path in (notices.SOURCES / "texts").iterdir()} == named - {"dejavu.txt"}
    assert all(len(set(entry["platforms"]) - set(notices.PLATFORMS)) == 0 for entry in KNOWN["part"])


def test_every_library_of_the_keep_list_was_looked_through():
    keep = tomllib.loads((ROOT / "build_spec/qt_keep.toml").read_text(encoding="utf-8"))
    patterns = [pattern for platform in notices.PLATFORMS for pattern in keep[platform]["keep"]]
    library = r"\.(so|dll|pyd|dylib)|/Versions/A/\w+$"  # within a framework it has no ending
    files = [pattern.replace("*", "") for pattern in patterns if re.search(library, pattern)]
    names = {notices._shared_name(notices.SOURCES / file) for file in files}
    assert len(names) > 25
    assert {"qcocoa", "qwindows", "qxcb", "Core"} <= names
    for name in names:  # the keep-list leaves endings open: libicu*.so.*, libcompose*.so
        assert any(known.startswith(name) for known in KNOWN["reviewed"]), name


def test_every_pinned_distribution_has_a_licence():
    pins = (ROOT / "build_spec/requirements-payload.txt").read_text(encoding="utf-8")
    pinned = {notices.normalised(name) for name in re.findall(r"^([\w.-]+)==", pins, re.MULTILINE)}
    assert len(pinned) == 5
    assert pinned <= {notices.normalised(entry["name"]) for entry in KNOWN["distribution"]}
