"""What the Windows installers are made of: which Python is accepted, identities, file lists, icon, cabinet."""

import io
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from artefacts import embedded_python as embedded_python_module
from artefacts import msi, nsis, release
from artefacts.cabinet import BLOCK, write_cabinet
from artefacts.embedded_python import LIBRARY_LEFT_OUT, STAND_IN, accepted, embedded_python, lay_out, trim_library
from artefacts.icons import icon
from artefacts.msi import component_code, fragment, product_code
from artefacts.nsis import UNPACKED, file_macros
from artefacts.payload import sha256
from artefacts.release import ROOT, BuildError
from artefacts.windows import UPGRADE_CODE, artefact_name, file_version, identity, numbers, refuse_unsigned, shipped

WIX = "{http://schemas.microsoft.com/wix/2006/wi}"


@pytest.fixture
def python_zip(tmp_path):
    file = tmp_path / "python-3.13.1-embed-amd64.zip"
    library = tmp_path / "python313.zip"
    with zipfile.ZipFile(library, "w") as archive:
        for name in ("json/__init__.pyc", "ssl.pyc", "asyncio/base.pyc"):
            archive.writestr(name, b"code")
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("python313.dll", "python.exe", "_ssl.pyd", "libcrypto-3.dll", "LICENSE.txt", "python313._pth"):
            archive.writestr(name, name)
        archive.write(library, "python313.zip")
    return file


@pytest.fixture
def accepted_zip(python_zip):
    return accepted(python_zip, {python_zip.name: sha256(python_zip)}, stand_in=False)


def test_zip_of_another_hash_is_refused_and_says_what_to_do(python_zip):
    with pytest.raises(BuildError, match=f"{sha256(python_zip)}.*python.org"):
        accepted(python_zip, {python_zip.name: "0" * 64}, stand_in=False)


def test_zip_without_a_python_is_refused(tmp_path):
    file = tmp_path / "other.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "")
    with pytest.raises(BuildError, match="no python3NN"):
        accepted(file, {file.name: sha256(file)}, stand_in=False)


def test_without_a_zip_it_says_which_one_is_needed(monkeypatch):
    monkeypatch.delenv("KETAREF_PYTHON_ZIP", raising=False)
    with pytest.raises(BuildError, match="--python-zip"):
        embedded_python()


def test_missing_zip_is_named(tmp_path):
    with pytest.raises(BuildError, match=r"nowhere\.zip"):
        embedded_python(str(tmp_path / "nowhere.zip"))


def test_stand_in_marks_the_name(accepted_zip, python_zip):
    stand_in = accepted(python_zip, {"any": sha256(python_zip)}, stand_in=True)
    assert artefact_name("1.2.3", stand_in, ".msi") == "KetamineTraumaReference-1.2.3-x64-TEST-ONLY.msi"
    assert artefact_name("1.2.3", accepted_zip, ".msi") == "KetamineTraumaReference-1.2.3-x64.msi"
    assert STAND_IN not in artefact_name("1.2.3", accepted_zip, ".msi")


def test_python_is_laid_out_apart_from_the_machine(accepted_zip, tmp_path):
    folder = tmp_path / "laid_out"
    folder.mkdir()
    lay_out(accepted_zip, folder)
    assert shipped(folder) == ["PYTHON-LICENSE.txt", "python313._pth", "python313.dll", "python313.zip"]
    assert (folder / "python313._pth").read_bytes() == b"python313.zip\r\n.\r\nlib\r\n"
    assert accepted_zip.minor == "3.13"
    with zipfile.ZipFile(folder / "python313.zip") as archive:
        assert archive.namelist() == ["json/__init__.pyc"]


def test_trimmed_library_is_the_same_whenever_it_is_made(tmp_path):
    bytes_of = []
    for day in (1, 2):
        file = tmp_path / f"{day}.zip"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(zipfile.ZipInfo("re.pyc", (2026, 1, day, 0, 0, 0)), b"code")
        trim_library(file)
        bytes_of.append(file.read_bytes())
    assert bytes_of[0] == bytes_of[1]


def test_nothing_that_the_program_imports_is_left_out():
    imported = set()
    for source in (ROOT / "app").rglob("*.py"):
        for line in source.read_text(encoding="utf-8").splitlines():
            words = line.split()
            if len(words) > 1 and words[0] in ("import", "from"):
                imported.add(words[1].split(".")[0].rstrip(","))
    assert not imported & LIBRARY_LEFT_OUT
    assert "sqlite3" in imported


