"""The macOS app, and what it says of itself to the system. It can be made on a Mac alone: see macos/CHECKS.md."""

import shutil
import sys
from pathlib import Path

from artefacts.frozen import WORK, freeze
from artefacts.payload import make_payload
from artefacts.release import BuildError

APP_NAME = "Ketamine Trauma Reference.app"
IDENTIFIER = "org.ketaref"
EARLIEST_SYSTEM = "15.0"
"""What the bindings in the pinned wheels ask for (a test compares). Qt itself and the wheels' tag say 13.0, and it may
well run there; as long as nobody has seen it (macos/CHECKS.md), the app does not offer itself on an earlier system."""


def build(output: Path, release: str) -> list[Path]:
    """Make the unsigned app. Raises BuildError on every system but macOS."""
    if sys.platform != "darwin":
        raise BuildError("the app is made on a Mac: take build_spec/macos/CHECKS.md there")
    shutil.rmtree(WORK, ignore_errors=True)
    make_payload("macos", WORK / "payload", release)
    freeze(WORK / "payload" / "lib", release)
    made = output / APP_NAME
    shutil.rmtree(made, ignore_errors=True)
    # Its frameworks are held together by links, which must stay links.
    shutil.copytree(WORK / "made" / APP_NAME, made, symlinks=True)
    shutil.rmtree(WORK)
    return [made]


def information(release: str) -> dict[str, object]:
    """The keys of Info.plist, for the version `release`."""
    return {
        "CFBundleName": "Ketamine Trauma Reference",
        "CFBundleDisplayName": "Ketamine Trauma Reference",
        "CFBundleShortVersionString": release,
        "CFBundleVersion": release,
        # PyInstaller makes a background program of every app that has a command for the terminal in it.
        "LSBackgroundOnly": False,
        "LSApplicationCategoryType": "public.app-category.medical",
        "LSMinimumSystemVersion": EARLIEST_SYSTEM,
        "NSHighResolutionCapable": True,
        # Colours follow the system; without this key an older build of Qt would show the light ones always.
        "NSRequiresAquaSystemAppearance": False,
        "NSHumanReadableCopyright": "Apache-2.0; content CC BY 4.0",
        "CFBundleURLTypes": [
            {
                "CFBundleURLName": IDENTIFIER,
                "CFBundleTypeRole": "Viewer",
                "CFBundleURLSchemes": ["ketaref"],
            }
        ],
    }
