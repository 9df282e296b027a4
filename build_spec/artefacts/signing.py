"""Signing what is ours of a Windows bundle: the two programs that start it, the uninstaller, and the installers.

A certificate stays with who holds it. They name a command in KETAREF_SIGN; it is called with the path of one file, and
signs that file in place (build_spec/windows/ has one for signtool and one for osslsigncode). Without a command nothing
is signed, and two builds are equal; a signature carries its time, so that only unsigned builds can be compared.
"""

import hashlib
import os
from pathlib import Path

from artefacts.release import BuildError, run

COMMAND = "KETAREF_SIGN"


def command() -> str:
    """The command that signs, for tools that call it themselves (makensis, for the uninstaller); empty without one.

    Raises BuildError for a path with a quotation mark or dollar sign, which an NSIS script would not hand on unchanged.
    """
    named = os.environ.get(COMMAND, "")
    if set(named) & set("\"'`$\n"):
        raise BuildError(f"{COMMAND}={named}: the path must hold no quotation mark and no dollar sign")
    return named


def sign(file: Path) -> bool:
    """Sign a file in place. Returns False where nobody signs.

    Raises BuildError when the command fails, or leaves the file unchanged.
    """
    named = command()
    if not named:
        return False
    before = _sum(file)
    run([named, file])
    if _sum(file) == before:
        raise BuildError(f"{named} ended well, but {file.name} is unchanged: is it the command that signs?")
    return True


def _sum(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
