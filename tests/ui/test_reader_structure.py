import re

import pytest
from PySide6.QtGui import QTextDocument

from ketaref.ui.document_style import fill, prepared
from ketaref.ui.reader_structure import PartRole, document_parts, heading_positions, link_at, parts_inside
from ketaref.ui.theme import LIGHT

FULL = """
<h1>Title</h1><p>Before.</p>
<div class="bottom-line"><h2 id="bottom-line">Bottom line</h2><ul><li>First 0.5 mg/kg.</li><li>Second.</li></ul></div>
<h2 id="lists">Lists</h2>
<ul><li>One <a href="ketaref://source/a">A 2021</a></li>
<li>Two<ol><li>Two, inner</li><li>More</li></ol></li><li>Three</li></ul>
<ol><li>Another</li></ol>
<h3 id="table">Table</h3>
<table><thead><tr><th>Dose</th><th>Source</th></tr></thead>
<tbody><tr><td>1 mg</td><td>[<a href="ketaref://source/a">A <b>20</b>21</a>; <a href="ketaref://source/b">B</a>]</td></tr></tbody></table>
<p>After.</p>
"""


def parts_of(html, qapp):
    document = QTextDocument()
    fill(document, prepared(html), LIGHT, qapp.font())
    return document, document_parts(document)


def flat(parts):
    for part in parts:
        yield part
        yield from flat(part.children)


def test_parts_stand_in_reading_order_with_their_roles(qapp):
    _, parts = parts_of(FULL, qapp)
    assert [(part.role, part.name) for part in parts] == [
        (PartRole.HEADING, "Title"),
        (PartRole.PARAGRAPH, "Before."),
        (PartRole.GROUP, "Bottom line"),
        (PartRole.HEADING, "Lists"),
        (PartRole.LIST, ""),
        (PartRole.LIST, ""),
        (PartRole.HEADING, "Table"),
        (PartRole.TABLE, "Dose, Source"),
        (PartRole.PARAGRAPH, "After."),
    ]


def test_headings_have_levels(qapp):
    _, parts = parts_of(FULL, qapp)
    assert [part.level for part in flat(parts) if part.role is PartRole.HEADING] == [1, 2, 2, 3]


def test_frame_holds_its_heading_and_list(qapp):
    _, parts = parts_of(FULL, qapp)
    heading, points = parts[2].children
    assert heading.role is PartRole.HEADING
    assert [item.name for item in points.children] == ["First 0.5 mg/kg.", "Second."]


def test_list_inside_a_list_belongs_to_its_item(qapp):
    _, parts = parts_of(FULL, qapp)
    one, two, three = parts[4].children
    assert [link.name for link in one.children] == ["A 2021"]
    assert [item.name for item in two.children[0].children] == ["Two, inner", "More"]
    assert three.children == ()


def test_cells_know_their_place_and_the_first_row_is_the_head(qapp):
    _, parts = parts_of(FULL, qapp)
    head, row = parts[7].children
    assert [(cell.role, cell.name) for cell in head.children] == [
        (PartRole.COLUMN_HEADER, "Dose"),
        (PartRole.COLUMN_HEADER, "Source"),
    ]
    assert [(cell.name, cell.row, cell.column) for cell in row.children] == [("1 mg", 1, 0), ("[A 2021; B]", 1, 1)]
    assert [link.name for link in row.children[1].children] == ["A 2021", "B"]


def test_anchors_lead_to_their_headings(qapp):
    document, _ = parts_of(FULL, qapp)
    found = {name: document.findBlock(position).text() for name, position in heading_positions(document)}
    assert found == {"bottom-line": "Bottom line", "lists": "Lists", "table": "Table"}


def test_link_is_found_at_its_letters_only(qapp):
    document, parts = parts_of(FULL, qapp)
    link = next(part for part in flat(parts) if part.role is PartRole.LINK)
    assert link_at(document, link.start) == link
    assert link_at(document, link.end - 1) == link
    assert link_at(document, link.end) is None
    assert link_at(document, link.start - 1) is None


def test_letters_beyond_the_basic_plane_do_not_shift_links(qapp):
    document, parts = parts_of('<p>\U0001f600\U0001f600 <a href="ketaref://topic">\U0001f600 x</a></p>', qapp)
    (link,) = parts[0].children
    assert link_at(document, link.start) == link
    assert link.end - link.start == 4


