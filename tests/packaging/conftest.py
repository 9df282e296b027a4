"""Artefacts as hospital IT meets them: really built, installed on clean systems, started, upgraded, removed.

They take minutes, root, and the tools that build_spec/README.md lists, so they are collected only where
KETAREF_PACKAGING is set; `python3 build_spec/build.py try` sets it, and then nothing is skipped.
"""

import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from built import WORK, artefact, output_of
from wine import MEMORY_STICK, NAME, OURS, TEN, Wine

from artefacts import msi, nsis
from artefacts.payload import sha256
from artefacts.windows import shipped

if not os.environ.get("KETAREF_PACKAGING"):
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def work():
    """A folder for what is unpacked and installed. It outlives a run, for the clean systems that are kept in it."""
    WORK.mkdir(parents=True, exist_ok=True)
    return WORK


@pytest.fixture(scope="session")
def program_screen():
    """The DISPLAY of a virtual screen, for real windows."""
    shutil.which("Xvfb") or pytest.fail("Xvfb is missing")
    reader, writer = os.pipe()
    # Without -noreset it begins anew when its last client goes, and ends for want of somebody to tell its number to.
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(writer,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as pipe:
        number = pipe.readline().strip()  # to its end: a server whose last letter nobody reads gives up
    yield f":{number}"
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="session")
def package():
    return artefact("KetamineTraumaReference-*.msi")


@pytest.fixture(scope="session")
def setup_program():
    return artefact("KetamineTraumaReference-*-setup.exe")


@pytest.fixture(scope="session")
def _one_time_for_all():
    """A commit made while the tests run would change what is packed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1790000000")
        yield


@pytest.fixture(scope="session")
def windows(work, program_screen):
    folder = work / "wine"
    shutil.rmtree(folder, ignore_errors=True)
    made = Wine(folder, program_screen)
    yield made
    made.stop()


@pytest.fixture(scope="session")
def unpacked(package, work):
    """The files of the MSI, unpacked without installing it."""
    folder = work / "msi"
    shutil.rmtree(folder, ignore_errors=True)
    output_of(["msiextract", "--directory", folder, package])
    return next(path for path in folder.rglob(NAME) if path.is_dir())


@pytest.fixture(scope="session")
def small(unpacked, work, _one_time_for_all):
    """Ten versions of both installers with few files: what they do to a machine does not hang on how many there are."""
    made = work / "small"
    shutil.rmtree(made, ignore_errors=True)
    for release in TEN:
        folder = made / release
        (folder / "lib" / "ketaref").mkdir(parents=True)
        for name in (*sorted(OURS), "ketaref.ico"):
            shutil.copyfile(unpacked / name, folder / name)
        (folder / "lib" / "ketaref" / f"only_in_{release}.py").write_text(f'"""Release {release}."""\n')
        (folder / "lib" / "large.bin").write_bytes(bytes(2 * MEMORY_STICK))
        listed = [f"{sha256(folder / name)}  {name}\n" for name in shipped(folder)]
        (folder / "MANIFEST.sha256").write_text("".join(listed))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        packed = [pool.submit(msi.pack, made / release, made / f"{release}.msi", release) for release in TEN]
        packed += [pool.submit(nsis.pack, made / release, made / f"{release}.exe", release) for release in TEN]
    for one in packed:
        one.result()
    return made
