"""Streams that are full, closed or read no longer, as whole processes: what counts is how they end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")

WINDOW, TERMINAL = "ketaref", "ketaref.cli"
FULL_OUTPUT, FULL_ERROR, CLOSED = ">/dev/full", "2>/dev/full", ">&- 2>&-"


@pytest.mark.parametrize(
    ("module", "arguments", "streams", "code"),
    [
        (WINDOW, "--version", FULL_OUTPUT, 2),
        (WINDOW, "--help", FULL_OUTPUT, 2),
        (WINDOW, "--nonsense", FULL_ERROR, 2),
        (WINDOW, "--version", CLOSED, 0),
        (WINDOW, "--nonsense", CLOSED, 2),
        (WINDOW, "--selftest", FULL_OUTPUT, 2),
        (WINDOW, "--help", "| true", 0),
        (TERMINAL, "search trials", FULL_OUTPUT, 2),
        (TERMINAL, "show ketaref://topic/none", FULL_ERROR, 2),
        (TERMINAL, "--content none.sqlite search trials", FULL_ERROR, 3),
        (TERMINAL, "search trials", CLOSED, 0),
        (TERMINAL, "search trials", "| true", 0),
    ],
)
def test_program_ends_with_a_code_that_tells_and_no_traceback(
    module, arguments, streams, code, small_content_file, tmp_path
):
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "KETAREF_CONTENT": str(small_content_file),
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": "",
    }
    command = f"set -o pipefail; {sys.executable} -m {module} {arguments} {streams}"
    ran = subprocess.run(
        ["bash", "-c", command], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == code
    assert "Traceback" not in ran.stderr
    assert "Exception" not in ran.stderr
