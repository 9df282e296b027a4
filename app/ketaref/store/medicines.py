"""What search knows of medicines: the same as the interactions screen, so that the two never say different things."""

from ketaref.core.interaction import MedicineFindings
from ketaref.core.interaction_check import MedicineIndex
from ketaref.core.location import Kind
from ketaref.core.synonyms import Synonyms
from ketaref.store.content import ContentStore


class Medicines:
    """The interaction records of one content store by the medicines that people type.

    Raises StoreError when the content file is damaged.
    """

    def __init__(self, store: ContentStore, synonyms: Synonyms) -> None:
        interactions = store.interactions()
        self._index = MedicineIndex(interactions, synonyms)
        marks = ", ".join("?" * len(interactions))
        sql = f"SELECT record_id, id FROM document WHERE record_id IN ({marks}) AND kind = ?"  # noqa: S608
        self._documents = dict(store.all(sql, (*(item.id for item in interactions), Kind.INTERACTION)))

    def are_assessed(self, typed: str) -> bool:
        """Whether any interaction record speaks of what was typed, by its name or by its class."""
        return isinstance(self._index.find(typed), MedicineFindings)

    def documents_on(self, typed: str) -> dict[int, tuple[bool, int]]:
        """The documents of every interaction record that speaks of what was typed.

        With each, whether it does so by a class alone, and how grave it is (0 most).
        """
        found = self._index.find(typed)
        interactions = found.interactions if isinstance(found, MedicineFindings) else ()
        return {
            self._documents[item.id]: (not self._index.is_named(item, typed), item.severity.rank)
            for item in interactions
        }
