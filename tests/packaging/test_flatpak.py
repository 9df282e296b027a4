"""The Flatpak manifest's commands on the real portable folder. No Flatpak is built: that needs an SDK from Flathub."""

import shutil

import pytest
import yaml
from built import ROOT, artefact, output_of

FILE = ROOT / "build_spec" / "flatpak" / "org.ketaref.KetamineTraumaReference.yml"
NAME = "org.ketaref.KetamineTraumaReference"


@pytest.fixture
def app(work):
    """What lies in /app after the build commands."""
    source, app = work / "flatpak-source", work / "flatpak-app"
    for folder in (source, app):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    archive = artefact("*-linux-x86_64.tar.xz")
    output_of(["tar", "--extract", "--file", archive, "--directory", source, "--strip-components=1"])
    commands = yaml.safe_load(FILE.read_text(encoding="utf-8"))["modules"][0]["build-commands"]
    inside = ["bwrap", "--dev-bind", "/", "/", "--bind", app, "/app", "--unshare-net", "--chdir", source]
    (ROOT / "build").mkdir(exist_ok=True)
    for command in commands:
        output_of([*inside, "sh", "-ec", command])
    yield app
    shutil.rmtree(source)
    shutil.rmtree(app)


def test_manifest_is_understood(tmp_path):
    # It leaves a folder of its own where it is called.
    shown = output_of(["flatpak-builder", "--show-manifest", FILE], cwd=tmp_path)
    assert NAME in shown


def test_commands_make_an_app_that_starts_and_validates(app):
    at_app = ["bwrap", "--dev-bind", "/", "/", "--bind", app, "/app", "--unshare-net"]
    assert output_of([*at_app, "/app/bin/ketaref", "--version"]).startswith("ketaref ")
    entry = app / f"share/applications/{NAME}.desktop"
    output_of(["desktop-file-validate", entry])
    output_of(["appstreamcli", "validate", "--no-net", app / f"share/metainfo/{NAME}.metainfo.xml"])
    icons = sorted(path.name for path in (app / "share/icons").rglob("*") if path.is_file())
    assert set(icons) == {f"{NAME}.png", f"{NAME}.svg"}
    assert f"{NAME}.desktop" in (app / f"share/metainfo/{NAME}.metainfo.xml").read_text(encoding="utf-8")
