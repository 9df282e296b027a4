"""The installers for Windows, under Wine: silent installation, use, upgrades, refusals, removal; both scopes."""

import json
import os
import shutil
import subprocess
import time

import pytest
from built import artefact, output_of
from wine import Wine

from artefacts import msi, nsis
from artefacts.windows import is_program, is_signed, shipped

NAME = "Ketamine Trauma Reference"
MACHINE = rf"C:\Program Files\{NAME}"
PERSON = rf"C:\users\{os.environ.get('USER', 'root')}\AppData\Local\Programs\{NAME}"
CHOSEN = r"C:\Пользователи\Ünï 名"
OWN_KEY = r"HKLM\SOFTWARE\KetamineTraumaReference"
POLICY_KEY = r"HKLM\SOFTWARE\Policies\KetamineTraumaReference"
OURS = {"KetamineReference.exe", "ketaref.exe"}
TEN = [f"0.{minor}.0" for minor in range(1, 11)]
REFUSED = 1603 % 256
"""Of an exit code Unix shows the last eight bits."""


@pytest.fixture(scope="session")
def package():
    return artefact("KetamineTraumaReference-*.msi")


@pytest.fixture(scope="session")
def setup_program():
    return artefact("KetamineTraumaReference-*-setup.exe")


@pytest.fixture(scope="session", autouse=True)
def _one_time_for_all():
    """A commit made while the tests run would change what is packed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1790000000")
        yield


@pytest.fixture(scope="session")
def windows(work, program_screen):
    folder = work / "wine"
    shutil.rmtree(folder, ignore_errors=True)
    made = Wine(folder, program_screen)
    yield made
    made.stop()


@pytest.fixture(scope="session")
def unpacked(package, work):
    """The files of the MSI, unpacked without installing it."""
    folder = work / "msi"
    shutil.rmtree(folder, ignore_errors=True)
    output_of(["msiextract", "--directory", folder, package])
    return next(path for path in folder.rglob(NAME) if path.is_dir())


@pytest.fixture(scope="session")
def small(unpacked, work):
    """Ten versions of both installers with few files: what they do to a machine does not hang on how many there are."""
    made = work / "small"
    shutil.rmtree(made, ignore_errors=True)
    for release in TEN:
        folder = made / release
        (folder / "lib" / "ketaref").mkdir(parents=True)
        for name in (*sorted(OURS), "ketaref.ico", "MANIFEST.sha256"):
            shutil.copyfile(unpacked / name, folder / name)
        (folder / "lib" / "ketaref" / f"only_in_{release}.py").write_text(f'"""Release {release}."""\n')
        msi.pack(folder, made / f"{release}.msi", release)
        nsis.pack(folder, made / f"{release}.exe", release)
    return made


def install(windows, file, *options):
    return windows.run("msiexec", "/i", as_windows(file), "/qn", "/norestart", *options).returncode


def remove(windows, file):
    return windows.run("msiexec", "/x", as_windows(file), "/qn", "/norestart").returncode


def as_windows(file):
    return f"Z:{file}".replace("/", "\\")


def names_below(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def wait_until(condition, seconds=30):
    """A window takes a while; the uninstaller goes on as a copy of itself after its first process has ended."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.2)


def shows_on_screen(windows, name):
    """Whether a window with this in its title is shown; xdotool fails when one goes while it looks."""
    words = ["xdotool", "search", "--onlyvisible", "--name", name]
    told = subprocess.run(words, env=windows.environment, capture_output=True, text=True, timeout=60, check=False)
    return bool(told.stdout.strip())


def look_up_and_test(windows, folder):
    """What a user and an administrator do first."""
    here = windows.path(folder)
    found = windows.run("./ketaref.exe", "search", "ketmine", "--limit", "1", folder=here)
    assert found.returncode == 0, found.stderr
    assert "ketaref://" in found.stdout
    tested = windows.run("./KetamineReference.exe", "--selftest", folder=here, seconds=420)
    assert tested.returncode == 0, tested.stderr
    assert json.loads(tested.stdout)["passed"], tested.stdout


def open_window(windows, folder):
    window = windows.start("./KetamineReference.exe", folder=windows.path(folder))
    try:
        wait_until(lambda: shows_on_screen(windows, NAME), seconds=120)
    finally:
        window.kill()
        window.wait(30)


