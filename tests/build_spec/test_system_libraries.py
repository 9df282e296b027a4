import os
from pathlib import Path

import pytest

from artefacts.release import ROOT, BuildError
from artefacts.system_libraries import GLIBC, common_licences, glibc_named, packages, refuse_newer_glibc, wanted

MODULE = ("python3.11/lib-dynload/_sqlite3.so", "/usr/lib/_sqlite3.so", "EXTENSION")
PYTHON = ("libpython3.11.so.1.0", "/usr/lib/libpython3.11.so.1.0", "BINARY")


def library(name):
    return (name, f"/usr/lib/{name}", "BINARY")


def asked_for(table):
    return lambda path: set(table.get(path.name, ()))


def names(entries):
    return [Path(entry[0]).name for entry in entries]


def test_libraries_are_taken_by_whose_needs_they_serve():
    more = ("libsqlite3.so.0", "libxcb-cursor.so.0", "libxcb-image.so.0", "libgone.so.1")
    found = [MODULE, PYTHON, *map(library, more)]
    table = {
        "_sqlite3.so": ["libsqlite3.so.0"],
        "libqxcb.so": ["libxcb-cursor.so.0", "libc.so.6"],
        "libxcb-cursor.so.0": ["libxcb-image.so.0"],
    }
    kept = wanted(found, [Path("platforms/libqxcb.so")], asked_for(table))
    assert names(kept) == [
        "libpython3.11.so.1.0",
        "libsqlite3.so.0",
        "libxcb-cursor.so.0",
        "libxcb-image.so.0",
        "_sqlite3.so",
    ]


def test_the_machines_own_libraries_stay_where_they_are():
    found = [library(name) for name in ("libstdc++.so.6", "libdbus-1.so.3", "libsystemd.so.0", "libX11-xcb.so.1")]
    table = {
        "libqxcb.so": ["libstdc++.so.6", "libdbus-1.so.3", "libX11-xcb.so.1"],
        "libdbus-1.so.3": ["libsystemd.so.0"],
    }
    assert wanted(found, [Path("libqxcb.so")], asked_for(table)) == []


def test_printing_brings_no_library_along():
    found = [library("libcups.so.2"), library("libgnutls.so.30")]
    table = {"libcupsprintersupport.so": ["libcups.so.2"], "libcups.so.2": ["libgnutls.so.30"]}
    assert wanted(found, [Path("printsupport/libcupsprintersupport.so")], asked_for(table)) == []


def test_order_of_what_was_found_does_not_matter():
    found = [PYTHON, MODULE, library("libsqlite3.so.0")]
    table = {"_sqlite3.so": ["libsqlite3.so.0"]}
    assert wanted(found, [], asked_for(table)) == wanted(found[::-1], [], asked_for(table))


def test_licences_that_a_copyright_file_points_at():
    text = "see /usr/share/common-licenses/LGPL-2.1.\n or /usr/share/common-licenses/Apache-2.0'"
    assert common_licences(text) == {"LGPL-2.1", "Apache-2.0"}


VERSIONS = """
Version definition section '.gnu.version_d' contains 2 entries:
  0x001c: Rev: 1  Flags: none  Index: 2  Cnt: 1  Name: GLIBC_2.99
Version needs section '.gnu.version_r' contains 2 entries:
  000000: Version: 1  File: libz.so.1  Cnt: 1
  0x0010:   Name: ZLIB_1.2.0  Flags: none  Version: 26
  0x0020: Version: 1  File: libm.so.6  Cnt: 2
  0x0030:   Name: GLIBC_2.35  Flags: none  Version: 17
  0x0040:   Name: GLIBC_2.2.5  Flags: none  Version: 3
  0x0050:   Name: GLIBC_ABI_DT_RELR  Flags: none  Version: 4
"""


def test_versions_of_glibc_are_those_needed_not_those_offered():
    assert glibc_named(VERSIONS) == {"2.35", "2.2.5", "ABI_DT_RELR"}


@pytest.mark.parametrize("asked", [set(), {"2.2.5", "2.4"}, {"2.9", GLIBC}])
def test_libraries_that_a_promised_glibc_can_load_are_taken(asked):
    refuse_newer_glibc(Path("/made"), [Path("/made/_internal/libpython3.11.so.1.0")], lambda _: asked)


@pytest.mark.parametrize("newer", ["2.36", "2.100", "3.0", "2.35.1", "ABI_DT_RELR", "PRIVATE"])
def test_libraries_that_need_a_newer_glibc_are_refused_by_name(newer):
    libraries = [Path("/made/_internal/libfine.so"), Path("/made/_internal/libpython3.13.so.1.0")]
    asked = {libraries[0]: {"2.34"}, libraries[1]: {"2.4", newer}}
    with pytest.raises(BuildError) as refused:
        refuse_newer_glibc(Path("/made"), libraries, asked.__getitem__)
    assert f"_internal/libpython3.13.so.1.0 needs {newer}." in str(refused.value)
    assert "libfine" not in str(refused.value)
    assert "Debian 12" in str(refused.value)


@pytest.mark.parametrize("file", ["README.md", "frozen/READ_ME.txt.in", "frozen/install.sh"])
def test_glibc_that_users_are_promised_is_the_one_that_is_checked(file):
    assert f"glibc {GLIBC}" in (ROOT / "build_spec" / file).read_text(encoding="utf-8")


def test_version_is_that_of_the_architecture_which_the_library_is_of(tmp_path, monkeypatch):
    # As dpkg-query answers where the same package is there for amd64 and i386.
    stub = tmp_path / "dpkg-query"
    stub.write_text("""#!/bin/sh
case "$*" in
  "--search "*/libglib-2.0.so.0) echo "libglib2.0-0:amd64: $2" ;;
  "--search "*/data.so) echo "libdata: $2" ;;
  "--show "*" libglib2.0-0:amd64") printf 2.74.6-2 ;;
  "--show "*" libglib2.0-0") printf 2.74.6-22.74.6-2 ;;
  "--show "*" libdata") printf 1.0 ;;
  *) exit 1 ;;
esac
""")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    found = packages([tmp_path / "libglib-2.0.so.0", tmp_path / "data.so"])
    assert [(package.name, package.version) for package in found] == [("libdata", "1.0"), ("libglib2.0-0", "2.74.6-2")]
    assert found[1].copyright == Path("/usr/share/doc/libglib2.0-0/copyright")
