"""The compiled file: the same bytes each time, and never a half-written one."""

import os
import shutil
import sqlite3

import pytest

from ketaref.compiler import build as build_module
from ketaref.compiler.build import build, read_back
from ketaref.compiler.load import load_content
from ketaref.core.errors import NotInContentError, StoreError
from ketaref.core.location import Kind, Location
from ketaref.store.content import ContentStore


@pytest.fixture
def store(small_content_file):
    opened = ContentStore.open(small_content_file)
    yield opened
    opened.close()


def test_same_content_gives_the_same_bytes(content_folder, small_content_file, tmp_path):
    build(load_content(content_folder), tmp_path / "again.sqlite")
    assert (tmp_path / "again.sqlite").read_bytes() == small_content_file.read_bytes()


def test_changed_content_gives_other_bytes(content_folder, small_content_file, tmp_path, edit):
    edit("data/regimens.yaml", "0.5 mg/kg", "0.4 mg/kg")
    build(load_content(content_folder), tmp_path / "again.sqlite")
    assert (tmp_path / "again.sqlite").read_bytes() != small_content_file.read_bytes()


def test_records_come_back_as_they_were(content_folder, store):
    content = load_content(content_folder)
    for kind, items in content.data.records.items():
        for item in items:
            assert store.record(kind, item.value.id) == item.value
    for page in content.pages:
        assert store.topic(page.topic.value.id) == page.topic.value
    assert {entry.canonical for entry in store.synonyms()} == {"ketamine", "esketamine"}


def test_chapters_and_pages_are_in_reading_order(store):
    assert [chapter.id for chapter in store.chapters()] == ["first", "second"]
    assert [(topic.id, topic.chapter) for topic in store.topics()] == [("start", ""), ("trials", "first")]


def test_citations_lead_back_to_records_and_pages(store):
    cited_by = [str(entry.location) for entry in store.cited_by("label2024")]
    assert cited_by == [
        "ketaref://claim/c002",
        "ketaref://contraindication/ci_pressure",
        "ketaref://glossary/ketamine",
        "ketaref://instrument/mood4",
        "ketaref://instrument/interview",
        "ketaref://interaction/ddi_benzodiazepines",
        "ketaref://topic/trials",
    ]


def test_removed_page_leads_on(store):
    assert store.resolve(Location(Kind.TOPIC, "old-trials")).location == Location(Kind.TOPIC, "trials", "doses")
    with pytest.raises(NotInContentError, match="older-trials"):
        store.resolve(Location(Kind.TOPIC, "older-trials"))


def test_every_term_has_its_documents(store):
    words = dict(store.all("SELECT text, documents FROM term"))
    assert words["dissociation"] >= 1
    assert words["mcg"] == 1
    assert store.one("SELECT count(*) FROM posting") == (len(words),)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT id FROM document WHERE kind = ? AND record_id = ?",
        "SELECT document_id FROM name WHERE folded >= ? AND folded < ?",
        "SELECT 1 FROM term WHERE text >= ? AND text < ?",
    ],
)
def test_no_search_reads_a_whole_table(store, sql):
    """A content a thousand times as large would be read for most of a second."""
    plan = [step for *_, step in store.all(f"EXPLAIN QUERY PLAN {sql}", ("a", "b"))]
    assert [step for step in plan if step.startswith("SCAN")] == []


def test_names_are_folded(store):
    rows = store.all(
        "SELECT name.is_title, record_id FROM name JOIN document ON id = document_id WHERE folded = 'k hole'"
    )
    assert rows == [(0, "ae_dissociation")]


def test_failure_leaves_the_old_file_and_no_litter(content_folder, tmp_path, monkeypatch):
    output = tmp_path / "out" / "content.sqlite"
    output.parent.mkdir()
    output.write_bytes(b"old")

    def fail(path):
        raise StoreError("does not read back")

    monkeypatch.setattr(build_module, "read_back", fail)
    with pytest.raises(StoreError, match="read back"):
        build(load_content(content_folder), output)
    assert output.read_bytes() == b"old"
    assert list(output.parent.iterdir()) == [output]


def test_what_a_killed_build_left_is_removed_a_day_later(content_folder, tmp_path):
    old, running = tmp_path / ".content-old", tmp_path / ".content-running"
    for left in (old, running):
        left.mkdir()
        (left / "content.sqlite").write_bytes(b"half")
    os.utime(old, (0, 0))
    build(load_content(content_folder), tmp_path / "content.sqlite")
    assert not old.exists()
    assert running.exists()


def test_place_that_cannot_be_written_is_told(content_folder, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be written"):
        build(load_content(content_folder), tmp_path / "file" / "content.sqlite")


def test_reading_back_finds_a_record_that_does_not_decode(small_content_file, tmp_path):
    copy = tmp_path / "content.sqlite"
    shutil.copy(small_content_file, copy)
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE record SET payload = '{}' WHERE id = 'ae_cystitis'")
    connection.close()
    with pytest.raises(StoreError, match="damaged"):
        read_back(copy)