@pytest.mark.parametrize("release", ["1.2", "1.2.3rc1", "1.2.3.4", "256.0.0", "1.2.65536"])
def test_version_that_windows_cannot_compare_is_refused(release):
    with pytest.raises(BuildError, match=r"1\.2\.3"):
        numbers(release)


def test_identities_never_change():
    assert UPGRADE_CODE == "5E4EF1C8-28FB-5FEF-B1B6-DE6304B4C5C8"
    assert identity("x") == identity("x")
    assert product_code("1.0.0") != product_code("1.0.1")
    assert component_code("lib/A.py") == component_code("lib/a.py"), "Windows does not tell them apart"


def test_each_file_is_a_component_in_its_folder():
    names = ["a.exe", "lib/p/b.py", "lib/p/c & d.py", "lib/q/b.py"]
    root = ElementTree.fromstring(fragment(names))
    files = {file.get("Source"): file for file in root.iter(f"{WIX}File")}
    assert sorted(files) == sorted(names)
    components = list(root.iter(f"{WIX}Component"))
    assert len({component.get("Guid") for component in components}) == len(names)
    assert {one.get("Id") for one in components} == {one.get("Id") for one in root.iter(f"{WIX}ComponentRef")}
    folders = [folder.get("Name") for folder in root.iter(f"{WIX}Directory")]
    assert sorted(folders) == ["lib", "p", "q"]


def test_uninstaller_removes_exactly_what_was_installed(tmp_path):
    names = ["a.exe", "lib/p/b.py", "lib/$q/c.py"]
    text = file_macros(names, tmp_path)
    deleted = [line.strip() for line in text.splitlines() if line.strip().startswith("Delete")]
    assert sorted(deleted) == sorted(
        ['Delete "$INSTDIR\\a.exe"', 'Delete "$INSTDIR\\lib\\p\\b.py"', 'Delete "$INSTDIR\\lib\\$$q\\c.py"']
    )
    emptied = [line.strip() for line in text.splitlines() if line.strip().startswith("RMDir")]
    assert emptied[-1] == 'RMDir "$INSTDIR\\lib"', "folders go from the innermost outwards"
    assert "/r" not in text
    places = [line.split('"')[1] for line in text.splitlines() if "SetOutPath" in line]
    unpacked = UNPACKED.replace("\\", "|")
    assert [place.replace("\\", "|") for place in places[:-1]] == [
        unpacked,
        f"{unpacked}|lib|$$q",
        f"{unpacked}|lib|p",
    ], "beside the earlier version: that one stays until all of it is written"
    assert places[-1] == "$TEMP", "Windows does not let the present folder go"


@pytest.mark.parametrize("name", ["lib/naïve.py", "lib/a..b.py", "lib/" + "a" * 260])
def test_name_that_an_upgrade_could_not_read_in_the_list_is_refused(name, tmp_path):
    with pytest.raises(BuildError, match="MANIFEST"):
        file_macros(["a.exe", name], tmp_path)


@pytest.mark.parametrize("pack", [msi.pack, nsis.pack])
def test_failed_build_leaves_no_folder_and_no_half_made_installer(pack, tmp_path, monkeypatch):
    def fail(command, **_):
        for folder in (tmp_path / "build").iterdir():
            (folder / "made.exe").write_bytes(b"half")
        raise BuildError("no space left")

    monkeypatch.setattr(release, "ROOT", tmp_path)
    for module in (msi, nsis):
        monkeypatch.setattr(module, "run", fail)
    payload, made = tmp_path / "payload", tmp_path / "made.exe"
    payload.mkdir()
    for name in ("a.exe", "MANIFEST.sha256"):
        (payload / name).write_bytes(b"")
    with pytest.raises(BuildError, match="no space left"):
        pack(payload, made, "1.2.3")
    assert not made.exists()
    assert not list((tmp_path / "build").iterdir())


