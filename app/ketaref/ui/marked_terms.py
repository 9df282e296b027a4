"""Glossary terms in a text: a dotted line under each tells that hovering over it shows what it means."""

import re

from PySide6.QtGui import QTextCursor, QTextDocument, QTextFormat

_TERM = re.compile(r'<span class="term"[^>]*>([^<]*)</span>')
_DOTTED = 3
"""`QTextCharFormat.UnderlineStyle.DotLine` as a number: making the enumeration would be felt at the start."""


def underline_terms(document: QTextDocument, html: str, cursor: QTextCursor) -> None:
    """Underline the terms that `html` marks; it has just been shown in `document`.

    A style sheet of a text document knows no dotted line. Each term is looked for from where the last one ended.
    """
    place = QTextCursor(document)
    for marked in _TERM.findall(html):
        term = marked.replace("\N{NO-BREAK SPACE}", " ").replace("&amp;", "&")  # as `find` reads a text
        found = document.find(term, place)
        while not found.isNull() and not found.charFormat().toolTip():
            found = document.find(term, found)
        if found.isNull():
            continue
        place = found
        cursor.setPosition(found.selectionStart())
        cursor.setPosition(found.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
        shape = cursor.charFormat()
        shape.setProperty(QTextFormat.Property.TextUnderlineStyle, _DOTTED)
        cursor.setCharFormat(shape)
