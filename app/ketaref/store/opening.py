"""Whether an address leads somewhere in this content, asked without opening it."""

from ketaref.core.agent import screened_agent
from ketaref.core.location import Kind, Location
from ketaref.store.content import ContentStore


def check_opens(store: ContentStore, location: Location) -> str:
    """What a window says when it opens a location whose section is not there; empty where all of it is.

    Raises NotInContentError where it does not open at all, StoreError where the content is damaged.
    """
    if not location.id:
        return ""
    if location.kind is Kind.CHECKLIST:
        screened_agent(location.id)
        return ""
    target = store.resolve(location.without_anchor()).location
    if target.kind is not Kind.TOPIC or not location.anchor:
        return ""
    topic = store.topic(target.id)
    if any(section.anchor == location.anchor for section in topic.sections):
        return ""
    return f"“{topic.title}” has no section “{location.anchor}”; it is shown from its beginning."
