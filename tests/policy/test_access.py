"""Who else can change a policy."""

import shlex

import pytest

from ketaref.policy import access
from ketaref.policy.access import remarks_on_access


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A policy in a folder, both of root and writable by it alone; whoever runs the test stands for root."""
    folder = tmp_path / "etc ketaref"
    folder.mkdir(mode=0o755)
    file = folder / "policy.json"
    file.touch(mode=0o644)
    monkeypatch.setattr(access, "ROOT", file.stat().st_uid)
    return file


def test_file_of_root_alone_needs_no_remark(file):
    assert remarks_on_access(file, deployed=True) == ()


def test_file_that_everyone_can_write_is_told_with_the_commands_that_mend_it(file):
    file.chmod(0o666)
    (remark,) = remarks_on_access(file, deployed=True)
    assert remark.startswith(f"Everyone on this machine can change {file}. ")
    assert shlex.split(remark.partition(": ")[2]) == [
        *("chown", "root:root", str(file)),
        *("&&", "chmod", "644", str(file)),
    ]


def test_folder_that_everyone_can_write_is_told(file):
    file.parent.chmod(0o777)
    (remark,) = remarks_on_access(file, deployed=True)
    assert remark.startswith(f"Everyone on this machine can replace the policy in the folder {file.parent}. ")
    assert "chmod 755" in remark


def test_group_that_can_write_is_told_by_its_name(file, monkeypatch):
    file.chmod(0o664)
    group = file.group()
    monkeypatch.setattr(access, "ROOT_GROUP", file.stat().st_gid + 1)
    (remark,) = remarks_on_access(file, deployed=True)
    assert remark.startswith(f"The group “{group}” can change {file}. ")


def test_group_of_root_may_write(file, monkeypatch):
    file.chmod(0o664)
    monkeypatch.setattr(access, "ROOT_GROUP", file.stat().st_gid)
    assert remarks_on_access(file, deployed=True) == ()


def test_owner_can_change_it_whatever_the_mode(file, monkeypatch):
    file.chmod(0o444)
    owner = file.owner()
    monkeypatch.setattr(access, "ROOT", file.stat().st_uid + 1)
    told = remarks_on_access(file, deployed=True)
    assert [remark.partition(". ")[0] for remark in told] == [
        f"The user “{owner}” can change {file}",
        f"The user “{owner}” can replace the policy in the folder {file.parent}",
    ]


def test_owner_whom_nobody_lists_is_told_by_number(file, monkeypatch):
    def unlisted(_):
        raise KeyError("uid not found")

    monkeypatch.setattr(type(file), "owner", unlisted)
    monkeypatch.setattr(access, "ROOT", file.stat().st_uid + 1)
    assert f"The user “{file.stat().st_uid}” can change" in remarks_on_access(file, deployed=True)[0]


def test_link_is_followed_and_both_folders_count(file, tmp_path):
    elsewhere = tmp_path / "srv"
    elsewhere.mkdir(mode=0o755)
    target = file.rename(elsewhere / "policy.json")
    file.symlink_to(target)
    assert remarks_on_access(file, deployed=True) == ()
    target.chmod(0o666)
    elsewhere.chmod(0o777)
    file.parent.chmod(0o777)
    told = " ".join(remarks_on_access(file, deployed=True))
    for path in (target, elsewhere, file.parent):
        assert f" {path}. Let root alone" in told


def test_file_that_is_not_deployed_yet_belongs_to_its_writer(file, monkeypatch):
    monkeypatch.setattr(access, "ROOT", file.stat().st_uid + 1)
    monkeypatch.setattr(access, "ROOT_GROUP", file.stat().st_gid + 1)
    file.chmod(0o664)
    file.parent.chmod(0o777)
    assert remarks_on_access(file, deployed=False) == ()
    file.chmod(0o666)  # cp and mv keep that
    assert len(remarks_on_access(file, deployed=False)) == 1


def test_file_that_is_gone_meanwhile_is_no_failure(file):
    file.unlink()
    assert remarks_on_access(file, deployed=True) == ()
