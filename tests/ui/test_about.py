from datetime import date

from PySide6.QtWidgets import QDialogButtonBox, QLabel

import ketaref
from ketaref.store.content import ContentInfo
from ketaref.ui.about import AboutDialog
from ketaref.ui.licences import LicencesDialog


def test_about_names_versions_licences_and_every_part_of_others(qtbot):
    dialog = AboutDialog(ContentInfo("2026.11.0", date(2026, 11, 25), date(2027, 5, 25), 1, ()))
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
    dialog = AboutDialog(ContentInfo("2026.11.0", date(2026, 11, 25), date(2027, 5, 25), 1, ()))
    qtbot.addWidget(dialog)
    headings = [label.text().partition("<h3>")[2].partition("</h3>")[0] for label in dialog.findChildren(QLabel)]
    assert headings == ["", "Intended use", "How well search finds", "Places", "Licences", "Parts of others"]


def test_about_tells_places_as_they_are_named(qtbot, monkeypatch, tmp_path):
    folder = tmp_path / "a <b> & c"
    (folder / "portable-data").mkdir(parents=True)
    monkeypatch.setattr("ketaref.paths.program_folder", lambda _: folder)
    dialog = AboutDialog(ContentInfo("2026.11.0", date(2026, 11, 25), date(2027, 5, 25), 1, ()))
    qtbot.addWidget(dialog)
    (told,) = [label.text() for label in dialog.findChildren(QLabel) if "<h3>Places" in label.text()]
    assert "Portable" in told
    assert "a &lt;b&gt; &amp; c/portable-data/settings.ini" in told


def test_about_opens_without_a_score_file(qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr("ketaref.ui.search_score.score_path", lambda: tmp_path / "none.json")
    dialog = AboutDialog(ContentInfo("2026.11.0", date(2026, 11, 25), date(2027, 5, 25), 1, ()))
    qtbot.addWidget(dialog)
    assert any("missing or damaged" in label.text() for label in dialog.findChildren(QLabel))


def test_about_leads_to_the_texts_of_the_licences(qtbot, monkeypatch):
    shown = []
    monkeypatch.setattr(LicencesDialog, "exec", lambda self: shown.append(self.windowTitle()))
    dialog = AboutDialog(ContentInfo("2026.11.0", date(2026, 11, 25), date(2027, 5, 25), 1, ()))
    qtbot.addWidget(dialog)
    button = next(button for button in dialog.buttons.buttons() if "Licences" in button.text())
    button.click()
    assert shown == ["Licences"]


def test_enter_closes_whichever_buttons_there_are(qtbot):
    dialog = AboutDialog(ContentInfo("2026.11.0", date(2026, 11, 25), date(2027, 5, 25), 1, ()))
    qtbot.addWidget(dialog)
    close = dialog.buttons.button(QDialogButtonBox.StandardButton.Close)
    assert close.isDefault()
    assert [button.text() for button in dialog.buttons.buttons() if button.autoDefault()] == [close.text()]
