import pytest
from PySide6.QtCore import Qt

from ketaref.core.location import Kind, Location
from ketaref.store.content import ContentStore
from ketaref.ui.page import Page
from ketaref.ui.side_panel import SidePanel
from ketaref.ui.theme import DARK, LIGHT

OUTLINE = (("bottom-line", "Bottom line", 2), ("doses", "Doses", 2), ("by-vein", "By vein", 3), ("after", "After", 2))


class OutlinedPage(Page):
    """Tells an outline and sources."""

    def __init__(self, outline=OUTLINE, sources=("feder2014", "withdrawn2011")):
        super().__init__()
        self._outline = outline
        self._sources = sources

    def outline(self):
        return self._outline

    def source_ids(self):
        return self._sources

    def section(self):
        return "doses"


class CardPage(OutlinedPage):
    """Shows sources itself."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def show_source(self, source_id):
        self.shown.append(source_id)


@pytest.fixture
def panel(small_content_file, qtbot):
    store = ContentStore.open(small_content_file)
    panel = SidePanel(store, LIGHT)
    qtbot.addWidget(panel)
    panel.resize(300, 600)
    panel.show()
    yield panel
    store.close()


@pytest.fixture
def show(panel, qtbot):
    def show(page):
        qtbot.addWidget(page)
        panel.show_context(page)
        return page

    return show


def current(panel):
    return panel.outline.currentIndex().data()


def test_headings_stand_in_order_with_the_smaller_ones_inside(panel, show):
    show(OutlinedPage())
    rows = panel.outline.model()
    assert [rows.index(row, 0).data() for row in range(rows.rowCount())] == ["Bottom line", "Doses", "After"]
    assert rows.index(0, 0, rows.index(1, 0)).data() == "By vein"


def test_section_that_is_read_is_marked_and_followed(panel, show):
    page = show(OutlinedPage())
    assert current(panel) == "Doses"
    page.section_changed.emit("by-vein")
    assert current(panel) == "By vein"
    page.section_changed.emit("")
    assert current(panel) is None


def test_page_that_was_left_moves_no_mark(panel, show):
    left = show(OutlinedPage())
    show(OutlinedPage())
    left.section_changed.emit("after")
    assert current(panel) == "Doses"


def test_same_page_shown_again_is_followed_once(panel, show):
    page = show(OutlinedPage())
    panel.show_context(page)
    page.section_changed.emit("after")
    assert current(panel) == "After"


def test_click_and_enter_jump_to_a_heading(panel, show, qtbot):
    show(OutlinedPage())
    asked = []
    panel.anchor_requested.connect(asked.append)
    place = panel.outline.visualRect(panel.outline.model().index(2, 0)).center()
    qtbot.mouseClick(panel.outline.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.keyClick(panel.outline, Qt.Key.Key_Up)
    qtbot.keyClick(panel.outline, Qt.Key.Key_Return)
    assert asked == ["after", "by-vein"]


def test_source_opens_as_a_card_where_the_page_has_cards(panel, show):
    page = show(CardPage())
    asked = []
    panel.location_requested.connect(asked.append)
    panel.sources.source_requested.emit("withdrawn2011")
    assert page.shown == ["withdrawn2011"]
    assert asked == []


def test_source_is_a_location_elsewhere(panel, show, qtbot):
    show(OutlinedPage())
    with qtbot.waitSignal(panel.location_requested) as asked:
        panel.sources.source_requested.emit("withdrawn2011")
    assert asked.args == [Location(Kind.SOURCE, "withdrawn2011")]


def test_keyboard_comes_to_the_outline_or_else_to_the_sources(panel, show):
    show(OutlinedPage())
    assert panel.focusProxy() is panel.outline
    show(OutlinedPage(outline=()))
    assert panel.focusProxy() is panel.sources


def test_number_of_sources_stands_in_the_title(panel, show):
    show(OutlinedPage())
    assert panel._sources_title.text() == "Sources (2)"


@pytest.mark.parametrize(
    ("outline", "sources", "shown"),
    [
        (OUTLINE, (), (True, False, False)),
        ((), ("feder2014",), (False, True, False)),
        ((), (), (False, False, True)),
    ],
)
def test_only_what_there_is_takes_room(panel, show, outline, sources, shown):
    show(OutlinedPage(outline, sources))
    assert (panel.outline.isVisible(), panel.sources.isVisible(), panel._nothing.isVisible()) == shown


def test_lists_have_names(panel):
    assert panel.outline.accessibleName() == "On this page"
    assert panel.sources.accessibleName() == "Sources of this page"


def test_theme_reaches_the_rows(panel, show):
    show(OutlinedPage())
    panel.set_theme(DARK)
    assert panel.sources._delegate.theme is DARK


def test_titles_stay_bold_when_the_text_grows(panel, qapp):
    font = panel.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    panel.setFont(font)
    assert panel._sources_title.font().bold()
    assert panel._sources_title.font().pointSizeF() == font.pointSizeF()
