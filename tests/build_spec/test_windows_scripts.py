"""The scripts around the Windows installers: what signs, what builds from a bundle, and what Windows itself runs."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from artefacts import signing
from artefacts.release import ROOT, BuildError

WINDOWS = ROOT / "build_spec" / "windows"
WORKFLOW = ROOT / ".github" / "workflows" / "windows.yml"


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def run(words, **environment):
    return subprocess.run(
        [str(word) for word in words],
        env={**os.environ, **{name: str(value) for name, value in environment.items()}},
        capture_output=True,
        text=True,
        check=False,
    )


class TestSign:
    def test_without_a_command_nothing_is_signed(self, tmp_path, monkeypatch):
        monkeypatch.delenv(signing.COMMAND, raising=False)
        file = tmp_path / "a.exe"
        file.write_bytes(b"MZ")

        assert signing.sign(file) is False
        assert signing.command() == ""
        assert file.read_bytes() == b"MZ"

    def test_the_command_gets_the_file_and_changes_it_in_place(self, tmp_path, monkeypatch):
        monkeypatch.setenv(signing.COMMAND, str(script(tmp_path / "my signer", 'printf signed >>"$1"')))
        file = tmp_path / "with blank.exe"
        file.write_bytes(b"MZ")

        assert signing.sign(file) is True
        assert file.read_bytes() == b"MZsigned"

    def test_a_command_that_changes_nothing_is_an_error(self, tmp_path, monkeypatch):
        monkeypatch.setenv(signing.COMMAND, str(script(tmp_path / "sign", "exit 0")))
        file = tmp_path / "a.exe"
        file.write_bytes(b"MZ")

        with pytest.raises(BuildError, match=r"a\.exe is unchanged"):
            signing.sign(file)

    def test_a_command_that_fails_tells_what_it_said(self, tmp_path, monkeypatch):
        monkeypatch.setenv(signing.COMMAND, str(script(tmp_path / "sign", "echo no token >&2; exit 4")))
        file = tmp_path / "a.exe"
        file.write_bytes(b"MZ")

        with pytest.raises(BuildError, match="no token"):
            signing.sign(file)

    @pytest.mark.parametrize("name", ['/a"b', "/a'b", "/a$b", "/a`b"])
    def test_a_path_that_an_installer_script_would_change_is_refused(self, name, monkeypatch):
        monkeypatch.setenv(signing.COMMAND, name)

        with pytest.raises(BuildError, match="quotation mark"):
            signing.command()


class TestSignWithOsslsigncode:
    SIGN = WINDOWS / "sign-with-osslsigncode.sh"

    @pytest.fixture
    def tools(self, tmp_path):
        """An osslsigncode that notes its words, and adds one to the file."""
        told = tmp_path / "told"
        body = (
            f'printf "%s\\n" "$@" >{told}\n'
            "while [ $# -gt 1 ]; do case $1 in -in) in=$2 ;; -out) out=$2 ;; esac; shift; done\n"
            'cat "$in" >"$out"; printf signed >>"$out"'
        )
        (tmp_path / "bin").mkdir()
        script(tmp_path / "bin" / "osslsigncode", body)
        return told, {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "KETAREF_SIGN_CERTIFICATE": "c.pem"}

    def test_signs_in_place_with_a_time_stamp(self, tmp_path, tools):
        told, environment = tools
        file = tmp_path / "a b.exe"
        file.write_bytes(b"MZ")
        file.chmod(0o755)

        stamp = {"KETAREF_SIGN_KEY": "k.pem", "KETAREF_SIGN_TIMESTAMP": "http://time.example"}
        done = run([self.SIGN, file], **environment, **stamp)

        assert (done.returncode, done.stderr) == (0, "")
        assert file.read_bytes() == b"MZsigned"
        assert file.stat().st_mode & 0o777 == 0o755
        words = told.read_text().split("\n")
        assert words[words.index("-ts") + 1] == "http://time.example"
        assert words[words.index("-h") + 1] == "sha256"
        assert not list(tmp_path.glob("*.signed"))

    def test_without_a_time_stamp_it_warns(self, tmp_path, tools):
        _, environment = tools
        file = tmp_path / "a.exe"
        file.write_bytes(b"MZ")

        done = run([self.SIGN, file], **environment, KETAREF_SIGN_KEY="k.pem")

        assert done.returncode == 0
        assert "ends with the certificate" in done.stderr

    def test_without_a_key_it_refuses_and_leaves_the_file(self, tmp_path, tools):
        _, environment = tools
        file = tmp_path / "a.exe"
        file.write_bytes(b"MZ")

        done = run([self.SIGN, file], **environment)

        assert done.returncode == 1
        assert "KETAREF_SIGN_KEY is not set" in done.stderr
        assert file.read_bytes() == b"MZ"


class TestSignWithSigntool:
    SIGN = WINDOWS / "sign-with-signtool.sh"

    @pytest.fixture
    def windows(self, tmp_path):
        """A signtool, and a wslpath that gives the path back as it is."""
        (tmp_path / "bin").mkdir()
        (tmp_path / "drive").mkdir()
        script(tmp_path / "bin" / "wslpath", 'printf "%s\\n" "$2"')
        told = tmp_path / "told"
        tool = script(tmp_path / "signtool.exe", f'echo "$@" >{told}; for last; do :; done; printf signed >>"$last"')
        return told, {
            "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
            "KETAREF_SIGN_TOOL": tool,
            "KETAREF_SIGN_THUMBPRINT": "0" * 40,
            "KETAREF_SIGN_TIMESTAMP": "http://time.example",
            "KETAREF_SIGN_FOLDER": tmp_path / "drive",
        }

    @pytest.mark.parametrize(("name", "ending"), [("a.msi", "msi"), ("a.exe", "exe"), ("makensisAbC", "exe")])
    def test_a_copy_on_a_windows_drive_is_signed_and_brought_back(self, tmp_path, windows, name, ending):
        told, environment = windows
        file = tmp_path / name
        file.write_bytes(b"MZ")

        done = run([self.SIGN, file], **environment)

        assert (done.returncode, done.stderr) == (0, "")
        assert file.read_bytes() == b"MZsigned"
        words = told.read_text().split()
        assert words[-1].startswith(str(tmp_path / "drive"))
        assert words[-1].endswith(f".{ending}")
        assert "/fd SHA256" in " ".join(words)
        assert "/td SHA256" in " ".join(words)
        assert not list((tmp_path / "drive").iterdir())

    def test_a_setting_that_is_missing_is_named(self, tmp_path, windows):
        _, environment = windows
        file = tmp_path / "a.exe"
        file.write_bytes(b"MZ")

        done = run([self.SIGN, file], **{**environment, "KETAREF_SIGN_TIMESTAMP": ""})

        assert done.returncode == 1
        assert "KETAREF_SIGN_TIMESTAMP is not set" in done.stderr
        assert file.read_bytes() == b"MZ"


class TestBuildFromBundle:
    BUILD = WINDOWS / "build-from-bundle.sh"
    FAKE = """
