import pytest
from PySide6.QtCore import QModelIndex, Qt

from ketaref.store.content import ContentStore
from ketaref.ui.source_list import SourceList, standing
from ketaref.ui.theme import DARK, LIGHT

TEXT = Qt.ItemDataRole.DisplayRole


@pytest.fixture
def small_store(small_content_file):
    store = ContentStore.open(small_content_file)
    yield store
    store.close()


@pytest.fixture
def sources(small_store, qtbot):
    sources = SourceList(small_store, LIGHT)
    qtbot.addWidget(sources)
    sources.rows.replace(("feder2014", "withdrawn2011", "recalled", "feder2014"))
    sources.resize(300, 400)
    sources.show()
    return sources


def test_each_source_has_one_row_in_reading_order(sources, small_store):
    assert [sources.rows.source(row).id for row in range(sources.rows.rowCount())] == [
        "feder2014", "withdrawn2011", "recalled",
    ]  # fmt: skip


def test_row_as_text_begins_with_the_short_name_and_tells_the_standing(sources, small_store):
    source = small_store.source("feder2014")
    text = sources.rows.data(sources.rows.index(0, 0), TEXT)
    assert text.startswith(f"{source.short}. {standing(source)}")
    assert source.reference in text


def test_retraction_and_what_was_not_read_are_told_in_words(sources):
    assert "Retracted" in sources.rows.data(sources.rows.index(1, 0), TEXT)
    assert "not re-read" in sources.rows.data(sources.rows.index(2, 0), TEXT)


def test_click_and_enter_ask_for_the_source(sources, qtbot):
    asked = []
    sources.source_requested.connect(asked.append)
    middle = sources.visualRect(sources.rows.index(1, 0)).center()
    qtbot.mouseClick(sources.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.keyClick(sources, Qt.Key.Key_Down)
    qtbot.keyClick(sources, Qt.Key.Key_Return)
    assert asked == ["withdrawn2011", "recalled"]


def test_enter_without_a_row_asks_for_nothing(sources, qtbot):
    asked = []
    sources.source_requested.connect(asked.append)
    sources.rows.replace(())
    qtbot.keyClick(sources, Qt.Key.Key_Return)
    assert asked == []
    assert sources.rows.data(QModelIndex()) is None


def test_rows_grow_with_the_text(sources):
    before = sources.sizeHintForRow(0)
    font = sources.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    sources.setFont(font)
    assert sources.sizeHintForRow(0) > 1.6 * before


def test_themes_are_drawn_differently(sources):
    sources.setCurrentIndex(sources.rows.index(1, 0))
    light = sources.viewport().grab().toImage()
    sources.set_theme(DARK)
    assert sources.viewport().grab().toImage() != light
