"""The checksum notices what the reader would see."""

import shutil
import sqlite3

import pytest

from ketaref.store.checksum import KEY, checksum


@pytest.fixture
def connection(small_content_file, tmp_path):
    opened = sqlite3.connect(shutil.copy(small_content_file, tmp_path / "content.sqlite"))
    yield opened
    opened.close()


def test_compiled_file_carries_its_checksum(connection):
    assert connection.execute("SELECT value FROM meta WHERE key = ?", (KEY,)).fetchone() == (checksum(connection),)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE record SET payload = payload || ' ' WHERE id = 'dose_single'",
        "UPDATE record SET title = 'x' WHERE id = 'dose_single'",
        "UPDATE document SET body = 'x' WHERE id = 1",
        "UPDATE synonym SET payload = '{}' WHERE canonical = 'ketamine'",
        "UPDATE chapter SET position = 5 WHERE id = 'first'",
        "DELETE FROM citation WHERE source_id = 'recalled'",
        "UPDATE redirect SET target = 'ketaref://topic/start'",
    ],
)
def test_every_change_shows(connection, sql):
    before = checksum(connection)
    assert connection.execute(sql).rowcount > 0
    assert checksum(connection) != before
