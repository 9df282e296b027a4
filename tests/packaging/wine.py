"""A Windows for tests: Wine in a folder of its own, so that nothing of this machine's user is touched.

Wine shows that packages unpack, register, upgrade and go, and that the program runs with its real libraries. It says
nothing of drawing, speed, screen readers or the rights of ordinary users: build_spec/windows/CHECKS.md lists what a
person on Windows looks at.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from built import ROOT

if sys.platform != "win32":  # where these tests are not collected, but pytest reads this all the same
    import resource

LOADERS = ("wine64", "/usr/lib/wine/wine64", "wine")
SERVERS = ("wineserver", "/usr/lib/wine/wineserver64")
STUBS = ROOT / "build_spec" / "windows" / "wine"
NAME = "Ketamine Trauma Reference"
MACHINE = rf"C:\Program Files\{NAME}"
PROFILE = rf"C:\users\{os.environ.get('USER', 'root')}"
PERSON = rf"{PROFILE}\AppData\Local\Programs\{NAME}"
CHOSEN = r"C:\Пользователи\Ünï 名"
OURS = {"KetamineReference.exe", "ketaref.exe"}
TEN = [f"0.{minor}.0" for minor in range(1, 11)]
MEMORY_STICK = 2_000_000
"""Bytes: less than the largest file of the small versions has."""
REFUSED = 1603 % 256
"""Of an exit code Unix shows the last eight bits."""
OWN_KEY = r"HKLM\SOFTWARE\KetamineTraumaReference"
SETUP_KEY = rf"{OWN_KEY}\Setup"
WINDOWS_KEY = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall"


def wait_until(condition, seconds=30):
    """A window takes a while; the uninstaller goes on as a copy of itself after its first process has ended."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.2)


