"""The package for Debian and Ubuntu: one for every release from Debian 12 and Ubuntu 24.04 on."""

import hashlib
import os
import re
import shutil
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from artefacts.linux_tree import DOCUMENTS, LINUX, PRIVATE, compress, make_tree
from artefacts.release import NAME, ROOT, BuildError, epoch, run, set_times

DEBIAN = LINUX / "debian"
MAINTAINER = "KETAREF_MAINTAINER"
"""The environment variable that names who answers for the package: `Hospital IT <packages@hospital.example>`."""
UNNAMED = "Makers of Ketamine Trauma Reference <maintainers@ketaref.invalid>"
OPTIONAL = ("libqwayland", "libQt6WaylandClient", "libxdg-shell", "libbradient", "libcupsprintersupport")
"""Plug-ins that Qt does without where their libraries are missing: the package only recommends these."""


def build(output: Path, release: str) -> list[Path]:
    """Make NAME_RELEASE_amd64.deb. Raises BuildError when a tool is missing."""
    work = ROOT / "build" / "deb"
    shutil.rmtree(work, ignore_errors=True)
    tree = work / "tree"
    tree.mkdir(parents=True)
    make_tree(tree, release)
    _add_documents(tree, release)
    depends = dependencies(tree, work)
    control = tree / "DEBIAN"
    control.mkdir()
    _write_control(tree, control, release, depends)
    for script in ("postinst", "prerm"):
        shutil.copyfile(DEBIAN / script, control / script)
        (control / script).chmod(0o755)
    set_times(tree)
    made = work / f"{NAME}_{release}_amd64.deb"
    # One thread: with more, xz cuts its blocks by their number, and another machine would make other bytes.
    packing = ["--root-owner-group", "--threads-max=1", "-Zxz", "-z9"]
    run(["dpkg-deb", *packing, "--build", tree, made], environment={"SOURCE_DATE_EPOCH": str(epoch())})
    finished = output / made.name
    shutil.move(made, finished)
    shutil.rmtree(work)
    return [finished]


def dependencies(tree: Path, work: Path) -> str:
    """The packages that hold the libraries which the payload asks for and does not bring along.

    Raises BuildError where Debian 12 lacks one of them.
    """
    private = tree / PRIVATE
    libraries = [path for path in sorted(private.rglob("*.so*")) if path.is_file()]
    needed = [path for path in libraries if not path.name.startswith(OPTIONAL)]
    folders = sorted({path.parent for path in libraries})
    (work / "debian").mkdir()
    (work / "debian" / "control").write_text(f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: amd64\n")
    known = [f"-l{folder}" for folder in folders]
    told = run(["dpkg-shlibdeps", "-O", "--ignore-missing-info", *known, *needed], cwd=work)
    if not told.startswith("shlibs:Depends="):
        raise BuildError(f"dpkg-shlibdeps told no dependencies: {told!r}")
    shutil.rmtree(work / "debian")
    depends = told.removeprefix("shlibs:Depends=").strip()
    _refuse_newer_names(depends)
    return depends


def _refuse_newer_names(depends: str) -> None:
    """Raise BuildError for a name that came with 64-bit time, after Debian 12: newer systems know the old ones too."""
    choices = [re.findall(r"(?:^|\|) *([\w.+-]+)", clause) for clause in depends.split(",")]
    newer = sorted({names[0] for names in choices if names and all(name.endswith("t64") for name in names)})
    if newer:
        raise BuildError(
            f"the .deb would ask for {', '.join(newer)}, which Debian 12 does not have, so it would not install there:"
            " build it there; what is built on Debian 12 installs on newer systems too"
        )


def _add_documents(tree: Path, release: str) -> None:
    documents = tree / DOCUMENTS
    shutil.copyfile(DEBIAN / "copyright", documents / "copyright")
    moment = format_datetime(datetime.fromtimestamp(epoch(), UTC))
    entry = f"{NAME} ({release}) stable; urgency=medium\n\n  * Release {release}; NEWS.gz tells what changed.\n\n"
    compress(documents / "changelog.gz", f"{entry} -- {_maintainer()}  {moment}\n".encode())
    compress(documents / "NEWS.gz", (ROOT / "CHANGELOG.md").read_bytes())
    overrides = tree / "usr/share/lintian/overrides" / NAME
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(DEBIAN / "lintian-overrides", overrides)
    update = tree / "usr/share/python3/runtime.d" / f"{NAME}.rtupdate"
    update.parent.mkdir(parents=True)
    shutil.copyfile(DEBIAN / update.name, update)
    update.chmod(0o755)


def _write_control(tree: Path, control: Path, release: str, depends: str) -> None:
    files = sorted(path for path in tree.rglob("*") if path.is_file() and control not in path.parents)
    values = {
        "@VERSION@": release,
        "@MAINTAINER@": _maintainer(),
        "@SIZE@": str(sum(-(-file.stat().st_size // 1024) for file in files)),
        "@DEPENDS@": depends,
    }
    text = (DEBIAN / "control.in").read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(name, value)
    (control / "control").write_text(text, encoding="utf-8")
    sums = [f"{_md5(file)}  {file.relative_to(tree)}\n" for file in files]
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")


def _md5(file: Path) -> str:
    """What dpkg itself compares by: it finds damage, and is no protection."""
    return hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()


def _maintainer() -> str:
    return os.environ.get(MAINTAINER, UNNAMED)
