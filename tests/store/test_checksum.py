"""The checksum notices every changed byte."""

import random
import shutil
from pathlib import Path

import pytest

from ketaref.store.checksum import UNSEALED, is_intact, seal


@pytest.fixture
def file(small_content_file, tmp_path):
    return Path(shutil.copy(small_content_file, tmp_path / "content.sqlite"))


def test_compiled_file_is_intact(file):
    assert is_intact(file)


def test_sealing_again_changes_nothing(file):
    before = file.read_bytes()
    seal(file)
    assert file.read_bytes() == before


def test_every_flipped_bit_shows(file):
    data = file.read_bytes()
    positions = random.Random(1).sample(range(len(data)), 200)
    for position in (0, len(data) - 1, data.index(UNSEALED[:-8].encode()) + len(UNSEALED) - 1, *positions):
        changed = bytearray(data)
        changed[position] ^= 1 << position % 8
        file.write_bytes(changed)
        assert not is_intact(file), position


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data + b"\0", lambda data: data[:4096]])
def test_other_length_shows(file, change):
    file.write_bytes(change(file.read_bytes()))
    assert not is_intact(file)


@pytest.mark.parametrize("content", [b"", b"no mark", UNSEALED.encode() * 2, UNSEALED[:-1].encode()])
def test_file_without_a_place_for_it_is_refused(tmp_path, content):
    path = tmp_path / "other"
    path.write_bytes(content)
    assert not is_intact(path)
    with pytest.raises(ValueError, match=r"mark of (its|a) checksum"):
        seal(path)


def test_missing_file_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        is_intact(tmp_path / "missing")
