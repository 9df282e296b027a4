import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextDocument, QTextFormat, QWheelEvent

from ketaref.core.location import Kind, Location
from ketaref.ui.document_style import tables_of
from ketaref.ui.reader import Reader
from ketaref.ui.theme import DARK, LIGHT

LONG = "".join(
    f'<h2 id="part-{n}">Part {n}</h2><p>{"Words of part. " * 60} <a href="ketaref://source/s{n}">S{n}</a></p>'
    for n in range(12)
)


@pytest.fixture
def reader(qtbot):
    reader = Reader(LIGHT)
    qtbot.addWidget(reader)
    reader.resize(600, 400)
    reader.show()
    reader.setFocus()
    qtbot.waitUntil(reader.hasFocus)
    return reader


@pytest.fixture
def asked(reader):
    asked = []
    reader.location_requested.connect(asked.append)
    return asked


def top_of(reader, anchor):
    position = dict(reader._headings)[anchor]
    cursor = reader.textCursor()
    cursor.setPosition(position)
    return reader.cursorRect(cursor).top()


def test_anchor_comes_to_the_top_edge(reader):
    reader.show_html(LONG)
    for n in (5, 2, 7):
        assert reader.scroll_to_anchor(f"part-{n}")
        assert 0 <= top_of(reader, f"part-{n}") <= 40
        assert reader.section == f"part-{n}"


def test_unknown_anchor_moves_nothing(reader):
    reader.show_html(LONG)
    reader.scroll_to_anchor("part-3")
    place = reader.verticalScrollBar().value()
    assert not reader.scroll_to_anchor("nowhere")
    assert reader.verticalScrollBar().value() == place


def test_anchor_asked_for_before_the_reader_shows_is_kept(qtbot):
    reader = Reader(LIGHT)
    qtbot.addWidget(reader)
    reader.show_html(LONG)
    reader.scroll_to_anchor("part-6")
    reader.resize(500, 400)
    reader.show()
    assert 0 <= top_of(reader, "part-6") <= 40


def test_section_follows_scrolling(reader, qtbot):
    reader.show_html(LONG)
    heard = []
    reader.section_changed.connect(heard.append)
    reader.verticalScrollBar().setValue(reader.verticalScrollBar().maximum())
    assert heard[-1] == "part-11"
    reader.verticalScrollBar().setValue(0)
    assert heard[-1] in ("", "part-0")


def test_another_text_starts_at_its_beginning(reader):
    reader.show_html(LONG)
    reader.scroll_to_anchor("part-9")
    reader.show_html(LONG.replace("Words", "Other words"))
    assert reader.verticalScrollBar().value() == 0


@pytest.mark.parametrize("change", ["theme", "font", "width"])
def test_place_stays_when_looks_change(reader, qtbot, change):
    reader.show_html(LONG)
    reader.scroll_to_anchor("part-6")
    if change == "theme":
        reader.set_theme(DARK)
    elif change == "width":
        reader.resize(900, 400)
    else:
        font = reader.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        reader.setFont(font)
    assert -60 <= top_of(reader, "part-6") <= 80


def test_reading_position_is_never_the_end_where_a_gap_is_at_the_top_edge(reader):
    items = "".join(f"<li>Item {n} one {'word ' * (n % 25)}</li>" for n in range(60))
    reader.show_html(f"<h2>A</h2><ul>{items}</ul>" + "".join(f"<p>Words {'and ' * (n % 30)}</p>" for n in range(60)))
    bar = reader.verticalScrollBar()
    positions = []
    for value in range(bar.maximum() - 300):
        bar.setValue(value)
        positions.append(reader.reading_position())
    assert positions == sorted(positions)


def test_reading_position_is_come_back_to(reader):
    reader.show_html(LONG)
    reader.scroll_to_anchor("part-4")
    position = reader.reading_position()
    reader.verticalScrollBar().setValue(0)
    reader.restore_position(position)
    assert reader.reading_position() == pytest.approx(position, abs=120)


def test_restoring_beyond_the_end_goes_to_the_end(reader):
    reader.show_html("<p>Short.</p>")
    reader.restore_position(10_000)
    assert reader.verticalScrollBar().value() == reader.verticalScrollBar().maximum()


