import os
import tarfile

from artefacts.archives import write_tar_xz


def make_folder(root, moment):
    folder = root / "program-1.0"
    (folder / "inside").mkdir(parents=True)
    (folder / "start").write_text("#!/bin/sh\n")
    (folder / "start").chmod(0o700)
    (folder / "inside" / "größe.txt").write_text("größe")
    (folder / "inside" / "größe.txt").chmod(0o600)
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (moment, moment))
    return folder


def test_two_builds_are_equal(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for name, moment in (("first", 1_600_000_000), ("second", 1_650_000_000)):
        (tmp_path / name).mkdir()
        write_tar_xz(make_folder(tmp_path / name, moment), tmp_path / f"{name}.tar.xz")
    assert (tmp_path / "first.tar.xz").read_bytes() == (tmp_path / "second.tar.xz").read_bytes()


def test_nothing_of_the_builder_remains(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    write_tar_xz(make_folder(tmp_path, 1_600_000_000), tmp_path / "made.tar.xz")
    with tarfile.open(tmp_path / "made.tar.xz") as archive:
        members = archive.getmembers()
    assert [member.name for member in members] == [
        "program-1.0",
        "program-1.0/inside",
        "program-1.0/inside/größe.txt",
        "program-1.0/start",
    ]
    assert {(member.uid, member.gid, member.uname, member.gname, member.mtime) for member in members} == {
        (0, 0, "", "", 1_700_000_000)
    }
    assert [oct(member.mode) for member in members] == ["0o755", "0o755", "0o644", "0o755"]
