"""Licences: the notices of a bundle come first; without them, what the installed packages say."""

import json
import platform

import pytest

from ketaref.core.errors import NotInContentError
from ketaref.licences import Licence, bring_texts, licences, licences_named


@pytest.fixture
def notices(tmp_path):
    """The notices of a bundle with one part."""
    entry = {"name": "HarfBuzz", "version": "14.6.0", "licence": "MIT", "use": "Letters.", "texts": ["harfbuzz.txt"]}
    (tmp_path / "index.json").write_text(json.dumps([entry]))
    (tmp_path / "harfbuzz.txt").write_text("Permission is granted\n")
    (tmp_path / "NOTICE.txt").write_text("Qt is used under the LGPL.\n")
    return tmp_path


def test_notice_comes_before_the_parts_of_a_bundle(notices):
    notice, part = licences(notices)
    assert notice.text() == "Qt is used under the LGPL."
    assert (part.name, part.version, part.licence) == ("HarfBuzz", "14.6.0", "MIT")
    assert part.text() == "Letters.\n\n\nPermission is granted"


def test_text_that_is_gone_is_named(notices):
    (notices / "harfbuzz.txt").unlink()
    assert "harfbuzz.txt cannot be read (No such file or directory)" in licences(notices)[1].text()


@pytest.mark.parametrize(
    "damaged", ["", '{"a": 1}', "7", "[1]", '[{"name": "x"}]', '[{"name": 1, "texts": "a"}]', "\ufffe"]
)
def test_damaged_index_leaves_what_is_installed(notices, damaged):
    (notices / "index.json").write_text(damaged)
    names = {part.name.lower() for part in licences(notices)}
    assert "rapidfuzz" in names


def test_parts_of_a_bundle_alone_bring_their_texts(notices):
    assert bring_texts(licences(notices))
    (notices / "index.json").unlink()
    assert not bring_texts(licences(notices))
    assert not bring_texts(())


def test_python_is_a_part_with_its_text_where_it_has_one(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.base_prefix", str(tmp_path))
    (tmp_path / "LICENSE.txt").write_text("PSF terms")
    (python,) = licences_named("python", licences(tmp_path))
    assert (python.version, python.licence) == (platform.python_version(), "PSF-2.0")
    assert "PSF terms" in python.text()
    monkeypatch.setattr("os.__file__", str(tmp_path / "lib" / "os.py"))
    (tmp_path / "LICENSE.txt").unlink()
    (python,) = licences_named("python", licences(tmp_path))
    assert "its licence is PSF-2.0" in python.text()


def test_index_leads_to_no_file_outside_its_folder(notices, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    secret.write_text("secret")
    entry = {"name": "x", "version": "", "licence": "MIT", "use": "", "texts": [str(secret)]}
    (notices / "index.json").write_text(json.dumps([entry]))
    assert "cannot be read" in licences(notices)[1].text()


def test_installed_parts_tell_licence_and_text(tmp_path):
    listed = licences(tmp_path)
    texts = {part.name.lower(): part.text() for part in listed}
    assert "Permission is hereby granted" in texts["rapidfuzz"]
    assert "Bitstream" in texts["dejavu sans"]
    assert "GNU Lesser General Public License, version 3" in texts["pyside6_essentials"]
    assert "Apache License" in texts["ketamine-trauma-reference"]
    assert "Creative Commons" in texts["ketamine-trauma-reference"]
    assert all(part.licence for part in listed)


def part(name, use=""):
    return Licence(name, "", "MIT", use, ())


LISTED = (part("Python"), part("PySide6", "For Qt."), part("pypdf"), part("Python in Shiboken"))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("python", ["Python"]),  # the whole name of one, though another holds it too
        ("PYSIDE", ["PySide6"]),
        (" shiboken ", ["Python in Shiboken"]),
        ("py", ["Python", "PySide6", "pypdf", "Python in Shiboken"]),
        ("qt", ["PySide6"]),
    ],
)
def test_parts_are_found_by_a_piece_of_their_name_else_of_what_they_are_for(name, found):
    assert [part.name for part in licences_named(name, LISTED)] == found


@pytest.mark.parametrize("name", ["gtk", "", "  "])
def test_name_that_fits_none_tells_all_there_are(name):
    with pytest.raises(NotInContentError) as refused:
        licences_named(name, LISTED)
    assert str(refused.value).splitlines()[1:] == [f"  {part.name}" for part in LISTED]


def test_licence_of_qt_is_found_by_that_name(tmp_path):
    assert [part.name.lower() for part in licences_named("Qt", licences(tmp_path))] == ["pyside6_essentials"]
