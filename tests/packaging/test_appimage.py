"""The AppImage's image and AppRun, behind a stand-in for the runtime: the real one is handed in at a release."""

import hashlib
import shutil

import pytest
from built import artefact, output_of

from artefacts.appimage import make_image


@pytest.fixture
def unpacked(work):
    """The portable folder, fresh at each call: the image is made of the folder itself."""
    place = work / "appimage"

    def fresh():
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        output_of(["tar", "--extract", "--file", artefact("*-linux-x86_64.tar.xz"), "--directory", place])
        return next(place.iterdir())

    yield fresh
    shutil.rmtree(place)


def test_image_starts_both_commands_and_is_the_same_twice(unpacked, tmp_path):
    runtime = tmp_path / "runtime"
    runtime.write_bytes(b"\x7fELF stands in for the runtime".ljust(4096, b"\0"))
    digests = set()
    for name in ("first", "second"):
        made = make_image(unpacked(), runtime, tmp_path / name)
        digests.add(hashlib.sha256(made.read_bytes()).hexdigest())
    assert len(digests) == 1
    inside = tmp_path / "inside"
    output_of(["unsquashfs", "-quiet", "-no-progress", "-offset", "4096", "-dest", inside, tmp_path / "first"])
    assert output_of([inside / "AppRun", "--version"]).startswith("ketamine-reference ")
    called = {"ARGV0": "/home/nurse/bin/ketaref", "PATH": "/usr/bin:/bin"}
    assert output_of([inside / "AppRun", "--version"], env=called).startswith("ketaref ")
    output_of(["desktop-file-validate", inside / "ketamine-trauma-reference.desktop"])
    assert (inside / ".DirIcon").is_file()