def test_keys_scroll(reader, qtbot):
    reader.show_html(LONG)
    bar = reader.verticalScrollBar()
    qtbot.keyClick(reader, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(reader, Qt.Key.Key_Home)
    assert bar.value() == 0
    qtbot.keyClick(reader, Qt.Key.Key_Down)
    step = bar.value()
    assert step > 0
    qtbot.keyClick(reader, Qt.Key.Key_Up)
    assert bar.value() == 0
    qtbot.keyClick(reader, Qt.Key.Key_PageDown)
    page = bar.value()
    assert page > step
    qtbot.keyClick(reader, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    qtbot.keyClick(reader, Qt.Key.Key_Space)
    assert bar.value() == page
    qtbot.keyClick(reader, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == 0


def test_tab_goes_from_link_to_link_and_enter_follows(reader, asked, qtbot):
    reader.show_html('<p><a href="ketaref://topic/one">One</a> and <a href="ketaref://topic/two#part">two</a></p>')
    qtbot.keyClick(reader, Qt.Key.Key_Tab)
    assert reader.focused_link().name == "One"
    qtbot.keyClick(reader, Qt.Key.Key_Tab)
    assert reader.focused_link().name == "two"
    qtbot.keyClick(reader, Qt.Key.Key_Return)
    assert asked == [Location(Kind.TOPIC, "two", "part")]
    qtbot.keyClick(reader, Qt.Key.Key_Backtab)
    assert reader.focused_link().name == "One"


def test_link_with_the_keyboard_is_outlined(reader, qtbot):
    reader.show_html('<p><a href="ketaref://topic/one">One</a></p>')
    assert reader.extraSelections() == []
    qtbot.keyClick(reader, Qt.Key.Key_Tab)
    (mark,) = reader.extraSelections()
    assert mark.format.hasProperty(QTextFormat.Property.OutlinePen)
    assert mark.cursor.selectedText() == "One"
    reader.clearFocus()
    assert reader.extraSelections() == []


def test_keyboard_comes_back_to_the_link_that_it_left(reader, qtbot):
    reader.show_html('<p><a href="ketaref://topic/one">One</a> <a href="ketaref://topic/two">Two</a></p>')
    qtbot.keyClick(reader, Qt.Key.Key_Tab)
    qtbot.keyClick(reader, Qt.Key.Key_Tab)
    reader.clearFocus()
    assert reader.focused_link() is None
    reader.setFocus()
    assert reader.focused_link().name == "Two"


def test_link_of_another_text_is_not_come_back_to(reader, qtbot):
    reader.show_html('<p><a href="ketaref://topic/one">One</a></p>')
    qtbot.keyClick(reader, Qt.Key.Key_Tab)
    reader.clearFocus()
    reader.show_html("<p>No link at all.</p>")
    reader.setFocus()
    assert not reader.textCursor().hasSelection()


def test_link_that_was_scrolled_out_of_view_is_not_come_back_to(reader, qtbot):
    reader.show_html(LONG)
    qtbot.keyClick(reader, Qt.Key.Key_Tab)
    first = reader.focused_link().name
    reader.clearFocus()
    reader.scroll_to_anchor("part-5")
    place = reader.verticalScrollBar().value()
    reader.setFocus()
    assert reader.verticalScrollBar().value() == place
    qtbot.keyClick(reader, Qt.Key.Key_Tab)
    assert reader.focused_link().name == "S5" != first


def test_tab_begins_at_what_is_in_view(reader, qtbot):
    reader.show_html(LONG)
    reader.scroll_to_anchor("part-5")
    qtbot.keyClick(reader, Qt.Key.Key_Tab)
    assert reader.focused_link().name == "S5"


def test_click_on_a_link_asks_for_its_location(reader, asked, qtbot):
    reader.show_html('<p><a href="ketaref://source/feder2021">Feder 2021</a></p>')
    link = reader.textCursor()
    link.setPosition(3)
    qtbot.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=reader.cursorRect(link).center() + QPoint(2, 0))
    assert asked == [Location(Kind.SOURCE, "feder2021")]


@pytest.mark.parametrize("href", ["https://example.org/", "file:///etc/passwd", "nowhere", "ketaref://unknown/x", ""])
def test_other_addresses_are_not_followed(reader, asked, href):
    reader.follow(href)
    reader.anchorClicked.emit(QUrl(href))
    assert asked == []
    assert reader.source().isEmpty()


@pytest.mark.parametrize("url", ["https://example.org/x.png", "file:///etc/passwd", "x.css"])
def test_nothing_is_ever_loaded(reader, url):
    kinds = QTextDocument.ResourceType
    for kind in (kinds.HtmlResource, kinds.ImageResource, kinds.StyleSheetResource):
        assert reader.loadResource(int(kind.value), QUrl(url)) is None


def test_copied_text_is_plain(reader, qtbot):
    reader.show_html("<p>0.5 mg/kg over 40 min</p>")
    reader.selectAll()
    qtbot.keyClick(reader, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "0.5 mg/kg over 40 min"


def test_wheel_with_control_leaves_the_text_size_to_the_window(reader):
    reader.show_html(LONG)
    before = reader.font().pointSizeF(), reader.document().defaultFont().pointSizeF()
    event = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    reader.wheelEvent(event)
    assert not event.isAccepted()
    assert (reader.font().pointSizeF(), reader.document().defaultFont().pointSizeF()) == before


def test_wide_table_is_stacked_where_there_is_no_room_for_it(reader):
    heads = ("Indication", "Agent", "Dose", "Course", "Status", "Source")
    row = "".join(f"<td>0.045 mg/kg {name}</td>" for name in heads)
    head = "".join(f"<th>{name}</th>" for name in heads)
    html = f"<table><thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table><p>{'x ' * 3000}</p>"
    reader.show_html(html)

    def columns():
        return next(tables_of(reader.document())).columns()

    assert columns() == 2
    reader.resize(1400, 400)
    assert columns() == 6
    reader.resize(450, 400)
    assert columns() == 2
    assert reader.horizontalScrollBar().maximum() == 0


def test_no_word_and_no_number_is_broken(reader):
    reader.resize(160, 400)
    reader.show_html("<table><thead><tr><th>Antidepressants</th><th>B</th></tr></thead>"
                     "<tbody><tr><td>0.0451234567890123456789</td><td>b</td></tr></tbody></table>")  # fmt: skip
    block = reader.document().find("0.045").block()
    assert block.layout().lineCount() == 1


@pytest.mark.parametrize("percent", [80, 100, 200])
def test_text_size_follows_the_font(reader, percent):
    font = reader.font()
    font.setPointSizeF(10 * percent / 100)
    reader.setFont(font)
    reader.show_html(LONG)
    assert reader.document().defaultFont().pointSizeF() == pytest.approx(11 * percent / 100)
    assert reader.horizontalScrollBar().maximum() == 0
