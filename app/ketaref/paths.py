"""Where the program's own files are, and where it keeps what it keeps of its user.

The folders of the user are those that Qt names (tests compare them). They are worked out here, because the command line
tells them too and has no Qt.
"""

import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from ketaref.core.errors import printable

if sys.platform != "win32":
    import pwd

CONTENT_VARIABLE = "KETAREF_CONTENT"
CONTENT_NAME = "content.sqlite"
SCORE_NAME = "search_score.json"
PROGRAM = "ketamine-trauma-reference"
PORTABLE_NAME = "portable-data"
"""A folder of this name beside the program takes everything that is kept, and nothing is kept elsewhere."""


class Places(NamedTuple):
    """Where things of this user are kept: two files, and the folder with the lock of the open window.

    By the lock a second start finds the first. `portable`: they lie beside the program, as on a USB stick.
    `portable_obstacle`: why they do not, where somebody seems to have wanted it; else empty.
    """

    settings: Path
    look_ups: Path
    window_lock: Path
    portable: bool
    portable_obstacle: str = ""


def places(
    environment: Mapping[str, str] = os.environ, platform: str = sys.platform, program: Path | None = None
) -> Places:
    """The places for this user and program; nothing is made there. `program`: another folder of the program, for tests.

    Without an absolute HOME the user's folder is the one that the system lists; a user without any gets places that
    cannot be written to, so that nothing is left where nobody looks for it.
    """
    beside = (program or program_folder(platform)) / PORTABLE_NAME
    if beside.is_dir():
        return Places(beside / "settings.ini", beside / "recent_look_ups.json", beside / _lock_name(environment), True)
    home = _named(environment, "HOME") or _listed_home() if platform != "win32" else Path()
    if platform == "win32":  # both local, never the roaming folder, which travels from machine to machine
        local = environment.get("LOCALAPPDATA") or rf"{environment.get('USERPROFILE', '')}\AppData\Local"
        settings = data = Path(local) / PROGRAM
    elif platform == "darwin":
        settings = home / "Library" / "Preferences" / PROGRAM
        data = home / "Library" / "Application Support" / PROGRAM
    else:
        settings = (_named(environment, "XDG_CONFIG_HOME") or home / ".config") / PROGRAM
        data = (_named(environment, "XDG_DATA_HOME") or home / ".local" / "share") / PROGRAM
    runtime = _named(environment, "XDG_RUNTIME_DIR") if platform == "linux" else None
    window_lock = (runtime / PROGRAM if runtime else data) / _lock_name(environment)
    obstacle = f"{shown(beside)} is not used: it is a file, and only a folder keeps anything" if beside.exists() else ""
    return Places(settings / "settings.ini", data / "recent_look_ups.json", window_lock, False, obstacle)


def program_folder(platform: str = sys.platform) -> Path:
    """The folder that holds the whole program, and little else: of the executable where it is frozen.

    Else it is the one that holds this package, or that of `lib/` or `app/` where the package lies in one of these; the
    package itself where it shares its folder with others' packages. Of an application bundle on a Mac it is the folder
    beside which the bundle lies, because a bundle is signed as a whole and must not change.
    """
    if getattr(sys, "frozen", False):
        folder = Path(sys.executable).parent
        return folder.parents[2] if platform == "darwin" and folder.parts[-2:] == ("Contents", "MacOS") else folder
    package = Path(__file__).absolute().parent
    if package.parent.name in ("site-packages", "dist-packages"):
        return package
    return package.parents[1] if package.parent.name in ("lib", "app") else package.parent


def _lock_name(environment: Mapping[str, str]) -> str:
    """Name of the folder for a machine and screen.

    The machine is in it because a home or a stick may be shared: a lock that another machine left there never looks
    stale.
    """
    screen = environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY") or "screen"
    machine = "" if sys.platform == "win32" else f"{os.uname().nodename}-"
    return "window-" + "".join(char if char.isalnum() else "-" for char in f"{machine}{screen}")


def _named(environment: Mapping[str, str], name: str) -> Path | None:
    """A folder that a variable names; one that is not absolute counts as none, as the XDG standard says.

    Else things would be kept in whatever folder the program was started from.
    """
    named = environment.get(name, "")
    return Path(named) if named.startswith("/") else None


def _listed_home() -> Path:
    try:
        listed = pwd.getpwuid(os.getuid()).pw_dir  # Path.home() would ask HOME first
    except KeyError:
        listed = ""
    return Path(listed if listed.startswith("/") else os.devnull)


def resources_folder() -> Path:
    """The folder of content, fonts and icons.

    SQLite and Qt need real files, so the package is asked where it lies; importlib.resources would say the same, but
    loads eight modules of its own (a fiftieth of the start).
    """
    package = find_spec("ketaref.resources")
    if package and package.submodule_search_locations:
        return Path(package.submodule_search_locations[0])
    return Path(__file__).resolve().parents[2] / "resources"  # run from the source tree without an installation


def content_path(chosen: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The content file to open: the one chosen, else that of KETAREF_CONTENT, else the one that came along."""
    named = environment.get(CONTENT_VARIABLE)
    return chosen or (Path(named) if named else resources_folder() / CONTENT_NAME)


def score_path() -> Path:
    """The file that tells how well search finds, made with this program and the content that came along."""
    return resources_folder() / SCORE_NAME


def is_utf8(path: Path) -> bool:
    """Whether a name is text: on Linux it may be any bytes, and Qt would make a file of another name of those."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def shown(path: Path) -> str:
    """A name as it can be shown and printed, whatever bytes it holds."""
    return printable(os.fsencode(path).decode("utf-8", "replace"))
