"""How an interaction is graded on screen and paper, and what is said of a medicine that no record names."""

from html import escape

from ketaref.core.interaction import InteractionSeverity, NotAssessed

NOT_ASSESSED = "Not assessed here"

_SHAPES = {InteractionSeverity.MAJOR: "▲", InteractionSeverity.MODERATE: "△", InteractionSeverity.MINOR: "·"}
_NEXT_STEPS = (
    "Check the spelling, and try the generic name or the class.",
    "Read both product labels.",
    "Look it up in a full interaction database, or ask a pharmacist.",
)


def severity_text(severity: InteractionSeverity | None) -> str:
    """The grade with its shape, so that colour is never the only signal; None stands for a medicine not assessed."""
    return f"{_SHAPES[severity]} {severity.label}" if severity else f"? {NOT_ASSESSED}"


def not_assessed_text(found: NotAssessed) -> str:
    """What is known of a medicine that no record names with the agent: never that it is harmless."""
    agents = ", ".join(agent.label for agent in found.recorded_with)
    known = (
        f"Records name it with {agents}; with the agent that was chosen it is not assessed."
        if agents
        else "No record of this reference names this medicine."
    )
    return f"{known} That does not mean that there is no interaction."


def next_steps_html(heading: str = "h2") -> str:
    """What to do about a medicine that is not assessed here, under a heading of that rank."""
    steps = "".join(f"<li>{step}</li>" for step in _NEXT_STEPS)
    return f"<{heading}>What to do next</{heading}><ul>{steps}</ul>"


def not_assessed_html(found: NotAssessed) -> str:
    """A medicine that no record names, as a text of its own."""
    title = f'<h1 class="record">{escape(found.medicine)}: not assessed here</h1>'
    return f"{title}<p>{escape(not_assessed_text(found))}</p>{next_steps_html()}"
