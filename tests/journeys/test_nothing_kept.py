"""What is typed about a patient is nowhere on disk: not in the profile, temporary files or a report of an error."""

import json
import os
import subprocess
import sys

from ketaref.export.record import FILE_NAME

CANARIES = [f"canary{number:02d}zq{number * 7919 + 1000}" for number in range(20)]
MEDICINES = range(4, 8)
"""Those that are entered as medicines of the run, and so stand in the file that the user chose."""

_RUN = """
import json, sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ketaref.core.checklist import Answer
from ketaref.core.location import Location
from ketaref.ui import app
from ketaref.ui.error_report import report

chosen, left = Path(sys.argv[1]), iter(json.loads(sys.argv[2]))


def type_into(field):
    field.setFocus()
    QTest.keyClicks(field, next(left))


def work(program):
    program.settle()
    window = program.window
    window.open(Location.parse("ketaref://checklist/iv_ketamine"))
    run = window.page_area.page.run
    run.answer("ci_avm", Answer.YES)
    for name in ("systolic", "diastolic", "spo2", "age"):
        type_into(run.readings.fields[name].field)
    for _ in range(4):
        run.medicines.add(next(left))
    type_into(run.medicines.field)
    window.open(Location.parse("ketaref://interaction"))
    for _ in range(3):
        window.page_area.page.medicines.add(next(left))
    window.open(Location.parse("ketaref://instrument/pcl5"))
    form = window.page_area.page.form
    form.answer(1, 3)
    for field in form.result.change.findChildren(QLineEdit):
        type_into(field)
    window.open(Location.parse("ketaref://contraindication"))
    for _ in range(4):
        window.search(next(left))
        QTest.qWait(50)
    window.open(Location.parse("ketaref://checklist/iv_ketamine"))
    program.show_paper(window.page_area.page.sheet)
    (dialog,) = [each for each in QApplication.topLevelWidgets() if each.objectName() == "paper" and each.isVisible()]
    dialog.reference.setText(next(left))
    dialog.save(chosen)
    try:
        raise ValueError(next(left))
    except ValueError as error:
        sys.stderr.write(report(type(error), error.__traceback__))
    print(len(list(left)))
    dialog.reject()
    window.close()


application = app._application()
store = app.ContentStore.open(app.content_path(None))
kept = app.places()
program = app.Program(application, store, app.Settings(kept.settings), kept.look_ups)
program.show(None)


def work_and_quit():
    try:
        work(program)
    finally:  # what fails is told on stderr, and the test is not left waiting
        QApplication.quit()


QTimer.singleShot(0, work_and_quit)
application.exec()
"""


def test_twenty_canaries_are_nowhere_but_in_the_file_that_was_chosen(content_file, tmp_path):
    profile, chosen = tmp_path / "profile", tmp_path / "chosen"
    chosen.mkdir()
    folders = ("home", "config", "data", "cache", "state", "runtime", "temporary", "work")
    for name in folders:
        (profile / name).mkdir(parents=True, mode=0o700)
    environment = {
        **os.environ,
        "HOME": str(profile / "home"),
        "XDG_CONFIG_HOME": str(profile / "config"),
        "XDG_DATA_HOME": str(profile / "data"),
        "XDG_CACHE_HOME": str(profile / "cache"),
        "XDG_STATE_HOME": str(profile / "state"),
        "XDG_RUNTIME_DIR": str(profile / "runtime"),
        "TMPDIR": str(profile / "temporary"),
        "KETAREF_CONTENT": str(content_file),
        "QT_QPA_PLATFORM": "offscreen",
    }
    file = chosen / "run.pdf"
    command = [sys.executable, "-c", _RUN, str(file), json.dumps(CANARIES)]
    done = subprocess.run(command, env=environment, cwd=profile / "work", capture_output=True, check=True, timeout=120)
    assert done.stdout.split() == [b"0"]  # every canary was typed
    record = tmp_path / FILE_NAME
    subprocess.run(["pdfdetach", "-save", "1", "-o", record, file], check=True)
    assert all(CANARIES[number] in record.read_text(encoding="utf-8") for number in MEDICINES)
    record.unlink()
    assert sorted(path.name for path in chosen.iterdir()) == ["run.pdf"]
    assert _traces(done.stdout + done.stderr) == []
    written = [path for path in profile.rglob("*") if path.is_file()]
    assert written  # settings at least: what was looked through is what the program writes
    assert {path.name: _traces(path.read_bytes()) for path in written if _traces(path.read_bytes())} == {}
    assert {str(path): _traces(str(path).encode()) for path in profile.rglob("*") if _traces(str(path).encode())} == {}


def _traces(data):
    """The canaries in some bytes, in any of the ways in which text is written."""
    return [name for name in CANARIES for code in ("utf-8", "utf-16-le") if name.encode(code) in data]
