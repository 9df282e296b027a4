"""A scale's form as a sheet: answered and added up, or empty to be filled in by hand."""

from collections.abc import Mapping

from ketaref.core.instrument import Instrument
from ketaref.core.score import Answers
from ketaref.core.score_change import Change
from ketaref.core.score_html import change_html, score_html
from ketaref.core.source import Source
from ketaref.export.sheet import Sheet, Stamp


def score_sheet(
    instrument: Instrument, answers: Answers, sources: Mapping[str, Source], stamp: Stamp, change: Change | None = None
) -> Sheet:
    """The form for paper. `sources` maps source id to Source for at least `sources_of(instrument)`; `change`, between
    two totals, comes last where there is one.

    Raises InputError as `score` does.
    """
    compared = f"<h2>Change between two totals</h2>{change_html(change, sources)}" if change else ""
    body = f"{score_html(instrument, answers, sources)}{compared}"
    return Sheet(instrument.title, body, stamp, tuple(sources.values()), instrument.measures)
