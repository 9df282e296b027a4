"""What a program asks of the system, as `strace` writes it down: sockets, and files that it writes to.

SOCKETS is enough where no file is asked about, and fast; with CALLS every file that is opened takes its time.
"""

import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

SOCKETS = "execve,socket,connect"
CALLS = f"{SOCKETS},open,openat,creat,mkdir,mkdirat,/^rename,link,linkat,symlink,symlinkat,fcntl"
_WRITES = re.compile(
    r'^\d+ +(?:(?:open|openat)\(.*?"(?P<opened>[^"]*)", [A-Z_|]*O_(?:WRONLY|RDWR|CREAT)'
    r'|(?:creat|mkdir|mkdirat|link|linkat|symlink|symlinkat)\(.*?"(?P<made>[^"]*)"'
    r'|rename\w*\(.*"(?P<renamed>[^"]*)"[^"]*$)'
)


class Trace:
    """The calls of a program and of all that it started."""

    def __init__(self, log: Path) -> None:
        self.lines = log.read_text(encoding="utf-8", errors="replace").splitlines()

    @property
    def internet(self) -> list[str]:
        """Every socket or connection but those of this machine: by file (AF_UNIX), or to the kernel (AF_NETLINK)."""
        found = [line for line in self.lines if re.match(r"\d+ +(?:socket|connect)\(", line)]
        return [line for line in found if "AF_UNIX" not in line and "AF_NETLINK" not in line]

    def written_outside(self, *folders: Path) -> set[str]:
        """Files and folders that were made or opened for writing, and lie neither in these folders nor in /dev."""
        inside = [Path(folder) for folder in (*folders, "/dev", "/proc/self")]
        found = set()
        for line in self.lines:
            match = _WRITES.search(line)
            if match and " = -1 " not in line:
                found.add(next(name for name in match.groups() if name is not None))
        return {name for name in found if not any(Path(name).is_relative_to(folder) for folder in inside)}

    def locks(self) -> list[str]:
        """Calls that lock a part of a file, as SQLite does; Qt locks its own files as a whole."""
        return [line for line in self.lines if re.search(r"F_(?:OFD_)?SETLK", line)]


def traced(command, environment, folder: Path, then=None, calls: str = CALLS) -> tuple[Trace, int]:
    """Run a command to its end under strace; `then` does something with it meanwhile. Gives its calls and exit code.

    Fails where the trace does not even hold the start of the command: an empty one would prove nothing.
    """
    shutil.which("strace") or pytest.fail("strace is missing")
    log = folder / f"trace-{time.monotonic_ns()}.log"
    words = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-s",
        "500",
        f"--trace={calls}",
        "-o",
        str(log),
        *map(str, command),
    ]
    with subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            if then:
                then()
            said = process.communicate(timeout=120)[1]
        except BaseException:
            process.kill()
            raise
    assert b"Traceback" not in said, said.decode()
    trace = Trace(log)
    log.unlink()
    assert any("execve(" in line for line in trace.lines), f"nothing was traced: {said.decode()}"
    return trace, process.returncode


def use_window(display: str, *, close: bool = True) -> None:
    """What a user does: wait for the window, search, open a hit, close. Fails where it does not follow."""

    def tool(*words):
        environment = {"DISPLAY": display, "PATH": "/usr/bin:/bin"}
        ran = subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, f"xdotool {words}: {ran.stderr}"
        return ran.stdout

    window = tool("search", "--sync", "--onlyvisible", "--name", "Ketamine Trauma Reference").split()[0]
    tool("windowfocus", "--sync", window)
    first = tool("getwindowname", window)
    tool("key", "ctrl+k")
    tool("type", "--delay", "60", "durability")
    _wait(lambda: _opened(tool, window, first))
    if close:
        tool("key", "ctrl+q")


def _opened(tool, window, first) -> bool:
    tool("key", "Return")
    return tool("getwindowname", window) != first


def _wait(condition) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "the window does not do what it is told"
        time.sleep(0.2)
