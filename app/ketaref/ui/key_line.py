"""A line of the list of keys: a screen takes its keys from such lines, so that the list cannot be out of date."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence


class KeyLine(NamedTuple):
    """What can be done, and the keys for it as `QKeySequence` reads them."""

    what: str
    keys: tuple[str, ...]

    @property
    def codes(self) -> tuple[Qt.Key, ...]:
        """The keys without modifiers, as a key event carries them."""
        # WORKAROUND: PySide6's type stubs lack QKeySequence.__getitem__; waits for them to have it.
        return tuple(QKeySequence(text)[0].key() for text in self.keys)  # type: ignore[index]

    @property
    def text(self) -> str:
        """The keys as this system writes them; of a row of digits the first and the last."""
        native = QKeySequence.SequenceFormat.NativeText
        written = [QKeySequence(text).toString(native) for text in self.keys]
        return f"{written[0]} to {written[-1]}" if all(map(str.isdecimal, written)) else " or ".join(written)
