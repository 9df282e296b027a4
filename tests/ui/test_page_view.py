import pytest
from PySide6.QtCore import Qt

from ketaref.export.sheet import Sheet
from ketaref.ui.page_view import PageView
from ketaref.ui.paper import Pages, Paper


@pytest.fixture
def pages(qapp, stamp):
    rows = "<tr><td>A</td><td>words of a row</td></tr>" * 150
    return Pages(Sheet("Title", f"<table>{rows}</table>", stamp), Paper.A4)


@pytest.fixture
def view(qtbot, pages):
    view = PageView()
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show_pages(pages)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_keys_lead_through_all_pages(view, pages, qtbot):
    assert pages.count > 3
    assert view.current == 1
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current == pages.count
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current == 1
    seen = set()
    for _ in range(50):
        seen.add(view.current)
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert seen == set(range(1, pages.count + 1))


def test_page_in_view_is_told(view, pages, qtbot):
    assert view.accessibleName() == "Preview"
    assert view.accessibleDescription() == f"Page 1 of {pages.count}"
    with qtbot.waitSignal(view.page_changed):
        qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.accessibleDescription() == f"Page {pages.count} of {pages.count}"


def test_pages_are_white_paper_with_black_text_on_any_ground(view):
    image = view.viewport().grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(60, 640, 2) for y in range(60, 200, 2)}
    assert "#ffffff" in colours
    assert min(int(colour[1:3], 16) for colour in colours) < 60


def test_narrower_view_shows_whole_pages_smaller(view):
    view.resize(350, 500)
    image = view.viewport().grab().toImage()
    assert image.pixelColor(image.width() - 4, 250) != image.pixelColor(image.width() // 2, 40)
    assert view._pages.size.width() * view._scale() < image.width()


def test_nothing_to_show_is_an_empty_view(qtbot):
    empty = PageView()
    qtbot.addWidget(empty)
    empty.show()
    empty.grab()
    assert empty.current == 1
