"""The content that the benchmark of scale is measured on: like the shipped content, only more of it."""

import sqlite3
import sys
from collections import Counter
from importlib import import_module
from itertools import islice
from pathlib import Path
from statistics import fmean

import pytest

from ketaref.compiler.documents import documents_of
from ketaref.compiler.load import load_content
from ketaref.core.fold import fold
from ketaref.store.content import ContentStore
from ketaref.store.search import Search

BENCHMARKS = Path(__file__).parent / "benchmarks"
TIMES = 3


@pytest.fixture(scope="module", autouse=True)
def scripts():
    """The modules beside the benchmarks are found as they are when one runs."""
    sys.path.insert(0, str(BENCHMARKS))
    yield
    sys.path.remove(str(BENCHMARKS))


@pytest.fixture(scope="module")
def synthetic(scripts):
    return import_module("synthetic_content")


@pytest.fixture(scope="module")
def given(request):
    return list(documents_of(load_content(request.config.rootpath / "content")))


@pytest.fixture(scope="module")
def made(synthetic, given):
    """The documents that were added to the given ones."""
    return list(synthetic.synthetic_documents(given, TIMES))[len(given) :]


@pytest.fixture(scope="module")
def doubled(given, content_file, tmp_path_factory):
    """A content file with twice the documents, and what making it took."""
    folder = tmp_path_factory.mktemp("scaled")
    return import_module("scaled_content").scaled_content(given, content_file, 2, folder)


class TestDocuments:
    def test_given_ones_come_first_and_unchanged(self, synthetic, given):
        assert list(islice(synthetic.synthetic_documents(given, TIMES), len(given))) == given

    def test_same_seed_gives_the_same_and_another_others(self, synthetic, given, made):
        few = list(islice(synthetic.synthetic_documents(given, 1000), len(given), len(given) + 300))
        other = list(islice(synthetic.synthetic_documents(given, 1000, seed=1), len(given), len(given) + 300))
        assert few == made[:300]
        assert few != other

    def test_as_many_of_each_kind(self, given, made):
        wanted = Counter(document.kind for document in given)
        assert Counter(document.kind for document in made) == {
            kind: count * (TIMES - 1) for kind, count in wanted.items()
        }

    @pytest.mark.parametrize("field", ["title", "aliases", "heading", "body"])
    def test_texts_are_as_long_as_real_ones(self, given, made, field):
        real = fmean(len(getattr(document, field)) for document in given)
        assert fmean(len(getattr(document, field)) for document in made) == pytest.approx(real, rel=0.15)

    def test_titles_are_as_unique_as_real_ones(self, given, made):
        titles = {(document.kind, document.record_id): fold(document.title) for document in made}
        assert len(set(titles.values())) >= 0.99 * len(titles)
        assert not titles.keys() & {(document.kind, document.record_id) for document in given}

    def test_sections_of_a_page_share_its_title(self, made):
        pages = {}
        for document in made:
            pages.setdefault((document.kind, document.record_id), []).append(document)
        assert all(len({document.title for document in documents}) == 1 for documents in pages.values())
        assert max(map(len, pages.values())) > 5

    def test_frequent_words_are_as_frequent(self, synthetic, given, made):
        real, new = (Counter(word for one in many for word in synthetic.words_of(one)) for many in (given, made))
        for word, count in real.most_common(40):
            assert new[word] / new.total() == pytest.approx(count / real.total(), rel=0.2), word

    def test_words_grow_by_heaps_law(self, synthetic, given, made):
        exponent = synthetic.heaps_exponent(given)
        assert 0.3 < exponent < 0.7
        real, new = ({word for one in many for word in synthetic.words_of(one)} for many in (given, made))
        assert len(real | new) == pytest.approx(len(real) * TIMES**exponent, rel=0.05)


class TestFile:
    def test_holds_the_shipped_documents_and_as_many_more(self, doubled, content_file, given):
        path, figures = doubled
        assert figures["documents"] == 2 * len(given)
        with sqlite3.connect(path) as scaled, sqlite3.connect(content_file) as shipped:
            for query in (
                f"SELECT * FROM document WHERE id <= {len(given)} ORDER BY id",
                f"SELECT * FROM name WHERE document_id <= {len(given)} ORDER BY folded, document_id",
                "SELECT * FROM record ORDER BY kind, id",
                "SELECT * FROM meta WHERE key <> 'checksum' ORDER BY key",
            ):
                assert scaled.execute(query).fetchall() == shipped.execute(query).fetchall()
        scaled.close()
        shipped.close()

    def test_opens_and_finds(self, doubled, given):
        path, _ = doubled
        with sqlite3.connect(path) as connection:
            kind, record_id, title = connection.execute(
                "SELECT kind, record_id, title FROM document WHERE id > ? AND anchor = ''", (len(given),)
            ).fetchone()
        connection.close()
        store = ContentStore.open(path)
        search = Search(store)
        assert any(hit.id == record_id and hit.kind == kind for hit in search.search(title).hits)
        assert search.search("high blood pressure").hits
        store.close()

    def test_is_kept_and_used_again(self, doubled, given, content_file):
        path, figures = doubled
        written = path.stat().st_mtime_ns
        again = import_module("scaled_content").scaled_content(given, content_file, 2, path.parent)
        assert again == (path, figures)
        assert path.stat().st_mtime_ns == written


def test_table_and_figures(doubled):
    scale = import_module("scale")
    result = {**doubled[1], **scale.measure_apart(doubled[0], 0.5)}
    assert result["words"] > 8000
    assert 0 < result["median_ms"] <= result["p95_ms"] <= result["worst_ms"]
    header, _, row = scale.table([result]).split("\n")
    assert header.count("|") == row.count("|")
    assert f"{result['keys']} of {sum(map(len, scale.QUERIES))}" in row
