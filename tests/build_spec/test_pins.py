"""Pins are read from files that people edit: a slip is told with its file."""

import pytest

from artefacts.pins import read_pins
from artefacts.release import BuildError


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"[release\n", "line 1"),
        (b"sha256 = no text\n", "line 1"),
        (b"a = '\xff'\n", "utf-8"),
        (b"[stand_in]\n", "release"),
        (b"release = 'a sum'\nstand_in = 1\n", "stand_in.sha256"),
    ],
)
def test_slip_is_told_with_file_and_reason(tmp_path, text, reason):
    (tmp_path / "pins.toml").write_bytes(text)
    with pytest.raises(BuildError, match=rf"pins\.toml.*{reason}"):
        read_pins(tmp_path / "pins.toml", "release", "stand_in.sha256")


def test_missing_file_is_told(tmp_path):
    with pytest.raises(BuildError, match=r"pins\.toml"):
        read_pins(tmp_path / "pins.toml")


def test_pins_are_read(tmp_path):
    (tmp_path / "pins.toml").write_text("[release]\n[stand_in]\nsha256 = 'a'\n")
    assert read_pins(tmp_path / "pins.toml", "release", "stand_in.sha256") == {
        "release": {},
        "stand_in": {"sha256": "a"},
    }