def test_whole_life_of_the_msi(windows, package, unpacked):
    assert install(windows, package) == 0
    assert windows.files(MACHINE) == names_below(unpacked)
    assert len(windows.entries()) == 1
    assert len(windows.links()) == 1, "one in the start menu; none on the desktop unless asked for"
    opened_by = windows.value(r"HKLM\SOFTWARE\Classes\ketaref\shell\open\command")
    assert opened_by == rf'"{MACHINE}\KetamineReference.exe" "%1"'
    windows.add_stubs(MACHINE)
    look_up_and_test(windows, MACHINE)
    open_window(windows, MACHINE)
    windows.remove_stubs(MACHINE)
    output_of(["sha256sum", "--check", "--quiet", "MANIFEST.sha256"], cwd=windows.path(MACHINE))
    assert windows.files(MACHINE) == names_below(unpacked), "using it left files beside it"
    assert remove(windows, package) == 0
    assert not windows.path(MACHINE).exists()
    assert not windows.entries()
    assert not windows.links()
    assert not windows.value(OWN_KEY, "InstallDir")
    assert not windows.value(r"HKLM\SOFTWARE\Classes\ketaref\shell\open\command")


def test_ten_upgrades_of_the_msi_leave_one_entry(windows, small):
    chosen = ["ADDLOCAL=Main,DesktopIcon", f"INSTALLDIR={CHOSEN}"]
    assert install(windows, small / f"{TEN[0]}.msi", *chosen) == 0
    assert len(windows.links()) == 2
    for release in TEN[1:]:
        assert install(windows, small / f"{release}.msi") == 0
    assert len(windows.entries()) == 1
    modules = {name for name in windows.files(CHOSEN) if "only_in" in name}
    assert modules == {f"lib/ketaref/only_in_{TEN[-1]}.py"}, "the folder of choice is found again, old files are gone"
    assert not windows.path(MACHINE).exists()
    assert install(windows, small / f"{TEN[0]}.msi") == REFUSED, "an older version is refused"
    assert windows.value(windows.entries()[0], "DisplayVersion") == TEN[-1]
    assert windows.run(small / f"{TEN[-1]}.exe", "/S", "/AllUsers").returncode == 6, "the setup program sees the MSI"
    kept = windows.path(CHOSEN) / "lib" / "site_note.txt"
    kept.write_text("the site's own")
    assert remove(windows, small / f"{TEN[-1]}.msi") == 0
    assert windows.files(CHOSEN) == {"lib", "lib/site_note.txt"}
    assert not windows.entries()
    assert not windows.links()
    shutil.rmtree(windows.path(CHOSEN))


def test_whole_life_of_the_setup_program(windows, setup_program, unpacked):
    assert windows.run(setup_program, "/S", "/AllUsers", seconds=180).returncode == 0
    assert windows.files(MACHINE) == names_below(unpacked) | {"uninstall.exe"}
    windows.add_stubs(MACHINE)
    found = windows.run("./ketaref.exe", "search", "lithium", "--limit", "1", folder=windows.path(MACHINE))
    assert "ketaref://" in found.stdout, found.stderr
    show_policy(windows)
    windows.remove_stubs(MACHINE)
    assert windows.run(windows.path(MACHINE) / "uninstall.exe", "/S", "/AllUsers").returncode == 0
    wait_until(lambda: not windows.path(MACHINE).exists())
    assert not windows.entries()
    assert not windows.links()


def show_policy(windows):
    """What group policy writes into the registry holds, and the program tells where it came from."""
    words = ["/v", "RecentLookUps", "/t", "REG_DWORD", "/d", "0", "/f"]
    assert windows.run("reg", "add", POLICY_KEY, *words).returncode == 0
    shown = windows.run("./ketaref.exe", "policy", "show", "--json", folder=windows.path(MACHINE))
    assert shown.returncode == 0, shown.stderr
    told = json.loads(shown.stdout)
    assert told["exists"]
    assert "Policies" in told["place"]
    values = {rule["name"]: rule["value"] for rule in told["rules"]}
    assert values.get("RecentLookUps", values.get("recent_look_ups")) is False
    assert windows.run("reg", "delete", POLICY_KEY, "/f").returncode == 0


