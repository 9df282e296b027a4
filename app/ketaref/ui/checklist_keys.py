"""The keys of the checklist, written once: the screen takes them from here, and so does the list of shortcuts."""

from ketaref.core.checklist import Answer
from ketaref.ui.checklist_items import ANSWER_KEYS, ANSWER_NAMES
from ketaref.ui.key_line import KeyLine

AGENTS = KeyLine("Choose the agent", ("1", "2", "3", "4", "5"))
ANSWERS = {answer: KeyLine(f"Answer: {ANSWER_NAMES[answer].lower()}", (key,)) for answer, key in ANSWER_KEYS.items()}
NUMBER = KeyLine("Begin the number that the item takes", tuple("0123456789"))
REMOVE = KeyLine("Take the answer away", ("Del", "Backspace"))
REASONS = KeyLine("Open or close the reasons", ("Return", "Enter", "Space"))
ENTER = KeyLine("Open the reasons, then go into them", ("Right",))
CLOSE = KeyLine("Close the reasons", ("Left",))
LEAVE = KeyLine("Return from the reasons to the item, then close them", ("Esc",))
PREVIOUS = KeyLine("Previous item", ("Up",))
NEXT = KeyLine("Next item", ("Down",))
PAGE_UP = KeyLine("Several items up", ("PgUp",))
PAGE_DOWN = KeyLine("Several items down", ("PgDown",))
FIRST = KeyLine("First item", ("Home",))
LAST = KeyLine("Last item", ("End",))
NEXT_UNANSWERED = KeyLine("Next unanswered item", ("Ctrl+J",))
NEXT_GROUP = KeyLine("Next group", ("Ctrl+Down",))
PREVIOUS_GROUP = KeyLine("Previous group", ("Ctrl+Up",))
UNDO = KeyLine("Undo an answer", ("Ctrl+Z",))
REDO = KeyLine("Redo an answer", ("Ctrl+Shift+Z", "Ctrl+Y"))

IN_VIEW = (REMOVE, REASONS, ENTER, CLOSE, LEAVE, PREVIOUS, NEXT, PAGE_UP, PAGE_DOWN, FIRST, LAST)
"""Those of the items themselves, beside the answers."""

IN_SCREEN = (NEXT_UNANSWERED, NEXT_GROUP, PREVIOUS_GROUP, UNDO, REDO)
"""Those of the whole run."""

ALL = (AGENTS, *ANSWERS.values(), NUMBER, *IN_VIEW, *IN_SCREEN)

REMINDER = (
    f"{', '.join(ANSWER_KEYS[answer] for answer in Answer)} answer, digits begin a number. {REMOVE.keys[0]} clears. "
    f"{REASONS.keys[1]} opens the reasons. {NEXT_GROUP.keys[0]} next group. "
    f"{NEXT_UNANSWERED.keys[0]} next unanswered. {UNDO.keys[0]} undoes."
)
"""The most useful ones in one line, beneath the items."""
