import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from ketaref.core.errors import StoreError
from ketaref.ui.error_report import BugDialog, ErrorHook, report


def fail_with(typed):
    raise KeyError(typed)


@pytest.fixture
def failure():
    try:
        fail_with("what the patient said")
    except KeyError as error:
        return type(error), error, error.__traceback__


def test_report_tells_the_way_through_the_program_but_nothing_typed(failure):
    kind, _, trace = failure
    text = report(kind, trace)
    assert "builtins.KeyError" in text
    assert "test_error_report.py" in text
    assert "fail_with" in text
    assert "what the patient said" not in text


def test_bug_is_shown_as_one_and_written_to_standard_error(qtbot, failure, monkeypatch, capsys):
    shown = []

    def remember(dialog):
        shown.append(dialog)

    monkeypatch.setattr(BugDialog, "exec", remember)
    ErrorHook()(*failure)
    assert len(shown) == 1
    assert "builtins.KeyError" in capsys.readouterr().err
    qtbot.addWidget(shown[0])
    next(button for button in shown[0].findChildren(QPushButton) if button.text() == "Copy report").click()
    assert "builtins.KeyError" in QGuiApplication.clipboard().text()


def test_error_while_an_error_shows_opens_no_second_window(qtbot, failure, monkeypatch):
    hook, shown = ErrorHook(), []

    def show(dialog):
        shown.append(dialog)
        qtbot.addWidget(dialog)
        hook(*failure)

    monkeypatch.setattr(BugDialog, "exec", show)
    hook(*failure)
    assert len(shown) == 1


def test_expected_failure_is_told_in_its_own_words(qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: told.append(text))
    error = StoreError("The content file is damaged. Reinstall the program.")
    ErrorHook()(StoreError, error, None)
    assert told == ["The content file is damaged. Reinstall the program."]


def test_hook_without_an_application_only_writes(failure, monkeypatch, capsys):
    monkeypatch.setattr(QApplication, "instance", staticmethod(lambda: None))
    ErrorHook()(*failure)
    assert "builtins.KeyError" in capsys.readouterr().err
