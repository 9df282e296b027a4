"""The licences of the program and of what it is made of: from the notices of a bundle, else from what is installed."""

import json
import os
import platform
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from ketaref.core.errors import NotInContentError, shortened
from ketaref.paths import resources_folder

NOTICE_TITLE = "Notice"
_NOTICE, _INDEX = "NOTICE.txt", "index.json"
_INSTALLED = ("ketamine-trauma-reference", "PySide6_Essentials", "shiboken6", "pypdf", "rapidfuzz", "snowballstemmer")
WITHOUT_TEXTS = "in full where its installed package brings them along, else by the licence's name or address"
"""How complete the terms of a part are where the program is no bundle."""

_FONT = "DejaVuSans-LICENCE.txt"
_NO_TEXT = "No text came along with this part; its licence is {licence}."
_LGPL = (
    "This part is used under the GNU Lesser General Public License, version 3. Its installed package brings no text "
    "along: read it at https://www.gnu.org/licenses/lgpl-3.0.html and https://www.gnu.org/licenses/gpl-3.0.html. The "
    "source is at https://download.qt.io/official_releases/QtForPython/. The libraries are separate files that may be "
    "replaced."
)


class Licence(NamedTuple):
    """A part of the program, and on which terms it is used.

    Attributes:
        name: what people call the part.
        version: empty where it is not known.
        licence: an SPDX expression, or what the part says of itself.
        use: what the part is for, and whose it is; may be empty.
        files: the texts, in the order in which they are read.
    """

    name: str
    version: str
    licence: str
    use: str
    files: tuple[Path, ...]

    @property
    def title(self) -> str:
        """Name and version, as far as they are known."""
        return f"{self.name} {self.version}".rstrip()

    def text(self) -> str:
        """What applies, in full. Files that are gone or unreadable are named instead."""
        texts = [_read(file) for file in self.files]
        if not texts:
            texts = [_LGPL if "LGPL" in self.licence else _NO_TEXT.format(licence=self.licence)]
        return "\n\n\n".join([self.use, *texts] if self.use else texts)


def licences(folder: Path | None = None) -> tuple[Licence, ...]:
    """All parts, the program's own first; in a bundle the notice before them.

    `folder`: the notices of a bundle; by default those beside the program's resources, if it came with any.
    """
    notices = folder or resources_folder() / "licences"
    try:
        entries = json.loads((notices / _INDEX).read_text(encoding="utf-8"))
        listed = tuple(_from_entry(notices, entries[number]) for number in range(len(entries)))
    except (OSError, ValueError, KeyError, TypeError):  # no bundle, or one that somebody has changed
        return (*_installed(), _python(), _font())
    return (Licence(NOTICE_TITLE, "", "", "", (notices / _NOTICE,)), *listed)


def bring_texts(listed: Sequence[Licence]) -> bool:
    """Whether these are the parts of a bundle, which brings the text of each along."""
    return bool(listed) and listed[0].name == NOTICE_TITLE


def licences_named(name: str, listed: tuple[Licence, ...]) -> tuple[Licence, ...]:
    """The part of that name, else those whose name holds it, else those whose use does; letter case does not matter.

    Raises NotInContentError, naming the parts there are, one a line, where none fits.
    """
    wanted = name.casefold().strip()
    fits: tuple[Callable[[Licence], bool], ...] = (
        lambda part: part.name.casefold() == wanted,
        lambda part: wanted in part.name.casefold(),
        lambda part: wanted in part.use.casefold(),  # Qt comes in a package of another name
    )
    for fit in fits if wanted else ():
        found = tuple(filter(fit, listed))
        if found:
            return found
    names = "".join(f"\n  {part.name}" for part in listed)
    raise NotInContentError(f"no part is called {shortened(name)}. There are:{names}")


def _from_entry(folder: Path, entry: dict[str, object]) -> Licence:
    texts = entry["texts"]
    if not isinstance(texts, list):
        raise TypeError("texts")
    files = tuple(folder / Path(str(name)).name for name in texts)
    return Licence(str(entry["name"]), str(entry["version"]), str(entry["licence"]), str(entry["use"]), files)


def _installed() -> Iterator[Licence]:
    for name in _INSTALLED:
        try:
            found = distribution(name)
        except PackageNotFoundError:  # run from the source tree without an installation
            continue
        told = found.metadata.json
        licence = told.get("license_expression") or told.get("license") or "not told by the package"
        summary = str(told.get("summary", ""))
        yield Licence(str(told["name"]), found.version, str(licence), summary, tuple(_texts(found)))


def _texts(found: Distribution) -> Iterator[Path]:
    named = re.compile(r"\.dist-info/(licenses/.+|(LICEN[CS]E|COPYING)[^/]*)$", re.IGNORECASE)
    for file in found.files or ():
        if named.search(file.as_posix()):
            yield Path(str(file.locate()))


def _python() -> Licence:
    """Where its text lies differs by who built it; some leave it out."""
    places = (Path(sys.base_prefix, "LICENSE.txt"), Path(os.__file__).with_name("LICENSE.txt"))
    files = tuple(file for file in places if file.is_file())[:1]
    return Licence("Python", platform.python_version(), "PSF-2.0", "Runs the program.", files)


def _font() -> Licence:
    file = resources_folder() / "fonts" / _FONT
    return Licence("DejaVu Sans", "", "Bitstream Vera and Arev", "Shown only where the system has no font.", (file,))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip("\n")
    except OSError as error:
        return f"{file} cannot be read ({error.strerror or error})."
