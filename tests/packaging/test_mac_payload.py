"""The payload for macOS, really assembled from the pinned wheels. Nothing of it can be started without a Mac."""

import shutil

import pytest
from mach_o import slices

from artefacts.mac_app import EARLIEST_SYSTEM
from artefacts.payload import make_payload
from artefacts.release import version


@pytest.fixture(scope="module")
def lib(work):
    folder = work / "payload-macos"
    make_payload("macos", folder, version())
    yield folder / "lib"
    shutil.rmtree(folder)


def parts(lib):
    found = {path: slices(path) for path in lib.rglob("*") if path.is_file()}
    return {path: parts for path, parts in found.items() if parts}


def test_every_library_that_one_asks_for_comes_along_or_is_the_systems(lib):
    found = parts(lib)
    assert len(found) > 15, "these are not all"
    tails = {path.relative_to(lib).as_posix() for path in found}
    missing = set()
    for path, its in found.items():
        asked = {name for part in its for name in part.libraries if not name.startswith(("/usr/lib/", "/System/"))}
        for name in asked:
            tail = name.removeprefix("@rpath/")
            if name.startswith("@rpath/") and any(known.endswith(f"/{tail}") for known in tails):
                continue
            missing.add(f"{path.name}: {name}")
    assert missing == set()


def test_every_library_is_for_both_processors(lib):
    single = {path.name for path, its in parts(lib).items() if {part.processor for part in its} != {"x86_64", "arm64"}}
    assert single == set()


def test_app_asks_for_the_system_that_its_libraries_ask_for(lib):
    latest = max(part.earliest for its in parts(lib).values() for part in its)
    assert f"{latest[0]}.{latest[1]}" == EARLIEST_SYSTEM


def test_no_header_or_second_copy_comes_along(lib):
    assert [path for path in lib.rglob("*") if path.suffix in (".h", ".hpp") or "cpython" in path.name] == []
    assert list(lib.rglob("Headers")) == []
