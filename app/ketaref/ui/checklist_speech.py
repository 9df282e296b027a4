"""What a screen reader hears of a checklist run: whole sentences, what was done before what comes next."""

from collections.abc import Mapping, Sequence

from ketaref.core.checklist import Answer, Checklist, ChecklistResult
from ketaref.core.checklist_report import ChecklistReport
from ketaref.core.contraindication import Contraindication
from ketaref.ui.checklist_items import ANSWER_NAMES, ItemRow

NOTHING_SHOWN = "No item has this answer. Choose All to see every item."
"""What an empty list says, on screen and to assistive tools."""


def answered_text(item: Contraindication, answer: Answer | None, result: ChecklistResult, now: ItemRow | None) -> str:
    """What was answered, how far one is, and the item that keys answer `now` (None where there is none)."""
    told = f"{answer_text(answer)}: {item.condition}. {progress_text(result)}"
    if now is None:
        return f"{told} No further item is shown."
    if now.item.id == item.id:
        return told
    return f"{told} Next: {now.item.condition}. {now.item.question}"


def returned_text(
    deed: str, changed: Sequence[str], answers: Mapping[str, Answer], checklist: Checklist, result: ChecklistResult
) -> str:
    """What an undo or redo did: `deed` is its name, `changed` the ids of the items whose answer is another now."""
    if not changed:
        return f"{deed}: a number or a medicine. {progress_text(result)}"
    if len(changed) > 1:
        return f"{deed}: {len(changed)} answers. {progress_text(result)}"
    item = next(item for item in checklist.items if item.id == changed[0])
    return f"{deed}. {answer_text(answers.get(item.id))}: {item.condition}. {progress_text(result)}"


def medicines_text(before: Sequence[str], now: Sequence[str], report: ChecklistReport) -> str:
    """Which medicines were added and taken away, and what is recorded of those that are new."""
    told = [f"Taken away: {name}." for name in before if name not in now]
    for name in now:
        if name not in before:
            found = [item for each in report.assessed if each.medicine == name for item in each.interactions]
            recorded = "; ".join(f"{item.severity.label}, {item.interacting}" for item in found)
            told.append(f"Added: {name}. {recorded or 'Not assessed here'}.")
    return " ".join((*told, f"{len(now)} entered."))


def measured_speech(before: ChecklistResult, now: ChecklistResult) -> str:
    """What a number changed: which items it made present, and which no longer are."""
    earlier = {finding.item.id: finding.item.condition for finding in before.present}
    later = {finding.item.id: finding.item.condition for finding in now.present}
    added = [condition for item_id, condition in later.items() if item_id not in earlier]
    gone = [condition for item_id, condition in earlier.items() if item_id not in later]
    told = [f"Present by number: {'; '.join(added)}."] if added else []
    told += [f"No longer present: {'; '.join(gone)}."] if gone else []
    return " ".join((*(told or ["No item changed by this number."]), progress_text(now)))


def shown_text(count: int) -> str:
    """How many items a filter leaves."""
    return f"{count} {'item' if count == 1 else 'items'} shown." if count else NOTHING_SHOWN


def progress_text(result: ChecklistResult) -> str:
    """How far one is, in a sentence."""
    return f"{result.total - len(result.unanswered)} of {result.total} answered."


def answer_text(answer: Answer | None) -> str:
    """An answer by its name on screen."""
    return ANSWER_NAMES[answer] if answer else "Not answered"


def sentences(text: str) -> str:
    """Lines of a text one after the other, each with an end, so that they are not run together when spoken."""
    lines = (line.strip() for line in text.splitlines())
    return " ".join(line if line[-1] in ".?!:" else f"{line}." for line in lines if line)
