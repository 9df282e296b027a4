"""A clean system in a folder, used through bubblewrap: no network, no screen unless given, nothing of this machine."""

import hashlib
import shutil
import subprocess
from pathlib import Path

RECORDS = ("var/lib/dpkg", "var/lib/apt", "var/cache/debconf", "var/log/dpkg.log", "var/log/apt", "proc", "dev", "run")
"""Where package tools keep their own records, and what is mounted anew for each command."""


class CleanSystem:
    """A root folder of a distribution that holds what a package depends on, and nothing else."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def make(cls, suite: str, depends: str, folder: Path) -> "CleanSystem":
        """A fresh copy of a minimal Debian; the first one is fetched, and kept as long as the same is asked for."""
        kept = folder / f"{suite}-{hashlib.sha256(depends.encode()).hexdigest()[:12]}.tar"
        if not kept.exists():
            for stale in folder.glob(f"{suite}-*.tar"):
                stale.unlink()
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
        # Truly another user: in a name space of users, everything of root's would be theirs to write.
        account = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"] if user else []
        values = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8", **(environment or {})}
        variables = [word for name, value in values.items() for word in ("--setenv", name, value)]
        mounts = ["--bind", self.root, "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/run"]
        return [str(word) for word in ["bwrap", *isolated, *mounts, *variables, *more, *account, *words]]

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
            if not any(path.is_relative_to(self.root / record) for record in RECORDS):
                found.add(name)
        return found
