import json
import os
import subprocess
import sys
import time

import psutil
import pytest

from ketaref.ui.measure import process_start, resident_bytes, start_figures


@pytest.mark.skipif(sys.platform not in ("linux", "win32"), reason="macOS tells only whole seconds")
def test_start_of_a_process_lies_where_its_parent_made_it():
    before = time.time()
    out = subprocess.run(
        [sys.executable, "-c", "from ketaref.ui.measure import process_start; print(process_start())"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert before - 0.02 <= float(out) <= before + 0.1 < time.time() + 0.1


def test_memory_agrees_with_what_the_system_tells_others():
    assert resident_bytes() == pytest.approx(psutil.Process().memory_info().rss, rel=0.1)


def test_figures_count_from_the_start_of_the_process():
    now = time.time()
    figures = json.loads(start_figures(now, now + 0.5))
    assert figures["to_window_ms"] == pytest.approx(1000 * (now - process_start()), abs=50)
    assert figures["to_ready_ms"] - figures["to_window_ms"] == pytest.approx(500, abs=1)
    assert figures["rss_mb"] > 10
