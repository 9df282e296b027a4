import gc
import subprocess
import sys

import pytest
from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton

from ketaref.core.errors import Mistake, NotInContentError, PolicyError, StoreError
from ketaref.core.location import Kind, Location
from ketaref.policy.reading import policy_in_force
from ketaref.policy.schema import SAFEST, Policy
from ketaref.policy.schema import START as START_PAGE
from ketaref.store.content import RECORD_TYPES
from ketaref.store.opening import check_opens
from ketaref.ui.about import AboutDialog
from ketaref.ui.app import PAGES, Program, load_page
from ketaref.ui.intended_use import STATEMENT_VERSION, IntendedUseDialog
from ketaref.ui.page import Page
from ketaref.ui.settings import Settings
from ketaref.ui.web_browser import why_links_are_off


class Bell(QObject):
    rang = Signal(bool)


def test_every_kind_of_the_content_has_a_page_that_knows_the_interface():
    assert {*RECORD_TYPES, Kind.CHECKLIST} == set(PAGES)
    assert all(issubclass(load_page(kind), Page) for kind in PAGES)


def test_unknown_location_opens_the_start_page_and_says_why(small_program):
    small_program.show(Location(Kind.TOPIC, "no-such"))
    assert small_program.window.location == Location(Kind.TOPIC, "start")
    assert "There is no topic “no-such”" in small_program.window.notice.text()


