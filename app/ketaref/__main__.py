"""Opens the window: `ketamine-reference [LOCATION]`. Reads the command line and makes sure there is a screen."""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import ketaref.store.content  # noqa: F401 (before Qt, whose import hook makes every import after it dearer)
from ketaref import __version__
from ketaref.core.errors import InputError
from ketaref.core.location import Location
from ketaref.streams import tell

USAGE = """\
usage: ketamine-reference [--content FILE] [--measure-start | --selftest] [LOCATION]

Opens the Ketamine Trauma Reference, at LOCATION (ketaref://KIND/ID) if given.

  --content FILE   read this content file instead of the built-in one
  --measure-start  print how long the start took as one JSON line, and exit
  --selftest       open every page without a screen, print a JSON summary, and exit
                   (1 if anything failed, 3 if the content file is unusable)
  --version        print the version, and exit

For search and content in a terminal there is the command `ketaref`.
"""
EXIT_USAGE = 2
X11_SIGNS = "/tmp"  # noqa: S108 (where X servers leave their socket and lock; nothing is written there)
NO_SCREEN = "ketamine-reference needs a screen and found none (no DISPLAY or WAYLAND_DISPLAY); use `ketaref` here."
DEAD_SCREEN = "ketamine-reference needs a screen, but none answers at {}; use `ketaref` here."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program. Returns the exit code: 0 fine, 1 a failed self-test, 2 usage, no screen or output, 3 content."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given in (["--help"], ["-h"]):
        return 0 if tell(USAGE.rstrip()) else EXIT_USAGE
    if given == ["--version"]:
        return 0 if tell(f"ketamine-reference {__version__}") else EXIT_USAGE
    try:
        options = parse(given)
    except InputError as error:
        tell(f"ketamine-reference: {error}", error=True)
        return EXIT_USAGE
    missing = "" if options.get("selftest") else missing_screen(sys.platform, os.environ)
    if missing:
        tell(missing, error=True)
        return EXIT_USAGE
    gc.disable()  # nothing is garbage yet, and looking for it is a tenth of the start; `Program.settle` enables it
    # Qt is imported only now: on a machine without a screen its libraries are often missing too.
    app = import_module("ketaref.ui.app")
    code: int = app.run(app.Start(**options))
    return code


def parse(arguments: Sequence[str]) -> dict[str, Location | Path | bool]:
    """Fields for `ui.app.Start`. By hand, because argparse alone is a sixth of what the start may take beside Qt's.

    Raises InputError for anything that is not in USAGE.
    """
    options: dict[str, Location | Path | bool] = {}
    remaining = list(arguments)
    while remaining:
        word = remaining.pop(0)
        if word == "--content":
            if not remaining:
                raise InputError("--content", "needs a file; see --help")
            options["content"] = Path(remaining.pop(0))
        elif word in ("--measure-start", "--selftest"):
            options["measure" if word == "--measure-start" else "selftest"] = True
        elif word.startswith("-") or "location" in options:
            raise InputError("command line", f"{word!r} is not understood here; see --help")
        else:
            options["location"] = Location.parse(word)
    return options


def missing_screen(platform: str, environment: Mapping[str, str]) -> str:
    """Why no window can show, in one line; empty when one can, or when only Qt can find out."""
    if not has_screen(platform, environment):
        return NO_SCREEN
    if platform in ("win32", "darwin") or environment.get("QT_QPA_PLATFORM") or _seems_there(environment):
        return ""
    # Qt ends the process with an abort where no screen answers. Asking costs a millisecond: only where it is in doubt.
    dead: bool = import_module("ketaref.screen").is_dead(environment.get("DISPLAY", ""))
    given = [f"{name}={environment[name]}" for name in ("WAYLAND_DISPLAY", "DISPLAY") if environment.get(name)]
    return DEAD_SCREEN.format(" or ".join(given)) if dead else ""


def _seems_there(environment: Mapping[str, str]) -> bool:
    """Whether a screen has left its signs on this machine: a Wayland socket, or an X11 socket with a running server."""
    if environment.get("WAYLAND_SOCKET"):
        return True
    wayland = environment.get("WAYLAND_DISPLAY")
    if wayland and (path := Path(environment.get("XDG_RUNTIME_DIR", ""), wayland)).is_absolute() and path.exists():
        return True
    number = environment.get("DISPLAY", "").removeprefix(":").partition(".")[0]
    if not number.isdecimal() or not Path(f"{X11_SIGNS}/.X11-unix/X{number}").exists():
        return False
    try:
        return Path("/proc", Path(f"{X11_SIGNS}/.X{number}-lock").read_text(encoding="ascii").strip()).exists()
    except (OSError, ValueError):
        return True  # a server without a lock, as in a container that shows on its host's screen


def has_screen(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can show: always on Windows and macOS; elsewhere with a display or a chosen Qt platform."""
    if platform in ("win32", "darwin"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
