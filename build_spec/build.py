"""Build what hospital IT installs: `python3 build_spec/build.py ARTEFACT`; README.md beside this file tells more.

Artefacts:
  payload       what every bundle carries, as a folder (build/payload-linux)
  deb           Debian and Ubuntu package
  rpm           Fedora and RHEL package
  portable      Linux folder that needs nothing installed, with an installation script
  msi, nsis     Windows installers (need the Python for Windows; see windows/)
  policy        templates for the policy of an organisation, made from the program's own schema
  sums          SHA256SUMS of everything in the output folder
  all           deb, rpm, portable, sums
  try           nothing new: installs, uses, upgrades and removes on clean systems what lies in dist/ (needs root)

Options:
  --version V   another version than the program's own, to try an upgrade
  --output DIR  where finished artefacts go (dist)
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import run as start
from artefacts.release import ROOT, BuildError, version

MODULES = {
    "payload": "payload",
    "deb": "deb",
    "rpm": "rpm",
    "portable": "frozen",
    "msi": "msi",
    "nsis": "nsis",
    "policy": "policy_templates",
    "sums": "sums",
}
ALL = ("deb", "rpm", "portable", "sums")


def main(arguments: Sequence[str]) -> int:
    """Build the artefacts that the arguments name. Returns the exit code: 0 built, 1 failed, 2 usage."""
    options = {"--version": version(), "--output": str(ROOT / "dist")}
    named: list[str] = []
    words = list(arguments)
    while words:
        word = words.pop(0)
        if word in options and words:
            options[word] = words.pop(0)
        elif word == "try":
            return _try(words)
        elif word in MODULES or word == "all":
            named += ALL if word == "all" else [word]
        else:
            print(f"{word!r} is not understood here.\n\n{__doc__}", file=sys.stderr)
            return 2
    if not named:
        print(__doc__, file=sys.stderr)
        return 2
    output = Path(options["--output"]).resolve()
    output.mkdir(parents=True, exist_ok=True)
    for name in named:
        for made in import_module(f"artefacts.{MODULES[name]}").build(output, options["--version"]):
            print(f"{made}  {_size(made) / 1e6:.1f} MB")
    return 0


def _try(arguments: Sequence[str]) -> int:
    """Run the tests of what is in dist/; the arguments go to pytest."""
    python = start.environment("test") / "python"
    command = [str(python), "-m", "pytest", str(ROOT / "tests" / "packaging"), *arguments]
    return subprocess.call(command, cwd=ROOT, env={**os.environ, "KETAREF_PACKAGING": "1"})


def _size(path: Path) -> int:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BuildError as error:
        print(f"Not built: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
