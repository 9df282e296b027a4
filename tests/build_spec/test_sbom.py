"""The bill of materials: valid by its own schema, the same twice, whole, and it guesses no version."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from artefacts import sbom
from artefacts.notices import Part, SystemPackage
from artefacts.release import BuildError
from artefacts.sbom import Brought

WHEEL = "rapidfuzz-3.14.6-cp311-cp311-win_amd64.whl"


def put(file, data=b""):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


@pytest.fixture
def payload(tmp_path):
    """A payload with one wheel, Qt's Gui and Core, and a content file."""
    lib = tmp_path / "payload" / "lib"
    put(lib / "PySide6/Qt/lib/libQt6Core.so.6", b"..10.49 2026-09-28\0..17.0.0\0")
    put(lib / "PySide6/Qt/lib/libQt6Gui.so.6", b"..1.6.59\0..14.6.0\0")
    put(lib / "shiboken6/libshiboken6.abi3.so.6.11")
    (lib / "ketaref/resources").mkdir(parents=True)
    with closing(sqlite3.connect(lib / "ketaref/resources/content.sqlite")) as content:
        content.execute("CREATE TABLE meta (key TEXT, value TEXT)")
        content.execute("INSERT INTO meta VALUES ('version', '2026.11.1')")
        content.commit()
    facts = {
        "platform": "linux-x86_64",
        "commit": "a" * 40,
        "requirements_sha256": "b" * 64,
        "content_sha256": "c" * 64,
        "wheels_sha256": {WHEEL: "d" * 64},
        "parts": {
            "ketamine-trauma-reference": "0.1.0",
            "PySide6_Essentials": "6.11.3",
            "shiboken6": "6.11.3",
            "RapidFuzz": "3.14.6",
        },
    }
    put(tmp_path / "payload/build-info.json", json.dumps(facts).encode())
    return tmp_path / "payload"


@pytest.fixture
def components(payload):
    return {entry["name"]: entry for entry in sbom.bill(payload, "linux")["components"]}


GLIB = SystemPackage("libglib2.0-0", "2.74.6-2+deb12u5", Path("/usr/share/doc/libglib2.0-0/copyright"))
SQLITE = SystemPackage("libsqlite3-0", "3.40.1-2", Path("/usr/share/doc/libsqlite3-0/copyright"))
WITH_PYTHON = {"CPython": "3.12.9"}


def beside(name, file, version=""):
    return Part(name, False, name, "Used.", version, "blessing", (), file, "cpython")


@pytest.mark.parametrize(
    ("platform", "brought"),
    [
        ("linux", Brought()),
        ("linux", Brought({**WITH_PYTHON, "PyInstaller": "6.1"}, (GLIB, SQLITE))),
        ("windows", Brought(WITH_PYTHON, beside=(beside("sqlite", "sqlite3.dll", "3.45.3"), beside("zlib", "x.dll")))),
    ],
)
def test_bill_is_valid_by_the_strict_schema(payload, tmp_path, platform, brought):
    if platform == "windows":
        (payload / "lib/PySide6/Qt/lib/libQt6Gui.so.6").rename(payload / "lib/PySide6/Qt6Gui.dll")
    made = sbom.write_bill(tmp_path / "bill.json", payload, platform, brought)
    text = made.read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    references = [entry["bom-ref"] for entry in json.loads(text)["components"]]
    assert len(references) == len(set(references))


def test_bill_is_the_same_twice_and_another_for_another_payload(payload, tmp_path):
    first = sbom.write_bill(tmp_path / "1.json", payload, "linux").read_bytes()
    assert sbom.write_bill(tmp_path / "2.json", payload, "linux").read_bytes() == first
    number = json.loads(first)["serialNumber"]
    facts = json.loads((payload / "build-info.json").read_text())
    (payload / "build-info.json").write_text(json.dumps({**facts, "content_sha256": "e" * 64}))
    assert sbom.bill(payload, "linux")["serialNumber"] != number


def test_wheel_has_its_hash_licence_and_package_url(components):
    entry = components["rapidfuzz"]
    assert entry["hashes"] == [{"alg": "SHA-256", "content": "d" * 64}]
    assert entry["licenses"] == [{"expression": "MIT"}]
    assert entry["purl"] == "pkg:pypi/rapidfuzz@3.14.6"


def test_qt_is_listed_by_its_own_name(components):
    assert components["qt"]["version"] == components["pyside6-essentials"]["version"]


def test_part_inside_qt_has_the_version_that_its_library_tells(components):
    entry = components["libpng"]
    assert entry["version"] == "1.6.59"
    assert entry["purl"] == "pkg:github/pnggroup/libpng@v1.6.59"
    assert entry["cpe"] == "cpe:2.3:a:libpng:libpng:1.6.59:*:*:*:*:*:*:*"


