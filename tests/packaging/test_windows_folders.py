"""Where the setup program for Windows may not go, under Wine: into itself, through links, beyond a user's rights."""

import shutil

import pytest
from wine import MACHINE, PERSON, PROFILE, REFUSED, SETUP_KEY, TEN

OWN_SETUP_KEY = SETUP_KEY.replace("HKLM", "HKCU")
OUTSIDE = r"C:\Outside"
UNUSED = r"C:\Unused"


@pytest.fixture
def setups(small):
    """Two versions, the older one first."""
    return small / f"{TEN[0]}.exe", small / f"{TEN[1]}.exe"


@pytest.fixture
def outside(windows):
    """A folder of somebody else's, with files that are named as ours are."""
    folder = windows.path(OUTSIDE)
    folder.mkdir()
    names = ("hosts", "ketaref.exe", f"only_in_{TEN[0]}.py", f"only_in_{TEN[1]}.py")
    for name in names:
        (folder / name).write_text("somebody else's")
    yield folder
    assert {path.name: path.read_text() for path in folder.iterdir()} == dict.fromkeys(names, "somebody else's")
    shutil.rmtree(folder)


@pytest.fixture
def installed(windows, setups):
    """The older version, for all users."""
    assert windows.setup(setups[0], "/AllUsers") == 0
    yield windows.path(MACHINE)
    windows.take_away(MACHINE)


@pytest.mark.parametrize("inside", ["upgrade-old", "upgrade-new", r"upgrade-old\lib", r"lib\other"])
def test_upgrade_into_the_earlier_version_is_refused(windows, setups, installed, inside):
    before = windows.files(MACHINE)
    assert windows.setup(setups[1], "/AllUsers", rf"/D={MACHINE}\{inside}") == 9
    assert windows.files(MACHINE) == before
    assert windows.value(SETUP_KEY, "Version") == TEN[0]


def test_folder_that_upgrades_need_is_refused(windows, setups):
    assert windows.setup(setups[0], "/AllUsers", rf"/D={UNUSED}\upgrade-new") == 9
    assert not windows.path(UNUSED).exists()
    assert not windows.entries()


def test_foreign_folder_named_as_one_of_ours_stays(windows, setups, outside):
    foreign = windows.path(rf"{UNUSED}\upgrade-new")
    (foreign / "photographs").mkdir(parents=True)
    (foreign / "photographs" / "1.jpg").write_text("the only one")
    (foreign / "ketaref.exe").write_text("another of that name")
    (foreign / "elsewhere").symlink_to(outside)
    before = windows.files(UNUSED)
    assert windows.setup(setups[0], "/AllUsers", f"/D={UNUSED}") == 9
    assert windows.files(UNUSED) == before
    assert not windows.entries()
    shutil.rmtree(windows.path(UNUSED))


@pytest.mark.parametrize("name", ["upgrade-old", "upgrade-new"])
def test_link_in_the_place_of_a_folder_of_ours_is_not_followed(windows, setups, installed, outside, name):
    before = windows.files(MACHINE)
    shutil.copyfile(installed / "MANIFEST.sha256", outside / "MANIFEST.sha256")
    (installed / name).symlink_to(outside)
    assert windows.setup(setups[1], "/AllUsers") == 9
    (installed / name).unlink()
    (outside / "MANIFEST.sha256").unlink()
    assert windows.files(MACHINE) == before
    (installed / name).mkdir()
    (installed / name / "lib").symlink_to(outside)
    assert windows.setup(setups[1], "/AllUsers") == 9
    shutil.rmtree(installed / name)
    assert windows.files(MACHINE) == before
    assert windows.value(SETUP_KEY, "Version") == TEN[0]


def test_link_within_an_installation_is_not_followed(windows, setups, installed, outside):
    modules, aside = installed / "lib" / "ketaref", installed / "lib" / "aside"
    modules.rename(aside)
    modules.symlink_to(outside)
    before = windows.files(MACHINE)
    assert windows.setup(setups[1], "/AllUsers") == 8, "neither taken out from there nor put in"
    assert windows.files(MACHINE) == before
    assert windows.setup(installed / "uninstall.exe", f"_?={MACHINE}") == 2
    assert windows.files(MACHINE) == before
    modules.unlink()
    aside.rename(modules)


def test_folder_that_is_a_link_is_refused(windows, setups):
    windows.path(OUTSIDE).mkdir()
    windows.path(UNUSED).symlink_to(windows.path(OUTSIDE))
    assert windows.setup(setups[0], "/AllUsers", f"/D={UNUSED}") == 9
    assert not windows.files(OUTSIDE)
    windows.path(UNUSED).unlink()
    windows.path(OUTSIDE).rmdir()