def test_stand_in_that_was_fetched_by_half_is_fetched_again(tmp_path, monkeypatch):
    def fetch(command, **_):
        folder = Path(command[command.index("--dest") + 1])
        data = b"zip"
        with tarfile.open(folder / "python.tar.gz", "w:gz") as archive:
            member = tarfile.TarInfo("a/data.zip")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))

    def is_interrupted(command, **_):
        folder = Path(command[command.index("--dest") + 1])
        (folder / "python.tar.gz").write_bytes(b"half")
        raise KeyboardInterrupt

    for module in (release, embedded_python_module):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(embedded_python_module, "run", is_interrupted)
    with pytest.raises(KeyboardInterrupt):
        embedded_python_module.stand_in("a/data.zip")
    assert not [path for path in (tmp_path / "build").rglob("*") if path.is_file()]
    monkeypatch.setattr(embedded_python_module, "run", fetch)
    assert embedded_python_module.stand_in("a/data.zip").read_bytes() == b"zip"
    monkeypatch.setattr(embedded_python_module, "run", is_interrupted)
    assert embedded_python_module.stand_in("a/data.zip").read_bytes() == b"zip", "fetched once"


def test_icon_holds_every_image():
    images = list((ROOT / "resources" / "icons").glob("ketaref-*.png"))
    data = icon(images)
    reserved, kind, count = struct.unpack_from("<HHH", data)
    assert (reserved, kind, count) == (0, 1, len(images))
    for position in range(count):
        length, place = struct.unpack_from("<II", data, 6 + 16 * position + 8)
        assert data[place : place + 4] == b"\x89PNG"
        assert place + length <= len(data)


def test_icon_of_anything_but_png_is_refused(tmp_path):
    file = tmp_path / "no.png"
    file.write_bytes(b"GIF89a")
    with pytest.raises(ValueError, match="square PNG"):
        icon([file])


def test_cabinet_unpacks_to_the_same_bytes(tmp_path):
    contents = {"f1": b"words " * 20_000, "f2": b"", "f3": bytes(range(256)) * 300}
    files = []
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
        files.append((name, tmp_path / name))
    made = tmp_path / "x.cab"
    write_cabinet(made, files, 1_790_000_000)
    data = made.read_bytes()
    assert data[:4] == b"MSCF"
    assert struct.unpack_from("<I", data, 8)[0] == len(data)
    places = [data.index(name.encode() + b"\0") for name in contents]
    assert places == sorted(places)
    assert unpacked(data) == b"".join(contents.values())


def unpacked(cabinet):
    """Everything in it, by the words of the format: each block has the one before as its dictionary."""
    place, blocks, method = struct.unpack_from("<IHH", cabinet, 36)
    assert method == 1
    whole, before = b"", b""
    for _ in range(blocks):
        check, packed, plain = struct.unpack_from("<IHH", cabinet, place)
        data = cabinet[place + 8 : place + 8 + packed]
        assert check == checksum(struct.pack("<HH", packed, plain), checksum(data))
        assert data[:2] == b"CK"
        assert plain <= BLOCK
        before = zlib.decompressobj(-15, before).decompress(data[2:])
        assert len(before) == plain
        whole += before
        place += 8 + packed
    return whole


def checksum(data, seed=0):
    """The format's own, word by word."""
    for place in range(0, len(data) - 3, 4):
        seed ^= struct.unpack_from("<I", data, place)[0]
    rest = 0
    for byte in data[len(data) - len(data) % 4 :]:
        rest = rest << 8 | byte
    return seed ^ rest


def test_library_tells_its_version():
    fixed = struct.pack("<IIII", 0xFEEF04BD, 0x00010000, 3 << 16 | 13, 1 << 16 | 150)
    assert file_version(b"MZ..." + fixed) == (3, 13, 1, 150)
    assert file_version(b"MZ...") == (0,)


def program(*, signed):
    header = bytearray(512)
    header[:2] = b"MZ"
    struct.pack_into("<I", header, 0x3C, 0x80)
    struct.pack_into("<II", header, 0x80 + 24 + 112 + 32, 400 * signed, 100 * signed)
    return bytes(header)


def test_library_that_others_made_and_nobody_signed_does_not_build(tmp_path):
    (tmp_path / "lib").mkdir()
    (tmp_path / "python313.dll").write_bytes(program(signed=True))
    (tmp_path / "lib" / "module.py").write_bytes(b"import re")
    refuse_unsigned(tmp_path)
    (tmp_path / "lib" / "levenshtein.pyd").write_bytes(program(signed=False))
    (tmp_path / "cut.dll").write_bytes(b"MZ")
    with pytest.raises(BuildError, match=r"cut\.dll, lib/levenshtein\.pyd.* no signature"):
        refuse_unsigned(tmp_path)
