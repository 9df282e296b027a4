"""Artefacts as hospital IT meets them: really built, installed on clean systems, started, upgraded, removed.

They take minutes, root, and the tools that build_spec/README.md lists, so they are collected only where
KETAREF_PACKAGING is set; `python3 build_spec/build.py try` sets it, and then nothing is skipped.
"""

import os
import shutil
import subprocess

import pytest
from built import WORK

if not os.environ.get("KETAREF_PACKAGING"):
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def work():
    """A folder for what is unpacked and installed. It outlives a run, for the clean systems that are kept in it."""
    WORK.mkdir(parents=True, exist_ok=True)
    return WORK


@pytest.fixture(scope="session")
def program_screen():
    """The DISPLAY of a virtual screen, for real windows."""
    shutil.which("Xvfb") or pytest.fail("Xvfb is missing")
    reader, writer = os.pipe()
    # Without -noreset it begins anew when its last client goes, and ends for want of somebody to tell its number to.
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(writer,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as pipe:
        number = pipe.readline().strip()  # to its end: a server whose last letter nobody reads gives up
    yield f":{number}"
    server.terminate()
    server.wait(10)
