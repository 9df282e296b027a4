"""The Flatpak manifest, read as data; tests/packaging/test_flatpak.py runs its commands."""

from pathlib import Path

import yaml

from artefacts.release import TERMINAL_COMMAND, WINDOW_COMMAND

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "build_spec" / "flatpak" / "org.ketaref.KetamineTraumaReference.yml"
MANIFEST = yaml.safe_load(FILE.read_text(encoding="utf-8"))


def test_sandbox_has_no_network_and_none_of_the_users_folders():
    given = MANIFEST["finish-args"]
    assert not [right for right in given if "network" in right or right.startswith(("--filesystem", "--talk-name"))]


def test_it_is_named_as_its_file_and_metainfo_are():
    assert FILE.stem == MANIFEST["id"]
    assert (ROOT / "build_spec/linux" / f"{MANIFEST['id']}.metainfo.xml.in").is_file()


def test_both_commands_are_there():
    assert MANIFEST["command"] == WINDOW_COMMAND
    linked = next(line for line in MANIFEST["modules"][0]["build-commands"] if line.startswith("ln "))
    assert f"/{WINDOW_COMMAND} " in linked
    assert f"/{TERMINAL_COMMAND} " in linked


def test_nothing_is_fetched():
    sources = [source for module in MANIFEST["modules"] for source in module["sources"]]
    assert sources == [{"type": "dir", "path": "../../build/flatpak"}]
