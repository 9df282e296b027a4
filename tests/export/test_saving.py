from pathlib import Path

import pytest

from ketaref.core.errors import InputError
from ketaref.export.saving import save


def test_file_is_written_in_place_of_an_older_one(tmp_path):
    file = tmp_path / "x.ris"
    file.write_text("older and longer")
    save(file, b"new\r\n")
    assert file.read_bytes() == b"new\r\n"


def test_folder_is_told_as_what_cannot_be_written(tmp_path):
    with pytest.raises(InputError, match=f"{tmp_path} cannot be written"):
        save(tmp_path, b"")


def test_failure_on_the_way_leaves_the_older_file_and_nothing_else(tmp_path, monkeypatch):
    file = tmp_path / "x.ris"
    file.write_text("older")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(InputError, match="No space left on device"):
        save(file, b"new")
    assert file.read_text() == "older"
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_is_readable_as_the_user_is_used_to(tmp_path):
    ours, usual = tmp_path / "ours", tmp_path / "usual"
    save(ours, b"")
    usual.write_bytes(b"")
    assert ours.stat().st_mode == usual.stat().st_mode


def test_a_name_that_is_none_is_told(tmp_path):
    with pytest.raises(InputError, match="cannot be written"):
        save(tmp_path / "a\0b", b"")
