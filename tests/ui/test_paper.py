"""Pages as a second program reads them: all there, nothing outside the paper's text, head and foot on each."""

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale

from ketaref.core.agent import Agent
from ketaref.core.location import Kind
from ketaref.core.record_text import sources_of
from ketaref.export.record_sheet import record_sheet, topic_sheet
from ketaref.export.session_sheet import session_sheet
from ketaref.export.sheet import REFERENCE_LENGTH, Sheet
from ketaref.ui.paper import Pages, Paper
from ketaref.ui.printing import save_pdf

MILLIMETRE = 72 / 25.4
SIDE, HEAD, FOOT = 18 * MILLIMETRE, 14 * MILLIMETRE, 17 * MILLIMETRE
ROUNDING = 1.0
LONG_WORD = "pneumonoultramicroscopicsilicovolcanoconiosis" * 7
ADDRESS = "https://example.org/" + "a/very-long_path?with=everything&" * 12


def signs(text):
    return Counter("".join(text.split()).replace("\N{WORD JOINER}", ""))


@pytest.fixture
def printed(tmp_path, read_pdf, qapp):
    """Pages of a sheet, and the PDF of them read anew; every page is held to the paper."""

    def read(sheet, paper=Paper.A4, reference=""):
        pages = Pages(sheet, paper)
        pages.reference = reference
        file = tmp_path / "sheet.pdf"
        save_pdf(pages, file)
        pdf = read_pdf(file)
        check_pages(pages, pdf)
        return pages, pdf

    return read


def check_pages(pages, pdf):
    """Page numbers as told, no word outside its area, and of the document's text not a sign lost."""
    assert len(pdf.pages) == pages.count
    body = Counter()
    for index, (width, height, words) in enumerate(pdf.pages):
        foot = " ".join(pdf.words(index, above=height - FOOT))
        assert foot == f"{pages.sheet.stamp.text} · page {index + 1} of {pages.count}"
        for word, left, top, right, bottom in words:
            assert left >= SIDE - ROUNDING, (index, word)
            assert right <= width - SIDE + ROUNDING, (index, word)
            in_text = top >= HEAD and bottom <= height - FOOT
            assert in_text or bottom <= HEAD or top >= height - FOOT, (index, word)
        body += signs("".join(pdf.words(index, above=HEAD, below=height - FOOT)))
    assert not signs(pages._document.toPlainText()) - body - LAYOUT_SIGNS


LAYOUT_SIGNS = Counter({"\N{OBJECT REPLACEMENT CHARACTER}": 10_000})


def rows(count):
    cells = "".join(f"<tr><td>Row-{n}</td><td>{n} mg/kg of what is said in row {n}</td></tr>" for n in range(count))
    return f"<table><tr><th>Repeated</th><th>What is said</th></tr>{cells}</table>"


@pytest.mark.parametrize("paper", Paper)
def test_every_topic_fits_its_pages(real_store, printed, stamp, paper):
    for entry in real_store.topics():
        topic = real_store.topic(entry.id)
        printed(topic_sheet(topic, real_store.sources_named(topic.sources), stamp), paper)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.TOPIC, Kind.CHECKLIST)])
def test_records_of_every_kind_fit_their_pages(real_store, printed, stamp, kind):
    for entry in real_store.entries(kind)[:3]:
        record = real_store.record(kind, entry.location.id)
        sheet = record_sheet(kind, record, real_store.sources_named(sources_of(record)), stamp)
        for paper in Paper:
            _, pdf = printed(sheet, paper)
            assert " ".join(sheet.title.split()[:3]) in pdf.text


@pytest.mark.parametrize("paper", Paper)
def test_session_sheet_lies_on_its_side(real_store, printed, stamp, paper):
    sheet = session_sheet(Agent.IV_KETAMINE, real_store.monitoring_steps(), real_store.sources(), stamp)
    _, pdf = printed(sheet, paper)
    width, height, _ = pdf.pages[0]
    assert width > height
    first = pdf.words(0)
    assert [first.count(name) for name in ("Time", "Initials")] == [1, 1]


def test_head_of_a_long_table_is_on_every_page_and_each_row_on_one(printed, stamp):
    pages, pdf = printed(Sheet("Table", rows(100), stamp))
    assert pages.count > 2
    for page in range(pages.count - 1):
        assert pdf.words(page).count("Repeated") == 1
    found = Counter(word for word in pdf.text.split() if word.startswith("Row-"))
    assert found == {f"Row-{n}": 1 for n in range(100)}


