"""What a screen reader hears of a form: whole sentences, what was done before what comes next."""

from ketaref.core.score import Score
from ketaref.core.score_text import alert_text, headline, open_items
from ketaref.ui.scale_items import ScaleRow


def answered_text(answered: ScaleRow, result: Score, now: ScaleRow | None) -> str:
    """An alert first, then what was answered, how far one is or what it came to, and the item that keys answer now."""
    parts = [alert_text(result) if answered.number in result.alerted else ""]
    parts += [f"{answered.answer_text}: {answered.name}.", f"{headline(result)}."]
    if now and now.number != answered.number:
        parts.append(f"Next: {now.spoken}")
    return " ".join(part for part in parts if part)


def refused_text(row: ScaleRow, digit: int) -> str:
    """That an item takes no such score, and which it takes."""
    known = ", ".join(str(option.score) for option in sorted(row.options, key=lambda option: option.score))
    return f"{digit} is no answer to {row.name[:1].lower()}{row.name[1:]}: it takes {known}."


def opened_text(result: Score) -> str:
    """How far one is, and which items are open."""
    still_open = open_items(result)
    return f"{headline(result)}. {still_open}." if still_open else f"{headline(result)}."
