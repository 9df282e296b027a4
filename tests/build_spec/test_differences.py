"""Where two files differ is found inside packages too."""

import gzip
import io
import lzma
import tarfile
import zipfile

import pytest

from artefacts.differences import first_difference


def tar(files, mtime=0, mode=0o644):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size, member.mtime, member.mode = len(data), mtime, mode
            archive.addfile(member, io.BytesIO(data))
    return stream.getvalue()


def deb(data):
    parts = {"debian-binary": b"2.0\n", "data.tar.xz": lzma.compress(data)}
    packed = b"!<arch>\n"
    for name, part in parts.items():
        packed += (
            f"{name:<16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(part):<10}`\n".encode() + part + b"\n" * (len(part) % 2)
        )
    return packed


def zipped(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 28, 0, 0, 0)), data)
    return stream.getvalue()


@pytest.fixture
def told(tmp_path):
    def compare(one, other):
        first, second = tmp_path / "one.deb", tmp_path / "other.deb"
        first.write_bytes(one)
        second.write_bytes(other)
        return first_difference(first, second)

    return compare


def test_equal_files_tell_nothing(told):
    assert told(b"same", b"same") == ""


def test_first_byte_that_differs_is_told(told):
    assert told(b"ketamine", b"ketaNine").startswith("one.deb: differs from byte 4 on (b'mine', b'Nine'; 8 bytes each)")


def test_longer_file_differs_from_where_the_shorter_ends(told):
    assert told(b"abc", b"abcd") == "one.deb: differs from byte 3 on (b'', b'd'; 3 and 4 bytes)"


def test_member_of_a_debian_package_is_named(told):
    difference = told(deb(tar({"usr/a": b"1", "usr/b": b"1"})), deb(tar({"usr/a": b"1", "usr/b": b"2"})))
    assert "data.tar.xz" in difference
    assert "usr/b" in difference
    assert "usr/a" not in difference
    assert "differs from byte 0" in difference


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        (tar({"a": b""}, mtime=1), tar({"a": b""}, mtime=2), "time 1"),
        (tar({"a": b""}, mode=0o644), tar({"a": b""}, mode=0o600), "mode 6"),
        (zipped({"a": b"1"}), zipped({"a": b"2"}), "a (2026-11-28 00:00:00, mode"),
        (tar({"a": b"", "b": b""}), tar({"b": b"", "a": b""}), "the same members in another order"),
        (tar({"a": b""}), tar({"a": b"", "b": b""}), "only in the second"),
    ],
)
def test_what_surrounds_a_member_is_told(told, one, other, place):
    assert place in told(one, other)


def test_other_packing_of_the_same_is_told(told):
    one, other = (gzip.compress(b"the same" * 99, compresslevel=level, mtime=0) for level in (1, 9))
    assert one != other
    assert "equal inside, but packed differently" in told(one, other)


@pytest.mark.parametrize("damaged", [b"!<arch>\nrubbish" + b"x" * 60, b"PK\x03\x04rubbish", b"\x1f\x8brubbish"])
def test_damaged_package_is_compared_by_its_bytes(told, damaged):
    assert "differs from byte" in told(damaged + b"1", damaged + b"2")


def test_folders_tell_mode_and_link(tmp_path):
    for name, mode, target in (("one", 0o644, "a"), ("other", 0o600, "b")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text("x")
        (tmp_path / name / "file").chmod(mode)
        (tmp_path / name / "link").symlink_to(target)
    assert "file (mode 600): only in the second" in first_difference(tmp_path / "one", tmp_path / "other", "dist")
    (tmp_path / "other/file").chmod(0o644)
    assert "link (link)" in first_difference(tmp_path / "one", tmp_path / "other", "dist")
