"""The numbers of a content file."""

from ketaref.core.source import Checked
from ketaref.store.content import ContentStore
from ketaref.store.statistics import read_statistics


def test_content_is_counted(small_content_file):
    store = ContentStore.open(small_content_file)
    statistics = read_statistics(store)
    store.close()
    assert (statistics.statements, statistics.statements_sourced) == (12, 11)
    assert dict(statistics.sources_by_checked)[Checked.PAGE] == 3
    assert statistics.uncited_sources == ("nobody",)
    assert statistics.answers == (("Ketamine for PTSD Treatment", ("trials",)),)
