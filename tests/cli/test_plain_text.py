"""Pages as plain text."""

import pytest

from ketaref.cli.plain_text import WIDTH, page_text, section_html
from ketaref.store.content import ContentStore


@pytest.fixture
def topic(small_content_file):
    store = ContentStore.open(small_content_file)
    yield store.topic("trials")
    store.close()


def test_lists_in_lists_are_indented():
    assert page_text("<ul><li>One<ul><li>inside</li></ul></li><li>Two</li></ul>") == "- One\n    - inside\n- Two"


def test_cells_are_parted():
    assert page_text("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>&lt;2</td></tr></table>") == "a | b\n1 | <2"


def test_empty_cell_at_the_end_leaves_no_bar():
    assert page_text("<table><tr><td>1</td><td></td></tr></table>") == "1"


def test_long_paragraph_is_wrapped_and_keeps_every_word():
    text = page_text(f"<p>{'word ' * 100}</p>")
    assert max(map(len, text.splitlines())) <= WIDTH
    assert text.split() == ["word"] * 100


def test_badge_stands_in_brackets():
    html = '<p>Text. <span class="practice-point">practice point</span></p>'
    assert page_text(html) == "Text. (practice point)"


@pytest.mark.parametrize("anchor", ["gone", "", ".*", '"'])
def test_unknown_section_is_empty(topic, anchor):
    assert section_html(topic, anchor) == ""


def test_sections_together_are_the_page(topic):
    top_level = [section.anchor for section in topic.sections if section.level == 2]
    parts = "".join(section_html(topic, anchor) for anchor in top_level)
    whole = topic.html.replace('<div class="bottom-line">', "").replace("</div>", "")
    assert "".join(parts.split()) == "".join(whole.split())
