"""The RPM package, on Debian's rpm: built, installed, used, upgraded, removed. Not run on a real Fedora or RHEL."""

import json
import re
import shutil
import subprocess
import sys

import pytest
from built import ROOT, artefact, output_of
from clean_system import CleanSystem

NAME = "ketamine-trauma-reference"
NURSE = 1000


@pytest.fixture(scope="module")
def package():
    return artefact("*.x86_64.rpm")


@pytest.fixture(scope="module")
def older(work):
    """The same package under an earlier version."""
    output_of([sys.executable, ROOT / "build_spec/build.py", "rpm", "--version", "0.0.1", "--output", work])
    return work / f"{NAME}-0.0.1-1.x86_64.rpm"


@pytest.fixture(scope="module")
def system(work):
    """A clean system that holds what the program needs; rpm keeps its own records in it."""
    depends = output_of(["dpkg-deb", "--field", artefact("*_amd64.deb"), "Depends"])
    made = CleanSystem.make("bookworm", ",".join(re.findall(r"(?:^|, )([a-z0-9.+-]+)", depends)), work)
    yield made
    shutil.rmtree(made.root)


def rpm(system, *words):
    return output_of(["rpm", "--root", system.root, *words])


def test_whole_life_leaves_nothing(system, package, older):
    rpm(system, "--initdb")
    before = system.files()
    rpm(system, "--nodeps", "--install", older)
    assert system.run(["ketaref", "--version"]).stdout == "ketaref 0.0.1\n"
    rpm(system, "--nodeps", "--upgrade", package)
    assert rpm(system, "--query", NAME).split() == [f"{package.name.removesuffix('.rpm')}"], (
        "one entry after an upgrade"
    )
    assert rpm(system, "--nodeps", "--verify", NAME) == ""
    assert list((system.root / "usr/lib" / NAME / "ketaref").rglob("*.pyc")), "compiled for this machine's Python"

    home = {"HOME": "/tmp"}
    found = system.run(["ketaref", "search", "ketmine", "--limit", "1"], user=NURSE, environment=home)
    assert "ketaref://" in found.stdout, found.stderr
    tested = system.run(["ketamine-reference", "--selftest"], user=NURSE, environment=home)
    assert json.loads(tested.stdout)["passed"], tested.stdout
    assert rpm(system, "--nodeps", "--verify", NAME) == "", "using it changed its files"

    rpm(system, "--nodeps", "--erase", NAME)
    assert not (system.root / "usr/lib" / NAME).exists()
    # Folders that desktops share stay empty here: on Fedora and RHEL other packages own them.
    left = {name for name in system.files() - before if not (system.root / name).is_dir()}
    assert {name for name in left if not name.startswith(("usr/lib/sysimage", "var/lib/rpm", "tmp/.cache/"))} == set()


def test_asks_for_no_library_that_a_system_of_that_age_lacks(system, package):
    """Each library that it requires is one of a Debian with its dependencies; no Fedora or RHEL was at hand."""
    needed = output_of(["rpm", "--query", "--package", "--requires", package])
    libraries = set(re.findall(r"^(lib\S+?\.so[.\d]*)\(", needed, re.MULTILINE))
    assert len(libraries) > 15, needed
    there = system.run(["/sbin/ldconfig", "--print-cache"]).stdout
    assert {name for name in libraries if f"\t{name} " not in there} == set()
    glibc = [int(minor) for minor in re.findall(r"\(GLIBC_2\.(\d+)", needed)]
    assert max(glibc) <= 34, "RHEL 9 has glibc 2.34"


@pytest.mark.parametrize(
    ("given", "chosen"),
    [(["python3.12", "python3.11"], "python3.12"), (["python3"], "python3"), (["python3 of long ago"], None)],
)
def test_chooses_a_python_that_is_new_enough(tmp_path, given, chosen):
    """On RHEL 9 python3 is 3.9: the program must not be started with it."""
    for name in given:
        program = tmp_path / name.partition(" ")[0]
        answers = 1 if "of long ago" in name else 0
        program.write_text(f'#!/bin/sh\n[ "$2" != -c ] || exit {answers}\necho {program.name} "$@"\n')
        program.chmod(0o755)
    text = (ROOT / "build_spec/linux/rpm-python").read_text(encoding="utf-8").replace("/usr/bin", str(tmp_path))
    done = subprocess.run(["sh", "-c", text, "python", "x"], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == (f"{chosen} x" if chosen else "")
    assert done.returncode == (0 if chosen else 127)
    assert ("dnf install python3.12" in done.stderr) == (chosen is None)


def test_private_libraries_are_nobody_elses(package):
    provided = output_of(["rpm", "--query", "--package", "--provides", package])
    needed = output_of(["rpm", "--query", "--package", "--requires", package])
    assert not re.search(r"lib(Qt6|icu|pyside|shiboken)", provided + needed)
    assert "(python3 >= 3.11 or python3.13 or python3.12 or python3.11)" in needed


def test_rpmlint_finds_nothing_that_is_not_explained(package):
    words = ["rpmlint", "--config", str(ROOT / "build_spec/linux/rpmlint.toml"), str(package)]
    finished = subprocess.run(words, capture_output=True, text=True, check=False)
    assert re.search(r"\b0 errors, 0 warnings", finished.stdout), finished.stdout
