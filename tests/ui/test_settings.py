import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QByteArray

from ketaref.ui.settings import TEXT_SIZES, Settings, ThemeChoice


@pytest.fixture
def file(tmp_path):
    return tmp_path / "settings.ini"


def test_new_settings_follow_the_system_and_ask_for_the_statement(file):
    settings = Settings(file)
    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.text_size == 100
    assert settings.side_panel
    assert settings.recent_look_ups
    assert settings.accepted_statement == 0
    assert settings.bytes_of("window").isEmpty()


def test_everything_is_remembered_by_the_next_start(file, qapp):
    settings = Settings(file)
    settings.theme = ThemeChoice.HIGH_CONTRAST
    settings.text_size = 150
    settings.side_panel = False
    settings.recent_look_ups = False
    settings.accepted_statement = 3
    settings.keep_bytes("window", QByteArray(b"\x00geometry"))
    settings._file.sync()
    again = Settings(file)
    assert again.theme is ThemeChoice.HIGH_CONTRAST
    assert again.text_size == 150
    assert not again.side_panel
    assert not again.recent_look_ups
    assert again.accepted_statement == 3
    assert again.bytes_of("window") == QByteArray(b"\x00geometry")


def test_values_that_do_not_fit_count_as_absent(file):
    file.write_text(
        "[view]\ntheme=plaid\ntext_size=5000\n[intended_use]\naccepted=yes, all\n[layout]\nwindow=7\n", encoding="utf-8"
    )
    settings = Settings(file)
    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.text_size == 100
    assert settings.accepted_statement == 0
    assert settings.bytes_of("window").isEmpty()


def test_file_that_is_no_settings_file_counts_as_empty(file):
    file.write_bytes(bytes(range(256)))
    assert Settings(file).theme is ThemeChoice.SYSTEM


def test_file_that_cannot_be_written_is_known_and_does_no_harm(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings = Settings(tmp_path / "file" / "settings.ini")
    assert str(tmp_path / "file" / "settings.ini") in settings.obstacle
    settings.text_size = 150
    assert settings.text_size == 150
    assert Settings(tmp_path / "settings.ini").obstacle == ""


def test_folder_whose_name_is_no_utf8_is_told_and_no_other_is_made(tmp_path):
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    folder.mkdir()
    settings = Settings(folder / "settings.ini")
    assert "caf\N{REPLACEMENT CHARACTER}" in settings.obstacle
    assert "UTF-8" in settings.obstacle
    settings.accepted_statement = 3
    assert settings.accepted_statement == 3
    assert [os.fsencode(path.name) for path in tmp_path.iterdir()] == [b"caf\xe9"]


def test_full_disk_is_told(file, monkeypatch):
    assert Settings(file).obstacle == ""
    monkeypatch.setattr("os.statvfs", lambda _: SimpleNamespace(f_bavail=0))
    assert "no space" in Settings(file).obstacle


def test_two_windows_that_write_at_once_leave_a_whole_file(file):
    code = "import sys; from pathlib import Path; from ketaref.ui.settings import Settings, TEXT_SIZES;"
    code += "s = Settings(Path(sys.argv[1]));"
    code += "[(setattr(s, 'text_size', TEXT_SIZES[n % 8]), setattr(s, 'accepted_statement', int(sys.argv[2]) + n))"
    code += " for n in range(200)]"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(file), first], env=environment) for first in ("1000", "2000")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    settings = Settings(file)
    assert settings.accepted_statement in (1199, 2199)
    assert settings.text_size == TEXT_SIZES[199 % 8]
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_pipe_in_place_of_the_settings_is_told_and_not_waited_for(file):
    os.mkfifo(file)
    settings = Settings(file)
    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.obstacle.startswith(f"Settings cannot be kept, because {file} is no plain file.")