import os, pathlib, sys
words = sys.argv[1:]
output = pathlib.Path(words[words.index("--output") + 1])
output.mkdir(parents=True)
for name, ending in (("msi", "msi"), ("nsis", "exe")):
    assert name in words
    told = [words[words.index("--version") + 1], os.environ["KETAREF_PYTHON_ZIP"], os.environ.get("KETAREF_SIGN", "")]
    (output / f"a.{ending}").write_text("\\n".join(told))
"""

    @pytest.fixture
    def bundle(self, tmp_path):
        """A bundle of sources whose build.py writes down how it was called."""
        tree = tmp_path / "tree"
        (tree / "build_spec" / "windows").mkdir(parents=True)
        (tree / "build_spec" / "build.py").write_text(self.FAKE)
        for words in (
            ["init", "--quiet"],
            ["add", "."],
            ["-c", "user.name=a", "-c", "user.email=a@b.invalid", "commit", "--quiet", "-m", "a"],
            ["bundle", "create", "--quiet", str(tmp_path / "sources.bundle"), "HEAD"],
        ):
            subprocess.run(["git", "-C", str(tree), *words], check=True)
        return tmp_path / "sources.bundle"

    def test_the_installers_come_out_and_the_clone_goes(self, tmp_path, bundle):
        output, temporary = tmp_path / "out put", tmp_path / "tmp"
        output.mkdir()
        temporary.mkdir()
        (tmp_path / "python.zip").write_bytes(b"")

        done = run([self.BUILD, bundle, output, "1.2.3", tmp_path / "python.zip"], TMPDIR=temporary)

        assert (done.returncode, done.stderr) == (0, "")
        assert sorted(path.name for path in output.iterdir()) == ["a.exe", "a.msi"]
        assert (output / "a.msi").read_text() == f"1.2.3\n{tmp_path / 'python.zip'}\n"
        assert not list(temporary.iterdir())

    def test_the_stand_in_is_handed_on_and_the_signing_script_is_that_of_the_clone(self, tmp_path, bundle):
        output = tmp_path / "out"
        output.mkdir()

        done = run([self.BUILD, bundle, output, "1.2.3", "stand-in"], KETAREF_SIGN_SCRIPT="sign-with-signtool.sh")

        assert done.returncode == 0, done.stderr
        _, python, command = (output / "a.exe").read_text().split("\n")
        assert python == "stand-in"
        assert command.endswith("/tree/build_spec/windows/sign-with-signtool.sh")

    def test_a_missing_word_is_a_usage_error(self, bundle):
        assert run([self.BUILD, bundle]).returncode == 2


class TestWindowsScripts:
    @pytest.mark.parametrize("name", ["build.ps1", "try.ps1"])
    def test_plain_ascii_because_windows_powershell_takes_anything_else_for_ansi(self, name):
        assert (WINDOWS / name).read_bytes().isascii()

    @pytest.mark.parametrize("name", ["build.ps1", "try.ps1"])
    def test_every_parameter_is_explained_and_none_else(self, name):
        text = (WINDOWS / name).read_text()
        block = text[text.index("\nparam(") : text.index("\n)\n")]

        explained = re.findall(r"^\.PARAMETER (\w+)$", text, re.MULTILINE)

        assert sorted(explained) == sorted(re.findall(r"\] \$(\w+)", block))

    @pytest.mark.parametrize("name", ["build.ps1", "try.ps1", "CHECKS.md"])
    def test_says_that_it_was_never_run(self, name):
        assert re.search(r"never (been )?run|has been run|been done yet", (WINDOWS / name).read_text())

    @pytest.mark.parametrize("path", sorted(WINDOWS.glob("*.sh")), ids=lambda path: path.name)
    def test_a_shell_reads_each_script_and_may_start_it(self, path):
        assert os.access(path, os.X_OK)
        assert run(["sh", "-n", path]).stderr == ""

    def test_what_build_calls_is_there(self):
        text = (WINDOWS / "build.ps1").read_text()

        named = set(re.findall(r"'([\w-]+\.(?:sh|ps1))'", text))

        assert named == {"build-from-bundle.sh", "sign-with-signtool.sh", "try.ps1"}
        assert all((WINDOWS / name).is_file() for name in named)


class TestWorkflow:
    def test_actions_are_pinned_by_a_full_version(self):
        uses = re.findall(r"uses: (\S+)", WORKFLOW.read_text())

        assert uses
        assert all(re.fullmatch(r"actions/[\w-]+@v\d+\.\d+\.\d+", use) for use in uses), uses

    def test_the_installers_are_tried_on_windows_by_the_script(self):
        jobs = yaml.safe_load(WORKFLOW.read_text())["jobs"]

        steps = "\n".join(step.get("run", "") for step in jobs["try"]["steps"])

        assert jobs["try"]["needs"] == "build"
        assert all(name.startswith("windows-") for name in jobs["try"]["strategy"]["matrix"]["windows"])
        for word in re.findall(r"-(\w+) (?=\$|logs)", steps):
            assert f"${word}" in (WINDOWS / "try.ps1").read_text(), word

    def test_no_value_from_outside_is_pasted_into_a_command(self):
        jobs = yaml.safe_load(WORKFLOW.read_text())["jobs"]

        assert not [step for job in jobs.values() for step in job["steps"] if "${{" in step.get("run", "")]


def test_examples_of_folders_lie_where_only_administrators_write():
    """On a second drive, and beside Windows' own folders, every user may change what lies in a new folder."""
    texts = [(ROOT / "build_spec" / name).read_text(encoding="utf-8") for name in ("README.md", "windows/places.nsh")]
    named = [
        folder for text in texts for folder in re.findall(r"(?:INSTALLDIR=.?|/D=|such as .?)([A-Z]:\\\S+ ?\S*)", text)
    ]
    assert len(named) >= 4
    assert not [folder for folder in named if not folder.startswith("C:\\Program Files")]
