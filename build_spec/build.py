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
  all           deb, rpm, portable, policy, sbom, provenance, sums
  reproducible ARTEFACT ...   builds each twice under other circumstances and compares byte for byte
  try           nothing new: installs, uses, upgrades and removes on clean systems what lies in dist/ (needs root)

Options:
  --version V   another version than the program's own, to try an upgrade
  --output DIR  where finished artefacts go (dist)
  --python-zip FILE  the Python for Windows, for msi and nsis: python.org's embeddable package, 64-bit
  --stand-in    another one instead, for tests alone: what is made of it has TEST-ONLY in its name
"""

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import run as start
from artefacts import provenance, receipts, reproducible
from artefacts.appimage import RUNTIME
from artefacts.embedded_python import COMPILER_VARIABLE, STAND_IN, ZIP_VARIABLE
from artefacts.frozen import PYTHON
from artefacts.release import ROOT, BuildError, changed, commit, refuse_missing, version
from artefacts.signing import COMMAND

PAYLOAD_TOOLS = ("strip", "readelf", "objcopy", "icupkg", "as", "ld")
WINDOWS_TOOLS = ("x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres")
MODULES = {
    "payload": ("payload", PAYLOAD_TOOLS),
    "deb": ("deb", (*PAYLOAD_TOOLS, "dpkg-deb", "dpkg-shlibdeps")),
    "rpm": ("rpm", (*PAYLOAD_TOOLS, "rpmbuild")),
    "portable": ("frozen", (*PAYLOAD_TOOLS, "dpkg-query")),
    "appimage": ("appimage", (*PAYLOAD_TOOLS, "dpkg-query", "mksquashfs")),
    "app": ("mac_app", ()),
    "msi": ("msi", (*WINDOWS_TOOLS, "wixl", "msibuild", "msiinfo", "faketime")),
    "nsis": ("nsis", (*WINDOWS_TOOLS, "makensis")),
    "policy": ("policy_templates", ()),
    "sbom": ("sbom", PAYLOAD_TOOLS),
    "provenance": ("provenance", ()),
    "sums": ("sums", ()),
}
"""The module of each artefact, and the tools that it calls: what is missing is told before anything is built."""
ALL = ("deb", "rpm", "portable", "policy", "sbom", "provenance", "sums")
OF_THE_FOLDER = ("provenance", "sums")
"""What tells of the other files in the output folder, so nothing that could be built twice by itself."""


def main(arguments: Sequence[str]) -> int:
    """Build the artefacts that the arguments name. Returns the exit code: 0 built, 1 failed, 2 usage."""
    if arguments[:1] == ["try"]:
        return _try(arguments[1:])
    if arguments[:1] in (["--help"], ["-h"]):
        print(__doc__)
        return 0
    told = argparse.ArgumentParser(usage="build.py ARTEFACT ... (see build.py --help)", add_help=False)
    told.add_argument("named", nargs="+", choices=[*MODULES, "all", "reproducible"], metavar="ARTEFACT")
    told.add_argument("--version", default=version())
    told.add_argument("--output", default=ROOT / "dist", type=Path)
    told.add_argument("--python-zip", default="")
    told.add_argument("--stand-in", dest="python_zip", action="store_const", const=STAND_IN)
    options = told.parse_args(arguments)
    if options.python_zip:
        os.environ[ZIP_VARIABLE] = options.python_zip
    if not re.fullmatch(r"\d+\.\d+\.\d+", options.version):
        told.error(f"--version {options.version}: three numbers are wanted, as in 1.4.2")
    names = list(dict.fromkeys(name for word in options.named for name in (ALL if word == "all" else [word])))
    twice = "reproducible" in names
    chosen = [name for name in names if name in MODULES and name not in OF_THE_FOLDER]
    chosen += [] if twice else [name for name in OF_THE_FOLDER if name in names]  # what they tell of comes first
    if not chosen:
        told.error("reproducible needs the artefact that is to be built twice")
    refuse_missing(tool for name in chosen for tool in MODULES[name][1])
    _make_absolute()
    busy = "another build of this tree is running: wait for its end, or build in another clone"
    with start.alone(ROOT / "build" / "lock", busy):
        if twice:
            return 0 if reproducible.check(chosen, options.version) else 1
        _build(chosen, options.output.resolve(), options.version)
    return 0


def _build(chosen: Sequence[str], output: Path, release: str) -> None:
    output.mkdir(parents=True, exist_ok=True)
    if "provenance" in chosen:
        provenance.refuse_left_over(output, release, chosen)
    for name in chosen:
        print(f"{name} ...", file=sys.stderr, flush=True)
        sources = receipts.Sources(commit(), changed())
        files = import_module(f"artefacts.{MODULES[name][0]}").build(output, release)
        receipts.keep(files, name, sources)
        for made in files:
            print(f"{made}  {_size(made) / 1e6:.1f} MB", flush=True)


def _make_absolute() -> None:
    """Make what variables name independent of the folder in which the command was given: steps run in others.

    A command without a folder is looked for on PATH, and stays. Links stay: one of a virtual environment is a Python of
    its own.
    """
    for name in (ZIP_VARIABLE, RUNTIME, COMPILER_VARIABLE, PYTHON, COMMAND):
        given = os.environ.get(name, "")
        is_file = name in (ZIP_VARIABLE, RUNTIME) or Path(given).name != given
        if is_file and given not in ("", STAND_IN):
            os.environ[name] = os.path.abspath(given)  # noqa: PTH100 (absolute() keeps `..`, resolve() follows links)
    if "PIP_FIND_LINKS" in os.environ:  # folders and addresses, with blanks between them; in an address none is left
        words = os.environ["PIP_FIND_LINKS"].split()
        told = [Path.cwd().joinpath(word).as_uri() if _is_relative_folder(word) else word for word in words]
        os.environ["PIP_FIND_LINKS"] = " ".join(told)


def _is_relative_folder(word: str) -> bool:
    return Path(word).is_dir() and not Path(word).is_absolute()


def _try(arguments: Sequence[str]) -> int:
    """Run the tests of what is in dist/, or those that the arguments name; they go to pytest."""
    if not (ROOT / "dist").is_dir() or not any((ROOT / "dist").iterdir()):
        raise BuildError("dist/ holds nothing to try: build first, `build.py all`")
    if sys.platform != "linux" or os.geteuid() != 0:
        raise BuildError("packages are tried on Linux as root: sudo python3 build_spec/build.py try")
    python = start.environment("test") / "python"
    named = [word for word in arguments if word.startswith("tests/")]
    command = [str(python), "-m", "pytest", *([] if named else ["tests/packaging"]), *arguments]
    return subprocess.call(command, cwd=ROOT, env={**os.environ, "KETAREF_PACKAGING": "1"})


def _size(path: Path) -> int:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (BuildError, OSError) as error:
        print(f"Not built: {error}", file=sys.stderr)
        sys.exit(1)
    except subprocess.CalledProcessError as error:
        print(f"Not built: no environment could be prepared, {start.advice(error)}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
