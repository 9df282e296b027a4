"""Memory of several sessions at once, as on a terminal server: what each further one adds.

`python tests/benchmarks/sessions.py` starts 1, 2 and 4 windows of as many users, and prints the sum of their
proportional set size (PSS: a page that n processes share counts 1/n for each) and its ratio to that of one. Linux only.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

COUNTS = (1, 2, 4)
HOLD = """
import sys
from ketaref.ui import app

def settling(program, settling=app.Program.settling):
    yield from settling(program)
    program.window.search("lithium")
    print(flush=True)

app.Program.settling = settling
app.Program.ask_intended_use = lambda program: None
from ketaref.__main__ import main
sys.exit(main([]))
"""


def main() -> None:
    """Print a line for each number of sessions."""
    single = 0.0
    for count in COUNTS:
        total = pss_of(count)
        single = single or total
        further = f", each further one {(total - single) / (count - 1):.0f} MB" if count > 1 else ""
        sys.stdout.write(f"{count} sessions: {total:.0f} MB ({total / single:.2f} times one{further})\n")


def pss_of(count: int) -> float:
    """MB of so many sessions together, each having searched."""
    with tempfile.TemporaryDirectory() as folder:
        sessions = [_session(Path(folder, str(number))) for number in range(count)]
        try:
            for session in sessions:
                assert session.stdout
                session.stdout.readline()
            return sum(_pss(session.pid) for session in sessions) / 1024
        finally:
            for session in sessions:
                session.kill()
                session.wait()


def _session(home: Path) -> "subprocess.Popen[str]":
    home.mkdir()
    environment = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.Popen(
        [sys.executable, "-c", HOLD], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def _pss(process: int) -> int:
    """KiB."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    main()
