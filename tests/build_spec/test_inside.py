"""Members of archives, so that two of them can be told apart."""

import io
import tarfile
import zipfile

import pytest

from artefacts.inside import members


def tar_of(files, mode="w:xz"):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def ar_of(files):
    made = b"!<arch>\n"
    for name, data in files.items():
        made += f"{name:<16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(data):<10}`\n".encode() + data + b"\n" * (len(data) % 2)
    return made


def test_members_of_a_package_are_those_of_its_archives(tmp_path):
    package = tmp_path / "a.deb"
    inner = tar_of({"./usr/bin/ketaref": b"#!/bin/sh\n"})
    package.write_bytes(ar_of({"debian-binary": b"2.0\n", "odd": b"odd", "data.tar.xz": inner}))
    found = members(package)
    assert list(found) == ["debian-binary", "odd", "data.tar.xz", "data.tar.xz/./usr/bin/ketaref"]
    assert found["odd"][1] == b"odd"
    assert found["data.tar.xz/./usr/bin/ketaref"][1] == b"#!/bin/sh\n"


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:xz"])
def test_what_a_tar_records_of_a_member_is_told(tmp_path, mode):
    file = tmp_path / "a.tar"
    file.write_bytes(tar_of({"one": b"1"}, mode))
    assert members(file) == {"one": ("644 0:0 : 0 ", b"1")}


def test_members_of_a_zip_come_in_their_order(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.whl", "w") as archive:
        archive.writestr("b", b"2")
        archive.writestr("a", b"1")
    assert list(members(tmp_path / "a.whl")) == ["b", "a"]


def test_a_file_that_is_no_archive_has_no_members(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"plain")
    assert members(tmp_path / "a.txt") == {}
