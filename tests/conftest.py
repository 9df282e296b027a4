"""A small content folder, complete and without mistakes, for tests that need content but not the real one."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from ketaref.compiler.build import build
from ketaref.compiler.load import load_content
from ketaref.core.codec import decode
from ketaref.core.instrument import Instrument
from ketaref.core.source import Checked, Source, SourceKind
from ketaref.store.content import ContentStore

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

SMALL_CONTENT = Path(__file__).parent / "small_content"


@pytest.fixture
def content_folder(tmp_path: Path) -> Path:
    """A copy of the small content that a test may change."""
    return Path(shutil.copytree(SMALL_CONTENT, tmp_path / "content"))


@pytest.fixture
def edit(content_folder: Path) -> Callable[[str, str, str], int]:
    """Replaces text that stands once in a file of the content folder, and returns the line where it stood."""

    def replace(name: str, old: str, new: str) -> int:
        file = content_folder / name
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        file.write_text(text.replace(old, new), encoding="utf-8")
        return text.count("\n", 0, text.index(old)) + 1

    return replace


@pytest.fixture(scope="session")
def small_content_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small content, compiled. Copy it before changing it."""
    file = tmp_path_factory.mktemp("compiled") / "content.sqlite"
    build(load_content(SMALL_CONTENT), file)
    return file


@pytest.fixture(scope="session")
def content_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped content, compiled from this tree."""
    file = tmp_path_factory.mktemp("shipped") / "content.sqlite"
    build(load_content(request.config.rootpath / "content"), file)
    return file


@pytest.fixture(scope="session")
def real_store(content_file: Path) -> Iterator[ContentStore]:
    """The shipped content, opened once for all tests that only read it."""
    store = ContentStore.open(content_file)
    yield store
    store.close()


@pytest.fixture
def make_program(qapp, tmp_path):
    """Makes a whole program on a content file, as `ui.app` joins it, and takes it away after the test."""
    from PySide6.QtCore import QEvent

    from ketaref.policy.schema import Policy
    from ketaref.ui.app import Program
    from ketaref.ui.settings import Settings

    font, palette, sheet = qapp.font(), qapp.palette(), qapp.styleSheet()
    made = []

    def make(file: Path, rules: tuple[Policy, str] = (Policy(), "")) -> Program:
        settings, recents_file = Settings(tmp_path / "settings.ini"), tmp_path / "recent_look_ups.json"
        made.append(Program(qapp, ContentStore.open(file), settings, recents_file, rules))
        return made[-1]

    yield make
    for program in made:
        program.window.close()
        program.window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for program in made:
        program.store.close()
    qapp.setProperty("internet_links_off", "")
    qapp.setFont(font)
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)


@pytest.fixture
def small_program(make_program, small_content_file):
    """A program on the small content; its window does not show yet."""
    return make_program(small_content_file)


@pytest.fixture
def window(small_program, qtbot):
    """The window on the small content, at its start page, complete."""
    small_program.show(None)
    small_program.settle()
    qtbot.waitExposed(small_program.window)
    small_program.window.activateWindow()
    return small_program.window


@pytest.fixture(scope="session")
def mood() -> Instrument:
    """The example scale of the small content: four items, two subscales, bands, every kind of threshold, an alert."""
    return _small_instrument("mood4")


@pytest.fixture(scope="session")
def described_only() -> Instrument:
    """A scale of the small content without a form."""
    return _small_instrument("interview")


@pytest.fixture(scope="session")
def mood_sources(mood: Instrument) -> dict[str, Source]:
    """The sources that the example scale rests on, by id."""
    return {
        source_id: Source(source_id, SourceKind.REVIEW, "T & C", source_id.capitalize(), Checked.PAGE)
        for source_id in mood.named_sources()
    }


def _small_instrument(record_id: str) -> Instrument:
    records = yaml.safe_load((SMALL_CONTENT / "data" / "instruments.yaml").read_text(encoding="utf-8"))
    return decode(Instrument, next(record for record in records if record["id"] == record_id))