def test_version_that_nothing_tells_is_not_guessed(components):
    entry = components["md4c"]
    assert "version" not in entry
    assert "purl" not in entry
    told = {entry["name"]: entry["value"] for entry in entry["properties"]}
    assert told["ketaref:version"].startswith("not told by the library")


def test_content_has_a_version_and_hash_of_its_own(components):
    entry = components["ketaref-content"]
    assert (entry["version"], entry["type"]) == ("2026.11.1", "data")
    assert entry["hashes"][0]["content"] == "c" * 64


def test_what_comes_from_the_machine_is_listed_as_not_part_of_it(components, payload):
    for name in ("cpython", "sqlite", "zlib", "freetype"):
        assert components[name]["scope"] == "excluded"


def test_what_an_artefact_brings_along_is_part_of_it(payload):
    brought = Brought(WITH_PYTHON, (GLIB, SQLITE))
    listed = {entry["name"]: entry for entry in sbom.bill(payload, "linux", brought)["components"]}
    assert (listed["cpython"]["version"], "scope" in listed["cpython"]) == ("3.12.9", False)
    assert listed["libglib2.0-0"]["version"] == GLIB.version
    assert listed["libglib2.0-0"]["purl"].startswith("pkg:deb/")
    assert "@2.74.6-2%2Bdeb12u5?arch=amd64&distro=" in listed["libglib2.0-0"]["purl"]
    assert "sqlite" not in listed, "it comes along as Debian's libsqlite3-0, not from the machine"
    assert listed["zlib"]["scope"] == "excluded"


def test_library_that_came_with_python_is_inside_it_and_has_no_version_guessed(payload):
    brought = Brought(WITH_PYTHON, beside=(beside("sqlite", "sqlite3.dll"), beside("expat", "pyexpat.pyd", "2.6.4")))
    bill = sbom.bill(payload, "linux", brought)
    listed = {entry["name"]: entry for entry in bill["components"]}
    assert listed["expat"]["version"] == "2.6.4"
    assert not {"version", "scope"} & set(listed["sqlite"])
    told = {entry["name"]: entry["value"] for entry in listed["sqlite"]["properties"]}
    assert told["ketaref:inside"] == "sqlite3.dll"
    assert told["ketaref:version"].startswith("not told by the library; it is the one that the component cpython")
    graph = {entry["ref"]: entry["dependsOn"] for entry in bill["dependencies"]}
    assert graph["cpython@3.12.9"] == sorted(listed[name]["bom-ref"] for name in ("sqlite", "expat"))
    assert not set(graph["cpython@3.12.9"]) & set(graph["ketamine-trauma-reference@0.1.0"])


def test_part_that_qt_and_python_both_hold_is_listed_twice(payload):
    (payload / "lib/PySide6/Qt/lib/libQt6Gui.so.6").rename(payload / "lib/PySide6/Qt6Gui.dll")
    bill = sbom.bill(payload, "windows", Brought(WITH_PYTHON, beside=(beside("zlib", "python312.dll"),)))
    both = [entry["bom-ref"] for entry in bill["components"] if entry["name"] == "zlib"]
    assert both == ["zlib", "zlib (in python312.dll)"]


def test_every_part_is_reached_from_the_program(payload):
    bill = sbom.bill(payload, "linux")
    graph = {entry["ref"]: entry["dependsOn"] for entry in bill["dependencies"]}
    reached, ahead = set(), [bill["metadata"]["component"]["bom-ref"]]
    while ahead:
        ref = ahead.pop()
        if ref not in reached:
            reached.add(ref)
            ahead += graph[ref]
    assert reached == set(graph)
    assert "libpng@1.6.59" in graph["pyside6-essentials@6.11.3"]
    assert "libpng@1.6.59" not in graph["ketamine-trauma-reference@0.1.0"]


@pytest.mark.parametrize("damaged", [None, "", "[]"])
def test_folder_that_is_no_payload_says_what_to_do(payload, damaged):
    if damaged is None:
        (payload / "build-info.json").unlink()
    else:
        (payload / "build-info.json").write_text(damaged)
    with pytest.raises(BuildError, match=r"build-info\.json"):
        sbom.bill(payload, "linux")


def test_payload_without_the_program_is_refused(payload):
    facts = json.loads((payload / "build-info.json").read_text())
    del facts["parts"]["ketamine-trauma-reference"]
    (payload / "build-info.json").write_text(json.dumps(facts))
    with pytest.raises(BuildError, match="it is no payload"):
        sbom.bill(payload, "linux")


@pytest.mark.parametrize("change", ["DELETE FROM meta", "DROP TABLE meta"])
def test_content_that_tells_no_version_is_refused(payload, change):
    file = payload / "lib/ketaref/resources/content.sqlite"
    with closing(sqlite3.connect(file)) as content:
        content.execute(change)
        content.commit()
    with pytest.raises(BuildError, match=r"content\.sqlite"):
        sbom.bill(payload, "linux")