@pytest.mark.parametrize(("folder", "code"), [(rf"{PROFILE}\Planted", 8), (rf"{PROFILE}\..\Planted", 6)])
def test_administrator_follows_nothing_that_a_user_planted(windows, setups, outside, folder, code):
    """Any program of the same user may write that value and that list, without an administrator's rights."""
    planted = windows.path(folder).resolve()
    planted.mkdir()
    (planted / "j").symlink_to(outside)
    (planted / "MANIFEST.sha256").write_text(f"{'0' * 64}  j/hosts\n{'0' * 64}  *\n")
    (planted / "note.txt").write_text("no list names it")
    before = sorted(planted.rglob("*"))
    add = ["/t", "REG_SZ", "/f", "/v"]
    assert windows.run("reg", "add", OWN_SETUP_KEY, *add, "InstallDir", "/d", folder).returncode == 0
    assert windows.setup(setups[1], "/CurrentUser") == code
    assert sorted(planted.rglob("*")) == before
    assert windows.run("reg", "delete", OWN_SETUP_KEY, "/f").returncode == 0
    shutil.rmtree(planted)


def test_administrator_installs_for_himself_in_his_profile_alone(windows, setups):
    assert windows.setup(setups[0], "/CurrentUser", f"/D={UNUSED}") == 9
    assert not windows.path(UNUSED).exists()
    (windows.path(PROFILE) / "link").symlink_to(windows.drive)
    assert windows.setup(setups[0], "/CurrentUser", rf"/D={PROFILE}\link\Unused") == 9
    assert not windows.path(UNUSED).exists()
    (windows.path(PROFILE) / "link").unlink()


@pytest.mark.parametrize(
    "given",
    [
        *("C:\\", "C:", "KTR", r"..\KTR", "C:/KTR", r"\\?\C:\KTR"),
        *(r"C:\KTR\NUL", r"C:\KTR\a*b", r"C:\KTR\..\Unused", r'"C:\KTR"'),
    ],
)
def test_folder_that_cannot_be_used_is_refused(windows, setups, given):
    before = {path.name for path in windows.drive.iterdir()}
    assert windows.setup(setups[0], "/AllUsers", f"/D={given}") == 9
    assert {path.name for path in windows.drive.iterdir()} == before
    assert not windows.path(MACHINE).exists()
    assert not windows.entries()


def test_folder_may_end_with_a_backslash(windows, setups):
    assert windows.setup(setups[0], "/AllUsers", f"/D={UNUSED}\\") == 0
    assert windows.value(SETUP_KEY, "InstallDir") == UNUSED
    assert windows.setup(setups[1], "/AllUsers", f"/D={UNUSED}\\") == 0, "the same folder, though written otherwise"
    windows.take_away(UNUSED)


def test_what_is_no_version_is_not_newer(windows, setups, installed):
    assert windows.run("reg", "add", SETUP_KEY, "/v", "Version", "/d", "zzz", "/f").returncode == 0
    assert windows.setup(setups[1], "/AllUsers") == 0
    assert windows.value(SETUP_KEY, "Version") == TEN[1]


def test_msi_sees_what_the_user_installed_for_himself(windows, setups, small):
    assert windows.setup(setups[0], "/CurrentUser") == 0
    assert windows.msiexec("/i", small / f"{TEN[1]}.msi") == REFUSED
    assert len(windows.entries()) == 1
    windows.take_away(PERSON)


@pytest.mark.parametrize("aside", ["upgrade-old", "upgrade-new"])
def test_removal_after_a_power_cut_in_the_middle_of_an_upgrade_leaves_nothing(windows, setups, installed, aside):
    """A part of a version lies aside, named by the program's own list alone; the fixture removes, and looks."""
    (installed / aside / "lib").mkdir(parents=True)
    (installed / "lib" / "large.bin").rename(installed / aside / "lib" / "large.bin")


@pytest.mark.parametrize("name", ["/lib/large.bin", "lib//large.bin"])
def test_list_with_an_empty_part_ends_there_and_not_never(windows, setups, installed, name):
    listed = installed / "MANIFEST.sha256"
    whole = listed.read_text()
    listed.write_text(f"{'0' * 64}  {name}\n{whole}")
    assert windows.setup(setups[1], "/AllUsers") == 8, "what the list does not name is in the way"
    assert windows.value(SETUP_KEY, "Version") == TEN[0]
    listed.write_text(whole)
