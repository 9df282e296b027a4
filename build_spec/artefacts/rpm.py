"""The package for Fedora, RHEL and their kin, of the same tree as Debian's."""

import shutil
from pathlib import Path

from artefacts.linux_tree import LINUX, PRIVATE, make_tree
from artefacts.release import NAME, ROOT, epoch, run, set_times


def build(output: Path, release: str) -> list[Path]:
    """Make NAME-RELEASE-1.x86_64.rpm. Raises BuildError when rpmbuild is missing."""
    work = ROOT / "build" / "rpm"
    shutil.rmtree(work, ignore_errors=True)
    tree = work / "tree"
    tree.mkdir(parents=True)
    make_tree(tree, release)
    _let_commands_choose_python(tree)
    set_times(tree)
    given = {"_topdir": str(work / "top"), "tree": str(tree), "release_version": release}
    defined = [word for name, value in given.items() for word in ("--define", f"{name} {value}")]
    fixed = {"SOURCE_DATE_EPOCH": str(epoch()), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    run(["rpmbuild", "-bb", *defined, LINUX / f"{NAME}.spec"], environment=fixed)
    made = next((work / "top" / "RPMS").rglob("*.rpm"))
    finished = output / f"{NAME}-{release}-1.x86_64.rpm"
    shutil.move(made, finished)
    shutil.rmtree(work)
    return [finished]


def _let_commands_choose_python(tree: Path) -> None:
    """Put a small script before each command, which asks `bin/python` for a Python that is new enough.

    These systems name theirs in several ways, and the one called python3 may be too old.
    """
    template = (LINUX / "rpm-command.in").read_text(encoding="utf-8")
    inside = tree / PRIVATE / "bin"
    inside.mkdir()
    shutil.copyfile(LINUX / "rpm-python", inside / "python")
    (inside / "python").chmod(0o755)
    for command in sorted((tree / "usr/bin").iterdir()):
        shutil.move(command, inside / command.name)
        command.write_text(template.replace("@COMMAND@", command.name), encoding="utf-8")
        command.chmod(0o755)
