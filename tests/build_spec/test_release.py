"""What every artefact shares: version, time, and how tools are called."""

import pytest

from artefacts import release
from artefacts.release import BuildError, epoch, run, set_times, version
from ketaref import __version__


def test_version_is_the_programs():
    assert version() == __version__


def test_time_is_the_one_given(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert epoch() == 1_700_000_000


@pytest.mark.parametrize("given", ["", "yesterday", "-5"])
def test_time_without_one_is_that_of_the_last_commit_or_a_fixed_one(monkeypatch, given):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    monkeypatch.setattr(release, "git", lambda *_words: "1600000000")
    assert epoch() == 1_600_000_000
    monkeypatch.setattr(release, "git", lambda *_words: "")
    assert epoch() == release.EARLIEST


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
