"""A scale on paper: the form with its answers and what they add up to, or an empty form to fill in by hand."""

from collections.abc import Sequence

from ketaref.core.instrument import Instrument
from ketaref.core.score import Answers
from ketaref.core.score_change import Change
from ketaref.core.score_html import change_html, score_html
from ketaref.core.source import Source
from ketaref.export.sheet import Sheet, Stamp


def score_sheet(
    instrument: Instrument, answers: Answers, sources: Sequence[Source], stamp: Stamp, change: Change | None = None
) -> Sheet:
    """The form of a scale. `sources`: those of the scale; `change` of two totals comes last, where there is one.

    Raises InputError as `score` does.
    """
    by_id = {source.id: source for source in sources}
    compared = f"<h2>Change between two totals</h2>{change_html(change, by_id)}" if change else ""
    body = f"{score_html(instrument, answers, by_id)}{compared}"
    return Sheet(instrument.title, body, stamp, tuple(sources), instrument.measures)
