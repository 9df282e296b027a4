"""The user's own web browser: addresses are handed to it here alone, and nowhere where the policy forbids it."""

import re
from html import unescape

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

_LINKS_OFF = "internet_links_off"
_LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


def switch_links_off(application: QCoreApplication, reason: str) -> None:
    """Hand no address to the browser in this run. `reason` ends a sentence: links are off here, REASON."""
    application.setProperty(_LINKS_OFF, reason)


def why_links_are_off() -> str:
    """Why no address may be handed to the browser, to be shown where a link is missing; empty where it may."""
    application = QCoreApplication.instance()
    reason = application.property(_LINKS_OFF) if application else ""
    return f"Links to the internet are {reason}." if reason else ""


def open_in_browser(address: str) -> bool:
    """Have the browser open an address. Tells whether it started; False also where that is forbidden."""
    return not why_links_are_off() and QDesktopServices.openUrl(QUrl(address))


def without_internet_links(html: str) -> str:
    """HTML whose links to the internet are plain text, where links are off; else as it came."""
    return _LINK.sub(_text_of_link, html) if why_links_are_off() else html


def _text_of_link(link: re.Match[str]) -> str:
    inner = unescape(link[1]).startswith("ketaref://")
    return link[0] if inner else link[2]
