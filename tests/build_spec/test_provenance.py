import hashlib
import json
import os
from contextlib import nullcontext

import pytest

from artefacts import provenance, release
from artefacts.release import BuildError

WHEEL = "PySide6_Essentials-6.11.3-cp310-abi3-win_amd64.whl"


@pytest.fixture
def output(tmp_path):
    (tmp_path / "x.deb").write_bytes(b"package")
    return tmp_path


@pytest.fixture
def wheel(tmp_path):
    file = tmp_path / "wheels" / WHEEL
    file.parent.mkdir()
    file.write_bytes(b"wheel")
    return file


@pytest.fixture
def history(monkeypatch):
    """What git says: a commit, and nothing changed since."""
    told = {"rev-parse": "a" * 40, "status": "", "log": "1795840710", "ls-files": ""}
    for module in (provenance, release):
        monkeypatch.setattr(module, "git", lambda *arguments: told[arguments[0]])
    return told


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


def test_artefact_from_before_the_commit_is_not_said_to_come_from_it(output, history):
    os.utime(output / "x.deb", (1795840709, 1795840709))
    with pytest.raises(BuildError, match=r"x\.deb: made before the sources were as they are now; build it anew"):
        provenance.build(output, "0.1.0")


def test_artefact_from_before_a_source_was_touched_is_not_said_to_come_from_it(output, history, tmp_path, monkeypatch):
    source = tmp_path / "tree" / "code.py"
    source.parent.mkdir()
    source.write_text("")
    monkeypatch.setattr(provenance, "ROOT", source.parent)
    history["ls-files"] = "code.py\0gone.py\0"
    later = (output / "x.deb").stat().st_mtime + 1
    os.utime(source, (later, later))
    with pytest.raises(BuildError, match=r"x\.deb: made before"):
        provenance.build(output, "0.1.0")


def test_sources_wheels_and_pins_are_what_it_was_made_of(output, wheel, history):
    statement = provenance.statement([output / "x.deb"], "0.1.0", [wheel])
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
    ("name", "made_anew", "refused"),
    [("x.msi", ["deb"], True), ("x.msi", ["msi"], False), ("x.rpm", [], True), ("x.cdx.json", [], False)],
)
@pytest.mark.usefixtures("history")
def test_left_over_from_before_the_sources_is_told_unless_it_is_made_anew(tmp_path, name, made_anew, refused):
    (tmp_path / name).touch()
    os.utime(tmp_path / name, (1795840709, 1795840709))
    with pytest.raises(BuildError, match="made before") if refused else nullcontext():
        provenance.refuse_left_over(tmp_path, "0.1.0", [*made_anew, "provenance"])


@pytest.mark.parametrize("number", ["0.1.1", "10.1.0", "0.1.100"])
def test_version_that_holds_another_is_another(output, number):
    (output / f"program_{number}0_amd64.deb").write_bytes(b"other")
    with pytest.raises(BuildError, match="not of version"):
        provenance.build(output, number)


def test_who_answers_for_the_package_is_an_input(output, monkeypatch):
    monkeypatch.setenv("KETAREF_MAINTAINER", "Hospital IT <packages@hospital.example>")
    definition = provenance.statement([output / "x.deb"], "0.1.0", [])["predicate"]["buildDefinition"]
    assert definition["externalParameters"]["maintainer"] == "Hospital IT <packages@hospital.example>"


def test_wheels_are_those_of_the_platforms_that_were_built_for(output, tmp_path, monkeypatch):
    monkeypatch.setattr(provenance, "ROOT", tmp_path / "tree")
    monkeypatch.setattr(provenance, "git", lambda *_arguments: "")
    for platform in ("linux", "windows", "macos"):
        wheel = tmp_path / "tree/build" / f"wheels-{platform}" / f"rapidfuzz-3.14.6-cp311-cp311-{platform}.whl"
        wheel.parent.mkdir(parents=True)
        wheel.write_bytes(platform.encode())
    pinned = ["linux", "windows", "macos"]
    pins = tmp_path / "pins.txt"
    pins.write_text("".join(f"--hash=sha256:{hashlib.sha256(name.encode()).hexdigest()}\n" for name in pinned))
    monkeypatch.setattr(provenance, "REQUIREMENTS", pins)
    (tmp_path / "tree/build/wheels-linux/other-1.0-py3-none-any.whl").write_bytes(b"pinned by nobody")
    provenance.build(output, "0.1.0")
    used = made(output)["predicate"]["buildDefinition"]["resolvedDependencies"]
    assert [entry["name"] for entry in used if "name" in entry] == ["rapidfuzz-3.14.6-cp311-cp311-linux.whl"]


def test_every_file_that_pins_is_named_and_there():
    assert [name for name in provenance.PINNED if not (provenance.ROOT / "build_spec" / name).is_file()] == []
    pins = sorted(path.name for path in (provenance.ROOT / "build_spec").glob("requirements-*.txt"))
    assert {name for name in pins if name not in provenance.PINNED} == {"requirements-test.txt"}


def test_changed_sources_are_told(output, history):
    history["status"] = " M app/ketaref/paths.py"
    definition = provenance.statement([output / "x.deb"], "0.1.0", [])["predicate"]["buildDefinition"]
    assert definition["internalParameters"]["changedSinceCommit"] is True
    assert definition["internalParameters"]["signed"] is False


def test_sources_without_history_have_no_digest(output, history):
    history["rev-parse"] = ""
    used = provenance.statement([output / "x.deb"], "0.1.0", [])["predicate"]["buildDefinition"]["resolvedDependencies"]
    assert "digest" not in used[0]
    assert used[0]["annotations"] == {"changedSinceCommit": None}


def test_builder_is_who_says_so_and_nobody_else(output, monkeypatch):
    monkeypatch.delenv("KETAREF_BUILDER", raising=False)
    assert provenance.builder() == "https://ketaref.invalid/unnamed-builder"
    monkeypatch.setenv("KETAREF_BUILDER", "https://it.hospital.example/builders/1")
    details = provenance.statement([output / "x.deb"], "0.1.0", [])["predicate"]["runDetails"]
    assert details["builder"]["id"] == "https://it.hospital.example/builders/1"
    assert details["builder"]["version"]["python"]


@pytest.mark.parametrize("named", ["Hospital IT", "", "https:"])
def test_builder_that_is_no_uri_is_refused(monkeypatch, named):
    monkeypatch.setenv("KETAREF_BUILDER", named)
    with pytest.raises(BuildError, match="KETAREF_BUILDER must be a URI"):
        provenance.builder()


def test_fixed_time_makes_the_statement_the_same_twice(output, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795840710")
    first = provenance.statement([output / "x.deb"], "0.1.0", [])
    assert first["predicate"]["runDetails"]["metadata"] == {"finishedOn": "2026-11-28T04:38:30Z"}
    assert provenance.statement([output / "x.deb"], "0.1.0", []) == first


def test_missing_tools_are_left_out(monkeypatch):
    monkeypatch.setattr(provenance, "TOOLS", (("no-such-tool-here", "--version"),))
    assert set(provenance._tools()) == {"python", "system"}


def test_nothing_built_is_told(tmp_path):
    with pytest.raises(BuildError, match="build one first"):
        provenance.statement([], "0.1.0", [])
