"""Content files that are missing, foreign, too new or damaged are refused in words."""

import os
import random
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ketaref.compiler.build import read_back
from ketaref.core.errors import StoreError
from ketaref.core.location import Kind, Location
from ketaref.store.checksum import KEY, UNSEALED, seal
from ketaref.store.content import ContentStore, uri_of
from ketaref.store.schema import SCHEMA_VERSION
from ketaref.store.statistics import read_statistics


@pytest.fixture
def file(small_content_file, tmp_path):
    return shutil.copy(small_content_file, tmp_path / "content.sqlite")


def change(file, sql):
    connection = sqlite3.connect(file)
    connection.executescript(sql)
    connection.close()


def reseal(file):
    """Make the checksum fit, so that what lies behind it is reached."""
    connection = sqlite3.connect(file)
    with connection:
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (KEY, UNSEALED))
    connection.execute("VACUUM")
    connection.close()
    seal(Path(file))


def test_missing_file_is_told(tmp_path):
    with pytest.raises(StoreError, match="is missing"):
        ContentStore.open(tmp_path / "content.sqlite")


def test_folder_is_no_content_file(tmp_path):
    with pytest.raises(StoreError, match="is missing"):
        ContentStore.open(tmp_path)


def test_empty_file_is_foreign(tmp_path):
    (tmp_path / "content.sqlite").touch()
    with pytest.raises(StoreError, match="not a content file"):
        ContentStore.open(tmp_path / "content.sqlite")


def test_text_file_is_refused(tmp_path):
    (tmp_path / "content.sqlite").write_text("hello " * 1000)
    with pytest.raises(StoreError, match="damaged"):
        ContentStore.open(tmp_path / "content.sqlite")


def test_database_of_another_program_is_refused(tmp_path):
    change(tmp_path / "content.sqlite", "CREATE TABLE t (x)")
    with pytest.raises(StoreError, match="not a content file"):
        ContentStore.open(tmp_path / "content.sqlite")


def test_newer_file_is_refused_with_what_to_do(file):
    change(file, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(StoreError, match=r"newer than this program .* Install the newer program"):
        ContentStore.open(file)


def test_older_file_is_refused_with_what_to_do(file):
    change(file, "PRAGMA user_version = 0")
    with pytest.raises(StoreError, match=r"older than this program reads .* Rebuild"):
        ContentStore.open(file)


def test_content_on_a_path_with_odd_characters_opens(file, tmp_path):
    odd = tmp_path / "50 % #1?" / "é.sqlite"
    odd.parent.mkdir()
    shutil.copy(file, odd)
    read_back(odd)


def test_content_is_never_changed(file):
    store = ContentStore.open(file)
    with pytest.raises(StoreError):
        store.all("DELETE FROM record")
    store.close()


def test_one_changed_digit_is_noticed_before_anything_is_shown(file):
    change(file, "UPDATE record SET payload = replace(payload, '0.5 mg/kg', '0.7 mg/kg') WHERE id = 'dose_single'")
    with pytest.raises(StoreError, match="checksum"):
        ContentStore.open(file)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM meta",
        "UPDATE meta SET value = 'soon' WHERE key = 'reviewed'",
        "DROP TABLE citation",
        "UPDATE record SET payload = '{' WHERE kind = 'regimen'",
        "UPDATE record SET payload = '[]' WHERE kind = 'regimen'",
        "UPDATE record SET kind = 'odd' WHERE kind = 'regimen'",
        "UPDATE citation SET kind = 'odd'; UPDATE record SET kind = 'odd' WHERE kind = 'regimen'",
        "UPDATE redirect SET target = 'nowhere'",
        "UPDATE redirect SET target = 'ketaref://topic/old-trials'",
        "UPDATE chapter SET title = NULL",
        "UPDATE record SET title = x'ff' WHERE kind = 'topic'",
        "UPDATE meta SET value = x'ff' WHERE key = 'review_due'",
        "UPDATE meta SET value = 'many' WHERE key = 'statements'",
        "UPDATE synonym SET payload = '{}'",
    ],
)
def test_damaged_content_is_a_store_error_wherever_it_shows(file, sql):
    change(file, sql)
    if "NULL" not in sql and "DROP" not in sql:
        reseal(file)
    with pytest.raises(StoreError, match="damaged"):
        read_everything(file)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_truncated_file_is_refused(small_content_file, tmp_path_factory, data):
    whole = small_content_file.read_bytes()
    length = data.draw(st.integers(0, len(whole) - 1) | st.sampled_from((0, 100, 4096, len(whole) - 1)))
    broken = tmp_path_factory.mktemp("broken") / "content.sqlite"
    broken.write_bytes(whole[:length])
    with pytest.raises(StoreError):
        ContentStore.open(broken)


