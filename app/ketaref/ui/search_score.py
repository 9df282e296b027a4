"""The part of About that tells how well search finds."""

from html import escape
from pathlib import Path

from ketaref.core.errors import InputError
from ketaref.core.search_score import QUERY_KIND_NAMES, Found, SearchScore, per_cent, read_score
from ketaref.paths import score_path
from ketaref.ui.text_dialog import Spoken

_HEADING = "How well search finds"
_ABSENT = "Not known here: its file is missing or damaged. Search itself works as always."
_ALL = "All"
_APART = "style='padding-left: 16px'"


def score_part(path: Path | None = None) -> Spoken:
    """The measured figures that came along, or in the file given; where they cannot be read, that in one line."""
    try:
        score = read_score((path or score_path()).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, InputError):
        return Spoken(f"<h3>{_HEADING}</h3><p>{_ABSENT}</p>", f"{_HEADING}. {_ABSENT}")
    aside = (
        f"{score.set_aside.look_ups} of them were set aside while it was tuned."
        if score.set_aside.look_ups
        else "The tuning goes on; others are set aside for its end and not in these figures."
    )
    written = "look-ups that were written from the content before the ranking was tuned"
    how = f"Measured on {score.total.look_ups} {written}. {aside}"
    edition = f"Program {score.program}, content {score.content}."
    rows = _rows(score)
    html = f"<h3>{_HEADING}</h3><p style='line-height: 140%'>{how} {escape(edition)}</p>{_table(rows)}"
    return Spoken(html, f"{_HEADING}. {how} {edition} {' '.join(_said(name, found) for name, found in rows)}")


def _rows(score: SearchScore) -> list[tuple[str, Found]]:
    rows = [(QUERY_KIND_NAMES[each.kind], each.found) for each in score.kinds]
    aside = [("Of these, set aside", score.set_aside)] if score.set_aside.look_ups else []
    return [*rows, (_ALL, score.total), *aside]


def _table(rows: list[tuple[str, Found]]) -> str:
    heads = "".join(
        f"<th align='right' {_APART}>{head}</th>" for head in ("Look-ups", "Right record first", "In the first three")
    )
    lines = "".join(_row(name, found) for name, found in rows)
    return f"<table cellpadding='4'><tr><th align='left'>What is typed</th>{heads}</tr>{lines}</table>"


def _row(name: str, found: Found) -> str:
    cell = "th" if name == _ALL else "td"
    figures = "".join(f"<{cell} align='right' {_APART}>{figure}</{cell}>" for figure in _cells(found))
    return f"<tr><{cell} align='left'>{name}</{cell}>{figures}</tr>"


def _cells(found: Found) -> tuple[str, str, str]:
    return (
        str(found.look_ups),
        f"{per_cent(found.first, found.look_ups)}%",
        f"{per_cent(found.first_three, found.look_ups)}%",
    )


def _said(name: str, found: Found) -> str:
    look_ups, first, first_three = _cells(found)
    return f"{name}: {look_ups} look-ups, right record first {first}, in the first three {first_three}."
