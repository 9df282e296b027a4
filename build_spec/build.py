"""Build what hospital IT installs: `python3 build_spec/build.py ARTEFACT`; README.md beside this file tells more.

Artefacts:
  payload       what every bundle carries, as a folder (build/payload-linux)
  deb           Debian and Ubuntu package
  rpm           Fedora and RHEL package
  portable      Linux folder that needs nothing installed, with an installation script
  appimage      one file to start (needs the AppImage runtime; see frozen/appimage_runtime.toml)
  app           macOS app, unsigned (on a Mac; macos/make_dmg.sh signs and packs it)
  msi, nsis     Windows installers (need the Python for Windows; see windows/)
  policy        templates for the policy of an organisation, made from the program's own schema
  sbom          bill of materials of the payloads for Linux and Windows (CycloneDX 1.6)
  provenance    unsigned statement of how what lies in the output folder was made (in-toto, SLSA)
  sums          SHA256SUMS of everything in the output folder
  all           deb, rpm, portable, sbom, provenance, sums
  reproducible ARTEFACT ...   builds each twice under other circumstances and compares byte for byte
  try           nothing new: installs, uses, upgrades and removes on clean systems what lies in dist/ (needs root)

Options:
  --version V   another version than the program's own, to try an upgrade
  --output DIR  where finished artefacts go (dist)
  --python-zip FILE  the Python for Windows, for msi and nsis: python.org's embeddable package, 64-bit
  --stand-in    another one instead, for tests alone: what is made of it has TEST-ONLY in its name
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import run as start
from artefacts import reproducible
from artefacts.embedded_python import STAND_IN, ZIP_VARIABLE
from artefacts.release import ROOT, BuildError, version

MODULES = {
    "payload": "payload",
    "deb": "deb",
    "rpm": "rpm",
    "portable": "frozen",
    "appimage": "appimage",
    "app": "mac_app",
    "msi": "msi",
    "nsis": "nsis",
    "policy": "policy_templates",
    "sbom": "sbom",
    "provenance": "provenance",
    "sums": "sums",
}
ALL = ("deb", "rpm", "portable", "sbom", "provenance", "sums")


def main(arguments: Sequence[str]) -> int:
    """Build the artefacts that the arguments name. Returns the exit code: 0 built, 1 failed, 2 usage."""
    options = {"--version": version(), "--output": str(ROOT / "dist"), "--python-zip": ""}
    named: list[str] = []
    twice = False
    words = list(arguments)
    while words:
        word = words.pop(0)
        if word in options and words:
            options[word] = words.pop(0)
        elif word == "--stand-in":
            options["--python-zip"] = STAND_IN
        elif word == "try":
            return _try(words)
        elif word == "reproducible":
            twice = True
        elif word in MODULES or word == "all":
            named += ALL if word == "all" else [word]
        else:
            print(f"{word!r} is not understood here.\n\n{__doc__}", file=sys.stderr)
            return 2
    if not named:
        print(__doc__, file=sys.stderr)
        return 2
    if options["--python-zip"]:
        os.environ[ZIP_VARIABLE] = options["--python-zip"]
    if twice:
        return 0 if reproducible.check(named, options["--version"]) else 1
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