def test_settings_that_cannot_be_kept_are_told_beside_other_notices(small_program, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    small_program.settings = Settings(tmp_path / "file" / "settings.ini")
    small_program.show(Location(Kind.TOPIC, "no-such"))
    small_program.settle()
    told = small_program.window.notice.text()
    assert "There is no topic “no-such”" in told
    assert str(tmp_path / "file" / "settings.ini") in told


@pytest.mark.parametrize(("frame", "kept"), [(0, False), (30, False), (30, True)])
def test_first_window_leaves_room_for_its_frame(small_program, monkeypatch, frame, kept):
    window = small_program.window
    screen = window.screen().availableSize()
    window.resize(screen)
    if kept:
        small_program.settings.keep_bytes("window", window.saveGeometry())
    around = QRect(0, 0, screen.width() + 2, screen.height() + frame) if frame else QRect(0, 0, 400, 300)
    monkeypatch.setattr(window, "frameGeometry", lambda: around)
    small_program.keep_on_screen()
    assert window.size() == (screen - QSize(2, frame) if frame and not kept else screen)


def test_nothing_is_told_where_settings_are_kept(small_program):
    small_program.show(None)
    small_program.settle()
    assert small_program.window.notice.text() == ""


def test_policy_that_forbids_recents_deletes_them_and_says_why(make_program, small_content_file, tmp_path):
    file = tmp_path / "recent_look_ups.json"
    file.write_text('["dose"]', encoding="utf-8")
    program = make_program(small_content_file, (Policy(recent_look_ups=False), ""))
    assert not file.exists()  # already now: the window may be closed before it is complete
    program.show(None)
    program.settle()
    assert not program.window.menus.recents.isEnabled()
    assert "your organisation" in program.window.menus.recents.text()
    assert program.window.notice.text() == ""
    program.window.search("trials")
    program.window.results.open_chosen()
    assert not file.exists()
    assert program.settings.recent_look_ups  # what the user chose holds again without the policy


def test_policy_that_is_not_valid_is_told_and_nothing_is_kept(make_program, small_content_file, tmp_path):
    def read():
        raise PolicyError("policy.json", Mistake(3, "no such name"), Mistake(4, "nor this"))

    file = tmp_path / "recent_look_ups.json"
    file.write_text('["bladder"]')
    program = make_program(small_content_file, policy_in_force(read))
    program.show(None)
    program.settle()
    told = "policy.json, line 3: no such name (and 1 more, which Help → Policy of this machine lists)"
    assert told in program.window.notice.text()
    assert "not valid" in program.window.menus.recents.text()
    assert not program.window.results.recents.kept
    program.window.search("trials")
    program.window.results.open_chosen()
    assert program.window.results.recents.newest_first() == ()
    assert file.read_text() == '["bladder"]'  # a slip of IT takes away nothing of a user's


def test_mark_of_a_policy_that_is_not_valid_outlasts_its_message_and_opens_it(
    make_program, small_content_file, monkeypatch, qtbot
):
    shown = []

    def show(program):  # Qt counts its arguments
        shown.append(program)

    monkeypatch.setattr(Program, "show_policy", show)
    program = make_program(small_content_file, (SAFEST, "The policy of this machine is not valid: p, line 3: no."))
    program.show(None)
    program.settle()
    program.window.open(Location(Kind.TOPIC, "trials"))
    assert program.window.notice.text() == ""
    (mark,) = program.window.statusBar().findChildren(QPushButton)
    assert mark.isVisible()
    assert mark.accessibleName() == "Policy not valid"
    assert mark.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert "line 3" in mark.toolTip()
    qtbot.keyClick(mark, Qt.Key.Key_Space)
    assert shown == [program]


@pytest.mark.parametrize("policy", [Policy(), Policy(recent_look_ups=False)])
def test_valid_policy_leaves_no_mark(make_program, small_content_file, policy):
    program = make_program(small_content_file, (policy, ""))
    assert program.window.statusBar().findChildren(QPushButton) == []


def test_statement_and_about_follow_the_policy(make_program, small_content_file, monkeypatch):
    told = []
    monkeypatch.setattr(AboutDialog, "exec", lambda self: told.extend(_texts(self)))
    program = make_program(small_content_file, (Policy(recent_look_ups=False), ""))
    program.show_about()
    program.ask_intended_use()
    told.extend(_texts(program.window.findChild(IntendedUseDialog)))
    program.window.findChild(IntendedUseDialog).accept()
    off = "recent look-ups are switched off by your organisation."
    assert len([text for text in told if off in text]) == 2


def _texts(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_start_page_of_the_policy_opens_at_start_and_from_the_menu(make_program, small_content_file):
    checklist = Location(Kind.CHECKLIST)
    program = make_program(small_content_file, (Policy(start_page=checklist), ""))
    program.show(None)
    opened = program.window.location
    assert opened.kind is Kind.CHECKLIST
    assert program.window.notice.text() == ""
    program.window.open(Location(Kind.TOPIC, "trials"))
    action = next(action for action in program.window.menus.actions if action.text() == "S&tart page")
    action.trigger()
    assert program.window.location == opened


@pytest.mark.parametrize("missing", ["ketaref://topic/no-such", "ketaref://source/no-such"])
def test_start_page_that_this_content_lacks_is_told_with_the_rule(make_program, small_content_file, missing):
    program = make_program(small_content_file, (Policy(start_page=Location.parse(missing)), ""))
    program.show(None)
    assert program.window.location == START_PAGE
    assert "(start_page) that does not open: There is no" in program.window.notice.text()
    assert program.window.notice.text().endswith("This is the ordinary start page.")


@pytest.mark.parametrize(
    "address",
    [
        *("ketaref://topic/no-such", "ketaref://checklist/sc_ketamine", "ketaref://source/no-such"),
        *("ketaref://topic/trials#no-such", "ketaref://topic/trials#doses", "ketaref://checklist/", "ketaref://topic"),
    ],
)
def test_what_is_told_beforehand_of_a_start_page_is_what_the_window_says(make_program, small_content_file, address):
    location = Location.parse(address)
    program = make_program(small_content_file, (Policy(start_page=location), ""))
    program.show(None)
    try:
        told = check_opens(program.store, location)
    except NotInContentError as error:
        told = str(error)
    shown = program.window.notice.text()
    assert told in shown
    assert bool(told) is bool(shown)


def test_neither_message_is_lost_where_a_link_and_the_start_page_lead_nowhere(make_program, small_content_file):
    program = make_program(small_content_file, (Policy(start_page=Location(Kind.TOPIC, "lost")), ""))
    program.show(Location(Kind.TOPIC, "no-such"))
    assert program.window.location == START_PAGE
    for name in ("“lost”", "“no-such”"):
        assert name in program.window.notice.text()


def test_text_size_of_the_policy_is_for_users_who_chose_none(make_program, small_content_file):
    rules = (Policy(text_size=150), "")
    program = make_program(small_content_file, rules)
    assert program.appearance.text_size == 150
    program.appearance.enlarge_text()
    assert program.appearance.text_size == 175
    again = make_program(small_content_file, rules)
    assert again.appearance.text_size == 175
    again.appearance.return_to_normal_text_size()
    assert again.appearance.text_size == 150
    assert again.settings.chosen_text_size == 0


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ((Policy(internet_links=False), ""), "switched off by your organisation"),
        ((SAFEST, "The policy is not valid"), "off: the policy of this machine is not valid"),
    ],
)
def test_links_that_the_policy_forbids_are_offered_nowhere(make_program, small_content_file, rules, reason):
    program = make_program(small_content_file, rules)
    program.show(None)
    program.settle()
    assert reason in why_links_are_off()
    program.window.open(Location(Kind.SOURCE, "feder2014"))
    page = program.window.page_area.page
    offered = [button.text() for button in page.findChildren(QPushButton) if button.isVisibleTo(page)]
    assert "Copy reference" in offered
    assert "Open in web browser" not in offered
    told = [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    assert " ".join(told).count("Links to the internet are") == 1  # once is enough
    assert reason in " ".join(told)


def test_policy_is_shown_from_the_help_menu(make_program, small_content_file, monkeypatch):
    shown = []

    def keep(dialog):
        shown.append(dialog)

    monkeypatch.setattr("ketaref.ui.policy_dialog.PolicyDialog.exec", keep)
    program = make_program(small_content_file)
    action = next(action for action in program.window.menus.actions if action.text() == "&Policy of this machine…")
    action.trigger()
    assert [dialog.windowTitle() for dialog in shown] == ["Policy of this machine"]


def test_start_page_that_is_missing_is_remarked_in_the_policy_that_is_shown(
    make_program, small_content_file, monkeypatch, tmp_path
):
    shown = []

    def keep(dialog):
        shown.extend(label.accessibleName() for label in dialog.findChildren(QLabel))

    monkeypatch.setattr("ketaref.ui.policy_dialog.PolicyDialog.exec", keep)
    monkeypatch.setattr("ketaref.policy.reading.LINUX_FOLDER", tmp_path)
    (tmp_path / "policy.json").write_text('{"start_page": "ketaref://topic/no-such"}', encoding="utf-8")
    make_program(small_content_file).show_policy()
    remark = "Remark: start_page in line 1 names ketaref://topic/no-such, which does not open: There is no topic"
    assert any(part.startswith(remark) for part in shown)


def test_recents_that_cannot_be_deleted_are_told(make_program, small_content_file, tmp_path):
    (tmp_path / "recent_look_ups.json").mkdir()
    program = make_program(small_content_file, (Policy(recent_look_ups=False), ""))
    program.show(None)
    program.settle()
    assert str(tmp_path / "recent_look_ups.json") in program.window.notice.text()


def test_garbage_is_collected_again_even_where_a_part_failed(small_program, monkeypatch):
    def failing():
        raise StoreError("cut off")
        yield

    gc.disable()
    monkeypatch.setattr(small_program.window, "complete", failing)
    small_program.show(None)
    with pytest.raises(StoreError):
        small_program.settle()
    assert gc.isenabled()


def test_statement_is_asked_for_once(small_program, qtbot):
    small_program.show(None)
    small_program.ask_intended_use()
    dialog = small_program.window.findChild(IntendedUseDialog)
    assert dialog.isVisible()
    dialog.accept()
    assert small_program.settings.accepted_statement == STATEMENT_VERSION
    dialog.deleteLater()
    small_program.ask_intended_use()
    assert not any(each.isVisible() for each in small_program.window.findChildren(IntendedUseDialog))


def test_statement_that_is_not_confirmed_closes_the_program(small_program):
    small_program.show(None)
    small_program.ask_intended_use()
    small_program.window.findChild(IntendedUseDialog).reject()
    assert not small_program.window.isVisible()
    assert small_program.settings.accepted_statement == 0


@pytest.mark.parametrize(
    ("handed_over", "expected"),
    [("ketaref://topic/trials#doses", "trials"), ("", "start"), ("nonsense", "start")],
)
def test_location_of_another_start_opens_here(small_program, handed_over, expected):
    small_program.show(None)
    small_program.come_forward(handed_over)
    assert small_program.window.location.id == expected
    assert bool(small_program.window.notice.text()) == (handed_over == "nonsense")


def test_misspelt_word_finds_something(small_program):
    small_program.show(None)
    small_program.window.search("midazolan")
    assert small_program.window.results.hit_list.hits


def test_signals_can_be_emitted_thousands_of_times(qapp):
    """PySide6 6.12.0 on Python 3.11 aborts after some 570 emissions."""
    bell, heard = Bell(), []
    bell.rang.connect(heard.append)
    for _ in range(5000):
        bell.rang.emit(True)
    assert len(heard) == 5000


START = """
import sys
from ketaref.ui import app
modules = {}
LATER = ("ketaref.ui.pages.", "ketaref.export", "ketaref.ui.paper", "ketaref.ui.printing", "PySide6.QtPrintSupport",
    "ketaref.policy.checking", "ketaref.policy.found", "ketaref.policy.explaining", "ketaref.ui.web_browser",
    "ketaref.ui.policy_dialog", "ketaref.ui.policy_mark")
app.Program.settle = lambda program: modules.update(sys.modules)
sys.exit(app.run(app.Start(measure=True)) or sorted(
    name for name in modules if name.split(".")[0] in %r or name.startswith(LATER)
    and name != "ketaref.ui.pages.topic"
))
"""
NOT_AT_START = {"rapidfuzz", "sqlite_utils", "markdown", "yaml", "tqdm", "ssl", "socket", "asyncio", "urllib.request"}


def test_nothing_that_the_first_screen_does_not_need_is_loaded_before_it_shows(content_file, tmp_path):
    code = START % (NOT_AT_START,)
    environment = {"PYTHONPATH": ":".join(sys.path), "KETAREF_CONTENT": str(content_file), "HOME": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env=environment | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr.replace("This plugin does not support propagateSizeHints()\n", "") == "[]\n"
    for module in ("PySide6.QtNetwork", "PySide6.QtSvg", "importlib.metadata", "ketaref.store.spelling"):
        assert module not in ran.stderr
