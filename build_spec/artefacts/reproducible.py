"""Builds an artefact twice, under circumstances as different as can be had, and compares the results byte for byte.

Each build has a copy of the sources of its own, in a folder of another depth, and its own time zone, language, mask of
file modes, home folder, seed of Python's hashes and, where `faketime` is installed, clock. What is downloaded (wheels,
the environment for builds) is shared: it is pinned by hash.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from artefacts.differences import first_difference
from artefacts.release import ROOT, BuildError, epoch, git

SHARED = (".venv", "build/wheels-linux", "build/wheels-windows", "build/python")
"""Folders that both builds use as they are."""
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "build", "dist", "__pycache__", ".*_cache", "*.egg-info")


class Circumstances(NamedTuple):
    """Where and when a build runs.

    Attributes:
        folder: relative to the working folder.
        environment: variables that differ.
        mask: the file mode mask.
        clock: what `faketime` is told; empty for the real time.
    """

    folder: str
    environment: Mapping[str, str]
    mask: int
    clock: str


FIRST = Circumstances("one", {"TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}, 0o022, "")
SECOND = Circumstances(
    "another/and a deeper/folder",
    {"TZ": "Asia/Kathmandu", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "4711"},
    0o077,
    "+400d",
)

Builder = Callable[[Path, Circumstances], Mapping[str, Path]]
"""Builds in a folder, under circumstances; gives each artefact by its name."""


def compare(names: Sequence[str], release: str, work: Path | None = None, build: Builder | None = None) -> list[str]:
    """Build twice, and give a line for each artefact that came out different; none where all are equal.

    `names`: artefacts as build.py names them. `work`: a folder for both builds, which is emptied (build/reproducible).
    `build`: how one build is done; by default build.py in a copy of the sources.

    Raises BuildError where a build fails, or the two made different artefacts.
    """
    folder = work or ROOT / "build" / "reproducible"
    shutil.rmtree(folder, ignore_errors=True)
    one, other = (
        (build or _builder(names, release))(folder / circumstances.folder, circumstances)
        for circumstances in (FIRST, SECOND)
    )
    if set(one) != set(other):
        raise BuildError(f"the two builds made different artefacts: {sorted(one)} and {sorted(other)}")
    if not one:
        raise BuildError(f"nothing was built for {', '.join(names)}: there is nothing to compare")
    differences = [first_difference(one[name], other[name], name) for name in sorted(one)]
    return [told for told in differences if told]


def main(names: Sequence[str], release: str) -> int:
    """Compare, and print what came out. The exit code: 0 all equal, 1 some are not."""
    different = compare(names, release)
    for told in different:
        print(told, file=sys.stderr)
    if not different:
        clock = "" if shutil.which("faketime") else " (faketime is missing: both had the same clock)"
        print(f"Equal twice, byte for byte: {', '.join(names)}{clock}")
    return 1 if different else 0


def command(names: Sequence[str], release: str, tree: Path, circumstances: Circumstances) -> list[str]:
    """The command line of one build."""
    built = [sys.executable, str(tree / "build_spec" / "build.py"), *names]
    built += ["--version", release, "--output", str(tree / "dist")]
    return (
        ["faketime", "-f", circumstances.clock, *built] if circumstances.clock and shutil.which("faketime") else built
    )


def _builder(names: Sequence[str], release: str) -> Builder:
    def build(tree: Path, circumstances: Circumstances) -> Mapping[str, Path]:
        copy_sources(tree)
        home = tree.parent / "home"
        home.mkdir()
        # The copies have no history: the time of the commit comes from here. A build is told nothing else of it.
        fixed = {"SOURCE_DATE_EPOCH": str(epoch()), "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
        finished = subprocess.run(
            command(names, release, tree, circumstances),
            cwd=tree,
            env={**os.environ, **fixed, **circumstances.environment},
            umask=circumstances.mask,
            capture_output=True,
            text=True,
            check=False,
        )
        if finished.returncode:
            raise BuildError(f"the build in {tree} failed: {(finished.stderr or finished.stdout).strip()[-4000:]}")
        return {path.name: path for path in sorted((tree / "dist").iterdir())}

    return build


def copy_sources(tree: Path) -> None:
    """A copy of the sources without history, to build in; what is downloaded is shared by links."""
    listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listed:
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file():
                (tree / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, tree / name)
    else:
        shutil.copytree(ROOT, tree, ignore=LEFT_OUT)
    compiled = ROOT / "resources" / "content.sqlite"
    if compiled.exists():  # younger than its sources, or the shared environment would compile the content of ROOT
        shutil.copy(compiled, tree / "resources")
    for name in SHARED:
        if (ROOT / name).exists():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).symlink_to(ROOT / name)