@pytest.mark.parametrize("scope", ["AllUsers", "CurrentUser"])
def test_ten_upgrades_of_the_setup_program_leave_one_entry(windows, small, scope):
    def install_by_setup(release, *options):
        return windows.run(small / f"{release}.exe", "/S", f"/{scope}", *options).returncode

    # /D takes the rest of the line without quotes, but Wine would quote a word that holds a space: so two words.
    assert install_by_setup(TEN[0], "/DesktopIcon", *f"/D={CHOSEN}".split(" ")) == 0
    assert len(windows.links()) == 2
    for release in TEN[1:]:
        assert install_by_setup(release) == 0
    assert len(windows.entries()) == 1
    modules = {name for name in windows.files(CHOSEN) if "only_in" in name}
    assert modules == {f"lib/ketaref/only_in_{TEN[-1]}.py"}
    assert install_by_setup(TEN[0]) == 4, "an older version is refused"
    assert install_by_setup(TEN[0], "/AllowDowngrade") == 0
    assert install_by_setup(TEN[-1]) == 0
    if scope == "AllUsers":
        assert install(windows, small / f"{TEN[-1]}.msi") == REFUSED, "the MSI sees the setup program"
        assert windows.run(small / f"{TEN[-1]}.exe", "/S", "/CurrentUser").returncode == 6
    quiet = windows.value(windows.entries()[0], "QuietUninstallString")
    # Wine's reg prints question marks for letters beyond Latin.
    assert quiet.startswith('"C:')
    assert quiet.endswith(f'\\uninstall.exe" /S /{scope}')
    kept = windows.path(CHOSEN) / "lib" / "site_note.txt"
    kept.write_text("the site's own")
    assert windows.run(windows.path(CHOSEN) / "uninstall.exe", "/S", f"/{scope}").returncode == 0
    wait_until(lambda: not windows.entries())
    wait_until(lambda: windows.files(CHOSEN) == {"lib", "lib/site_note.txt"})
    assert not windows.links()
    shutil.rmtree(windows.path(CHOSEN))


def test_setup_program_for_all_replaces_the_administrators_own(windows, small):
    assert windows.run(small / f"{TEN[0]}.exe", "/S", "/CurrentUser").returncode == 0
    assert windows.path(PERSON).exists()
    assert windows.run(small / f"{TEN[1]}.exe", "/S", "/AllUsers").returncode == 0
    assert not windows.path(PERSON).exists()
    assert len(windows.entries()) == 1
    assert windows.run(windows.path(MACHINE) / "uninstall.exe", "/S", "/AllUsers").returncode == 0
    wait_until(lambda: not windows.path(MACHINE).exists())


def test_running_program_is_not_replaced(windows, small):
    assert windows.run(small / f"{TEN[0]}.exe", "/S", "/CurrentUser").returncode == 0
    # Parts are missing here, so it says so in a box and runs until somebody answers.
    running = windows.start("./KetamineReference.exe", folder=windows.path(PERSON))
    try:
        wait_until(lambda: shows_on_screen(windows, NAME), seconds=120)
        assert windows.run(small / f"{TEN[1]}.exe", "/S", "/CurrentUser").returncode == 5
    finally:
        running.kill()
        running.wait(30)
    wait_until(lambda: windows.run(small / f"{TEN[1]}.exe", "/S", "/CurrentUser").returncode == 0)
    assert windows.run(windows.path(PERSON) / "uninstall.exe", "/S", "/CurrentUser").returncode == 0
    wait_until(lambda: not windows.path(PERSON).exists())


def test_missing_part_is_named(windows, unpacked):
    folder = windows.path(r"C:\broken")
    folder.mkdir()
    shutil.copyfile(unpacked / "ketaref.exe", folder / "ketaref.exe")
    told = windows.run("./ketaref.exe", "--version", folder=folder)
    assert told.returncode == 9
    assert r"C:\broken\python3" in told.stderr
    assert "install it again" in told.stderr
    shutil.rmtree(folder)


def test_is_as_small_as_promised(package, setup_program, unpacked):
    assert package.stat().st_size <= 34_000_000
    assert setup_program.stat().st_size <= 25_000_000
    assert sum(path.stat().st_size for path in unpacked.rglob("*") if path.is_file()) <= 100_000_000


def test_only_our_own_programs_come_unsigned(unpacked):
    programs = {name: data for name in shipped(unpacked) if is_program(data := (unpacked / name).read_bytes())}
    unsigned = {name for name, data in programs.items() if not is_signed(data)}
    assert unsigned == OURS
    assert len(programs) >= 40


def test_tables_of_the_msi(package):
    def table(name):
        lines = output_of(["msiinfo", "export", package, name]).splitlines()[3:]
        return [line.split("\t") for line in lines]

    values = {row[0]: row[1] for row in table("Property")}
    assert values["ALLUSERS"] == "1"
    assert values["UpgradeCode"] == "{5E4EF1C8-28FB-5FEF-B1B6-DE6304B4C5C8}", "it never changes"
    assert values["ProductCode"] == msi.product_code(values["ProductVersion"])
    assert any(row[0] == "INSTALLDIR" for row in table("AppSearch"))
    codes = [row[1] for row in table("Component")]
    assert len(codes) == len(set(codes))


def test_two_builds_are_equal(small, work):
    for pack, ending in ((msi.pack, "msi"), (nsis.pack, "exe")):
        again = work / f"again.{ending}"
        pack(small / TEN[0], again, TEN[0])
        assert again.read_bytes() == (small / f"{TEN[0]}.{ending}").read_bytes()
