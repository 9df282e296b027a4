"""What the wording of a query tells beside its words: the kind of record that answers, the medicine, its route."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from ketaref.core.agent import Agent
from ketaref.core.location import Kind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HAPPENING = _words(
    "cause caused causes causing happen happened happening happens occur occurred occurring occurs ruin wreck wrecks"
)
_FREQUENT = _words("common commonly frequent frequently likely often rare rarely")
_GIVING = _words(
    "dose dosed doses dosing give given infused infusion infusions repeat repeated session sessions take taken"
)
_WATCHING = _words(
    "check checked checks monitor monitored monitoring monitors observe observed recheck supervise supervised watch"
    " watched watching"
)
_DOSING = _words("dosage dosages dosing regimen titrate titration")
_INTERACTING = _words("interact interacting interaction interactions interacts")
_MEDICINES = _words("drug drugs medication medications medicine medicines")
_DEFINING = _words("define defined defines definition definitions")
_MEANT_BY = {("count", "as"), ("counted", "as"), ("counts", "as"), ("stand", "for"), ("stands", "for")}
_WHAT_IS = {("what", "is"), ("what", "are"), ("what", "s"), ("meaning", "of"), ("explain", "what")}
_OF_A_SESSION = _words("after before during each every first last morning next of per the this")

_ROUTES = {
    "iv": "iv infusion infusions intravenous drip",
    "im": "im intramuscular",
    "sc": "sc subcutaneous subcut",
    "oral": "oral tablet tablets pill capsule capsules swallowed",
    "sublingual": "sublingual lozenge lozenges troche troches",
    "intranasal": "intranasal nasal spray sprays nose",
}
_routes = {word: route for route, words in _ROUTES.items() for word in words.split()}


def question_cues(words: Sequence[str]) -> tuple[frozenset[str], Kind | None]:
    """Which of these folded words only ask, and the kind of record that answers; (nothing, None) without a cue.

    What is watched is asked for whatever else is ("how often is blood pressure checked"), and how often something is
    given is no question after a side effect.
    """
    present = frozenset(words)
    after_how = {word for before, word in pairwise(words) if before == "how"}
    how_often = after_how & _FREQUENT
    asking = present & (_WATCHING | _HAPPENING) | how_often
    defining = _asking_for_meaning(words)
    if defining:
        return asking | defining, Kind.GLOSSARY
    if present & _INTERACTING:
        return asking | present & (_INTERACTING | _MEDICINES), Kind.INTERACTION
    if present & _WATCHING:
        return asking, Kind.MONITORING
    if ((how_often or "many" in after_how) and present & _GIVING) or present & _DOSING or _asks_for_dose(words):
        return asking, Kind.REGIMEN
    return asking, Kind.ADVERSE_EFFECT if asking else None


def asks_what_it_is(words: Sequence[str]) -> bool:
    """Whether something is only to be explained: "what is", "meaning of"."""
    return tuple(words[:2]) in _WHAT_IS or words[:1] == ["whats"]


def _asking_for_meaning(words: Sequence[str]) -> frozenset[str]:
    """The words that ask what something means: "definition of", "what counts as", "what does ... mean"."""
    asking = {word for word, following in pairwise(words) if (word, following) in _MEANT_BY}
    if tuple(words[:2]) == ("what", "does"):
        asking |= {"mean", "means"} & set(words[-1:])
    return frozenset(asking) | _DEFINING & set(words)


def _asks_for_dose(words: Sequence[str]) -> bool:
    """A dose as the thing asked for, not as the time of something ("before the dose")."""
    return any(word in ("dose", "doses") and before not in _OF_A_SESSION for before, word in pairwise(("", *words)))


def agents_meant(words: Collection[str], medicines: Collection[str]) -> frozenset[Agent]:
    """The agents that a query names by its folded words and by the medicines that they stand for; empty for any.

    A medicine without a route means it by every route, a route without a medicine every medicine that goes that way.
    """
    routes = {_routes[word] for word in words if word in _routes}
    drugs = {drug for drug in ("ketamine", "esketamine") if drug in medicines or drug in words}
    if not routes and drugs != {"esketamine"}:
        return frozenset()
    return frozenset(
        agent
        for agent in Agent
        for route, drug in (agent.value.rsplit("_", 1),)
        if (not routes or route in routes) and (not drugs or drug in drugs)
    )
