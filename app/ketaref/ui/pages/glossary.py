"""Terms with their definitions, and the synonym table by which search reads what people type."""

from PySide6.QtWidgets import QWidget

from ketaref.core.location import Kind, Location
from ketaref.core.record_html import record_html, synonym_html
from ketaref.core.source import Checked
from ketaref.core.vocabulary import GlossaryTerm
from ketaref.store.content import ContentStore
from ketaref.ui.catalogue_page import Catalogue, CataloguePage, Choice, TextDetail, sources_by_id
from ketaref.ui.record_table import Column
from ketaref.ui.theme import Theme

NOTE = "Terms of the field as this reference uses them, with what search treats as the same word and what it does not."


class GlossaryPage(CataloguePage):
    """All terms of the content. The detail shows the term's line of the synonym table."""

    def __init__(self, store: ContentStore, theme: Theme, parent: QWidget | None = None) -> None:
        columns = (
            Column[GlossaryTerm]("Term", lambda term: term.term, 2),
            Column[GlossaryTerm]("Definition", lambda term: term.definition, 5),
            Column[GlossaryTerm]("Checked", lambda term: term.checked.label, 1),
        )
        checked = (Checked.PAGE, Checked.SECONDARY, Checked.MEMORY)
        choices = (
            Choice.of("How checked", "However checked", ((c.label.capitalize(), c) for c in checked), _is_checked),
        )
        self._content = store
        self._synonyms = {entry.canonical.casefold(): entry for entry in store.synonyms()}
        terms = tuple(sorted(store.glossary(), key=lambda term: term.term.casefold()))
        self._terms = {term.id: term.term for term in terms}
        catalogue = Catalogue(Kind.GLOSSARY, "Glossary", NOTE, "terms", columns, choices)
        super().__init__(catalogue, terms, store, TextDetail(self._term_html, "terms", theme), parent)

    def further_html(self, record: GlossaryTerm) -> str:
        entry = self._synonyms.get(record.term.casefold())
        return synonym_html(entry) if entry else ""

    def _term_html(self, term: GlossaryTerm) -> str:
        sources = sources_by_id(self._content, term)
        links = [(self._terms[term_id], Location(Kind.GLOSSARY, term_id)) for term_id in term.see_also]
        return record_html(term, sources, links) + self.further_html(term)


def _is_checked(term: GlossaryTerm, checked: Checked) -> bool:
    return term.checked is checked
