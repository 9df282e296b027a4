"""Who else can change a policy: what everyone may write is no decision of IT."""

import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from shlex import quote

ROOT = ROOT_GROUP = 0
"""The user and the group that may write a policy."""


def remarks_on_access(file: Path, *, deployed: bool) -> tuple[str, ...]:
    """For a policy file and its folder: who but root can change it, and the commands that put it right.

    A file that is not `deployed` yet belongs to whoever writes it; only that everyone can write it is told, because
    copies keep that.
    """
    try:
        target = file.resolve(strict=True)
        if not deployed:
            return tuple(_remark(target, "644")) if target.stat().st_mode & stat.S_IWOTH else ()
        folders = dict.fromkeys((file.parent.resolve(), target.parent))
        return (*_remark(target, "644"), *(remark for folder in folders for remark in _remark(folder, "755")))
    except OSError:  # replaced meanwhile
        return ()


def _remark(path: Path, mode: str) -> Iterator[str]:
    who = " and ".join(_writers(path))
    if who:
        what = "replace the policy in the folder" if path.is_dir() else "change"
        name = quote(str(path))
        yield f"{who} can {what} {path}. Let root alone do so: chown root:root {name} && chmod {mode} {name}"


def _writers(path: Path) -> Iterator[str]:
    """Who but root may write, the widest alone where that is everyone."""
    told = path.stat()
    if told.st_mode & stat.S_IWOTH:
        yield "Everyone on this machine"
        return
    if told.st_uid != ROOT:  # who owns it can make it writable, whatever its mode
        yield f"The user “{_name(path.owner, told.st_uid)}”"
    if told.st_gid != ROOT_GROUP and told.st_mode & stat.S_IWGRP:
        yield f"The group “{_name(path.group, told.st_gid)}”"


def _name(look_up: Callable[[], str], number: int) -> str:
    try:
        return look_up()
    except KeyError:  # nobody of that number is listed
        return str(number)
