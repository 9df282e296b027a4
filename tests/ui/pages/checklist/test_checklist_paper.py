"""A checklist run on paper: what a second program reads in the PDF, and what `ketaref record check` says of it."""

import json
import subprocess
import sys

import pytest

from ketaref.core.agent import Agent
from ketaref.core.checklist import Answer
from ketaref.core.location import Kind, Location
from ketaref.core.wording import banned_words
from ketaref.export.record import FILE_NAME, check_record
from ketaref.ui.pages.checklist import ChecklistPage
from ketaref.ui.paper import Pages, Paper
from ketaref.ui.printing import save_pdf
from ketaref.ui.theme import LIGHT


@pytest.fixture
def page(store, qtbot):
    page = ChecklistPage(store, LIGHT)
    qtbot.addWidget(page)
    page.open(Location(Kind.CHECKLIST, Agent.IV_KETAMINE))
    return page


@pytest.fixture
def run(page):
    """A run with something of everything."""
    run = page.run
    items = [item.id for item in run.checklist.items]
    for place, item_id in enumerate(items):
        if place % 4 < 3:
            run.answer(item_id, (Answer.YES, Answer.NO, Answer.UNKNOWN)[place % 4])
    run.measure("systolic", 185.0)
    run.medicines.add("phenelzine")
    run.medicines.add("xyzzymab")
    return run


def check(file):
    command = [sys.executable, "-m", "ketaref.cli", "record", "check", str(file), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, json.loads(done.stdout) if done.stdout else done.stderr


def test_without_a_run_there_is_nothing_to_print(store, qtbot, stamp):
    page = ChecklistPage(store, LIGHT)
    qtbot.addWidget(page)
    page.open(Location(Kind.CHECKLIST))
    assert page.sheet(stamp) is None


@pytest.mark.parametrize("paper", Paper)
def test_pages_hold_every_item_and_nothing_is_cut_off(page, run, stamp, tmp_path, read_pdf, paper):
    pages = Pages(page.sheet(stamp), paper)
    save_pdf(pages, tmp_path / "run.pdf")
    pdf = read_pdf(tmp_path / "run.pdf")
    lines = [word for n, (_, height, _) in enumerate(pdf.pages) for word in pdf.words(n, above=42, below=height - 42)]
    text = " ".join(lines)
    for item in run.checklist.items:
        assert item.condition.split(",")[0].replace("\u00a0", " ")[:30] in text.replace("\u00a0", " ")
    assert "Unanswered:" in text
    assert "xyzzymab" in text
    assert "185" in text
    assert "Not assessed here" in text.replace("\u00a0", " ")
    assert all(pdf.fonts().values())
    assert int(pdf.info()["Pages"]) == pages.count
    for number, (width, height, words) in enumerate(pdf.pages):
        assert f"page {number + 1} of {pages.count}" in " ".join(pdf.words(number, above=height - 60))
        assert all(
            left > 20 and right < width - 20 and top > 10 and bottom < height - 10
            for _, left, top, right, bottom in words
        )
    assert not banned_words(pages.sheet.body)  # titles of publications stand in the references


def test_the_record_in_the_pdf_is_the_run(page, run, stamp, tmp_path, read_pdf):
    save_pdf(Pages(page.sheet(stamp), Paper.A4), tmp_path / "run.pdf")
    record = check_record(read_pdf(tmp_path / "run.pdf").attachment(1, tmp_path))
    assert record.is_intact
    assert record.record["entered"]["readings"] == {"systolic": 185.0}
    assert record.record["entered"]["medicines"] == ["phenelzine", "xyzzymab"]
    assert record.record["entered"]["answers"] == {key: answer.value for key, answer in run.history.answers.items()}
    printed = " ".join(read_pdf(tmp_path / "run.pdf").text.split())
    assert record.record["hash"]["value"][:8] in printed


def test_a_saved_run_is_intact_and_any_changed_byte_is_told(page, run, stamp, tmp_path):
    file = tmp_path / "run.pdf"
    save_pdf(Pages(page.sheet(stamp), Paper.A4), file)
    code, told = check(file)
    assert (code, told["intact"], told["file"]) == (0, True, "intact")
    data = bytearray(file.read_bytes())
    place = data.index(b"/Creator") + 2
    data[place] ^= 1
    file.write_bytes(data)
    code, told = check(file)
    assert (code, told["intact"], told["file"]) == (4, False, "broken")
    assert told["record"]["intact"]


def test_the_record_alone_can_be_checked_and_altered_answers_are_told(page, run, stamp, tmp_path):
    file = tmp_path / FILE_NAME
    content = page.sheet(stamp).attachments[0].content
    file.write_bytes(content)
    assert check(file)[0] == 0
    file.write_bytes(content.replace(b'"systolic": 185.0', b'"systolic": 125.0'))
    code, told = check(file)
    assert code == 4
    assert told["record"]["reason"] == "its content does not fit its hash"


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"%PDF-1.7\ngarbage", "damaged"), (b"\x00\x01", "not"), (b"", "not JSON")],
)
def test_what_is_no_record_is_told(tmp_path, content, told):
    file = tmp_path / "x.pdf"
    file.write_bytes(content)
    code, message = check(file)
    assert code == 2
    assert told in message


def test_a_pdf_without_a_record_is_told(page, run, stamp, tmp_path):
    sheet = page.sheet(stamp)
    bare = type(sheet)(sheet.title, sheet.body, sheet.stamp, sheet.sources)
    save_pdf(Pages(bare, Paper.A4), tmp_path / "x.pdf")
    code, message = check(tmp_path / "x.pdf")
    assert code == 2
    assert "holds no record" in message
