"""A clean system in a folder, used through bubblewrap: no network, no screen unless given, nothing of this machine."""

import shutil
import subprocess
from pathlib import Path

PASSED_BY = (
    "var/lib/dpkg",
    "var/lib/apt",
    "var/cache",
    "var/log",
    "var/lib/systemd",
    "tmp",
    "proc",
    "dev",
    "sys",
    "run",
)
"""What an installation changes for its own records."""


class CleanSystem:
    """A root folder of a distribution that holds what a package depends on, and nothing else."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def make(cls, suite: str, depends: str, folder: Path) -> "CleanSystem":
        """A fresh copy of a minimal Debian; the first one is fetched, and kept for the next time."""
        kept = folder / f"{suite}.tar"
        if not kept.exists():
            draft = folder / f"{suite}-draft.tar"
            subprocess.run(
                ["mmdebstrap", "--quiet", "--variant=minbase", f"--include={depends}", suite, str(draft)], check=True
            )
            draft.rename(kept)
        root = folder / suite
        if root.exists():
            shutil.rmtree(root)
        root.mkdir()
        subprocess.run(
            ["tar", "--extract", "--file", str(kept), "--directory", str(root), "--exclude=./dev/*"], check=True
        )
        return cls(root)

    def command(self, words, *, user: int = 0, more=(), environment=None):
        """The whole command line that runs `words` in this system, without a network."""
        isolated = ["--unshare-net", "--unshare-pid", "--unshare-ipc", "--die-with-parent", "--clearenv"]
        account = ["--unshare-user", "--uid", str(user), "--gid", str(user)] if user else []
        values = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8", **(environment or {})}
        variables = [word for name, value in values.items() for word in ("--setenv", name, value)]
        mounts = ["--bind", self.root, "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/run"]
        return [str(word) for word in ["bwrap", *isolated, *account, *mounts, *variables, *more, *words]]

    def run(self, words, **options):
        """What a command says and how it ended; it has no input and no terminal."""
        return subprocess.run(
            self.command(words, **options), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )

    def install(self, package: Path):
        """Install a package file as a script of an administrator would, without network, screen or questions."""
        inside = self.root / "tmp" / package.name
        shutil.copyfile(package, inside)
        words = ["dpkg", "--install", f"/tmp/{package.name}"]
        finished = self.run(words, environment={"DEBIAN_FRONTEND": "noninteractive"})
        inside.unlink()
        return finished

    def files(self) -> set[str]:
        """Every file and folder, but those where package tools keep their own records."""
        found = set()
        for path in self.root.rglob("*"):
            name = str(path.relative_to(self.root))
            if not name.startswith(PASSED_BY):
                found.add(name)
        return found
