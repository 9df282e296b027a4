"""The keys of a scale's form, written once: the form takes them from here, and so does the list of shortcuts."""

from ketaref.ui.key_line import KeyLine

DIGITS = "0123456789"
LETTERS = {"Y": "Yes", "N": "No"}
"""Further keys where the answers are yes and no."""

ANSWER = KeyLine("Answer with its score", tuple("01234"))
YES_NO = KeyLine("Answer yes or no, where those are the answers", tuple(LETTERS))
REMOVE = KeyLine("Take the answer away", ("Del", "Backspace"))
PREVIOUS = KeyLine("Previous item", ("Up",))
NEXT = KeyLine("Next item", ("Down",))
PAGE_UP = KeyLine("Several items up", ("PgUp",))
PAGE_DOWN = KeyLine("Several items down", ("PgDown",))
FIRST = KeyLine("First item", ("Home",))
LAST = KeyLine("Last item", ("End",))
NEXT_OPEN = KeyLine("Next open item", ("Ctrl+J",))

ALL = (ANSWER, YES_NO, REMOVE, PREVIOUS, NEXT, PAGE_UP, PAGE_DOWN, FIRST, LAST, NEXT_OPEN)

REMINDER = (
    f"A number key answers with that score and goes on. {REMOVE.keys[0]} takes an answer away. "
    f"{PREVIOUS.keys[0]} and {NEXT.keys[0]} move. {NEXT_OPEN.keys[0]} goes to the next open item."
)
"""The most useful ones in one line, beneath the items."""
