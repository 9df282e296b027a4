"""The payload that Linux packages carry: complete, without a way to the network, with collation that still collates."""

import hashlib
import json
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
from built import artefact, output_of

from artefacts.icu import CALLED

LIB = "usr/lib/ketamine-trauma-reference"
SORTING = """
import functools, json, sys
sys.path.insert(0, sys.argv[1])
from PySide6.QtCore import QCollator, QLocale, Qt
words = ["10 mg", "2 mg", "Ärzte", "Arzt", "éclair", "eclair", "ø", "z", "中", "я", "а", "Ё", "ch", "h", "c", "ñandú"]
orders = []
for name in "en_US de_DE sv_SE es_ES da_DK cs_CZ zh_CN ja_JP ru_RU tr_TR".split():
    for case in (Qt.CaseInsensitive, Qt.CaseSensitive):
        collator = QCollator(QLocale(name))
        collator.setNumericMode(True)
        collator.setCaseSensitivity(case)
        orders.append(sorted(words, key=functools.cmp_to_key(collator.compare)))
print(json.dumps([orders, QLocale("tr_TR").toUpper("iı"), QLocale("lt_LT").toLower("Ì"), QLocale("de").toUpper("ß")]))
"""


@pytest.fixture(scope="module")
def tree(work):
    """The unpacked package."""
    folder = work / "payload"
    shutil.rmtree(folder, ignore_errors=True)
    output_of(["dpkg-deb", "--extract", artefact("*_amd64.deb"), folder])
    yield folder
    shutil.rmtree(folder)


def test_text_sorts_as_with_the_whole_of_icu(tree):
    ours = output_of(["/usr/bin/python3", "-ISBc", SORTING, tree / LIB])
    whole = output_of(["/usr/bin/python3", "-ISBc", SORTING, sysconfig.get_path("purelib")])
    assert ours == whole
    first = json.loads(ours)[0][0]
    assert first.index("2 mg") < first.index("10 mg")


def test_qt_calls_icu_only_for_what_its_data_still_holds(tree):
    called = set()
    for library in (tree / LIB / "PySide6/Qt").rglob("*.so*"):
        if "libicu" not in library.name:
            called |= set(re.findall(r"\bU (u\w+)_\d+$", output_of(["nm", "-D", library]), re.MULTILINE))
    assert called, "nm finds no ICU function in Qt: this test looks in the wrong place"
    assert {name for name in called if not name.startswith(CALLED)} == set()


def test_every_library_it_asks_for_comes_along_or_is_the_systems(tree):
    private = {path.name for path in (tree / LIB).rglob("*.so*")}
    missing = set()
    for library in (tree / LIB).rglob("*.so*"):
        needed = re.findall(r"NEEDED.*\[(.+)\]", output_of(["readelf", "-d", library]))
        missing |= {name for name in needed if re.match(r"libQt6|libicu|libpyside|libshiboken", name)} - private
    assert missing == set()


def test_no_library_looks_outside_its_folder_or_needs_a_later_glibc(tree):
    for library in (tree / LIB).rglob("*.so*"):
        paths = re.findall(r"R(?:UN)?PATH.*\[(.+)\]", output_of(["readelf", "-d", library]))
        assert all(part.startswith("$ORIGIN") for path in paths for part in path.split(":")), f"{library}: {paths}"
        versions = re.findall(r"GLIBC_2\.(\d+)", output_of(["objdump", "-T", library]))
        assert max(map(int, versions), default=0) <= 34, library


def test_manifest_lists_every_file_as_it_is(tree):
    text = (tree / "usr/share/doc/ketamine-trauma-reference/MANIFEST.sha256").read_text()
    listed = dict(reversed(line.split("  ", 1)) for line in text.splitlines())
    there = {f"/{path.relative_to(tree)}" for path in (tree / LIB).rglob("*") if path.is_file()}
    assert set(listed) == there
    for name, digest in listed.items():
        assert hashlib.sha256((tree / name.lstrip("/")).read_bytes()).hexdigest() == digest


def test_another_build_of_a_qt_library_may_take_the_place_of_ours(tree):
    """The LGPL's duty: ICU's data as the makers of Qt built it is another file than ours."""
    (library,) = (tree / LIB / "PySide6/Qt/lib").glob("libicudata.so.*")
    whole = Path(sysconfig.get_path("purelib"), "PySide6/Qt/lib", library.name)
    ours = library.read_bytes()
    try:
        shutil.copyfile(whole, library)
        assert library.read_bytes() != ours
        script = (
            f"import sys; sys.path.insert(0, {str(tree / LIB)!r}); from ketaref.__main__ import main; sys.exit(main())"
        )
        command = ["/usr/bin/python3", "-ISBc", script, "--selftest"]
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
        assert json.loads(finished.stdout)["passed"]
    finally:
        library.write_bytes(ours)
