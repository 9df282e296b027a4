"""What every artefact shares: version, time, and how tools are called."""

import subprocess

import pytest

from artefacts import release
from artefacts.release import BuildError, epoch, run, set_times, version
from ketaref import __version__


def test_version_is_the_programs():
    assert version() == __version__


def test_time_is_the_one_given(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert epoch() == 1_700_000_000


@pytest.mark.parametrize("given", ["yesterday", "-5", "0", "315532799", "4354819200", "17e8", "٣١٥٥٣٢٨٠٠٠"])
def test_time_that_no_archive_can_bear_is_refused(monkeypatch, given):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    with pytest.raises(BuildError, match=rf"SOURCE_DATE_EPOCH={given}: .*1980.*2107"):
        epoch()


@pytest.mark.parametrize("given", [315_532_800, 4_354_819_199])
def test_first_and_last_time_that_a_zip_file_can_bear_are_taken(monkeypatch, given):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(given))
    assert epoch() == given


def test_time_without_one_is_that_of_the_last_commit_or_a_fixed_one(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    monkeypatch.setattr(release, "git", lambda *_words: "1600000000")
    assert epoch() == 1_600_000_000
    monkeypatch.setattr(release, "git", lambda *_words: "")
    assert epoch() == release.EARLIEST


@pytest.fixture
def history(tmp_path, monkeypatch):
    """A tree with one commit and one file; what a test does to it, it does by git alone."""

    def git(*words):
        subprocess.run(["git", "-C", tmp_path, "-c", "user.name=a", "-c", "user.email=a@b.example", *words], check=True)

    monkeypatch.setattr(release, "ROOT", tmp_path)
    (tmp_path / "code.py").write_text("x = 1\n")
    git("init", "-q")
    git("add", "code.py")
    git("commit", "-q", "-m", "first")
    return git


def test_tree_as_it_was_committed_is_not_changed(history):
    assert len(release.commit()) == 40
    assert release.changed() is False


@pytest.mark.parametrize("name", ["code.py", "more.py"])
def test_changed_or_added_file_is_told_whatever_git_is_set_to_show(history, tmp_path, name):
    history("config", "status.showUntrackedFiles", "no")
    (tmp_path / name).write_text("x = 2\n")
    assert release.changed() is True


def test_history_that_cannot_be_read_is_no_history_without_changes(history, tmp_path):
    (tmp_path / ".git" / "index").write_bytes(b"damaged")
    with pytest.raises(BuildError, match=r"git failed .*index"):
        release.changed()


def test_history_of_a_folder_above_is_another_projects(history, tmp_path, monkeypatch):
    (tmp_path / "unpacked").mkdir()
    monkeypatch.setattr(release, "ROOT", tmp_path / "unpacked")
    assert (release.commit(), release.changed()) == (None, None)


def test_missing_tool_is_named_with_its_package(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BuildError, match="missing: wixl; on Debian or Ubuntu: apt-get install wixl"):
        run(["wixl"])


def test_tool_that_fails_is_quoted():
    with pytest.raises(BuildError, match=r"sh failed \(3\): too bad"):
        run(["sh", "-c", "echo too bad >&2; exit 3"])


def test_tool_that_succeeds_gives_what_it_prints():
    assert run(["sh", "-c", "echo $WHO"], environment={"WHO": "nurse"}) == "nurse\n"


def test_every_file_gets_the_releases_time_and_plain_modes(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    script, text, link = tmp_path / "in/run", tmp_path / "in/text", tmp_path / "in/link"
    script.parent.mkdir(mode=0o700)
    script.touch()
    script.chmod(0o700)
    text.touch()
    text.chmod(0o666)
    link.symlink_to("nowhere")
    set_times(tmp_path / "in")
    assert [path.stat().st_mode & 0o777 for path in (script, text, script.parent)] == [0o755, 0o644, 0o755]
    assert {path.lstat().st_mtime for path in (script, text, link, script.parent)} == {1_700_000_000}
