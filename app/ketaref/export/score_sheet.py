"""A scale's form as a sheet: answered and added up, or empty to be filled in by hand."""

from collections.abc import Mapping

from ketaref.core.instrument import Instrument
from ketaref.core.score import Answers
from ketaref.core.score_html import score_html
from ketaref.core.source import Source
from ketaref.export.sheet import Sheet, Stamp


def score_sheet(instrument: Instrument, answers: Answers, sources: Mapping[str, Source], stamp: Stamp) -> Sheet:
    """The form for paper. `sources` maps source id to Source for at least `sources_of(instrument)`.

    Raises InputError as `score` does.
    """
    body = score_html(instrument, answers, sources)
    return Sheet(instrument.title, body, stamp, tuple(sources.values()), instrument.measures)
