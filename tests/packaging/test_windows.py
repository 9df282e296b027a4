"""The installers for Windows, under Wine: silent installation, use, upgrades, refusals, removal; both scopes."""

import json
import os
import shutil

import pytest
from built import artefact, output_of
from wine import (
    CHOSEN,
    MACHINE,
    MEMORY_STICK,
    NAME,
    OURS,
    OWN_KEY,
    PERSON,
    PROFILE,
    REFUSED,
    SETUP_KEY,
    TEN,
    wait_until,
)

from artefacts import msi, nsis
from artefacts.windows import shipped, unsigned

FOREIGN = r"C:\Program Files\Another Program"
POLICY_KEY = r"HKLM\SOFTWARE\Policies\KetamineTraumaReference"


def names_below(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


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
        wait_until(lambda: windows.shows(NAME), seconds=120)
    finally:
        window.kill()
        window.wait(30)


def test_whole_life_of_the_msi(windows, package, unpacked):
    assert windows.msiexec("/i", package) == 0
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
    assert windows.msiexec("/x", package) == 0
    assert not windows.path(MACHINE).exists()
    assert not windows.entries()
    assert not windows.links()
    assert not windows.value(OWN_KEY, "InstallDir")
    assert not windows.value(r"HKLM\SOFTWARE\Classes\ketaref\shell\open\command")


@pytest.fixture
def foreign(windows):
    """A folder of another program, with a library of the same name as one of ours."""
    library = windows.path(FOREIGN) / "msvcp140.dll"
    library.parent.mkdir()
    library.write_text("another program's own")
    yield library
    assert library.read_text() == "another program's own"
    assert windows.files(FOREIGN) == {library.name}
    shutil.rmtree(library.parent)


def test_ten_upgrades_of_the_msi_leave_one_entry(windows, small, foreign):
    def install(release, *options):
        return windows.msiexec("/i", small / f"{release}.msi", *options)

    inside = rf"{CHOSEN}\{NAME}"
    assert install(TEN[0], "ADDLOCAL=Main,DesktopIcon", f"INSTALLDIR={CHOSEN}") == 0
    assert len(windows.links()) == 2
    for release in TEN[1:-1]:
        assert install(release) == 0
    assert len(windows.links()) == 2, "an icon of choice is kept"
    modules = {name for name in windows.files(inside) if "only_in" in name}
    assert modules == {f"lib/ketaref/only_in_{TEN[-2]}.py"}, "the folder of choice is found again, old files are gone"
    assert not windows.path(MACHINE).exists()
    kept = windows.path(inside) / "lib" / "site_note.txt"
    kept.write_text("the site's own")
    # What the command line names comes before what is remembered; and it is never the folder of the files themselves.
    assert install(TEN[-1], f"INSTALLDIR={FOREIGN}", "ADDLOCAL=Main") == 0
    assert windows.files(inside) == {"lib", "lib/site_note.txt"}
    assert f"{NAME}/lib/ketaref/only_in_{TEN[-1]}.py" in windows.files(FOREIGN)
    assert len(windows.links()) == 1
    assert len(windows.entries()) == 1
    assert install(TEN[0]) == REFUSED, "an older version is refused"
    assert windows.value(windows.entries()[0], "DisplayVersion") == TEN[-1]
    assert windows.setup(small / f"{TEN[-1]}.exe", "/AllUsers") == 6, "the setup program sees the MSI"
    assert windows.msiexec("/x", small / f"{TEN[-1]}.msi") == 0
    assert not windows.entries()
    assert not windows.links()
    assert foreign.exists()
    shutil.rmtree(windows.path(CHOSEN))


def test_whole_life_of_the_setup_program(windows, setup_program, unpacked):
    assert windows.setup(setup_program, "/AllUsers") == 0
    assert windows.files(MACHINE) == names_below(unpacked) | {"uninstall.exe"}
    windows.add_stubs(MACHINE)
    found = windows.run("./ketaref.exe", "search", "lithium", "--limit", "1", folder=windows.path(MACHINE))
    assert "ketaref://" in found.stdout, found.stderr
    show_policy(windows)
    windows.remove_stubs(MACHINE)
    assert windows.setup(setup_program, "/AllUsers") == 0, "again over itself: it moves every file out and in"
    output_of(["sha256sum", "--check", "--quiet", "MANIFEST.sha256"], cwd=windows.path(MACHINE))
    assert windows.files(MACHINE) == names_below(unpacked) | {"uninstall.exe"}
    assert windows.setup(windows.path(MACHINE) / "uninstall.exe", "/AllUsers") == 0
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
    (rule,) = [rule for rule in told["rules"] if rule["name"] == "recent_look_ups"]  # as try.ps1 looks for it
    assert (rule["value"], rule["written_as"]) == (False, "RecentLookUps")
    assert windows.run("reg", "delete", POLICY_KEY, "/f").returncode == 0


@pytest.mark.parametrize(("scope", "chosen"), [("AllUsers", CHOSEN), ("CurrentUser", rf"{PROFILE}\Ünï 名")])
def test_ten_upgrades_of_the_setup_program_leave_one_entry(windows, small, scope, chosen):
    def install(release, *options):
        return windows.setup(small / f"{release}.exe", f"/{scope}", *options)

    assert install(TEN[0], "/DesktopIcon", f"/D={chosen}") == 0
    assert len(windows.links()) == 2
    for release in TEN[1:]:
        assert install(release) == 0
    assert len(windows.entries()) == 1
    assert len(windows.links()) == 2, "an icon of choice is kept"
    modules = {name for name in windows.files(chosen) if "only_in" in name}
    assert modules == {f"lib/ketaref/only_in_{TEN[-1]}.py"}
    assert install(TEN[0]) == 4, "an older version is refused"
    assert install(TEN[0], "/AllowDowngrade") == 0
    next(link for link in windows.links() if "Start Menu" not in str(link)).unlink()
    assert install(TEN[-1]) == 0
    assert len(windows.links()) == 1, "an icon that was thrown away does not come back"
    if scope == "AllUsers":
        assert windows.msiexec("/i", small / f"{TEN[-1]}.msi") == REFUSED, "the MSI sees the setup program"
        assert windows.setup(small / f"{TEN[-1]}.exe", "/CurrentUser") == 6
    quiet = windows.value(windows.entries()[0], "QuietUninstallString")
    # Wine's reg prints question marks for letters beyond Latin.
    assert quiet.startswith('"C:')
    assert quiet.endswith(f'\\uninstall.exe" /S /{scope}')
    kept = windows.path(chosen) / "lib" / "site_note.txt"
    kept.write_text("the site's own")
    uninstaller = windows.path(chosen) / "uninstall.exe"
    other = {"AllUsers": "CurrentUser", "CurrentUser": "AllUsers"}[scope]
    assert windows.setup(uninstaller, f"/{other}", f"_?={chosen}") == 10, "a scope that it was not installed with"
    assert len(windows.entries()) == 1
    assert windows.setup(uninstaller) == 0, "without a word it finds out whose it is"
    wait_until(lambda: not windows.entries())
    wait_until(lambda: windows.files(chosen) == {"lib", "lib/site_note.txt"})
    assert not windows.links()
    shutil.rmtree(windows.path(chosen))


def test_setup_program_refuses_the_folder_of_another_program(windows, small, foreign):
    first, second = (small / f"{release}.exe" for release in TEN[:2])
    assert windows.setup(first, "/AllUsers", f"/D={FOREIGN}") == 9
    assert not windows.entries()
    windows.path(CHOSEN).mkdir(parents=True)
    assert windows.setup(first, "/AllUsers", f"/D={CHOSEN}") == 0, "an empty folder will do"
    assert windows.setup(second, "/AllUsers", f"/D={FOREIGN}") == 9, "an upgrade is no reason to go there"
    assert foreign.exists()
    assert windows.value(SETUP_KEY, "Version") == TEN[0]
    assert windows.setup(second, "/AllUsers", rf"/D={MACHINE}") == 0
    assert not windows.files(CHOSEN), "an upgrade to another folder takes the earlier one along"
    windows.take_away(MACHINE)


def test_windows_older_than_1809_is_refused(windows, small):
    package, program = small / f"{TEN[0]}.msi", small / f"{TEN[0]}.exe"
    today = windows.build()
    try:
        for older in ("17762", "9600"):  # the last before 1809, Windows 8.1: as numbers, not as words
            assert windows.build(older) == older
            assert windows.msiexec("/i", package) == REFUSED
            assert windows.setup(program, "/AllUsers") == 7
            assert windows.setup(program, "/CurrentUser") == 7
            assert not windows.entries()
            assert not windows.path(MACHINE).exists()
        windows.build("17763")
        assert windows.setup(program, "/AllUsers") == 0
        windows.take_away(MACHINE)
        assert windows.msiexec("/i", package) == 0
        windows.build("17762")
        assert windows.msiexec("/x", package) == 0, "what is there can be removed on any"
        assert not windows.entries()
    finally:
        windows.build(today)


def test_nothing_in_a_users_own_folder_is_run(windows, small):
    """An administrator's rights would go to whatever lies there."""
    first, second = (small / f"{release}.exe" for release in TEN[:2])
    assert windows.setup(first, "/CurrentUser") == 0
    uninstaller = windows.path(PERSON) / "uninstall.exe"
    own = uninstaller.read_bytes()
    uninstaller.write_bytes(b"MZ no program at all")
    before = windows.files(PERSON)
    assert windows.setup(second, "/AllUsers") == 6, "the administrator removes his own first"
    assert windows.files(PERSON) == before
    assert len(windows.entries()) == 1
    assert windows.setup(second, "/CurrentUser") == 0
    assert uninstaller.read_bytes()[:2] == own[:2]
    assert len(uninstaller.read_bytes()) > 1000
    windows.take_away(PERSON)


def test_failed_upgrade_leaves_the_earlier_version(windows, small):
    first, second = (small / f"{release}.exe" for release in TEN[:2])
    assert windows.setup(first, "/CurrentUser", "/DesktopIcon", largest_file=MEMORY_STICK) == 2
    assert not windows.path(PERSON).exists(), "nothing is left of a first one that failed"
    assert not windows.entries()
    assert windows.setup(first, "/CurrentUser", "/DesktopIcon") == 0

    def fails_with(code, **how):
        assert windows.setup(second, "/CurrentUser", **how) == code
        assert windows.files(PERSON) == before
        output_of(["sha256sum", "--check", "--quiet", "MANIFEST.sha256"], cwd=windows.path(PERSON))
        assert windows.value(windows.entries()[0], "DisplayVersion") == TEN[0]
        assert len(windows.links()) == 2

    before = windows.files(PERSON)
    fails_with(2, largest_file=MEMORY_STICK)
    # Parts are missing here, so it says so in a box and runs until somebody answers.
    with windows.start("./KetamineReference.exe", folder=windows.path(PERSON)) as running:
        try:
            wait_until(lambda: windows.shows(NAME), seconds=120)
            fails_with(5)
        finally:  # else this test would wait for somebody to answer, and never tell what failed
            running.kill()
    with windows.hold(rf"{PERSON}\lib\large.bin") as holding:
        fails_with(5)
        assert windows.setup(windows.path(PERSON) / "uninstall.exe", f"_?={PERSON}") == 5, "nor is it removed"
        fails_with(5)
        holding.communicate(b"\n")
    in_the_way = windows.path(PERSON) / "lib" / "ketaref" / f"only_in_{TEN[1]}.py" / "of the site"
    in_the_way.mkdir(parents=True)
    before = windows.files(PERSON)
    fails_with(8)
    shutil.rmtree(in_the_way.parent)
    wait_until(lambda: windows.setup(second, "/CurrentUser") == 0)
    assert len(windows.links()) == 2
    windows.take_away(PERSON)


def test_installation_that_was_cut_short_is_put_right_by_the_next(windows, small):
    first, second = (small / f"{release}.exe" for release in TEN[:2])
    unpacked = windows.path(rf"{MACHINE}\upgrade-new")
    unpacked.mkdir(parents=True)
    for name in ("MANIFEST.sha256", "ketaref.exe"):
        shutil.copyfile(small / TEN[1] / name, unpacked / name)
    assert windows.setup(first, "/AllUsers") == 0, "what was unpacked before the power failed is no other program's"
    installed = windows.files(MACHINE)
    here = windows.path(MACHINE)
    (here / "upgrade-old" / "lib").mkdir(parents=True)
    (here / "lib" / "large.bin").rename(here / "upgrade-old" / "lib" / "large.bin")
    (here / "upgrade-new").mkdir()
    shutil.copyfile(here / "ketaref.exe", here / "upgrade-new" / "ketaref.exe")
    assert windows.setup(second, "/AllUsers") == 0
    assert windows.files(MACHINE) == {name.replace(TEN[0], TEN[1]) for name in installed}
    assert windows.run("reg", "delete", OWN_KEY, "/f").returncode == 0
    uninstaller = here / "uninstall.exe"
    assert windows.setup(uninstaller, f"_?={MACHINE}") == 10, "it belongs to nobody who is registered"
    assert "ketaref.exe" in windows.files(MACHINE)
    assert windows.run("reg", "add", SETUP_KEY, "/v", "InstallDir", "/d", MACHINE, "/f").returncode == 0
    windows.take_away(MACHINE)


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
    assert unsigned(unpacked) == OURS


def test_bill_tells_what_is_in_every_library_of_python(unpacked):
    bill = json.loads(artefact("KetamineTraumaReference-*.cdx.json").read_text(encoding="utf-8"))
    within = {}
    for entry in bill["components"]:
        told = {one["name"]: one["value"] for one in entry.get("properties", ())}
        for name in told.get("ketaref:inside", "").split(", "):
            within.setdefault(name, {})[entry["name"]] = entry.get("version", "")
    (python,) = unpacked.glob("python3[0-9]*.dll")
    for name, part, marker in (
        ("pyexpat.pyd", "expat", b"expat_%s"),
        ("_decimal.pyd", "libmpdec", b"\0%s\0"),
        (python.name, "zlib", b"\0%s\0"),
    ):
        version = within[name][part]
        assert version
        assert marker % version.encode() in (unpacked / name).read_bytes()
    for name, part, marker in (("sqlite3.dll", "sqlite", "FileVersion\0%s."), ("libffi-8.dll", "libffi", "libffi-%s")):
        wide = (marker % within[name][part]).encode("utf-16-le")
        assert wide.replace(b"\0", b"") in (unpacked / name).read_bytes().replace(b"\0", b"")
    assert "msvc-runtime" in within["msvcp140.dll"]
    assert not [name for name in ("_bz2.pyd", "_lzma.pyd", "_uuid.pyd") if (unpacked / name).exists()]
    terms = (unpacked / "lib/ketaref/resources/licences/NOTICE.txt").read_text(encoding="utf-8")
    assert f"Expat {within['pyexpat.pyd']['expat']}\n" in terms


def test_tables_of_the_msi(package):
    def table(name):
        lines = output_of(["msiinfo", "export", package, name]).splitlines()[3:]
        return [line.split("\t") for line in lines]

    values = {row[0]: row[1] for row in table("Property")}
    assert values["ALLUSERS"] == "1"
    assert values["UpgradeCode"] == "{5E4EF1C8-28FB-5FEF-B1B6-DE6304B4C5C8}", "it never changes"
    assert values["ProductCode"] == msi.product_code(values["ProductVersion"])
    found = {row[0] for row in table("AppSearch")}
    assert found == {"WINDOWSBUILD", "SETUPDIR", "OWNSETUPDIR", "EARLIERPARENT", "EARLIERDESKTOPICON"}, (
        "what it finds must not overwrite what is given"
    )
    steps = {row[0]: int(row[2]) for row in table("InstallExecuteSequence")}
    begin, end = steps["InstallInitialize"], steps["InstallFiles"]
    assert begin < steps["RemoveExistingProducts"] < end, "else a failure would leave neither version"
    assert [row[0] for row in table("InstallUISequence")] == ["ExecuteAction"]
    assert {row[0]: row[1] for row in table("Directory")}["PROGRAMDIR"] == "INSTALLDIR"
    codes = [row[1] for row in table("Component")]
    assert len(codes) == len(set(codes))


def test_two_builds_are_equal_whenever_the_files_were_written(small, work):
    for name in shipped(small / TEN[0]):
        os.utime(small / TEN[0] / name, (1_800_000_000, 1_800_000_000))
    for pack, ending in ((msi.pack, "msi"), (nsis.pack, "exe")):
        again = work / f"again.{ending}"
        pack(small / TEN[0], again, TEN[0])
        assert again.read_bytes() == (small / f"{TEN[0]}.{ending}").read_bytes()
