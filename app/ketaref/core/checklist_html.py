"""What the checklist found, and why, as semantic HTML: for the panes beside the questions."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from ketaref.core.agent import Agent
from ketaref.core.checklist import ChecklistResult, Finding
from ketaref.core.contraindication import Contraindication, Level, Position, Standing
from ketaref.core.location import Kind, Location
from ketaref.core.measurement import Quantity, reached_text
from ketaref.core.record_html import checked_badge, citation_html
from ketaref.core.source import Checked, Source

Sources = Mapping[str, Source]
Quantities = Mapping[str, Quantity]

SHAPES = {Level.ABSOLUTE: "■", Level.RELATIVE: "▲", Level.CAUTION: "○"}
"""A shape for each level, so that colour is never the only signal."""

STANDING_GROUPS: tuple[tuple[str, tuple[Standing, ...]], ...] = (
    ("On a product label", (Standing.LABEL,)),
    ("In guidance, literature or a local protocol", (Standing.GUIDANCE, Standing.LITERATURE, Standing.PROTOCOL)),
    ("Trial exclusions, not label rules", (Standing.TRIAL_EXCLUSION,)),
    ("Clinical judgement, not label rules", (Standing.CLINICAL_JUDGEMENT,)),
)
"""How findings are kept apart: each standing is in one group."""


def level_text(level: Level) -> str:
    """A level with its shape; the space between them does not break."""
    return f"{SHAPES[level]}\N{NO-BREAK SPACE}{level.label}"


def difference_text(item: Contraindication, agent: Agent) -> str:
    """That sources put the item at different levels for the agent; nothing where they agree."""
    if not item.disagrees(agent):
        return ""
    levels = sorted({position.level for position in item.positions_for(agent)}, key=lambda level: level.rank)
    return f"Sources differ: {' or '.join(level.value for level in levels)}"


def reasons_html(item: Contraindication, agent: Agent, sources: Sources, left_out: Sequence[Position] = ()) -> str:
    """Why the item matters, what to do, and every position on it for the agent.

    `sources` maps source id to Source for at least the sources of the item; `left_out` are positions that speak of
    another indication or setting.
    """
    positions = item.positions_for(agent)
    differs = difference_text(item, agent)
    parts = [
        _labelled("Why it matters", escape(item.rationale) + checked_badge(item.checked)),
        _labelled("Action", action_html(item)),
        _labelled("Threshold", escape(item.threshold)),
        _labelled("Note", escape(item.note)),
        f"<h3>Positions for {escape(agent.label)}</h3>",
        f"<p>{differs}. The strictest counts here.</p>" if differs else "",
        _positions_table(positions, sources),
        _left_out_html(left_out, sources),
        _further_sources(item, positions, sources),
    ]
    reference = escape(str(Location(Kind.CONTRAINDICATION, item.id)))
    parts.append(f'<p><a href="{reference}">Positions for every agent</a></p>')
    return "".join(parts)


def action_html(item: Contraindication) -> str:
    """The action, marked where it is a practice point."""
    return escape(item.action) + (checked_badge(Checked.PRACTICE_POINT) if item.action_is_practice_point else "")


def item_location(agent: Agent, item: Contraindication) -> Location:
    """The place of an item in an agent's checklist."""
    return Location(Kind.CHECKLIST, agent, item.id)


def _labelled(label: str, html: str) -> str:
    return f"<p><b>{label}.</b> {html}</p>" if html else ""


def _level_html(level: Level) -> str:
    return f'<span class="{level}">{level_text(level)}</span>'


def _positions_table(positions: Sequence[Position], sources: Sources) -> str:
    rows = "".join(
        f"<tr><td>{_level_html(position.level)}<br>{position.standing.label}{_scope_html(position)}</td>"
        f"<td>{citation_html(sources[position.source])}, {escape(position.checked.label)}</td>"
        f"<td>{escape(position.detail) or '–'}</td></tr>"
        for position in positions
    )
    return f"<table><tr><th>Level and standing</th><th>Source</th><th>Detail</th></tr>{rows}</table>"


def _left_out_html(left_out: Sequence[Position], sources: Sources) -> str:
    """Positions that do not count here: shown all the same, with what they speak of."""
    if not left_out:
        return ""
    told = "<p>These do not count for the level above.</p>"
    return f"<h3>Said of another indication or setting</h3>{told}{_positions_table(left_out, sources)}"


def _scope_html(position: Position) -> str:
    """Of what alone a position speaks, where it does."""
    named = ", ".join((*(each.label for each in position.indications), *(each.label for each in position.settings)))
    return f"<br>Of this alone: {escape(named)}" if named else ""


def _further_sources(item: Contraindication, positions: Iterable[Position], sources: Sources) -> str:
    cited = {position.source for position in positions}
    further = [citation_html(sources[source_id]) for source_id in item.sources if source_id not in cited]
    return f"<p><b>Further sources.</b> {', '.join(further)}</p>" if further else ""


