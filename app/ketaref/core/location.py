"""One address for everything that can be opened: `ketaref://KIND/ID#ANCHOR`."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self
from urllib.parse import quote, unquote

from ketaref.core.errors import InputError, printable

SCHEME = "ketaref"
MAX_LENGTH = 500
_NAME = re.compile(r"[\w-]*")
"""Of a record or a section: letters of any script, digits, - and _."""


class Kind(StrEnum):
    """What a location can name. Records are searched; screens (the last group) are opened only."""

    TOPIC = "topic"
    CONTRAINDICATION = "contraindication"
    ADVERSE_EFFECT = "adverse_effect"
    INTERACTION = "interaction"
    REGIMEN = "regimen"
    MONITORING = "monitoring"
    TRIAL = "trial"
    CLAIM = "claim"
    INSTRUMENT = "instrument"
    GLOSSARY = "glossary"
    SOURCE = "source"
    CHECKLIST = "checklist"


SAFETY_KINDS = frozenset({Kind.CONTRAINDICATION, Kind.ADVERSE_EFFECT, Kind.INTERACTION})
"""What may hurt a patient who is treated: shown and found before the rest."""

SEARCHED_KINDS = tuple(kind for kind in Kind if kind is not Kind.CHECKLIST)

KIND_NAMES = {
    Kind.TOPIC: "Topic",
    Kind.CONTRAINDICATION: "Contraindication",
    Kind.ADVERSE_EFFECT: "Side effect",
    Kind.INTERACTION: "Interaction",
    Kind.REGIMEN: "Regimen",
    Kind.MONITORING: "Monitoring",
    Kind.TRIAL: "Trial",
    Kind.CLAIM: "Claim",
    Kind.INSTRUMENT: "Scale",
    Kind.GLOSSARY: "Glossary",
    Kind.SOURCE: "Source",
    Kind.CHECKLIST: "Checklist",
}


@dataclass(frozen=True)
class Location:
    """A record, page or screen. An empty `id` is the screen that lists its kind; `anchor` is a section within."""

    kind: Kind
    id: str = ""
    anchor: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the URL form. Raises InputError, naming the kinds there are, for anything else."""
        trimmed = text.strip()
        prefix = f"{SCHEME}://"
        if len(trimmed) > MAX_LENGTH or not trimmed.isprintable() or not trimmed.casefold().startswith(prefix):
            raise InputError("location", f"not a {prefix}KIND/ID address: {_shortened(trimmed)}")
        path, _, anchor = trimmed[len(prefix) :].partition("#")
        kind_text, _, record_id = path.partition("/")
        named, section = unquote(record_id).strip("/"), unquote(anchor)
        if not all(map(_NAME.fullmatch, (kind_text, named, section))):
            # Whoever made the link chose these words: none of them is repeated where the program itself speaks.
            raise InputError("location", f"not a {prefix}KIND/ID address: names hold letters, digits, - and _ alone")
        try:
            kind = Kind(kind_text.casefold())
        except ValueError:
            kinds = ", ".join(Kind)
            raise InputError("location", f"unknown kind {_shortened(kind_text)!r}; there are: {kinds}") from None
        return cls(kind, named, section)

    def __str__(self) -> str:
        tail = f"#{quote(self.anchor)}" if self.anchor else ""
        return f"{SCHEME}://{self.kind}/{quote(self.id)}{tail}"

    def without_anchor(self) -> "Location":
        return Location(self.kind, self.id)


def _shortened(text: str) -> str:
    shown = printable(text)
    return shown if len(shown) <= 80 else shown[:79] + "…"
