import ast
import plistlib
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from artefacts import mac_app
from artefacts.icons import mac_icon
from artefacts.mac_app import IDENTIFIER, information
from artefacts.release import BuildError

MACOS = Path(__file__).resolve().parents[2] / "build_spec" / "macos"


def test_links_of_the_program_open_the_app():
    (kind,) = information("1.2.3")["CFBundleURLTypes"]
    assert kind["CFBundleURLSchemes"] == ["ketaref"]
    assert kind["CFBundleURLName"] == IDENTIFIER


def test_information_is_a_property_list():
    told = plistlib.loads(plistlib.dumps(information("1.2.3")))
    assert told["CFBundleShortVersionString"] == "1.2.3"
    assert told["NSHighResolutionCapable"] is True


def test_app_has_a_window_and_not_only_a_background():
    # PyInstaller takes the kind of the last command in the folder, and that is the terminal's.
    assert information("1.2.3")["LSBackgroundOnly"] is False


def test_icon_holds_an_image_for_each_size_it_has_a_kind_for():
    images = sorted((MACOS.parents[1] / "resources" / "icons").glob("ketaref-*.png"))
    data = mac_icon(images)
    assert struct.unpack_from(">4sI", data) == (b"icns", len(data))
    found, place = {}, 8
    while place < len(data):
        kind, length = struct.unpack_from(">4sI", data, place)
        found[kind] = data[place + 8 : place + length]
        place += length
    widths = {kind: struct.unpack_from(">I", image, 16)[0] for kind, image in found.items()}
    assert widths == {b"ic11": 32, b"ic07": 128, b"ic08": 256, b"ic13": 256}
    assert {image[:4] for image in found.values()} == {b"\x89PNG"}


def test_spec_gives_the_app_its_icon():
    spec = (MACOS.parent / "frozen" / "frozen.spec").read_text(encoding="utf-8")
    (bundle,) = [node for node in ast.walk(ast.parse(spec)) if isinstance(node, ast.Call) and _name(node) == "BUNDLE"]
    assert {"icon", "info_plist", "bundle_identifier", "name"} <= {keyword.arg for keyword in bundle.keywords}


def _name(call):
    return call.func.id if isinstance(call.func, ast.Name) else ""


def test_nothing_beyond_the_hardened_runtime_is_asked_for():
    assert plistlib.loads((MACOS / "entitlements.plist").read_bytes()) == {}


def test_elsewhere_than_on_a_mac_nothing_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(BuildError, match=r"on a Mac"):
        mac_app.build(tmp_path, "1.2.3")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="bash")
@pytest.mark.parametrize("script", sorted(path.name for path in MACOS.glob("*.sh")))
def test_scripts_are_bash_and_refuse_other_systems(script):
    subprocess.run(["bash", "-n", MACOS / script], check=True)
    if sys.platform != "darwin":
        done = subprocess.run(["bash", MACOS / script], capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert "Mac" in done.stderr
