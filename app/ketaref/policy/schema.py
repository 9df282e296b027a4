"""Every rule of a policy. The one place: reader, window, command line and all templates are made from it."""

from dataclasses import dataclass
from typing import NamedTuple

from ketaref.core.location import Kind, Location

TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""The steps of zoom, in per cent of the system's text size."""

LONGEST_IDLE = 1440
"""Minutes: a day."""

MOST_KEYS = 16
"""More keys than that nobody looks after."""

LONGEST_TEXT = 1000
"""Characters of a path or address."""

START = Location(Kind.TOPIC, "start")


@dataclass(frozen=True)
class Policy:
    """What is allowed on this machine; where nothing was decided, everything is.

    `clear_after_minutes`: when nobody has used the program for so long, what was entered in checklist, scales and
    interactions is taken away for good; 0 keeps it until the program closes. `text_size` is in per cent, one of
    TEXT_SIZES. `trusted_keys` are Ed25519 public keys, 64 hexadecimal digits each. An empty text stands for none.
    """

    recent_look_ups: bool = True
    clear_after_minutes: int = 15
    start_page: Location = START
    text_size: int = 100
    internet_links: bool = True
    hospital_layer: str = ""
    update_source: str = ""
    trusted_keys: tuple[str, ...] = ()
    study: bool = True
    notes: bool = True


SAFEST = Policy(recent_look_ups=False, clear_after_minutes=5, internet_links=False, study=False, notes=False)
"""What holds where a policy cannot be understood: whoever wrote it wanted something kept from happening."""

SWITCH, NUMBER, LOCATION, PATH, ADDRESS, KEYS = "switch", "number", "location", "path", "address", "keys"
"""The forms of a value: yes or no; a whole number; a ketaref:// address; an absolute path; an https:// or file://
address or an absolute path; a list of public keys."""


class Rule(NamedTuple):
    """One rule. `acts` tells whether this version does anything with it; `users`, who else has a say in it."""

    name: str
    form: str
    title: str
    does: str
    example: object
    lowest: int = 0
    highest: int = 0
    choices: tuple[int, ...] = ()
    unit: str = ""
    users: str = ""
    acts: bool = True

    @property
    def default(self) -> object:
        """What holds where the policy does not name the rule."""
        return getattr(_NOTHING_DECIDED, self.name)

    @property
    def safest(self) -> object:
        """What holds where the policy is not valid."""
        return getattr(SAFEST, self.name)


_NOTHING_DECIDED = Policy()

NOT_YET = "Kept for a later version: the value is checked, and nothing in this version acts on it."

RULES = (
    Rule(
        "recent_look_ups",
        SWITCH,
        "Recent look-ups",
        "Whether the program may remember what a user looked up last. Off: a valid policy deletes each user's list at "
        "their next start, none is kept, and the entry in the menu is disabled and says why.",
        False,
        users="Where it is on, each user can still switch it off.",
    ),
    Rule(
        "clear_after_minutes",
        NUMBER,
        "Clear entries when idle",
        "After how many minutes without use what was entered in checklist, scales and interactions is taken away "
        "for good. 0: never, until the window closes.",
        10,
        highest=LONGEST_IDLE,
        unit="minutes",
    ),
    Rule(
        "start_page",
        LOCATION,
        "Start page",
        "The page that opens at start and with “Start page” in the menu, as a ketaref:// address, such as "
        "ketaref://checklist/ (“ketaref search” tells the address of any page). Where the content of a machine lacks "
        "it, the ordinary start page opens and a message names this rule.",
        "ketaref://checklist/",
    ),
    Rule(
        "text_size",
        NUMBER,
        "Text size",
        "The size of all text in per cent of the system's, for users who chose none.",
        125,
        choices=TEXT_SIZES,
        unit="%",
        users="A size that the user chose wins over it.",
    ),
    Rule(
        "internet_links",
        SWITCH,
        "Links to the internet",
        "Whether an address may be handed to the web browser. Off: no such button or link is offered, also not in PDF "
        "files that are saved; addresses are shown as text and can be copied. The program itself opens no connection "
        "either way.",
        False,
    ),
    Rule(
        "hospital_layer",
        PATH,
        "Folder of the hospital's own content",
        "An absolute path to the folder that holds what the hospital adds to the reference.",
        "/srv/ketaref/hospital",
        acts=False,
    ),
    Rule(
        "update_source",
        ADDRESS,
        "Source of content updates",
        "Where content updates come from: an https:// address, a file:// address or an absolute path. A plain http:// "
        "address, or one with a password in it, is refused.",
        "https://updates.example.org/ketaref/",
        acts=False,
    ),
    Rule(
        "trusted_keys",
        KEYS,
        "Trusted keys",
        "The Ed25519 public keys (32 bytes each, as 64 hexadecimal digits or as base64) whose signature a content "
        "update must bear.",
        ("6ff0c3ceb28a5af27f259045879acb9f171c862f30b08e27bbe8065d12ac0242",),
        acts=False,
    ),
    Rule(
        "study",
        SWITCH,
        "Study",
        "Whether the cards and questions for trainees are offered.",
        False,
        acts=False,
    ),
    Rule(
        "notes",
        SWITCH,
        "Notes",
        "Whether users may keep notes of their own.",
        False,
        acts=False,
    ),
)


def in_capitals(name: str) -> str:
    """recent_look_ups as Windows and macOS write it: RecentLookUps."""
    return "".join(word.capitalize() for word in name.split("_"))


def explanation(rule: Rule) -> str:
    """What a rule does, who else has a say in it, and whether this version acts on it, in whole sentences."""
    parts = ("" if rule.acts else NOT_YET, rule.does, rule.users)
    return " ".join(part for part in parts if part)
