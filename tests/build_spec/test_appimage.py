import hashlib

import pytest

from artefacts.appimage import PIN, RUNTIME, pinned_runtime
from artefacts.release import BuildError

RIGHT = b"a runtime"


@pytest.fixture
def pin(tmp_path):
    file = tmp_path / "pin.toml"
    file.write_text(f'sha256 = "{hashlib.sha256(RIGHT).hexdigest()}"\n')
    return file


def test_pinned_runtime_is_taken(tmp_path, pin):
    runtime = tmp_path / "runtime"
    runtime.write_bytes(RIGHT)
    assert pinned_runtime(str(runtime), pin) == runtime


def test_another_runtime_is_refused(tmp_path, pin):
    runtime = tmp_path / "runtime"
    runtime.write_bytes(b"another runtime")
    with pytest.raises(BuildError, match="is not the pinned runtime"):
        pinned_runtime(str(runtime), pin)


@pytest.mark.parametrize("named", ["", "/nowhere/runtime"])
def test_missing_runtime_is_told_with_what_to_do(named, pin):
    with pytest.raises(BuildError, match=RUNTIME):
        pinned_runtime(named, pin)


def test_nothing_is_taken_before_a_runtime_is_pinned(tmp_path):
    runtime = tmp_path / "runtime"
    runtime.write_bytes(RIGHT)
    pin = tmp_path / PIN.name
    pin.write_text('sha256 = ""\n')
    with pytest.raises(BuildError, match="no AppImage runtime is pinned yet"):
        pinned_runtime(str(runtime), pin)
