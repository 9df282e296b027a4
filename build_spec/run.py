"""Open the program, or run every check, from a fresh clone: `python3 build_spec/run.py open|test`.

Makes a private environment beside the sources (`.venv/`), installs the hash-pinned requirements into it once, and
starts. Needs nothing but Python 3.11 and access to a package index (or a folder of wheels: PIP_FIND_LINKS with
PIP_NO_INDEX=1).
"""

import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parent.parent
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports", "--no-cache"),
    ("ketaref", "content", "check"),
    ("pytest",),
)


def main(arguments: "list[str]") -> int:
    """Do what the first argument says; the rest goes to the program or to pytest. Returns the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 (the point is to tell people with an older one)
        print("Ketamine Trauma Reference needs Python 3.11 or newer.", file=sys.stderr)
        return 2
    purpose, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if purpose == "open":
        return subprocess.call([_command(environment("run"), "ketamine-reference"), *rest])
    if purpose == "test":
        return _test(rest)
    print(__doc__, file=sys.stderr)
    return 2


def _test(pytest_arguments: "list[str]") -> int:
    """Every check, even after one has failed, so that one run tells all. Returns 1 if any failed."""
    scripts = environment("test")
    failed = []
    for name, *arguments in CHECKS:
        extra = pytest_arguments if name == "pytest" else []
        print(f"\n== {name} {' '.join([*arguments, *extra])}", flush=True)
        if subprocess.call([_command(scripts, name), *arguments, *extra], cwd=ROOT):
            failed.append(name)
    if failed:
        print(f"\nFailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def environment(purpose: str) -> Path:
    """The scripts folder of an environment with what `requirements-PURPOSE.txt` pins and this tree's own program.

    It is made anew when it is stale, and in a copied or moved tree: scripts and program name the place of the tree.
    Content that is older than its sources is compiled anew. Raises CalledProcessError when a step fails.
    """
    requirements = ROOT / "build_spec" / f"requirements-{purpose}.txt"
    folder = ROOT / ".venv" / f"{purpose}-{sys.version_info.major}.{sys.version_info.minor}"
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    stamp = folder / "installed.sha256"
    made_of = (requirements.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), os.fsencode(ROOT))
    wanted = hashlib.sha256(b"".join(made_of)).hexdigest()
    if not _holds(stamp, wanted) or _content_is_stale():
        with alone(ROOT / ".venv" / "lock"):  # two at once would spoil each other's; another may have done it meanwhile
            if not _holds(stamp, wanted):
                print(f"Preparing {folder} (once; a minute or two) ...", flush=True)
                venv.create(folder, with_pip=True, clear=True)
                _pip(scripts, "install", "--require-hashes", "-r", str(requirements))
                _pip(scripts, "install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
                stamp.write_text(wanted)
            elif _content_is_stale():
                subprocess.run([_command(scripts, "ketaref"), "content", "build"], cwd=ROOT, check=True)
    return scripts


def advice(error: subprocess.CalledProcessError) -> str:
    """What to tell of a step of environment() that failed, and what may help."""
    told = f"{' '.join(map(str, error.cmd))} failed ({error.returncode})."
    if "pip" in error.cmd:
        told += "\nWithout a package index, set PIP_NO_INDEX=1 and PIP_FIND_LINKS to a folder of wheels."
    return told


def _holds(stamp: Path, wanted: str) -> bool:
    return stamp.is_file() and stamp.read_text() == wanted


@contextmanager
def alone(lock: Path, busy: str = "") -> "Iterator[None]":
    """Hold a lock, a file that stays, for the block. Where another process or thread holds it: wait for it.

    With `busy` nobody waits: BlockingIOError with these words.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a") as file:
        if sys.platform == "win32":
            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK if busy else msvcrt.LK_LOCK, 1)
                    break
                except OSError:
                    if busy:
                        raise BlockingIOError(busy) from None
                    print("Another start is at it; waiting for it ...", flush=True)  # every ten seconds
        else:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (fcntl.LOCK_NB if busy else 0))
            except BlockingIOError:
                raise BlockingIOError(busy) from None
        yield


def _content_is_stale() -> bool:
    """Whether the compiled content is missing or older than what it is made from."""
    compiled = ROOT / "resources" / "content.sqlite"
    if not compiled.is_file():
        return True
    made = compiled.stat().st_mtime
    folders = (ROOT / "content", *(ROOT / "app" / "ketaref" / name for name in ("core", "store", "compiler")))
    files = [file for folder in folders for file in folder.rglob("*") if file.suffix in (".py", ".md", ".yaml")]
    # A file that was removed shows only in the day of its folder.
    content = [path for path in (ROOT / "content", *(ROOT / "content").rglob("*")) if path.is_dir()]
    return any(path.stat().st_mtime > made for path in (*files, *content))


def _pip(scripts: Path, *arguments: str) -> None:
    quiet = ("--quiet", "--disable-pip-version-check", "--no-warn-script-location")
    subprocess.run([_command(scripts, "python"), "-m", "pip", *arguments, *quiet], check=True)


def _command(scripts: Path, name: str) -> str:
    return str(scripts / (f"{name}.exe" if os.name == "nt" else name))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        print(f"Could not prepare the environment: {advice(error)}", file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        print(f"Could not prepare the environment: {error}. Is this folder writable?", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
