"""Where the tests find what was built, and how they call it."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
WORK = ROOT / "build" / "try"


def artefact(pattern):
    """The artefact in dist/ whose name matches; fails where there is none, or a choice that nobody has made."""
    found = sorted(DIST.glob(pattern))
    assert found, f"dist/ holds no {pattern}: build it first with build_spec/build.py"
    assert len(found) == 1, f"dist/ holds {', '.join(path.name for path in found)}: leave there what is to be tried"
    return found[0]


def output_of(command, **options):
    """What a command prints; fails with both streams when it does not end well."""
    finished = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **options)
    assert finished.returncode == 0, f"{command}: {finished.returncode}\n{finished.stdout}\n{finished.stderr}"
    return finished.stdout
