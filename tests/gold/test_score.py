"""Search finds what the gold set asks for at least as well as the score of record tells."""

import pytest

from comparing import complaints, read_missed
from ketaref.core.search_score import read_score
from ketaref.paths import SCORE_NAME
from look_ups import GOLD, GoldPart
from score import KNOWN_MISSES, ROOT, measure_gold


def test_search_finds_no_less_than_the_score_of_record(real_store):
    record = read_score((ROOT / "resources" / SCORE_NAME).read_text(encoding="utf-8"))
    # What is set aside is measured once it stands in the score of record: at the end of the tuning.
    parts = list(GoldPart) if record.set_aside.look_ups else [GoldPart.TUNED]
    worse = complaints(measure_gold(real_store, GOLD, parts), record, read_missed(KNOWN_MISSES))
    if worse:
        pytest.fail("\n".join(worse), pytrace=False)
