"""Markdown to the reader's HTML."""

from hypothesis import given
from hypothesis import strategies as st

from ketaref.compiler.citations import Mark
from ketaref.compiler.html import ALLOWED_TAGS, Renderer, drop_empty_marks, html_of, marks_of, text_of
from ketaref.core.source import Checked, Source, SourceKind

RENDERER = Renderer({"a2020": Source("a2020", SourceKind.RCT, "A", "Able 2020", Checked.PAGE)})


def test_html_in_a_page_is_text():
    element = RENDERER.render("A <script>x</script> & <b>b</b> n<30 <https://x.org>")
    assert {child.tag for child in element.iter()} == {"div", "p"}
    assert text_of(element) == "A <script>x</script> & <b>b</b> n<30 <https://x.org>"


def test_image_is_text():
    assert RENDERER.render("![x](http://x.org/y.png)").find(".//img") is None


def test_editorial_leaves_no_trace():
    element = RENDERER.render("Read on. [editorial]")
    assert marks_of(element) == [Mark(editorial=True)]
    drop_empty_marks(element)
    assert html_of(element) == "<p>Read on.</p>"


def test_text_leaves_out_citations_and_joins_what_they_parted():
    assert text_of(RENDERER.render("Rose [@a2020], then *fell*. [@a2020; certainty low]")) == "Rose, then fell."


def test_mark_of_an_inner_item_is_not_the_outer_ones():
    outer, inner = RENDERER.render("- Outer\n    - inner [@a2020]").iter("li")
    assert marks_of(outer) == []
    assert marks_of(inner) == [Mark(("a2020",))]


def test_cells_have_no_style():
    html = html_of(RENDERER.render("| a | b |\n|---|--:|\n| 1 | 2 |"))
    assert "style" not in html
    assert '<td align="right">2</td>' in html


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs")), max_size=80))
def test_any_line_renders_to_known_tags_or_none_that_a_page_may_hold(text):
    element = RENDERER.render(f"Text {text.replace('&', '')}")
    assert {child.tag for child in element.iter()} <= ALLOWED_TAGS | {"code"}