def test_names_are_free_of_what_only_the_layout_needs(qapp):
    _, parts = parts_of("<p>0.5 mg/kg<br>over\xa040 min</p>", qapp)
    assert parts[0].name == "0.5 mg/kg over 40 min"


def test_empty_document_has_no_parts(qapp):
    assert parts_of("", qapp)[1] == ()


@pytest.mark.parametrize("heads", [True, False])
def test_positions_of_parts_lie_inside_the_part_above(qapp, heads):
    html = FULL if heads else FULL.replace("<th>", "<td>").replace("</th>", "</td>")

    def check(parts):
        for part in parts:
            assert part.start <= part.end
            for inner in part.children:
                assert part.start <= inner.start
                assert inner.end <= part.end
            check(part.children)

    check(parts_of(html, qapp)[1])


def test_every_page_of_the_content_keeps_headings_links_and_cells(qapp, store):
    for entry in store.topics():
        topic = store.topic(entry.id)
        document, parts = parts_of(topic.html, qapp)
        found = list(flat(parts))
        assert [name for name, _ in heading_positions(document)] == [section.anchor for section in topic.sections]
        assert {part.href for part in found if part.href} == set(re.findall(r'href="([^"]*)"', topic.html))
        cells = sum(part.role in (PartRole.CELL, PartRole.COLUMN_HEADER) for part in found)
        assert cells == len(re.findall(r"<t[dh][ >]", topic.html))
        assert sum(part.role is PartRole.LIST_ITEM for part in found) == topic.html.count("<li>")


def inside(html, qapp):
    """Role and name of what is inside the first part of a text."""
    document, parts = parts_of(html, qapp)
    return [(part.role, part.name) for part in parts_inside(document, parts[0])]


def test_text_beside_links_stands_between_them(qapp):
    html = '<p>\U0001f600 One [<a href="ketaref://a">A</a>; <a href="ketaref://b">B</a>], <b>and</b> two <a href="ketaref://c">C</a>.</p>'
    assert inside(html, qapp) == [
        (PartRole.TEXT, "\U0001f600 One ["),
        (PartRole.LINK, "A"),
        (PartRole.LINK, "B"),
        (PartRole.TEXT, "], and two"),
        (PartRole.LINK, "C"),
    ]


def test_text_without_links_is_heard_by_its_name_alone(qapp):
    assert inside("<p>Plain, <b>and</b> strong.</p>", qapp) == []
    assert inside("<h2>Heading</h2>", qapp) == []


def test_sign_between_links_is_not_lost(qapp):
    assert (PartRole.TEXT, "≥") in inside('<p><a href="ketaref://a">A</a> ≥ <a href="ketaref://b">B</a></p>', qapp)


def test_text_above_an_inner_list_stands_before_it(qapp):
    document, parts = parts_of("<ul><li>Outer<ul><li>Inner</li></ul></li></ul>", qapp)
    item = parts[0].children[0]
    assert [part.role for part in parts_inside(document, item)] == [PartRole.TEXT, PartRole.LIST]
    assert parts_inside(document, item)[0].name == "Outer"


def test_cell_of_several_paragraphs_has_the_text_of_each(qapp):
    html = '<table><tr><td><p>One <a href="ketaref://a">A</a></p><p>Two</p></td><td>Three</td></tr></table>'
    document, parts = parts_of(html, qapp)
    cell = parts[0].children[0].children[0]
    assert [part.name for part in parts_inside(document, cell)] == ["One", "A", "Two"]


def test_parts_that_only_hold_others_get_no_text(qapp):
    document, parts = parts_of(FULL, qapp)
    for part in flat(parts):
        if part.role in (PartRole.GROUP, PartRole.LIST, PartRole.TABLE, PartRole.ROW):
            assert parts_inside(document, part) == part.children


def test_every_page_is_read_whole_through_what_is_inside(qapp, store):
    def letters(text):
        return [letter for letter in text if letter not in " []();,.:{}"]

    for entry in store.topics():
        document, parts = parts_of(store.topic(entry.id).html, qapp)
        for part in flat(parts):
            inner = parts_inside(document, part)
            if part.name and inner and all(below.name for below in inner) and part.role is not PartRole.GROUP:
                assert letters("".join(below.name for below in inner)) == letters(part.name)