@settings(deadline=None, max_examples=150)
@given(st.integers(min_value=0))
def test_flipped_bits_are_refused_wherever_they_are(small_content_file, tmp_path_factory, seed):
    chance = random.Random(seed)
    data = bytearray(small_content_file.read_bytes())
    for position in chance.sample(range(len(data)), chance.choice((1, 1, 10, 200))):
        data[position] ^= 1 << chance.randrange(8)
    broken = tmp_path_factory.mktemp("broken") / "content.sqlite"
    broken.write_bytes(data)
    with pytest.raises(StoreError):
        ContentStore.open(broken)


def read_everything(file):
    """All that a reader is shown of a content file."""
    store = ContentStore.open(file)
    try:
        read_statistics(store)
        records = [
            store.record(kind, entry.location.id) for kind, _ in store.info().counts for entry in store.entries(kind)
        ]
        for source in store.sources():
            store.cited_by(source.id)  # an index of ours, which like search may lose a line but holds no statement
        moved = store.resolve(Location(Kind.TOPIC, "old-trials"))
        return store.chapters(), store.topics(), store.synonyms(), records, moved
    finally:
        store.close()


NAMES = (
    r"\\server\share\Ketamine Reference\content.sqlite",
    r"\\?\UNC\server\share$\content.sqlite",
    r"C:\Users\Žofia Müller\李\content.sqlite",
    "//server/share/content.sqlite",
    "/media/stick #1/what?/100%25 ü.sqlite",
    os.fsdecode(b"/home/caf\xe9/content.sqlite"),
)


@pytest.mark.parametrize("name", NAMES)
def test_uri_names_no_machine_and_hides_no_sign(name):
    uri = uri_of(name)
    assert uri.isascii()
    assert uri.startswith("file:")
    assert not uri.startswith("file:/")  # two slashes there would begin the name of a machine
    assert uri.count("?") == 1
    assert "#" not in uri


@pytest.mark.skipif(os.name == "nt", reason="there such a name is a share, not a file")
@pytest.mark.parametrize("name", [name for name in NAMES if "/" not in name])
def test_sqlite_takes_the_name_of_a_share_as_it_is(name, small_content_file, tmp_path, monkeypatch):
    """Here a backslash is a letter as any other, so that a file can have this very name."""
    shutil.copy(small_content_file, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    connection = sqlite3.connect(uri_of(name), uri=True)
    (row,) = connection.execute("PRAGMA database_list").fetchall()
    connection.close()
    assert row[2].endswith(f"/{name}")


@pytest.mark.skipif(os.name == "nt", reason="names of a POSIX system")
@pytest.mark.parametrize(
    "folder", [b"a b#c?d%20e", "Žofia 李 عربي".encode(), b"caf\xe9", b"/".join([b"long" * 30] * 3)]
)
def test_content_opens_from_a_folder_of_any_name(folder, small_content_file, tmp_path):
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + folder)) / "content.sqlite"
    file.parent.mkdir(parents=True)
    shutil.copy(small_content_file, file)
    store = ContentStore.open(Path(f"/{file}"))  # two slashes: pathlib keeps them
    assert store.topics()
    store.close()


def test_file_that_is_overwritten_while_open_is_never_mixed_with_what_it_was(file):
    store = ContentStore.open(Path(file))
    assert store.topics()
    with Path(file).open("rb+") as stream:
        stream.seek(-1, os.SEEK_END)
        stream.write(b"x")
    os.utime(file, ns=(1, 1))  # a clock that is too coarse would hide the change from this test alone
    with pytest.raises(StoreError, match="was overwritten while it was open"):
        store.topics()
    store.close()


def test_file_that_is_cut_short_while_open_is_told(file):
    store = ContentStore.open(Path(file))
    os.truncate(file, 8192)
    with pytest.raises(StoreError, match="start it anew"):
        store.contraindications()
    store.close()


def test_file_that_is_replaced_or_deleted_is_read_to_the_end(file, tmp_path):
    store = ContentStore.open(Path(file))
    (tmp_path / "new").write_bytes(b"another")
    (tmp_path / "new").replace(file)
    assert store.topics()
    Path(file).unlink()
    assert store.contraindications()
    store.close()


def test_share_that_is_gone_is_told_as_such(file):
    store = ContentStore.open(Path(file))

    class Gone:
        def execute(self, *_):
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_READ"
            raise error

        def close(self):
            pass

    store.connection.close()
    store.connection = Gone()
    with pytest.raises(StoreError, match=r"cannot be read any more.*share"):
        store.topics()
    store.close()


def test_name_that_is_too_long_for_sqlite_is_told(small_content_file, tmp_path):
    file = tmp_path.joinpath(*["long" * 40] * 4, "content.sqlite")
    file.parent.mkdir(parents=True)
    shutil.copy(small_content_file, file)
    with pytest.raises(StoreError, match="cannot be opened"):
        ContentStore.open(file)
