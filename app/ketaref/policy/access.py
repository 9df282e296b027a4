"""Who can change a policy, and who cannot read it: what everyone may write is no decision of IT."""

import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from shlex import quote

ROOT = ROOT_GROUP = 0
"""The user and the group that may write a policy."""


def remarks_on_access(file: Path, *, deployed: bool) -> tuple[str, ...]:
    """For a policy file and its folder: who but root can change it, who cannot read it, and how to put that right.

    A file that is not `deployed` yet belongs to whoever writes it; only that everyone can write it is told, because
    copies keep that.
    """
    try:
        target = file.resolve(strict=True)
        if not target.is_file():  # told as a mistake, and no mode mends it
            return ()
        if deployed:
            return tuple(_remarks(file.absolute(), target))
        if not target.stat().st_mode & stat.S_IWOTH:
            return ()
        return (f"Everyone on this machine can change {target}. Take that away: chmod 644 {quote(str(target))}",)
    except (OSError, RuntimeError):  # replaced meanwhile, or a link to itself
        return ()


def _remarks(file: Path, target: Path) -> Iterator[str]:
    """Of the file and its own folder, each with its commands; of all that lies where a link leads, the first alone."""
    own = file.parent.resolve()
    ours = {} if file.parent.is_symlink() else {own: "755"} | ({target: "644"} if target.parent == own else {})
    holds_all = {folder.resolve() for folder in file.parent.parents}  # where /etc is closed nothing works
    elsewhere = False
    for path in dict.fromkeys((target, own, *target.parents, *own.parents)):
        told = "; ".join(_faults(path)) if path not in holds_all else ""
        if told and path in ours:
            name = quote(str(path))
            yield f"{told}. Let root alone write, and all read: chown root:root {name} && chmod {ours[path]} {name}"
        elif told and not elsewhere:
            elsewhere = True  # no command: to change a folder of somebody else, such as a home, does harm
            yield f"{told}. A link leads there: put the file itself at {file}, without a link."


def _faults(path: Path) -> tuple[str, ...]:
    """What is wrong with the access to a file or folder, each without a full stop."""
    told, is_folder = path.stat(), path.is_dir()
    writers = " and ".join(_writers(path))
    faults = []
    if writers:
        what = "replace the policy in the folder" if is_folder else "change"
        faults.append(f"{writers} can {what} {path}")
    if not told.st_mode & (stat.S_IXOTH if is_folder else stat.S_IROTH):
        what = "reach the policy in the folder" if is_folder else "read"
        faults.append(f"Ordinary users cannot {what} {path}, so the safe default holds for them")
    return tuple(faults)


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
