"""Search finds what the gold set asks for at least as well as the score of record tells."""

import pytest

from comparing import complaints, read_missed
from ketaref.core.search_score import read_score
from ketaref.paths import SCORE_NAME
from score import KNOWN_MISSES, ROOT, measure_gold


def test_search_finds_no_less_than_the_score_of_record(real_store):
    record = read_score((ROOT / "resources" / SCORE_NAME).read_text(encoding="utf-8"))
    worse = complaints(measure_gold(real_store), record, read_missed(KNOWN_MISSES))
    if worse:
        pytest.fail("\n".join(worse), pytrace=False)
