import plistlib
import subprocess
import sys
from pathlib import Path

import pytest

from artefacts import mac_app
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
