"""A stand-in for the portable folder, and for a machine that it is installed on; all of it below one folder."""

import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "build_spec" / "frozen" / "install.sh"
NAME = "ketamine-trauma-reference"
ENTRY = f"applications/{NAME}.desktop"
PROGRAM = "#!/bin/sh\n{}\necho 'ketaref {}'\n"
CHANGING = ("mkdir", "cp", "mv", "rm", "ln", "chmod")
"""The commands by which the script changes anything, but for `rmdir`, which takes nothing away that holds something."""
# Counts the calls of all such commands; at the one that is asked for, it fails or ends the whole script.
STUB = """#!/bin/sh
read -r count <'{counter}'
echo $((count + 1)) >'{counter}'
if [ "$count" = {step} ]; then {action}; fi
exec {command} "$@"
"""


def make_portable(folder, more=(), behaviour=":", version="1.0"):
    """A folder as build.py portable makes it, but with shell scripts for programs."""
    folder.mkdir(parents=True)
    for name in ("ketaref", "ketamine-reference"):
        (folder / name).write_text(PROGRAM.format(behaviour, version))
        (folder / name).chmod(0o755)
    for name in ("_internal/content", *more):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{name} {version}")
    entry = folder / "share" / ENTRY
    entry.parent.mkdir(parents=True)
    entry.write_text(f"[Desktop Entry]\nComment={version}\nExec=ketamine-reference %u\nTryExec=ketamine-reference\n")
    shutil.copyfile(SCRIPT, folder / "install.sh")
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != entry)
    lines = [f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}\n" for path in files]
    (folder / "MANIFEST.sha256").write_text("".join(lines))
    return folder


class Machine:
    """Places for an installation, some of which are there already."""

    def __init__(self, root):
        self.root = root
        self.tools = root.with_name("tools")
        self.counter = root.with_name("counter")
        self.home = root.with_name("home")
        self.home.mkdir(mode=0o700, parents=True)
        (root / "opt").mkdir(parents=True)
        (root / "local").mkdir()
        self.prefix = root / "opt" / "program"
        self.links = root / "local" / "bin"
        self.share = root / "local" / "share"
        self.variables = {"HOME": str(self.home)}
        self.tool("getent", f"#!/bin/sh\necho 'somebody:x:0:0::{self.home}:/bin/sh'\n")  # it locks the user's home
        self.tool("sync", "#!/bin/sh\n")  # takes long where others write, and changes nothing that a test could see

    def places(self):
        return [
            *("--prefix", str(self.prefix)),
            *("--link-dir", str(self.links)),
            *("--share-dir", str(self.share)),
        ]

    def run(self, portable, *arguments, shell="sh", **options):
        """How install.sh of a folder ends; what `tools` holds comes before the machine's own commands."""
        command = [shell, str(portable / "install.sh"), *arguments, *self.places()]
        environment = {"PATH": f"{self.tools}:{os.environ['PATH']}", **self.variables}
        environment["TMPDIR"] = str(self.root.parent)
        # A session of its own, for a test may kill it with all that it started.
        return subprocess.run(
            command, capture_output=True, text=True, check=False, env=environment, start_new_session=True, **options
        )

    def tool(self, name, text):
        """Put a shell script before one of the machine's commands."""
        self.tools.mkdir(exist_ok=True)
        (self.tools / name).write_text(text)
        (self.tools / name).chmod(0o755)

    def stop_at(self, step, action):
        """Let the `step`-th change, counted from 0, not happen: by `exit 1`, or `kill -9 0` of script and all."""
        for command in CHANGING:
            found = shutil.which(command)
            self.tool(command, STUB.format(counter=self.counter, step=step, action=action, command=found))
        self.counter.write_text("0\n")

    def was_stopped(self, step):
        """Whether the script came to that step; from now on nothing stops it."""
        for command in CHANGING:
            (self.tools / command).unlink()
        return int(self.counter.read_text()) > step

    def files(self):
        return sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*"))

    def state(self):
        """Every path with what it holds: the text of a file, where a link leads, nothing for a folder."""
        told = {}
        for path in self.root.rglob("*"):
            name = str(path.relative_to(self.root))
            told[name] = str(path.readlink()) if path.is_symlink() else path.read_text() if path.is_file() else None
        return told

    def keep(self):
        """Remember everything on it for `restore`."""
        self.forget()
        shutil.copytree(self.root, self.root.with_name("kept"), symlinks=True)

    def restore(self):
        shutil.rmtree(self.root)
        shutil.copytree(self.root.with_name("kept"), self.root, symlinks=True)

    def forget(self):
        shutil.rmtree(self.root.with_name("kept"), ignore_errors=True)
