"""Who else can change a policy, and who cannot read it."""

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


@pytest.mark.parametrize("mode", [0o640, 0o600])
def test_file_that_users_cannot_read_is_told_though_root_reads_it(file, mode):
    file.chmod(mode)
    (remark,) = remarks_on_access(file, deployed=True)
    assert remark.startswith(f"Ordinary users cannot read {file}, so the safe default holds for them. ")
    assert "chmod 644" in remark


def test_folder_that_users_cannot_search_is_told(file):
    file.parent.chmod(0o744)
    (remark,) = remarks_on_access(file, deployed=True)
    assert remark.startswith(f"Ordinary users cannot reach the policy in the folder {file.parent}, so the safe default")
    assert remark.endswith(f"chmod 755 '{file.parent}'")


def test_two_faults_of_one_file_are_one_remark(file):
    file.chmod(0o602)
    (remark,) = remarks_on_access(file, deployed=True)
    assert "Everyone on this machine can change" in remark
    assert "; Ordinary users cannot read" in remark


@pytest.fixture
def elsewhere(file, tmp_path):
    """The folder to which the policy was moved; a link leads there."""
    elsewhere = tmp_path / "home" / "x"
    elsewhere.mkdir(mode=0o755, parents=True)
    file.symlink_to(file.rename(elsewhere / "policy.json"))
    return elsewhere


def test_link_to_what_root_alone_writes_and_all_read_needs_no_remark(file, elsewhere):
    assert file.is_symlink()
    assert remarks_on_access(file, deployed=True) == ()


@pytest.mark.parametrize(
    ("name", "mode", "fault"),
    [
        ("policy.json", 0o666, "Everyone on this machine can change"),
        ("", 0o777, "Everyone on this machine can replace the policy in the folder"),
        ("", 0o700, "Ordinary users cannot reach the policy in the folder"),
        ("..", 0o700, "Ordinary users cannot reach the policy in the folder"),
    ],
)
def test_no_command_is_told_for_what_lies_where_a_link_leads(file, elsewhere, name, mode, fault):
    path = (elsewhere / name).resolve()
    path.chmod(mode)
    (remark,) = remarks_on_access(file, deployed=True)
    assert remark.startswith(f"{fault} {path}")
    assert remark.endswith(f"put the file itself at {file}, without a link.")
    assert "chown" not in remark
    assert "chmod" not in remark


def test_link_in_place_of_the_folder_gets_no_command_either(file, tmp_path):
    own = file.parent.rename(tmp_path / "srv")
    file.parent.symlink_to(own)
    own.chmod(0o777)
    (own / "policy.json").chmod(0o666)
    (remark,) = remarks_on_access(file, deployed=True)
    assert f"can change {own / 'policy.json'}" in remark
    assert "chmod" not in remark


def test_own_folder_gets_its_command_beside_a_link(file, elsewhere):
    (elsewhere / "policy.json").chmod(0o666)
    file.parent.chmod(0o777)
    told = remarks_on_access(file, deployed=True)
    assert ["chmod" in remark for remark in told] == [False, True]
    assert told[1].endswith(f"chmod 755 '{file.parent}'")


def test_folder_in_place_of_the_file_gets_no_mode(file):
    file.unlink()
    file.mkdir(mode=0o777)
    for deployed in (True, False):
        assert remarks_on_access(file, deployed=deployed) == ()


def test_file_that_is_not_deployed_yet_belongs_to_its_writer(file, monkeypatch):
    monkeypatch.setattr(access, "ROOT", file.stat().st_uid + 1)
    monkeypatch.setattr(access, "ROOT_GROUP", file.stat().st_gid + 1)
    file.chmod(0o664)
    file.parent.chmod(0o777)
    assert remarks_on_access(file, deployed=False) == ()
    file.chmod(0o666)  # cp and mv keep that
    (remark,) = remarks_on_access(file, deployed=False)
    assert "chmod 644" in remark
    assert "chown" not in remark  # it is its writer's


def test_file_that_is_gone_meanwhile_is_no_failure(file):
    file.unlink()
    assert remarks_on_access(file, deployed=True) == ()


def test_link_to_itself_is_no_failure(file):
    file.unlink()
    file.symlink_to(file)
    assert remarks_on_access(file, deployed=True) == ()
