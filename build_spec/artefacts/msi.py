"""The Windows Installer package (MSI), per machine, for group policy, Intune and Configuration Manager."""

import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from xml.sax.saxutils import quoteattr

from artefacts.cabinet import write_cabinet
from artefacts.embedded_python import WINDOWS
from artefacts.release import epoch, run, working_folder
from artefacts.signing import sign
from artefacts.windows import UPGRADE_CODE, artefact_name, bill_for, identity, numbers, payload_for, shipped

CABINET = "ketaref.cab"
NO_DIALOGS = "Action\tCondition\tSequence\ns72\tS255\tI2\nInstallUISequence\tAction\nExecuteAction\t\t1300\n"
"""Folder and features are decided once, by the part that installs, however it is started: nothing is asked.

What a user's own process found out first would not all be handed on to that part.
"""


def build(output: Path, release: str) -> list[Path]:
    """Make the MSI, and the bill of materials of both installers.

    Raises BuildError when the Python for Windows or a tool is missing.
    """
    payload, python = payload_for(release)
    made = output / artefact_name(release, python, ".msi")
    pack(payload, made, release)
    return [made, bill_for(output, release)]


def pack(payload: Path, made: Path, release: str) -> None:
    """Pack a folder as MSI: the same bytes for the same folder, version and SOURCE_DATE_EPOCH."""
    numbers(release)
    with working_folder() as work:
        whole = work / made.name
        _pack(payload, whole, release, work)
        sign(whole)
        shutil.move(whole, made)


def _pack(payload: Path, made: Path, release: str, work: Path) -> None:
    shutil.copyfile(WINDOWS / "product.wxs", work / "product.wxs")
    (work / "files.wxs").write_text(fragment(shipped(payload)), encoding="utf-8")
    defined = {"Version": release, "ProductCode": product_code(release), "UpgradeCode": f"{{{UPGRADE_CODE}}}"}
    words = [word for name, value in defined.items() for word in ("-D", f"{name}={value}")]
    # wixl and msibuild write the present time: they are shown one that stands still.
    moment = datetime.fromtimestamp(epoch(), UTC).strftime("%Y-%m-%d %H:%M:%S")
    still, zone = ["faketime", "-f", moment], {"TZ": "UTC"}
    # wixl finds the files only from where it is started.
    sources = [work / "product.wxs", work / "files.wxs"]
    run([*still, "wixl", "-a", "x64", *words, "-o", made, *sources], cwd=payload, environment=zone)
    (work / "InstallUISequence.idt").write_text(NO_DIALOGS, encoding="ascii", newline="\r\n")
    run(["msibuild", made, "-i", work / "InstallUISequence.idt"])
    _pack_better(payload, made, work)
    # Package code: random else. It must differ between packages that differ, so it follows from the contents.
    code = identity(f"package {release} {made.stat().st_size} {_sum_of(payload)}")
    title = f"Ketamine Trauma Reference {release}"
    about = [title, "Makers of Ketamine Trauma Reference", "x64;1033", code]
    run([*still, "msibuild", made, "-s", *about], environment=zone)


def _pack_better(payload: Path, made: Path, work: Path) -> None:
    """Put a smaller cabinet in the place of that which wixl made, with the same files in the same order."""
    paths = {_id("f", name): payload / name for name in shipped(payload)}
    rows = [line.split("\t") for line in run(["msiinfo", "export", made, "File"]).splitlines()[3:]]
    names = [row[0] for row in sorted(rows, key=lambda row: int(row[7]))]
    cabinet = work / CABINET
    write_cabinet(cabinet, [(name, paths[name]) for name in names], epoch())
    run(["msibuild", made, "-a", CABINET, cabinet])


def product_code(release: str) -> str:
    """The identity of one version of the product, by which it is removed: the same wherever it is built."""
    return identity(f"product {release}")


def component_code(name: str) -> str:
    """The identity of an installed file: the same in every version, else an upgrade could remove the newer file."""
    return identity(f"file {name.lower()}")


def fragment(names: Iterable[str]) -> str:
    """The WiX source that lays these files out below PROGRAMDIR: a component for each."""
    tree: dict[str, list[str]] = {}
    for name in names:
        folder = PurePosixPath(name).parent
        for above in (folder, *folder.parents):
            tree.setdefault(above.as_posix(), [])
        tree[folder.as_posix()].append(name)
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">']
    lines += ["<Fragment>", '<DirectoryRef Id="PROGRAMDIR">', *_folder(".", tree), "</DirectoryRef>", "</Fragment>"]
    lines += ["<Fragment>", '<ComponentGroup Id="ProgramFiles">']
    lines += [f'<ComponentRef Id="{_id("c", name)}"/>' for names_in in tree.values() for name in names_in]
    return "\n".join([*lines, "</ComponentGroup>", "</Fragment>", "</Wix>", ""])


def _folder(folder: str, tree: dict[str, list[str]]) -> list[str]:
    """The elements of one folder and those below it."""
    lines = []
    for name in tree[folder]:
        lines.append(f'<Component Id="{_id("c", name)}" Guid="{component_code(name)}" Win64="yes">')
        lines.append(f'<File Id="{_id("f", name)}" KeyPath="yes" Source={quoteattr(name)}/>')
        lines.append("</Component>")
    for below in sorted(tree):
        path = PurePosixPath(below)
        if below != "." and path.parent.as_posix() == folder:
            lines.append(f'<Directory Id="{_id("d", below)}" Name={quoteattr(path.name)}>')
            lines += [*_folder(below, tree), "</Directory>"]
    return lines


def _id(kind: str, name: str) -> str:
    """A name that Windows Installer accepts, by which it finds the row of a file or folder."""
    return kind + identity(f"row {name}").strip("{}").replace("-", "")[:24]


def _sum_of(payload: Path) -> str:
    return (payload / "MANIFEST.sha256").read_text(encoding="utf-8")
