"""The command line run in this process, on the small content."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from ketaref.cli.main import main


@dataclass(frozen=True)
class Run:
    """What a command left behind."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(small_content_file, capsys, monkeypatch):
    """Runs `ketaref` with arguments; the content is the small one unless `--content` names another."""
    monkeypatch.setenv("KETAREF_CONTENT", str(small_content_file))

    def command(*arguments) -> Run:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as error:  # argparse ends so
            code = int(error.code or 0)
        out, err = capsys.readouterr()
        return Run(code, out, err)

    return command
