"""Claims of the article that this reference grew from, each with what the evidence makes of it."""

from html import escape

from PySide6.QtWidgets import QWidget

from ketaref.core.claim import Appraisal, Claim
from ketaref.core.location import Kind, Location
from ketaref.core.record_html import record_html
from ketaref.store.content import ContentStore
from ketaref.ui.catalogue_page import Catalogue, CataloguePage, Choice, TextDetail, sources_by_id
from ketaref.ui.record_table import Column
from ketaref.ui.theme import Theme

NOTE = (
    "Sentences of a clinic's article, restated and held against the evidence. They are not what this reference says: "
    "that stands under “Evidence”. Confidence is the editors' confidence in their appraisal."
)
_SHAPES = {
    Appraisal.WRONG: "✕",
    Appraisal.UNSUPPORTED: "○",
    Appraisal.OVERSTATED: "▲",
    Appraisal.OUT_OF_DATE: "◷",
    Appraisal.NOT_CHECKABLE: "?",
    Appraisal.PARTLY_SUPPORTED: "◐",
    Appraisal.SUPPORTED: "●",
}


class ClaimsPage(CataloguePage):
    """All claims, in the order of the article."""

    def __init__(self, store: ContentStore, theme: Theme, parent: QWidget | None = None) -> None:
        self._content = store
        claims = store.claims()
        self._titles = {entry.id: entry.title for entry in store.topics()}
        columns = (
            Column[Claim]("Claim", lambda claim: claim.claim, 6),
            Column[Claim]("Appraisal", _appraisal, 3, sort_key=lambda claim: claim.appraisal.rank),
            Column[Claim]("Page", self._page_title, 3),
        )
        choices = (
            Choice.of("Appraisal", "Any appraisal", ((a.label, a) for a in Appraisal), _is_appraised),
            Choice.of("Page", "Any page", self._pages(claims), _belongs_to),
        )
        catalogue = Catalogue(Kind.CLAIM, "Claims", NOTE, "claims", columns, choices, NOTE)
        super().__init__(catalogue, claims, store, TextDetail(self._claim_html, catalogue.noun, theme), parent)

    def _pages(self, claims: tuple[Claim, ...]) -> list[tuple[str, str]]:
        """The pages that claims belong to, in reading order."""
        used = {claim.topic for claim in claims}
        return [(title, topic_id) for topic_id, title in self._titles.items() if topic_id in used]

    def _page_title(self, claim: Claim) -> str:
        return self._titles[claim.topic]

    def further_html(self, record: Claim) -> str:
        return f"<h3>Page</h3><p>{escape(self._page_title(record))}</p>"

    def _claim_html(self, claim: Claim) -> str:
        sources = sources_by_id(self._content, claim)
        return record_html(claim, sources, [(self._page_title(claim), Location(Kind.TOPIC, claim.topic))], "Page")


def _appraisal(claim: Claim) -> str:
    return f"{_SHAPES[claim.appraisal]} {claim.appraisal.label}"


def _is_appraised(claim: Claim, appraisal: Appraisal) -> bool:
    return claim.appraisal is appraisal


def _belongs_to(claim: Claim, topic_id: str) -> bool:
    return claim.topic == topic_id
