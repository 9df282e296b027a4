import json
import os
import sys

import pytest

from ketaref.ui.recent_look_ups import LONGEST, MOST, RecentLookUps


@pytest.fixture
def file(tmp_path):
    return tmp_path / "folder" / "recent_look_ups.json"


@pytest.fixture
def recents(file):
    return RecentLookUps(file, kept=True)


def test_new_list_is_empty_and_makes_no_file(recents, file):
    assert recents.newest_first() == ()
    assert not file.parent.exists()


def test_newest_comes_first_and_the_next_start_knows_it(recents, file):
    recents.add("esketamine")
    recents.add("  k\t hole ")
    assert recents.newest_first() == ("k hole", "esketamine")
    assert RecentLookUps(file, kept=True).newest_first() == ("k hole", "esketamine")


def test_same_words_stand_there_once_as_last_typed(recents):
    for text in ("K-hole", "dose", "k hole"):
        recents.add(text)
    assert recents.newest_first() == ("k hole", "dose")


def test_oldest_gives_way(recents):
    for number in range(MOST + 3):
        recents.add(f"dose {number}")
    assert len(recents.newest_first()) == MOST
    assert recents.newest_first()[0] == f"dose {MOST + 2}"
    assert recents.newest_first()[-1] == "dose 3"


@pytest.mark.parametrize("text", ["", "  ", "???", "x" * (LONGEST + 1), "a\x00b"])
def test_what_is_no_look_up_is_not_kept(recents, file, text):
    recents.add(text)
    assert recents.newest_first() == ()
    assert not file.exists()


@pytest.mark.parametrize("text", ["müde", "Δ9", "睡眠", "\U0001f600 dose", '"quoted\\'])
def test_any_letters_are_kept_as_typed(recents, text):
    recents.add(text)
    assert recents.newest_first() == (text,)


def test_one_is_removed_and_the_others_stay(recents):
    for text in ("one", "two", "three"):
        recents.add(text)
    assert recents.remove("two") == ""
    assert recents.newest_first() == ("three", "one")


def test_clearing_leaves_no_file_nor_what_a_killed_write_left(recents, file):
    recents.add("dose")
    left = file.with_name(f".{file.name}.99999")
    left.write_text("[", encoding="utf-8")
    assert recents.clear() == ""
    assert list(file.parent.iterdir()) == []
    assert recents.clear() == ""


def test_switching_off_deletes_at_once_and_keeps_nothing_more(recents, file):
    recents.add("dose")
    assert recents.switch(kept=False) == ""
    assert not file.exists()
    recents.add("dose")
    assert recents.newest_first() == ()
    assert not file.exists()
    recents.switch(kept=True)
    recents.add("dose")
    assert recents.newest_first() == ("dose",)


def test_list_that_is_not_to_be_kept_is_deleted_at_the_start(recents, file):
    recents.add("dose")
    assert RecentLookUps(file, kept=False).obstacle == ""
    assert not file.exists()


def test_program_without_a_file_keeps_nothing():
    recents = RecentLookUps(None, kept=True)
    recents.add("dose")
    assert recents.newest_first() == ()
    assert recents.remove("dose") == recents.clear() == recents.switch(kept=False) == ""


@pytest.mark.parametrize(
    "damage",
    [b"", b"[", b"{}", b"null", b"[1]", b'["a\\u0000b"]', b'["dose", ""]', bytes(range(256)), b"[" * 9_999,
     b'["' + b"x" * 70_000 + b'"]', json.dumps(["x" * 300]).encode()],
)  # fmt: skip
def test_damaged_file_counts_as_empty_and_is_written_anew(recents, file, damage):
    file.parent.mkdir()
    file.write_bytes(damage)
    assert recents.newest_first() == ()
    recents.add("dose")
    assert recents.newest_first() == ("dose",)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows guards the folder of a user as a whole")
def test_file_is_for_the_user_only_whatever_stood_there(recents, file):
    before = os.umask(0)
    try:
        file.parent.mkdir()
        file.write_text("[]", encoding="utf-8")
        file.chmod(0o666)
        recents.add("dose")
        assert file.stat().st_mode & 0o777 == 0o600
        file.unlink()
        file.parent.rmdir()
        recents.add("dose")
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700
    finally:
        os.umask(before)


def test_two_windows_do_not_undo_each_other(file):
    one, other = RecentLookUps(file, kept=True), RecentLookUps(file, kept=True)
    one.add("dose")
    other.add("bladder")
    one.remove("dose")
    assert one.newest_first() == other.newest_first() == ("bladder",)


def test_write_that_fails_half_way_leaves_the_list_as_it_was(recents, file, monkeypatch):
    recents.add("dose")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(json, "dump", full)
    recents.add("bladder")
    assert "No space left" in recents.remove("dose")
    assert recents.newest_first() == ("dose",)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_file_that_cannot_be_written_or_deleted_does_no_harm_and_is_told(file):
    file.mkdir(parents=True)
    recents = RecentLookUps(file, kept=True)
    recents.add("dose")
    assert recents.newest_first() == ()
    assert str(file) in recents.remove("dose")
    assert str(file) in recents.switch(kept=False)
    assert str(file) in RecentLookUps(file, kept=False).obstacle


def test_folder_that_is_a_file_does_no_harm(file):
    file.parent.write_text("", encoding="utf-8")
    recents = RecentLookUps(file, kept=True)
    recents.add("dose")
    assert recents.newest_first() == ()
    assert recents.clear() == ""


def test_pipe_in_place_of_the_list_is_not_waited_for(recents, file):
    file.parent.mkdir()
    os.mkfifo(file)
    assert recents.newest_first() == ()
