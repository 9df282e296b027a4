"""Where install.sh is tried: a small stand-in for a machine, and for the folder that is unpacked there."""

import os

import pytest
from portable_stand_in import Machine, make_portable


@pytest.fixture
def machine(tmp_path, monkeypatch):
    made = Machine(tmp_path / "Größe & Maß|[x]*")
    monkeypatch.setenv("HOME", str(made.home))
    monkeypatch.setenv("PATH", f"{made.tools}:{os.environ['PATH']}")  # where the script learns what to lock
    return made


@pytest.fixture
def portable(tmp_path):
    return make_portable(tmp_path / "unpacked here", more=("share/man/man1/ketaref.1.gz",))
