"""Whether an X11 screen answers. Asked before Qt is loaded, which aborts where none does.

Only sockets of this machine are tried, the ones that Qt itself opens a moment later. Whenever that tells nothing for
certain (another machine, a permission, an unknown form) the screen counts as there, and Qt may try.
"""

import errno
from _socket import AF_INET, AF_INET6, AF_UNIX, SOCK_STREAM, socket  # `socket` takes six times as long to import
from collections.abc import Iterator

_X11 = "/tmp/.X11-unix/X"  # noqa: S108 (where X servers listen, not a file of ours)
_FIRST_TCP_PORT = 6000
_TIMEOUT_S = 0.5
"""A socket of this machine answers or refuses at once."""

_NOBODY_THERE = (errno.ECONNREFUSED, errno.ENOENT, errno.ENOTDIR)

_Place = tuple[int, str | tuple[str, int]]


def is_dead(display: str) -> bool:
    """True when certainly nobody answers at `display` (what DISPLAY holds), or no screen is named."""
    places = [*_places(display)]
    return (":" not in display or bool(places)) and all(map(_is_refused, places))


def _places(display: str) -> Iterator[_Place]:
    """Where an X server of this machine listens for `display`; nothing where it is on another, or cannot be read."""
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if host not in ("", "unix", "localhost") or not (number.isascii() and number.isdecimal() and len(number) <= 4):
        return
    if host != "localhost":
        yield AF_UNIX, f"\0{_X11}{number}"
        yield AF_UNIX, f"{_X11}{number}"
    if host != "unix":
        for family, address in ((AF_INET, "127.0.0.1"), (AF_INET6, "::1")):
            yield family, (address, _FIRST_TCP_PORT + int(number))


def _is_refused(place: _Place) -> bool:
    family, address = place
    try:
        probe = socket(family, SOCK_STREAM)
    except OSError:
        return True  # this machine has no such sockets at all
    try:
        probe.settimeout(_TIMEOUT_S)
        probe.connect(address)
    except OSError as error:
        return error.errno in _NOBODY_THERE
    finally:
        probe.close()
    return False
