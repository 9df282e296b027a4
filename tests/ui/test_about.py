from datetime import date

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QLabel

import ketaref
from ketaref.licences import NOTICE_TITLE, WITHOUT_TEXTS, Licence
from ketaref.store.content import ContentInfo
from ketaref.ui.about import AboutDialog
from ketaref.ui.licences import LicencesDialog

INFO = ContentInfo("2026.11.0", date(2026, 11, 25), date(2027, 5, 25), 1, ())


def test_about_names_versions_licences_and_every_part_of_others(qtbot):
    dialog = AboutDialog(INFO)
    qtbot.addWidget(dialog)
    text = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for told in (
        ketaref.__version__,
        "2026.11.0",
        "25 Nov 2026",
        "Apache License 2.0",
        "CC BY 4.0",
        "Lesser General Public License, version 3",
        "rapidfuzz",
        "MIT",
        "DejaVu Sans",
        "it does not decide",
    ):
        assert told in text


def test_about_tells_how_well_search_finds_before_the_licences(qtbot):
    dialog = AboutDialog(INFO)
    qtbot.addWidget(dialog)
    headings = [label.text().partition("<h3>")[2].partition("</h3>")[0] for label in dialog.findChildren(QLabel)]
    assert headings == ["", "Intended use", "How well search finds", "Places", "Licences", "Parts of others"]


def test_about_tells_places_as_they_are_named(qtbot, monkeypatch, tmp_path):
    folder = tmp_path / "a <b> & c"
    (folder / "portable-data").mkdir(parents=True)
    monkeypatch.setattr("ketaref.paths.program_folder", lambda _: folder)
    dialog = AboutDialog(INFO)
    qtbot.addWidget(dialog)
    (told,) = [label.text() for label in dialog.findChildren(QLabel) if "<h3>Places" in label.text()]
    assert "Portable" in told
    assert "a &lt;b&gt; &amp; c/portable-data/settings.ini" in told


def told_of(dialog, heading):
    (told,) = [label.text() for label in dialog.findChildren(QLabel) if f"<h3>{heading}" in label.text()]
    return told


def test_about_tells_apart_what_is_read_and_what_is_kept_for_one_user(qtbot):
    dialog = AboutDialog(INFO)
    qtbot.addWidget(dialog)
    read, _, kept = told_of(dialog, "Places").partition("Kept for you alone")
    assert "<b>Program</b>" in read
    assert "<b>Content</b>" in read
    assert "<b>Settings</b>" in kept
    assert "<b>Recent look-ups</b>" in kept
    assert "<b>Window lock" in kept


def test_about_tells_of_a_file_in_place_of_the_folder_of_a_stick(qtbot, monkeypatch, tmp_path):
    (tmp_path / "portable-data").touch()
    monkeypatch.setattr("ketaref.paths.program_folder", lambda _: tmp_path)
    dialog = AboutDialog(INFO)
    qtbot.addWidget(dialog)
    assert "portable-data is not used: it is a file" in told_of(dialog, "Places")


def test_about_follows_a_policy_that_keeps_no_look_ups(qtbot):
    dialog = AboutDialog(INFO, None, "switched off by your organisation")
    qtbot.addWidget(dialog)
    use = told_of(dialog, "Intended use")
    assert "recent look-ups are switched off by your organisation." in use
    assert "once you opened" not in use
    assert "<b>Recent look-ups (switched off by your organisation)</b>" in told_of(dialog, "Places")


@pytest.mark.parametrize("bundle", [True, False])
def test_about_promises_all_terms_without_a_network_of_a_bundle_alone(qtbot, monkeypatch, bundle):
    listed = (Licence(NOTICE_TITLE if bundle else "One", "", "", "", ()),)
    monkeypatch.setattr("ketaref.ui.about.licences", lambda: listed)
    dialog = AboutDialog(INFO)
    qtbot.addWidget(dialog)
    told = told_of(dialog, "Licences")
    assert ("in full, without a network." in told) is bundle
    assert (WITHOUT_TEXTS in told) is not bundle


def test_about_opens_without_a_score_file(qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr("ketaref.ui.search_score.score_path", lambda: tmp_path / "none.json")
    dialog = AboutDialog(INFO)
    qtbot.addWidget(dialog)
    assert any("missing or damaged" in label.text() for label in dialog.findChildren(QLabel))


def test_about_leads_to_the_texts_of_the_licences(qtbot, monkeypatch):
    shown = []
    monkeypatch.setattr(LicencesDialog, "exec", lambda self: shown.append(self.windowTitle()))
    dialog = AboutDialog(INFO)
    qtbot.addWidget(dialog)
    button = next(button for button in dialog.buttons.buttons() if "Licences" in button.text())
    button.click()
    assert shown == ["Licences"]


def test_enter_closes_whichever_buttons_there_are(qtbot):
    dialog = AboutDialog(INFO)
    qtbot.addWidget(dialog)
    close = dialog.buttons.button(QDialogButtonBox.StandardButton.Close)
    assert close.isDefault()
    assert [button.text() for button in dialog.buttons.buttons() if button.autoDefault()] == [close.text()]
