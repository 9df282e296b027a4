from pathlib import Path

from artefacts.system_libraries import common_licences, wanted

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