def present_html(result: ChecklistResult, sources: Sources, quantities: Quantities) -> str:
    """The present items, those of labels apart from the others, each with reason, action, limits and source.

    `sources` maps source id to Source for at least the positions of the present items.
    """
    parts = [f"<h2>Present: {len(result.present)}</h2>"]
    if not result.present:
        parts.append("<p>No item is answered as present.</p>")
    for name, standings in STANDING_GROUPS:
        findings = [finding for finding in result.present if finding.standing in standings]
        if findings:
            parts.append(f"<h3>{name}: {len(findings)}</h3>")
            parts += [_finding_html(finding, result.agent, sources, quantities) for finding in findings]
    return "".join(parts)


def _finding_html(finding: Finding, agent: Agent, sources: Sources, quantities: Quantities) -> str:
    item, position = finding.item, finding.strictest
    differs = difference_text(item, agent)
    said = f"{citation_html(sources[position.source])} [{escape(position.checked.label)}]"
    left = finding.left_open
    still = (
        f"whether the condition itself is present: {level_text(left.level).lower()}, {left.standing.label.lower()}"
        if left
        else ""
    )
    lines = (
        ("Reached", _reached_html(finding, sources, quantities)),
        ("Still to be answered", escape(still)),
        ("Why", escape(item.rationale) + checked_badge(item.checked)),
        ("Action", action_html(item)),
        ("Threshold", escape(item.threshold)),
        (position.standing.label, said + (f": {escape(position.detail)}" if position.detail else "")),
        ("Sources differ", escape(differs.partition(": ")[2])),
    )
    told = "".join(f"<li><b>{label}:</b> {html}</li>" for label, html in lines if html)
    return f"<p>{_level_html(finding.level)} {item_link(finding, agent)}</p><ul>{told}</ul>"


def _reached_html(finding: Finding, sources: Sources, quantities: Quantities) -> str:
    """The limits that readings reach, and that this contradicts an answer where it does."""
    said: dict[str, list[str]] = {}
    for each in finding.reached:
        position = each.position  # its own level and standing: often less than the strictest, which heads the item
        said_as = escape(f"{position.level.label}, {position.standing.label}".lower())
        reached = reached_text(each.limit, each.readings, quantities)
        said.setdefault(reached, []).append(f"{citation_html(sources[position.source])}, {said_as}")
    limits = "; ".join(f"{escape(text)}: {'; '.join(cited)}" for text, cited in said.items())
    contradiction = ". Answered as absent: the reading and the answer do not fit, check both"
    return limits + (contradiction if finding.contradicts else "")


def unresolved_html(result: ChecklistResult) -> str:
    """The unknown and the unanswered items: each could be the one that matters."""
    unknown = _open_html("Unknown", result.unknown, result, "No item is answered as unknown.")
    return unknown + _open_html("Unanswered", result.unanswered, result, "Every item is answered.")


def _open_html(name: str, findings: Sequence[Finding], result: ChecklistResult, none: str) -> str:
    """Items that may be present, by level: each could be the one that matters."""
    parts = [f"<h2>{name}: {len(findings)}</h2>"]
    parts.append("<p>Each of these may be present.</p>" if findings else f"<p>{none}</p>")
    conditions = {finding.item.id: finding.item.condition for finding in result.findings}
    for level in Level:
        at_level = [finding for finding in findings if finding.level is level]
        if at_level:
            items = "".join(_open_item(finding, result, conditions) for finding in at_level)
            parts.append(f"<h3>{_level_html(level)}: {len(at_level)}</h3><ul>{items}</ul>")
    return "".join(parts)


def _open_item(finding: Finding, result: ChecklistResult, conditions: Mapping[str, str]) -> str:
    waits = finding.item.id in result.waiting
    parent = f": asked once “{escape(conditions[finding.item.asked_if])}” is answered" if waits else ""
    return f"<li>{item_link(finding, result.agent)}, {finding.standing.label.lower()}{parent}</li>"


def absent_html(result: ChecklistResult) -> str:
    """The absent items, and those that need not be asked because of them."""
    links = "; ".join(item_link(finding, result.agent) for finding in result.absent)
    absent = f"<h2>Absent: {len(result.absent)}</h2><p>{links or 'No item is answered as absent.'}</p>"
    if not result.not_asked:
        return absent
    conditions = {finding.item.id: finding.item.condition for finding in result.absent}
    items = "".join(
        f"<li>{item_link(finding, result.agent)}: because “{escape(conditions[finding.item.asked_if])}” is absent</li>"
        for finding in result.not_asked
    )
    return f"{absent}<h2>Not asked: {len(result.not_asked)}</h2><ul>{items}</ul>"


def item_link(finding: Finding, agent: Agent) -> str:
    """A link to the item in the run."""
    place = escape(str(item_location(agent, finding.item)))
    return f'<a href="{place}">{escape(finding.item.condition)}</a>'
