"""What IT decided for this machine: each rule with its value, where that came from, and what it does."""

import re
from collections.abc import Iterator
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QLabel, QWidget

from ketaref.policy.explaining import REFUSED, InForce, Report, lines_of, value_in_words
from ketaref.policy.schema import Policy
from ketaref.ui.announce import announce
from ketaref.ui.text_dialog import Spoken, TextDialog

_MAY_BREAK = re.compile(r"[/_](?=[^\s/])|[^\s/_]{24}(?=\S)|/{8}(?=\S)")
"""Where a line may end within a word: behind a slash or underscore, else where the word is too long."""

MOST_MISTAKES = 50
"""So many are shown; nobody reads more here, and the terminal tells all."""

CHANGED = (
    "The policy is another one than when this window was opened. What is shown here holds after the program was closed "
    "and started again."
)


class PolicyDialog(TextDialog):
    """A part for each rule, so that assistive tools read one at a time; all of it can be copied for IT."""

    def __init__(self, report: Report, in_force: Policy, chosen_text_size: int, parent: QWidget | None = None) -> None:
        """`in_force` is what this window obeys; `chosen_text_size`, in per cent, what the user chose, 0 for nothing."""
        self._text = "\n\n".join(_text_parts(report, in_force, chosen_text_size))
        parts = (_head(report, in_force), *_mistakes(report), *_remarks(report), *_rules(report, chosen_text_size))
        super().__init__("Policy of this machine", parts, parent, spacing=4)
        for label in self.findChildren(QLabel):
            label.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # by Tab from one to the next, each read out
            _hide_caret(label)
        self.copy_button = self.add_button("&Copy all")
        self.copy_button.clicked.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        announce(self, "Copied")


def _hide_caret(label: QLabel) -> None:
    """Take away the caret, which looks as if the text could be changed: a frame shows where the keyboard is."""
    for document in label.findChildren(QTextDocument):
        document.documentLayout().setProperty("cursorWidth", 0)


def _head(report: Report, in_force: Policy) -> Spoken:
    sentences = _head_sentences(report, in_force)
    html = "".join(f"<p>{_breakable(sentence)}</p>" for sentence in sentences)
    return Spoken(f"<h2>Policy of this machine</h2>{html}", " ".join(("Policy of this machine.", *sentences)))


def _head_sentences(report: Report, in_force: Policy) -> tuple[str, ...]:
    about = "IT decides this for everyone on the machine. The same in a terminal: ketaref policy show"
    refused, changed = (REFUSED,) if report.mistakes else (), (CHANGED,) if report.policy != in_force else ()
    return (report.heading, *refused, *changed, about)


def _mistakes(report: Report) -> Iterator[Spoken]:
    for line, reason in report.mistakes[:MOST_MISTAKES]:
        yield _told(f"Line {line}" if line else "Mistake", reason)
    further = len(report.mistakes) - MOST_MISTAKES
    if further > 0:
        yield _told(f"{further} more", "“Copy all” takes them along; ketaref policy show lists them.")


def _remarks(report: Report) -> Iterator[Spoken]:
    for remark in report.remarks:
        yield _told("Remark", remark)


def _told(what: str, text: str) -> Spoken:
    return Spoken(f"<b>{what}:</b> {_breakable(text)}", f"{what}: {text}")


def _rules(report: Report, chosen_text_size: int) -> Iterator[Spoken]:
    for rule, (_, origin, does) in zip(report.rules, lines_of(report), strict=True):
        title = f"{rule.rule.title}: {_value(rule)}"
        own = _own_choice(rule, chosen_text_size)
        lines = (
            f"<h3>{_breakable(title)}</h3>",
            f"<p><b>{escape(own)}</b></p>" if own else "",
            f"<p>{escape(does)}</p><p><i>{escape(rule.name)}</i>, from: {_breakable(origin)}</p>",
        )
        yield Spoken("".join(lines), " ".join((f"{title}.", own, does, f"Name: {rule.name}. From: {origin}")))


def _breakable(text: str) -> str:
    """As HTML that needs no more room than the window has, however long a key or a path is."""
    return escape(_MAY_BREAK.sub("\\g<0>\N{ZERO WIDTH SPACE}", text))


def _value(rule: InForce) -> str:
    value = value_in_words(rule.rule, rule.value)
    return value if rule.rule.acts else f"{value} (nothing acts on it yet)"


def _own_choice(rule: InForce, chosen_text_size: int) -> str:
    """What the user chose against the policy, where that is allowed."""
    if rule.rule.name != "text_size" or chosen_text_size in (0, rule.value):
        return ""
    return f"Here {chosen_text_size} % is in use, because you chose it. Ctrl+0 returns to {rule.value} %."


def _text_parts(report: Report, in_force: Policy, chosen_text_size: int) -> Iterator[str]:
    yield "\n".join(_head_sentences(report, in_force))
    yield from (f"Mistake: {mistake}" for mistake in report.mistakes)
    yield from (f"Remark: {remark}" for remark in report.remarks)
    for rule, (value, origin, does) in zip(report.rules, lines_of(report), strict=True):
        lines = (value, _own_choice(rule, chosen_text_size), f"from: {origin}", does)
        yield "\n".join(line for line in lines if line)
