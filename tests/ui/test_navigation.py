import pytest
from PySide6.QtCore import Qt

from ketaref.core.location import Kind, Location
from ketaref.core.topic import Chapter
from ketaref.policy.schema import START
from ketaref.store.content import TopicEntry
from ketaref.ui.navigation import _WORD_WRAP, TOOLS, Navigation

CHAPTERS = (Chapter("drugs", "The drugs", 10), Chapter("empty", "Nothing yet", 20))
TOPICS = (TopicEntry("start", "Start here", ""), TopicEntry("doses", "Doses and routes", "drugs"))


@pytest.fixture
def navigation(qtbot):
    navigation = Navigation(CHAPTERS, TOPICS)
    qtbot.addWidget(navigation)
    navigation.resize(240, 600)
    navigation.show()
    return navigation


def lines(navigation):
    """Every line from top to bottom."""
    index, found = navigation.model().index(0, 0), []
    while index.isValid():
        found.append(index)
        index = navigation.indexBelow(index)
    return found


def test_start_comes_first_then_every_tool_then_chapters(navigation):
    titles = [index.data() for index in lines(navigation)]
    assert titles == ["Start here", "Tools", *(name for name, _ in TOOLS), "The drugs", "Doses and routes"]


def test_click_asks_for_the_location(navigation, qtbot):
    line = lines(navigation)[-1]
    with qtbot.waitSignal(navigation.location_requested) as requested:
        qtbot.mouseClick(navigation.viewport(), Qt.MouseButton.LeftButton, pos=navigation.visualRect(line).center())
    assert requested.args == [Location(Kind.TOPIC, "doses")]


def test_arrows_choose_and_only_enter_opens(navigation, qtbot):
    navigation.show_current(START)
    with qtbot.assertNotEmitted(navigation.location_requested):
        qtbot.keyClick(navigation, Qt.Key.Key_Down)
    with qtbot.waitSignal(navigation.location_requested) as requested:
        qtbot.keyClick(navigation, Qt.Key.Key_Return)
    assert requested.args == [TOOLS[0][1]]


def test_heading_opens_nothing(navigation, qtbot):
    navigation.setCurrentIndex(lines(navigation)[1])
    with qtbot.assertNotEmitted(navigation.location_requested):
        qtbot.keyClick(navigation, Qt.Key.Key_Return)


def test_arrows_pass_over_headings_and_what_is_chosen_is_marked(navigation, qtbot):
    navigation.show_current(START)
    passed = []
    for key in [Qt.Key.Key_Down] * 3 + [Qt.Key.Key_Left] + [Qt.Key.Key_Up] * 4:
        qtbot.keyClick(navigation, key)
        passed.append(navigation.currentIndex().data())
        assert navigation.selectionModel().isSelected(navigation.currentIndex())
    first, second, third = (name for name, _ in TOOLS[:3])
    assert passed == [first, second, third, third, second, first, "Start here", "Start here"]


def test_arrows_pass_over_the_heading_of_a_chapter(navigation, qtbot):
    navigation.show_current(TOOLS[-1][1])
    qtbot.keyClick(navigation, Qt.Key.Key_Down)
    assert navigation.currentIndex().data() == "Doses and routes"
    qtbot.keyClick(navigation, Qt.Key.Key_Up)
    assert navigation.currentIndex().data() == TOOLS[-1][0]


def test_home_and_end_stop_at_entries(qtbot):
    navigation = Navigation(CHAPTERS, TOPICS[1:])  # a heading is the first line
    qtbot.addWidget(navigation)
    navigation.resize(240, 100)
    navigation.show()
    navigation.show_current(Location(Kind.TOPIC, "doses"))
    qtbot.keyClick(navigation, Qt.Key.Key_End)
    assert navigation.currentIndex().data() == "Doses and routes"
    qtbot.keyClick(navigation, Qt.Key.Key_Home)
    assert navigation.currentIndex().data() == TOOLS[0][0]
    assert navigation.verticalScrollBar().value() == 0  # the heading above it shows too
    qtbot.keyClick(navigation, Qt.Key.Key_Up)
    assert navigation.currentIndex().data() == TOOLS[0][0]


def test_click_on_a_heading_leaves_the_choice(navigation, qtbot):
    navigation.show_current(START)
    heading = lines(navigation)[1]
    qtbot.mouseClick(navigation.viewport(), Qt.MouseButton.LeftButton, pos=navigation.visualRect(heading).center())
    assert navigation.currentIndex().data() == "Start here"


def test_letters_of_a_heading_choose_its_first_entry(navigation, qtbot):
    navigation.show_current(START)
    qtbot.keyClicks(navigation, "the")
    assert navigation.currentIndex().data() == "Doses and routes"


@pytest.mark.parametrize(
    ("location", "title"),
    [
        (Location(Kind.TOPIC, "doses", "routes"), "Doses and routes"),
        (Location(Kind.CONTRAINDICATION, "ci_avm"), "Where sources disagree"),
        (Location(Kind.CHECKLIST, "iv_ketamine"), "Contraindication checklist"),
        (Location(Kind.ADVERSE_EFFECT, "ae_x"), "Side effects"),
        (Location(Kind.TOPIC, "unlisted"), None),
    ],
)
def test_place_where_one_is_is_marked(navigation, location, title):
    navigation.show_current(location)
    assert navigation.currentIndex().data() == title


def test_long_titles_take_more_lines_instead_of_being_cut(qtbot):
    long = TopicEntry("long", "A title that is far too long for a single line of so narrow a list", "")
    navigation = Navigation((), (long, TopicEntry("short", "Short", "")))
    qtbot.addWidget(navigation)
    navigation.resize(180, 400)
    navigation.show()
    first, second = lines(navigation)[:2]
    assert navigation.visualRect(first).height() > navigation.visualRect(second).height()


def test_lines_are_as_wide_as_the_view_and_never_wider(navigation):
    assert navigation.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert int(Qt.TextFlag.TextWordWrap) == _WORD_WRAP