def test_row_longer_than_a_page_goes_on_without_losing_a_line(printed, stamp):
    words = " ".join(f"w{n}x" for n in range(3000))
    table = f"<table><tr><th>A</th><th>B</th></tr><tr><td>short</td><td>{words}</td></tr></table>"
    pages, pdf = printed(Sheet("Table", table, stamp))
    assert pages.count > 2
    found = Counter(word for word in pdf.text.split() if word.startswith("w") and word.endswith("x"))
    assert found == {f"w{n}x": 1 for n in range(3000)}


@pytest.mark.parametrize("word", [LONG_WORD[:300], ADDRESS])
@pytest.mark.parametrize(
    "frame",
    ["<p>{}</p>", "<table><tr><th>A</th><th>B</th><th>C</th></tr><tr><td>{0}</td><td>x</td><td>{0}</td></tr></table>"],
)
def test_word_longer_than_a_line_is_parted_and_not_cut(printed, stamp, word, frame):
    printed(Sheet("Long", frame.format(word), stamp))


def test_heading_is_never_the_last_line_of_a_page(printed, stamp):
    body = "".join(f"<h2>Heading-{n}</h2><p>{'Some words that fill lines. ' * (n % 7 + 3)}</p>" for n in range(60))
    pages, pdf = printed(Sheet("Headings", body, stamp))
    assert pages.count > 3
    for page, (_, height, _) in enumerate(pdf.pages):
        lines = pdf.words(page, above=HEAD, below=height - FOOT)
        assert not lines[-1].startswith("Heading-")


def test_title_is_in_the_head_of_every_page_but_the_first_which_has_it_large(printed, stamp):
    _, pdf = printed(Sheet("A title of its own", rows(100), stamp), reference="Ward 7, session 3")
    heads = [" ".join(pdf.words(page, below=HEAD)) for page in range(len(pdf.pages))]
    assert heads[0] == "Ketamine Trauma Reference Reference: Ward 7, session 3"
    assert set(heads[1:]) == {"A title of its own Reference: Ward 7, session 3"}
    assert "A title of its own" in " ".join(pdf.words(0, above=HEAD))


def test_head_without_a_reference_has_none(printed, stamp):
    _, pdf = printed(Sheet("T", "<p>x</p>", stamp))
    assert pdf.words(0, below=HEAD) == ["Ketamine", "Trauma", "Reference"]


@pytest.mark.parametrize("reference", ["W" * REFERENCE_LENGTH, "i" * REFERENCE_LENGTH])
def test_long_title_gives_way_to_the_longest_reference(printed, stamp, reference):
    _, pdf = printed(Sheet("Many words of a title " * 20, rows(100), stamp), reference=reference)
    assert reference in pdf.words(1, below=HEAD)
    assert ("…" in "".join(pdf.words(1, below=HEAD))) is ("i" in reference)


def test_shapes_of_levels_are_printed(printed, stamp):
    _, pdf = printed(Sheet("T", '<p><span class="absolute">■ Absolute</span> ▲ Relative ○ Caution</p>', stamp))
    assert all(shape in pdf.text for shape in "■▲○")


@pytest.mark.parametrize("paper", Paper)
def test_paper_has_its_size(printed, stamp, paper):
    sheet = Sheet("T", "<p>x</p>", stamp)
    expected = {Paper.A4: (595, 842), Paper.LETTER: (612, 792)}[paper]
    for wide in (False, True):
        _, pdf = printed(replace(sheet, wide=wide), paper)
        size = tuple(round(side) for side in pdf.pages[0][:2])
        assert size == (expected[::-1] if wide else expected)


def test_americans_get_letter_and_others_a4():
    countries = QLocale.Country
    assert Paper.usual_in(countries.UnitedStates) is Paper.LETTER
    assert Paper.usual_in(countries.Canada) is Paper.LETTER
    assert Paper.usual_in(countries.Germany) is Paper.A4
    assert Paper.usual_in(countries.UnitedKingdom) is Paper.A4


def test_text_size_of_the_program_changes_nothing(printed, stamp, qapp):
    font = qapp.font()
    before = printed(Sheet("T", rows(30), stamp))[1].pages
    larger = qapp.font()
    larger.setPointSizeF(2 * font.pointSizeF())
    qapp.setFont(larger)
    try:
        assert printed(Sheet("T", rows(30), stamp))[1].pages == before
    finally:
        qapp.setFont(font)
