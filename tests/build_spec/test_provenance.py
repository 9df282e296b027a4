import hashlib
import json
from contextlib import nullcontext

import pytest

from artefacts import provenance, receipts
from artefacts.receipts import Sources
from artefacts.release import ROOT, BuildError

WHEEL = "PySide6_Essentials-6.11.3-cp310-abi3-win_amd64.whl"


CLEAN = Sources("a" * 40, False)
LATER = Sources("b" * 40, False)


@pytest.fixture(autouse=True)
def tree(tmp_path, monkeypatch):
    """A tree that has built nothing yet, at the commit CLEAN."""
    folder = tmp_path / "tree"
    folder.mkdir()
    for module in (receipts, provenance):
        monkeypatch.setattr(module, "ROOT", folder)
    monkeypatch.setattr(provenance, "commit", lambda: CLEAN.commit)
    monkeypatch.setattr(provenance, "changed", lambda: CLEAN.changed)
    monkeypatch.setattr(provenance, "_pinned", list)
    return folder


@pytest.fixture
def built(tmp_path):
    """Puts a file into the output folder as a build does."""

    def build(name, artefact, sources=CLEAN, data=b"package"):
        (tmp_path / name).write_bytes(data)
        receipts.keep([tmp_path / name], artefact, sources)

    return build


@pytest.fixture
def output(tmp_path, built):
    built("x.deb", "deb")
    return tmp_path


@pytest.fixture
def wheel(tmp_path):
    file = tmp_path / "wheels" / WHEEL
    file.parent.mkdir()
    file.write_bytes(b"wheel")
    return file


def made(output):
    return json.loads((output / "provenance.intoto.json").read_text(encoding="utf-8"))


def test_statement_names_each_artefact_by_its_hash(output):
    (output / "SHA256SUMS").write_text("no artefact")
    provenance.build(output, "0.1.0")
    statement = made(output)
    assert statement["_type"] == "https://in-toto.io/Statement/v1"
    assert statement["predicateType"] == "https://slsa.dev/provenance/v1"
    digest = hashlib.sha256(b"package").hexdigest()
    assert statement["subject"] == [{"name": "x.deb", "digest": {"sha256": digest}}]


def test_statement_is_no_artefact_of_itself(output):
    provenance.build(output, "0.1.0")
    provenance.build(output, "0.1.0")
    assert [entry["name"] for entry in made(output)["subject"]] == ["x.deb"]


@pytest.mark.parametrize("data", [b"package and more", b""])
def test_file_that_is_not_as_it_was_built_is_refused(output, data):
    (output / "x.deb").write_bytes(data)
    with pytest.raises(BuildError, match=r"x\.deb: not as this tree built it\. Build it anew, or move it away"):
        provenance.build(output, "0.1.0")
    assert not (output / "provenance.intoto.json").exists()


def test_file_that_comes_from_elsewhere_is_refused_whatever_its_name_and_time(output, built, tree):
    (output / "notes.txt").write_text("new")
    with pytest.raises(BuildError, match=r"notes\.txt: not as this tree built it"):
        provenance.build(output, "0.1.0")
    (tree / "build" / "built.json").write_text("damaged")
    with pytest.raises(BuildError, match=r"notes\.txt, x\.deb: not as this tree built it"):
        provenance.build(output, "0.1.0")


def test_statement_tells_the_sources_of_the_build_whatever_they_are_now(tmp_path, built):
    built("x.deb", "deb", Sources("c" * 40, True))
    provenance.build(tmp_path, "0.1.0")
    definition = made(tmp_path)["predicate"]["buildDefinition"]
    assert definition["internalParameters"]["changedSinceCommit"] is True
    assert definition["resolvedDependencies"][0]["digest"] == {"gitCommit": "c" * 40}


def test_artefacts_of_different_sources_have_no_statement_in_common(output, built):
    built("x.rpm", "rpm", Sources("b" * 40, True))
    told = r"x\.deb from commit a{12}; x\.rpm from commit b{12} with changes\. Build them all anew"
    with pytest.raises(BuildError, match=told):
        provenance.build(output, "0.1.0")


def test_sources_wheels_and_pins_are_what_it_was_made_of(output, wheel, monkeypatch):
    monkeypatch.undo()
    statement = provenance.statement([output / "x.deb"], "0.1.0", [wheel], CLEAN)
    used = statement["predicate"]["buildDefinition"]["resolvedDependencies"]
    by_uri = {entry["uri"]: entry for entry in used}
    sources = by_uri["pkg:generic/ketamine-trauma-reference"]
    assert sources["digest"] == {"gitCommit": "a" * 40}
    assert sources["annotations"] == {"changedSinceCommit": False}
    wheel_entry = by_uri["pkg:pypi/pyside6-essentials@6.11.3"]
    assert wheel_entry["digest"] == {"sha256": hashlib.sha256(b"wheel").hexdigest()}
    assert wheel_entry["name"] == WHEEL
    assert "file:build_spec/requirements-payload.txt" in by_uri


def test_artefact_of_another_version_is_refused(output):
    (output / "program_0.1.1_amd64.deb").write_bytes(b"later")
    with pytest.raises(BuildError, match=r"program_0\.1\.1_amd64\.deb: not of version 0\.1\.0"):
        provenance.build(output, "0.1.0")


def test_left_over_of_another_version_is_told_before_anything_is_built(output):
    (output / "program_0.1.1_amd64.deb").write_bytes(b"later")
    with pytest.raises(BuildError, match=r"program_0\.1\.1_amd64\.deb: not of version 0\.1\.0"):
        provenance.refuse_left_over(output, "0.1.0", ["deb", "provenance"])


