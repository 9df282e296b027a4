"""The portable folder's payload, laid beside a Python that stands in for the frozen one."""

import subprocess
import sys

from artefacts import frozen


def test_replaced_module_counts_though_its_byte_code_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(frozen, "WORK", tmp_path / "work")
    python = tmp_path / "work" / "environment" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    module = tmp_path / "payload" / "lib" / "PySide6" / "__init__.py"
    module.parent.mkdir(parents=True)
    module.write_text("print('released')\n", encoding="utf-8")
    (tmp_path / "payload" / "build-info.json").touch()
    folder = tmp_path / "folder"
    folder.mkdir()
    frozen._add_payload(tmp_path / "payload", folder)
    placed = folder / frozen.INSIDE / "PySide6"
    assert list(placed.glob("__pycache__/*.pyc")), "each start would compile it"

    def told():
        command = [sys.executable, "-ISB", "-c", f"import sys; sys.path[:0] = [{str(placed.parent)!r}]; import PySide6"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert told() == "released\n"
    (placed / "__init__.py").write_text("print('replaced')\n", encoding="utf-8")
    assert told() == "replaced\n"
