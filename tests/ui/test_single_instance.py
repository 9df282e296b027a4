import os
import subprocess
import sys
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from ketaref.paths import places
from ketaref.ui.single_instance import SingleInstance

HAND_OVER = """
import sys
from pathlib import Path
from ketaref.ui.single_instance import SingleInstance
instance = SingleInstance(Path(sys.argv[1]))
sys.exit(7 if instance.claim() else 0 if instance.hand_over(sys.argv[2], float(sys.argv[3])) else 1)
"""


def second_start(place, location, patience=10.0):
    return subprocess.Popen(
        [sys.executable, "-c", HAND_OVER, str(place), location, str(patience)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )


@pytest.fixture
def place(tmp_path):
    return tmp_path / "meeting"


def test_second_start_hands_its_location_to_the_first(qtbot, place):
    first = SingleInstance(place)
    assert first.claim()
    first.listen()
    with qtbot.waitSignal(first.location_handed_over, timeout=15_000) as handed:
        process = second_start(place, "ketaref://topic/ptsd-overview#course")
    assert handed.args == ["ketaref://topic/ptsd-overview#course"]
    assert process.wait(15) == 0
    first.release()


def test_request_made_while_the_first_was_starting_is_taken_when_it_listens(qtbot, place):
    first = SingleInstance(place)
    assert first.claim()
    process = second_start(place, "ketaref://topic/start")
    qtbot.waitUntil(lambda: any(place.glob("*.open")), timeout=15_000)
    with qtbot.waitSignal(first.location_handed_over):
        first.listen()
    assert process.wait(15) == 0
    first.release()


def test_second_start_does_not_wait_for_ever_for_a_window_that_hangs(place):
    first = SingleInstance(place)
    assert first.claim()
    assert second_start(place, "ketaref://topic/start", patience=0.05).wait(15) == 1
    assert not [*place.glob("*.open")]
    first.release()


def test_lock_of_a_process_that_is_gone_is_no_obstacle(place):
    code = "import sys, os; from pathlib import Path; from ketaref.ui.single_instance import SingleInstance;"
    code += "i = SingleInstance(Path(sys.argv[1])); print(i.claim(), flush=True); os._exit(9)"
    ran = subprocess.run(
        [sys.executable, "-c", code, str(place)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout == "True\n"
    assert (place / "lock").exists()
    assert SingleInstance(place).claim()


def test_folder_that_cannot_be_made_does_not_keep_the_window_shut(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert SingleInstance(tmp_path / "file" / "below").claim()


def test_foreign_file_in_the_folder_is_passed_over(qtbot, place):
    first = SingleInstance(place)
    assert first.claim()
    (place / "0.open").write_bytes(b"\xff\x00 not ours")
    (place / "1.open").write_text('{"location": "ketaref://topic/start"}', encoding="utf-8")
    with qtbot.waitSignal(first.location_handed_over) as handed:
        first.listen()
    assert handed.args == ["ketaref://topic/start"]
    first.release()


@pytest.mark.skipif(sys.platform == "win32", reason="there the folder never leaves the machine")
def test_lock_that_another_machine_left_in_a_shared_home_is_no_obstacle(monkeypatch, tmp_path):
    here = places({"XDG_RUNTIME_DIR": str(tmp_path)}).window_lock
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(os, "uname", lambda: SimpleNamespace(nodename="another-machine"))
        left = places({"XDG_RUNTIME_DIR": str(tmp_path)}).window_lock
    assert left != here
    left.mkdir(parents=True)
    (left / "lock").write_text("1\nketamine-reference\nanother-machine\n\n\n", encoding="utf-8")
    assert not SingleInstance(left).claim()
    assert SingleInstance(here).claim()


def test_nothing_is_left_once_the_window_is_closed(place):
    first = SingleInstance(place)
    assert first.claim()
    first.release()
    assert not place.exists()


def test_folder_whose_name_is_no_utf8_keeps_no_window_shut_and_nothing_is_made(tmp_path):
    assert SingleInstance(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9/meeting"))).claim()
    assert [*tmp_path.iterdir()] == []


def test_handing_over_never_blocks_the_window(qtbot, place):
    """The window that takes the request may be busy: only the second start waits."""
    first = SingleInstance(place)
    assert first.claim()
    other = SingleInstance(place)
    taken = []
    worker = Thread(target=lambda: taken.append(other.hand_over("x", 50)))
    worker.start()
    worker.join()
    assert taken == [False]
    first.release()
