"""What search knows of medicines: the same as the interactions screen, so that the two never say different things."""

from functools import cached_property

from ketaref.core.interaction import Interaction, NotAssessed
from ketaref.core.interaction_check import find_interactions
from ketaref.core.location import Kind
from ketaref.core.synonyms import Synonyms
from ketaref.store.content import ContentStore


class Medicines:
    """The interaction records of one content store by the medicines that people type.

    The records are read at first use. Raises StoreError when the content file is damaged.
    """

    def __init__(self, store: ContentStore, synonyms: Synonyms) -> None:
        self._store = store
        self._synonyms = synonyms

    def are_assessed(self, typed: str) -> bool:
        """Whether any interaction record speaks of what was typed, by its name or by its class."""
        return bool(self._found(typed))

    def documents_on(self, typed: str) -> frozenset[int]:
        """The documents of every interaction record that speaks of what was typed."""
        return frozenset(self._documents[item.id] for item in self._found(typed))

    def _found(self, typed: str) -> tuple[Interaction, ...]:
        found = find_interactions(typed, self._store.interactions(), self._synonyms)
        return () if isinstance(found, NotAssessed) else found.interactions

    @cached_property
    def _documents(self) -> dict[str, int]:
        return dict(self._store.all("SELECT record_id, id FROM document WHERE kind = ?", (Kind.INTERACTION,)))
