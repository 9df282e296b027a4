import pytest

from ketaref.core.errors import NotInContentError
from ketaref.core.location import Kind, Location
from ketaref.store.content import ContentStore
from ketaref.ui.page import Page
from ketaref.ui.page_area import PageArea
from ketaref.ui.theme import DARK, LIGHT


class PlainPage(Page):
    """Notes what it was told."""

    def __init__(self, store, theme):
        super().__init__()
        self.opened = []
        self.theme = theme

    def open(self, location):
        if location.anchor == "nowhere":
            raise NotInContentError("no such section")
        self.opened.append(location)

    def outline(self):
        return (("in-a-table", "In a table", 2), ("doses", "Doses", 2))

    def title(self):
        return "Plain"

    def set_theme(self, theme):
        self.theme = theme


class OtherPage(PlainPage):
    """Another class, so another page."""


@pytest.fixture
def area(qtbot, small_content_file):
    classes = {Kind.TOPIC: PlainPage, Kind.CHECKLIST: OtherPage, Kind.CONTRAINDICATION: OtherPage}
    store = ContentStore.open(small_content_file)
    area = PageArea(store, classes.get, LIGHT)
    qtbot.addWidget(area)
    yield area
    store.close()


def test_kinds_of_one_class_share_one_page(area):
    area.open(Location(Kind.CHECKLIST))
    first = area.page
    area.open(Location(Kind.CHECKLIST, "iv_ketamine"))
    assert area.page is first
    assert [str(location) for location in first.opened] == ["ketaref://checklist/", "ketaref://checklist/iv_ketamine"]


def test_moved_id_opens_where_it_went(area):
    assert area.open(Location(Kind.TOPIC, "old-trials")) == Location(Kind.TOPIC, "trials", "doses")
    assert area.page.opened == [Location(Kind.TOPIC, "trials", "doses")]


def test_anchor_reaches_the_page(area):
    area.open(Location(Kind.TOPIC, "trials", "in-a-table"))
    assert area.page.opened == [Location(Kind.TOPIC, "trials", "in-a-table")]


def test_section_that_is_not_there_is_left_out_of_where_one_is(area):
    assert area.open(Location(Kind.TOPIC, "trials", "in-a-table")) == Location(Kind.TOPIC, "trials", "in-a-table")
    assert area.open(Location(Kind.TOPIC, "trials", "gone")) == Location(Kind.TOPIC, "trials")


@pytest.mark.parametrize(
    "location",
    [Location(Kind.TOPIC, "no-such"), Location(Kind.TRIAL, "feder"), Location(Kind.TOPIC, "start", "nowhere")],
)
def test_what_cannot_be_opened_leaves_the_page_that_was_shown(area, location):
    area.open(Location(Kind.CHECKLIST))
    before = area.page
    with pytest.raises(NotInContentError):
        area.open(location)
    assert area.page is before


def test_page_requests_and_changes_are_passed_on_from_the_shown_page_only(area, qtbot):
    area.open(Location(Kind.CHECKLIST))
    hidden = area.page
    area.open(Location(Kind.TOPIC, "start"))
    with qtbot.waitSignal(area.location_requested) as requested:
        area.page.location_requested.emit(Location(Kind.SOURCE, "feder2014"))
    assert requested.args == [Location(Kind.SOURCE, "feder2014")]
    with qtbot.waitSignal(area.context_changed):
        area.page.context_changed.emit()
    with qtbot.assertNotEmitted(area.context_changed):
        hidden.context_changed.emit()


def test_theme_reaches_pages_opened_before_and_after(area):
    area.open(Location(Kind.TOPIC, "start"))
    area.set_theme(DARK)
    assert area.page.theme is DARK
    area.open(Location(Kind.CHECKLIST))
    assert area.page.theme is DARK