@pytest.mark.parametrize(
    ("name", "artefact", "sources", "chosen", "refused"),
    [
        ("x.msi", "msi", LATER, ["deb"], "x.msi from commit b{12}, and the sources are commit a{12} now"),
        ("x.msi", "msi", LATER, ["msi"], None),
        ("x.msi", "msi", CLEAN, ["deb"], None),
        ("x.rpm", "rpm", LATER, [], "x.rpm from commit"),
    ],
)
def test_left_over_of_other_sources_is_told_unless_it_is_made_anew(
    tmp_path, built, name, artefact, sources, chosen, refused
):
    built(name, artefact, sources)
    with pytest.raises(BuildError, match=refused) if refused else nullcontext():
        provenance.refuse_left_over(tmp_path, "0.1.0", [*chosen, "provenance"])


def test_left_over_that_was_changed_is_told_and_what_may_be_made_anew_is_not(output):
    (output / "x.deb").write_bytes(b"other")
    (output / "unknown.rpm").write_bytes(b"other")
    with pytest.raises(BuildError, match=r"^x\.deb: not as"):
        provenance.refuse_left_over(output, "0.1.0", ["rpm", "provenance"])
    provenance.refuse_left_over(output, "0.1.0", ["deb", "provenance"])


def test_folder_that_holds_nothing_yet_is_no_left_over(tmp_path):
    provenance.refuse_left_over(tmp_path, "0.1.0", ["deb", "provenance"])


@pytest.mark.parametrize("number", ["0.1.1", "10.1.0", "0.1.100"])
def test_version_that_holds_another_is_another(output, number):
    (output / f"program_{number}0_amd64.deb").write_bytes(b"other")
    with pytest.raises(BuildError, match="not of version"):
        provenance.build(output, number)


def test_who_answers_for_the_package_is_an_input(output, monkeypatch):
    monkeypatch.setenv("KETAREF_MAINTAINER", "Hospital IT <packages@hospital.example>")
    definition = provenance.statement([output / "x.deb"], "0.1.0", [], CLEAN)["predicate"]["buildDefinition"]
    assert definition["externalParameters"]["maintainer"] == "Hospital IT <packages@hospital.example>"


def test_wheels_are_those_of_the_platforms_that_were_built_for(output, tree, monkeypatch):
    for platform in ("linux", "windows", "macos"):
        wheel = tree / "build" / f"wheels-{platform}" / f"rapidfuzz-3.14.6-cp311-cp311-{platform}.whl"
        wheel.parent.mkdir(parents=True)
        wheel.write_bytes(platform.encode())
    pinned = ["linux", "windows", "macos"]
    pins = tree / "pins.txt"
    pins.write_text("".join(f"--hash=sha256:{hashlib.sha256(name.encode()).hexdigest()}\n" for name in pinned))
    monkeypatch.setattr(provenance, "REQUIREMENTS", pins)
    (tree / "build/wheels-linux/other-1.0-py3-none-any.whl").write_bytes(b"pinned by nobody")
    provenance.build(output, "0.1.0")
    used = made(output)["predicate"]["buildDefinition"]["resolvedDependencies"]
    assert [entry["name"] for entry in used if "name" in entry] == ["rapidfuzz-3.14.6-cp311-cp311-linux.whl"]


def test_every_file_that_pins_is_named_and_there():
    assert [name for name in provenance.PINNED if not (ROOT / "build_spec" / name).is_file()] == []
    pins = sorted(path.name for path in (ROOT / "build_spec").glob("requirements-*.txt"))
    assert {name for name in pins if name not in provenance.PINNED} == {"requirements-test.txt"}


def test_sources_without_history_have_no_digest(output):
    used = provenance.statement([output / "x.deb"], "0.1.0", [], Sources(None, None))["predicate"]["buildDefinition"][
        "resolvedDependencies"
    ]
    assert "digest" not in used[0]
    assert used[0]["annotations"] == {"changedSinceCommit": None}


def test_builder_is_who_says_so_and_nobody_else(output, monkeypatch):
    monkeypatch.delenv("KETAREF_BUILDER", raising=False)
    assert provenance.builder() == "https://ketaref.invalid/unnamed-builder"
    monkeypatch.setenv("KETAREF_BUILDER", "https://it.hospital.example/builders/1")
    details = provenance.statement([output / "x.deb"], "0.1.0", [], CLEAN)["predicate"]["runDetails"]
    assert details["builder"]["id"] == "https://it.hospital.example/builders/1"
    assert details["builder"]["version"]["python"]


@pytest.mark.parametrize("named", ["Hospital IT", "", "https:"])
def test_builder_that_is_no_uri_is_refused(monkeypatch, named):
    monkeypatch.setenv("KETAREF_BUILDER", named)
    with pytest.raises(BuildError, match="KETAREF_BUILDER must be a URI"):
        provenance.builder()


def test_fixed_time_makes_the_statement_the_same_twice(output, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795840710")
    first = provenance.statement([output / "x.deb"], "0.1.0", [], CLEAN)
    assert first["predicate"]["runDetails"]["metadata"] == {"finishedOn": "2026-11-28T04:38:30Z"}
    assert provenance.statement([output / "x.deb"], "0.1.0", [], CLEAN) == first


def test_missing_tools_are_left_out(monkeypatch):
    monkeypatch.setattr(provenance, "TOOLS", (("no-such-tool-here", "--version"),))
    assert set(provenance._tools()) == {"python", "system"}


def test_nothing_built_is_told(tmp_path):
    with pytest.raises(BuildError, match="build one first"):
        provenance.statement([], "0.1.0", [], CLEAN)
