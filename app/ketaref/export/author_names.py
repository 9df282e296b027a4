"""The authors of a source as names and bodies, as far as the text says which they are. Nothing is guessed."""

import re
from typing import NamedTuple

_PARTICLES = r"(?:(?:van|von|de|da|dos|del|della|di|du|la|le|den|der|ter|el|al|st)\s)*"
_INITIALS = re.compile(
    r"(?P<family>[^\d,;:()/&]+?)\s(?P<initials>[^\W\d_]{1,5}(?:-[^\W\d_])?)(?:\s(?P<suffix>Jr|Sr|II|III))?"
)
_ONE_WORD = re.compile(_PARTICLES + r"[^\W\d_][^\s,;:()/&]*", re.IGNORECASE)
_REMARK = re.compile(r"^(?P<names>[^()]+) \((?P<remark>[^()]+)\)$")
_SHORTENED = re.compile(r",? et al\.?$")
_BODY_ENDINGS = frozenset({"AB", "AG", "AS", "BV", "EU", "KG", "NV", "OY", "SA", "SE", "UK", "US"})
"""What ends the name of a firm or its country, and may as well be two initials: such a name stands as it is."""
_RECORDS = re.compile(
    r"^PubMed(?: Central)? record |, journal page of the article$|, (?:case report|letter to the editor)$|"
    r"\babstract on |^Abstract listing |, article \d+$|, listing of the |, thesis record "
)
"""What `authors` holds where they are not known: the record or page that was read stands in their place."""


class Name(NamedTuple):
    """A person by family name and initials (`given`, without full stops: "CA"), or, with `given` empty and `is_body`
    true, an institution or whatever else signs as one name.
    """

    family: str
    given: str = ""
    suffix: str = ""
    is_body: bool = False

    @property
    def dotted(self) -> str:
        """The initials as programs for references want them: "C. A."; "J.-P." where a hyphen joins them."""
        first = re.sub(r"([^\W\d_])(?=[^\W\d_]|$)", r"\1. ", self.given)
        return re.sub(r"([^\W\d_])-", r"\1.-", first).strip()


class Authors(NamedTuple):
    """The names in their order. `others`: the text breaks the list off ("et al."). `is_exact`: the names alone give
    back what the text said; where they do not, the text must be kept beside them.
    """

    names: tuple[Name, ...] = ()
    others: bool = False
    is_exact: bool = True


def parse_authors(text: str, *, bodies_only: bool = False) -> Authors:
    """Read "Zarate CA Jr, Singh JB, et al."; `bodies_only` where no person signs, as on a product label.

    A list is one of persons if each of its members is a family name with initials. A remark in brackets behind
    such a list is taken off. What is neither a list of persons nor known to stand for unknown authors is one body.
    """
    text = " ".join(text.split())
    if not text:
        return Authors()
    if _RECORDS.search(text):
        return Authors(is_exact=False)
    if not bodies_only:
        named = _persons(text)
        if named:
            return named
        remark = _REMARK.match(text)
        if remark and "editor" not in remark["remark"]:
            named = _persons(remark["names"])
            if named:
                return named._replace(is_exact=False)
    return Authors((Name(text, is_body=True),))


def _persons(text: str) -> Authors | None:
    """The list as one of persons, or None where a member of it may be something else."""
    shortened = _SHORTENED.search(text)
    members = (text[: shortened.start()] if shortened else text).split(", ")
    names = [_person(member, alone=len(members) == 1 and not shortened) for member in members]
    if shortened:  # "Chang, Kim, et al.": family names without initials
        names = [name or _family(member) for name, member in zip(names, members, strict=True)]
    known = tuple(name for name in names if name)
    return Authors(known, others=shortened is not None) if len(known) == len(members) else None


def _person(text: str, *, alone: bool) -> Name | None:
    match = _INITIALS.fullmatch(text)
    if not match or not match["initials"].isupper():
        return None
    initials = match["initials"]
    if alone and (initials in _BODY_ENDINGS or len(initials) > 2 or not _ONE_WORD.fullmatch(match["family"])):
        return None  # "Sintetica SA", "National Center for PTSD": a name that stands alone may be a firm's
    return Name(match["family"], initials, match["suffix"] or "")


def _family(text: str) -> Name | None:
    return Name(text) if _ONE_WORD.fullmatch(text) else None
