"""Archives that are the same whoever packs them, and whenever."""

import lzma
import tarfile
from pathlib import Path

from artefacts.release import epoch


def write_tar_xz(folder: Path, file: Path) -> None:
    """Pack a folder under its own name: names sorted, owner 0, plain modes, the release's time; xz in one thread."""
    moment = epoch()

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        member.mtime = moment
        if not member.issym():
            member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
        return member

    paths = [folder, *sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix())]
    with (
        lzma.open(file, "wb", preset=9) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path in paths:
            name = (Path(folder.name) / path.relative_to(folder)).as_posix()
            archive.add(path, name, recursive=False, filter=plain)
