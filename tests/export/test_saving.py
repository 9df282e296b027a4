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
