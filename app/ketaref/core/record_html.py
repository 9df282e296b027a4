"""A record as semantic HTML from its labelled lines: for detail panes and `ketaref show --format html`."""

from collections.abc import Mapping, Sequence
from html import escape

from ketaref.core.location import Kind, Location
from ketaref.core.record_text import Record, checked_of, lines_of, sources_of, title_of
from ketaref.core.source import Checked, Source
from ketaref.core.text_line import TextLine
from ketaref.core.topic import Topic
from ketaref.core.vocabulary import SynonymEntry


def record_html(
    record: Record,
    sources: Mapping[str, Source],
    links: Sequence[tuple[str, Location]] = (),
    links_heading: str = "See also",
) -> str:
    """Title, lines, how it was checked, sources and further `links` (text, location) under their heading.

    `sources` maps source id to Source for at least `sources_of(record)`.
    """
    if isinstance(record, Topic):
        return f"<h1>{escape(record.title)}</h1>{record.html}"
    parts = [
        f'<h1 class="record">{escape(title_of(record))}</h1>',
        lines_html(lines_of(record), sources),
        sources_html(record, sources),
    ]
    if links:
        items = "".join(f'<li><a href="{escape(str(place))}">{escape(text)}</a></li>' for text, place in links)
        parts.append(f'<h2 class="field">{escape(links_heading)}</h2><ul>{items}</ul>')
    return "".join(parts)


def lines_html(lines: Sequence[TextLine], sources: Mapping[str, Source]) -> str:
    """Labelled lines, each label a heading."""
    return "".join(_line_html(line, sources) for line in lines)


def sources_html(record: Record, sources: Mapping[str, Source]) -> str:
    """How the record was checked, and its sources with their full reference."""
    checked = checked_of(record)
    named = [sources[source_id] for source_id in sources_of(record)]
    told = f'<h2 class="field">Checked</h2><p>{escape(checked.label.capitalize())}.</p>' if checked else ""
    listed = "".join(_source_item(source) for source in named)
    return f'{told}<h2 class="field">Sources</h2><ul>{listed}</ul>' if named else told


def checked_badge(checked: Checked | None) -> str:
    """A badge for what was not read at its source; nothing for what was, which is the rule."""
    if checked is None or checked is Checked.PAGE:
        return ""
    css_class = "practice-point" if checked is Checked.PRACTICE_POINT else "checked"
    return f' <span class="{css_class}">[{escape(checked.label)}]</span>'


def citation_html(source: Source) -> str:
    """The short name of a source as a link to its card."""
    location = Location(Kind.SOURCE, source.id)
    retracted = " (retracted)" if source.retracted else ""
    return f'<a class="citation" href="{escape(str(location))}">{escape(source.short)}{retracted}</a>'


def synonym_lines(entry: SynonymEntry) -> list[tuple[str, tuple[str, ...]]]:
    """What search treats as the same word, and what it must not: a label and its words, where there are any."""
    rows = (
        ("Also called", (*entry.synonyms, *entry.lay, *entry.spelling_variants)),
        ("Abbreviations", entry.abbreviations),
        ("Brands", entry.brands),
        ("Misspellings understood", entry.misspellings),
        ("Not the same as", entry.not_same_as),
    )
    return [(label, words) for label, words in rows if words]


def synonym_html(entry: SynonymEntry) -> str:
    """The `synonym_lines` of an entry as a list under a heading."""
    items = "".join(f"<li>{label}: {escape(', '.join(words))}</li>" for label, words in synonym_lines(entry))
    return f'<h2 class="field">In search</h2><ul>{items}</ul>'


def _line_html(line: TextLine, sources: Mapping[str, Source]) -> str:
    cited = ", ".join(citation_html(sources[source_id]) for source_id in line.sources)
    text = f"{escape(line.text)}{f' [{cited}]' if cited else ''}{checked_badge(line.checked)}"
    return f'<h2 class="field">{escape(line.label)}</h2><p>{text}</p>'


def _source_item(source: Source) -> str:
    checked = "" if source.checked is Checked.PAGE else f" [{escape(source.checked.label)}]"
    return f"<li>{citation_html(source)}: {escape(source.kind.label)}. {escape(source.reference)}{checked}</li>"