class Wine:
    """One Windows 10 in a folder."""

    def __init__(self, folder: Path, display: str) -> None:
        self.drive = folder / "prefix" / "drive_c"
        self._loader = next((found for name in LOADERS if (found := shutil.which(name))), "")
        self._server = next((found for name in SERVERS if (found := shutil.which(name))), "")
        assert self._loader, "Wine is missing; on Debian: apt-get install wine64"
        assert self._server, "wineserver is missing; on Debian: apt-get install wine64"
        self._home = folder / "home"
        self._home.mkdir(parents=True)
        # Wine's desktop leads here. A real one is never empty; an empty one goes with the last shortcut of an MSI.
        (self._home / "desktop.ini").touch()
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self._home),
            "LC_ALL": "C.UTF-8",
            "DISPLAY": display,
            "WINEPREFIX": str(folder / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            # No .NET, no browser, no entries in this machine's own menus; the stubs before Wine's own.
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=;mscms=n,b;icuuc=n",
        }
        self.run("wineboot", "-i", seconds=240)
        assert self.run("winecfg", "/v", "win10").returncode == 0
        # Windows goes on as long as a program runs: else each call would start it anew, and wait for its end. A window,
        # since Windows' own desktop starts with the first, and would keep the pipes of whoever opened that.
        self._awake = self.start("notepad")
        wait_until(lambda: self.shows("Notepad"), seconds=120)

    def run(self, *words, seconds=60, folder=None, largest_file=None):
        """Call a program and wait for it; what it prints comes through pipes, as a deployment tool reads it.

        A file that would grow beyond `largest_file` bytes cannot be written on: so it is when the disk is full.
        """
        limits = (largest_file, resource.getrlimit(resource.RLIMIT_FSIZE)[1])
        return subprocess.run(
            [self._loader, *(str(word) for word in words)],
            cwd=folder,
            env=self.environment,
            input="",
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
            # Where the file ends there is an error then, and no signal.
            restore_signals=largest_file is None,
            preexec_fn=largest_file and (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits)),
        )

    def start(self, *words, folder=None, stdin=subprocess.DEVNULL):
        """Start a program that stays open, with nowhere to print to."""
        command = [self._loader, *(str(word) for word in words)]
        nowhere = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(command, cwd=folder, env=self.environment, stdin=stdin, **nowhere)

    def msiexec(self, what, file, *options):
        """Let Windows Installer do what the first word says, silently; gives the exit code."""
        named = f"Z:{file}".replace("/", "\\")
        return self.run("msiexec", what, named, "/qn", "/norestart", *options, seconds=180).returncode

    def setup(self, program, *options, **how):
        """Call a setup program or an uninstaller, silently; gives the exit code.

        Its last option takes the rest of the line without quotes, and Wine would quote a word that holds a blank.
        """
        words = [word for option in options for word in option.split(" ")]
        return self.run(program, "/S", *words, seconds=180, **how).returncode

    def take_away(self, folder: str) -> None:
        """Remove what a setup program installed there, and see that nothing of it is left."""
        assert self.setup(self.path(folder) / "uninstall.exe") == 0
        wait_until(lambda: not self.path(folder).exists() and not self.entries())
        assert not self.links()

    def hold(self, windows: str):
        """Start a program that has a file open for writing, until something is put into its pipe."""
        (self.drive / "hold.bat").write_text(f'@call C:\\wait.bat >>"{windows}"\r\n', encoding="ascii")
        (self.drive / "wait.bat").write_text("@echo held >C:\\held\r\n@set /p line=\r\n", encoding="ascii")
        (self.drive / "held").unlink(missing_ok=True)
        program = self.start("cmd", "/c", r"C:\hold.bat", stdin=subprocess.PIPE)
        wait_until((self.drive / "held").exists)
        return program

    def shows(self, name):
        """Whether a window with this in its title is shown; xdotool fails when one goes while it looks."""
        words = ["xdotool", "search", "--onlyvisible", "--name", name]
        told = subprocess.run(words, env=self.environment, capture_output=True, text=True, timeout=60, check=False)
        return bool(told.stdout.strip())

    def path(self, windows: str) -> Path:
        r"""Where C:\… lies on this machine."""
        return self.drive.joinpath(*windows.removeprefix("C:\\").rstrip("\\").split("\\"))

    def value(self, key: str, name: str = "") -> str:
        """A value of the registry, the unnamed one without a name; empty where there is none."""
        which = ["/v", name] if name else ["/ve"]
        for line in self.run("reg", "query", key, *which).stdout.splitlines():
            if "    REG_" in line:
                return line.partition("    REG_")[2].partition("    ")[2].strip()
        return ""

    def build(self, number: str = "") -> str:
        """The build of Windows that programs find, 18362 at first; a number makes it another one."""
        if number:
            words = ["/v", "CurrentBuildNumber", "/t", "REG_SZ", "/d", number, "/f"]
            assert self.run("reg", "add", WINDOWS_KEY, *words).returncode == 0
        return self.value(WINDOWS_KEY, "CurrentBuildNumber")

    def entries(self) -> list[str]:
        """What the list of installed programs holds of ours, in both scopes: a key for each."""
        keys, key = [], ""
        for root in ("HKLM", "HKCU"):
            for line in self.run("reg", "query", rf"{root}\{UNINSTALL}", "/s").stdout.splitlines():
                if line.startswith("HKEY"):
                    key = line.strip()
                elif line.split()[:1] == ["DisplayName"] and "Ketamine" in line:
                    keys.append(key)
        return keys

    def files(self, windows: str) -> set[str]:
        """Every file and folder below a folder, relative to it; empty where it is gone."""
        folder = self.path(windows)
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}

    def links(self) -> list[Path]:
        """Every shortcut to the program."""
        # A user's desktop is a link to that of this machine's user, here in a folder of the test's own.
        return sorted({*self.drive.rglob("Ketamine*.lnk"), *self._home.rglob("Ketamine*.lnk")})

    def add_stubs(self, windows: str) -> None:
        """Put the two libraries that Wine lacks beside an installed program: for the test alone."""
        for source in sorted(STUBS.glob("*.c")):
            made = self.path(windows) / f"{source.stem}.dll"
            subprocess.run(["x86_64-w64-mingw32-gcc", "-shared", "-s", "-o", str(made), str(source)], check=True)

    def remove_stubs(self, windows: str) -> None:
        """Take them away again, so that what is left is the installation's."""
        for source in STUBS.glob("*.c"):
            (self.path(windows) / f"{source.stem}.dll").unlink()

    def stop(self) -> None:
        """End every program in it."""
        self._awake.kill()
        self._awake.wait(30)
        subprocess.run([self._server, "-k"], env=self.environment, check=False)
        subprocess.run([self._server, "-w"], env=self.environment, check=False, timeout=60)
