import hashlib
import shutil
import subprocess

import pytest

from artefacts import sums
from artefacts.release import BuildError


@pytest.fixture
def output(tmp_path):
    (tmp_path / "b 0.1.0.deb").write_bytes(b"two")
    (tmp_path / "a.msi").write_bytes(b"one")
    (tmp_path / "a.msi.minisig").write_bytes(b"signature")
    (tmp_path / "a folder").mkdir()
    return tmp_path


def test_every_artefact_has_its_line_in_the_order_of_names(output):
    (made,) = sums.build(output, "0.1.0")
    one, two = (hashlib.sha256(data).hexdigest() for data in (b"one", b"two"))
    assert made.name == "SHA256SUMS"
    assert made.read_text() == f"{one} *a.msi\n{two} *b 0.1.0.deb\n"


def test_sums_leave_themselves_and_their_signature_out(output):
    sums.build(output, "0.1.0")
    (output / "SHA256SUMS.asc").write_text("signature")
    (made,) = sums.build(output, "0.1.0")
    assert "SHA256SUMS" not in made.read_text()


def test_folder_without_artefacts_says_what_to_do(tmp_path):
    with pytest.raises(BuildError, match=r"holds no artefact yet: build one first"):
        sums.build(tmp_path, "0.1.0")


@pytest.mark.parametrize("name", ["a\nb.deb", "a\\b.deb"])
def test_name_that_the_file_cannot_hold_is_refused(tmp_path, name):
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(BuildError, match="rename it"):
        sums.build(tmp_path, "0.1.0")


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="coreutils are not there")
def test_sha256sum_accepts_the_file_and_finds_a_changed_artefact(output):
    sums.build(output, "0.1.0")
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    assert subprocess.run(check, cwd=output, capture_output=True, check=False).returncode == 0
    (output / "a.msi").write_bytes(b"One")
    changed = subprocess.run(check, cwd=output, capture_output=True, text=True, check=False, env={"LC_ALL": "C"})
    assert changed.returncode == 1
    assert "a.msi: FAILED" in changed.stdout
