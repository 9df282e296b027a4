"""One file to start: the portable folder in a squashfs image behind AppImage's runtime.

The runtime is a foreign executable that is not in any package of Debian's, so it is pinned and handed in
(frozen/appimage_runtime.toml tells how), and nothing is built without it.
"""

import os
import shutil
from pathlib import Path

from artefacts.frozen import SOURCES, WORK, make_folder
from artefacts.payload import sha256
from artefacts.pins import read_pins
from artefacts.release import NAME, BuildError, epoch, run, set_times

RUNTIME = "KETAREF_APPIMAGE_RUNTIME"
"""The environment variable that names the file of the runtime."""
PIN = SOURCES / "appimage_runtime.toml"
ICON = f"share/icons/hicolor/256x256/apps/{NAME}.png"


def build(output: Path, release: str) -> list[Path]:
    """Make NAME-RELEASE-x86_64.AppImage. Raises BuildError where the runtime is missing or is not the pinned one."""
    runtime = pinned_runtime(os.environ.get(RUNTIME, ""), PIN)
    folder = make_folder(release)
    made = make_image(folder, runtime, output / f"{NAME}-{release}-x86_64.AppImage")
    shutil.rmtree(WORK)
    return [made]


def pinned_runtime(named: str, pin: Path) -> Path:
    """The runtime that is named, compared with its pin. Raises BuildError telling what is wrong and what to do."""
    wanted = read_pins(pin, "sha256")["sha256"]
    if not wanted:
        raise BuildError(f"no AppImage runtime is pinned yet; {pin.name} tells how")
    if not named or not Path(named).is_file():
        raise BuildError(f"set {RUNTIME} to the file of the AppImage runtime that {pin.name} pins")
    found = sha256(Path(named))
    if found != wanted:
        raise BuildError(f"{named} is not the pinned runtime: its SHA-256 is {found}, and {pin.name} says {wanted}")
    return Path(named)


def make_image(folder: Path, runtime: Path, file: Path) -> Path:
    """Turn a portable folder into an AppImage. The folder becomes an AppDir; the same folder makes the same bytes."""
    shutil.copyfile(SOURCES / "AppRun", folder / "AppRun")
    (folder / "AppRun").chmod(0o755)
    shutil.copyfile(folder / f"share/applications/{NAME}.desktop", folder / f"{NAME}.desktop")
    for name in (f"{NAME}.png", ".DirIcon"):
        shutil.copyfile(folder / ICON, folder / name)
    (folder / "install.sh").unlink()
    set_times(folder)
    image = folder.with_suffix(".squashfs")
    image.unlink(missing_ok=True)
    fixed = ["-all-root", "-no-xattrs", "-processors", "1", "-comp", "zstd", "-Xcompression-level", "22"]
    moment = {"SOURCE_DATE_EPOCH": str(epoch())}
    run(["mksquashfs", folder, image, "-noappend", "-quiet", "-no-progress", *fixed], environment=moment)
    with file.open("wb") as stream:
        for part in (runtime, image):
            with part.open("rb") as source:
                shutil.copyfileobj(source, stream)
    file.chmod(0o755)
    image.unlink()
    return file
