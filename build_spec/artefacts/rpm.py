"""The package for Fedora, RHEL and their kin, of the same tree as Debian's."""

import shutil
from pathlib import Path

from artefacts.linux_tree import LINUX, make_tree
from artefacts.release import NAME, ROOT, epoch, run, set_times


def build(output: Path, release: str) -> list[Path]:
    """Make NAME-RELEASE-1.x86_64.rpm. Raises BuildError when rpmbuild is missing."""
    work = ROOT / "build" / "rpm"
    shutil.rmtree(work, ignore_errors=True)
    tree = work / "tree"
    tree.mkdir(parents=True)
    make_tree(tree, release)
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
