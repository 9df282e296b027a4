"""Links to the internet, on and off."""

import pytest
from PySide6.QtGui import QDesktopServices

from ketaref.ui.web_browser import open_in_browser, switch_links_off, why_links_are_off, without_internet_links

HTML = '<p><a href="https://doi.org/10.1/x">X &amp; Y</a>, <a class="n" href="ketaref://source/x">[1]</a></p>'


@pytest.fixture
def opened(monkeypatch):
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: not asked.append(url.toString()))
    return asked


@pytest.fixture
def links_off(qapp):
    switch_links_off(qapp, "switched off by your organisation")
    yield
    switch_links_off(qapp, "")


def test_address_is_handed_to_the_browser(qapp, opened):
    assert why_links_are_off() == ""
    assert open_in_browser("https://x.example/")
    assert opened == ["https://x.example/"]
    assert without_internet_links(HTML) == HTML


def test_nothing_is_handed_over_where_links_are_off(links_off, opened):
    assert why_links_are_off().startswith("Links to the internet are switched off by your organisation.")
    assert not open_in_browser("https://x.example/")
    assert opened == []


def test_text_of_a_link_stays_where_links_are_off(links_off):
    assert without_internet_links(HTML) == '<p>X &amp; Y, <a class="n" href="ketaref://source/x">[1]</a></p>'


def test_only_one_module_knows_the_browser(request):
    sources = (request.config.rootpath / "app" / "ketaref").rglob("*.py")
    knowing = [
        file.name for file in sources if "openUrl" in (text := file.read_text("utf-8")) or "ExternalLinks" in text
    ]
    assert knowing == ["web_browser.py"]
