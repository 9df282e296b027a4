"""What lies beside the program on Windows: each library is known, has the version that it tells, and terms."""

import re
import tomllib

import pytest

from artefacts import notices
from artefacts.beside import parts_beside
from artefacts.embedded_python import LEFT_OUT, LIBRARY_LEFT_OUT
from artefacts.release import BuildError

KNOWN = tomllib.loads((notices.SOURCES / "parts.toml").read_text(encoding="utf-8"))
PYTHON = {
    "python312.dll": b"ref\x001.3.1\0\0\0Z_TREES\0",
    "pyexpat.pyd": b"..expat_2.6.4\0",
    "_decimal.pyd": b"\x001.70\0\x002.5.1\0" + "FileVersion\0\x003.12.9".encode("utf-16-le"),
    "sqlite3.dll": "FileVersion\0\x003.45.3.0\0".encode("utf-16-le"),
    "libffi-8.dll": b"." + "LibFFI for Python (libffi-3.4.4\0".encode("utf-16-le"),
    "_queue.pyd": b"",
    "ketaref.exe": b"our own",
}
"""As python.org's libraries tell them: as plain or wide letters, these at even or odd places."""


@pytest.fixture
def folder(tmp_path):
    for name, data in PYTHON.items():
        (tmp_path / name).write_bytes(b"MZ" + data)
    return tmp_path


def versions(folder):
    return {part.id: part.version for part in parts_beside(folder)}


def test_each_part_has_the_version_that_its_own_file_tells(folder):
    told = {"zlib": "1.3.1", "expat": "2.6.4", "libmpdec": "2.5.1", "sqlite": "3.45.3", "libffi": "3.4.4"}
    assert versions(folder).items() >= told.items()
    assert versions(folder)["hacl-star"] == "", "it tells none"


def test_another_version_in_the_file_is_another_in_the_list(folder):
    (folder / "pyexpat.pyd").write_bytes(b"MZ..expat_2.7.1\0")
    (expat,) = [part for part in parts_beside(folder) if part.id == "expat"]
    assert (expat.version, expat.module, expat.holder) == ("2.7.1", "pyexpat.pyd", "cpython")
    assert expat.cpe == "cpe:2.3:a:libexpat_project:libexpat:2.7.1:*:*:*:*:*:*:*"


@pytest.mark.parametrize("data", [b"no version at all", b"expat_2.6.4\0expat_2.7.1\0"])
def test_version_that_is_not_told_or_told_twice_is_not_guessed(folder, data):
    (folder / "pyexpat.pyd").write_bytes(data)
    (expat,) = [part for part in parts_beside(folder) if part.id == "expat"]
    assert (expat.version, expat.cpe) == ("", "")


@pytest.mark.parametrize("name", ["_zstd.pyd", "python399.dll", "_BZ2.PYD"])
def test_library_that_nobody_looked_at_does_not_build(folder, name):
    (folder / name).write_bytes(b"MZ")
    with pytest.raises(BuildError, match=rf"nobody has looked what is inside {re.escape(name)}: .*parts\.toml"):
        parts_beside(folder)


def test_runtime_of_two_versions_is_listed_with_both(folder):
    for name, version in (("msvcp140.dll", "14.44.35211.0"), ("vcruntime140.dll", "14.42.34226.3")):
        (folder / name).write_bytes(f"FileVersion\0\0{version}\0".encode("utf-16-le"))
    (folder / "vcruntime140_1.dll").write_bytes((folder / "vcruntime140.dll").read_bytes())
    found = {part.module: part.version for part in parts_beside(folder) if part.id == "msvc-runtime"}
    assert found == {"msvcp140.dll": "14.44.35211.0", "vcruntime140.dll, vcruntime140_1.dll": "14.42.34226.3"}


def test_terms_of_what_python_brings_travel_along(folder, tmp_path):
    made = notices.write_notices(tmp_path / "lib", "windows", {"CPython": "3.12.9"}, beside=parts_beside(folder))
    assert "Expat maintainers" in (made / "expat.txt").read_text(encoding="utf-8")
    assert "Stefan Krah" in (made / "libmpdec.txt").read_text(encoding="utf-8")
    text = (made / "NOTICE.txt").read_text(encoding="utf-8")
    assert "Python 3.12.9\n" in text
    assert "Expat 2.6.4\n" in text


def test_each_file_is_looked_up_once_and_what_is_left_out_not_at_all():
    named = [file for entry in KNOWN["beside"] for file in entry["files"]]
    assert not set(named) & set(KNOWN["beside_alone"])
    assert not {*named, *KNOWN["beside_alone"]} & LEFT_OUT
    assert {"_bz2.pyd", "_lzma.pyd", "_uuid.pyd"} <= LEFT_OUT
    assert {"bz2", "lzma"} <= LIBRARY_LEFT_OUT
    assert all(file == file.lower() for file in (*named, *KNOWN["beside_alone"]))
