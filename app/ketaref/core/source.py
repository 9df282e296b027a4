"""Where a statement comes from, how that was checked, and how sure it is."""

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    """The design or standing of a source."""

    LABEL = "label"
    REGULATORY = "regulatory"
    GUIDELINE = "guideline"
    CONSENSUS = "consensus"
    META_ANALYSIS = "meta_analysis"
    SYSTEMATIC_REVIEW = "systematic_review"
    RCT = "rct"
    OPEN_LABEL = "open_label"
    OBSERVATIONAL = "observational"
    REVIEW = "review"
    PRECLINICAL = "preclinical"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


_KIND_LABELS = {
    SourceKind.LABEL: "Product label",
    SourceKind.REGULATORY: "Regulator",
    SourceKind.GUIDELINE: "Guideline",
    SourceKind.CONSENSUS: "Consensus statement",
    SourceKind.META_ANALYSIS: "Meta-analysis",
    SourceKind.SYSTEMATIC_REVIEW: "Systematic review",
    SourceKind.RCT: "Randomised trial",
    SourceKind.OPEN_LABEL: "Open-label trial",
    SourceKind.OBSERVATIONAL: "Observational study",
    SourceKind.REVIEW: "Review",
    SourceKind.PRECLINICAL: "Preclinical study",
}


class Checked(StrEnum):
    """How a fact was verified by those who wrote it down."""

    PAGE = "page"
    SECONDARY = "secondary"
    MEMORY = "memory"
    MIXED = "mixed"
    PRACTICE_POINT = "practice_point"

    @property
    def label(self) -> str:
        return _CHECKED_LABELS[self]


_CHECKED_LABELS = {
    Checked.PAGE: "read at the source or its abstract",
    Checked.SECONDARY: "read in a report of the source",
    Checked.MEMORY: "not re-read",
    Checked.MIXED: "partly read at the source, partly practice point",
    Checked.PRACTICE_POINT: "practice point",
}


class Certainty(StrEnum):
    """Certainty of evidence in GRADE's words."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very low"


class Jurisdiction(StrEnum):
    """Whose law or health service a label, a regulator's word or a guideline speaks for."""

    US = "us"
    EU = "eu"
    UK = "uk"
    SWITZERLAND = "switzerland"
    CANADA = "canada"
    AUSTRALIA = "australia"
    INTERNATIONAL = "international"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _JURISDICTION_LABELS[self]


_JURISDICTION_LABELS = {
    Jurisdiction.US: "United States",
    Jurisdiction.EU: "European Union or a member state",
    Jurisdiction.UK: "United Kingdom",
    Jurisdiction.SWITZERLAND: "Switzerland",
    Jurisdiction.CANADA: "Canada",
    Jurisdiction.AUSTRALIA: "Australia or New Zealand",
    Jurisdiction.INTERNATIONAL: "International",
    Jurisdiction.OTHER: "Another country",
}


@dataclass(frozen=True)
class Source:
    """A publication, label or page. `short` is how a citation names it, e.g. "Feder 2021".

    `undated` says that what was read of it shows no date; `incomplete` names what this reference could not find out.
    `jurisdiction`: for a label, a regulator's page or a guideline, where it holds.
    """

    id: str
    kind: SourceKind
    title: str
    short: str
    checked: Checked
    authors: str = ""
    where: str = ""
    year: int | None = None
    volume_issue_pages: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""
    note: str = ""
    retracted: bool = False
    undated: bool = False
    incomplete: tuple[str, ...] = ()
    jurisdiction: Jurisdiction | None = None

    @property
    def web_address(self) -> str:
        """Where a web browser finds it: by DOI, else by PMID, else where it was read; nothing without all three."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else self.url

    @property
    def reference(self) -> str:
        """The reference in one line, as a reading list would print it."""
        year = f"{self.year}" if self.year else "No date shown" if self.undated else ""
        dated = " ".join(part for part in (year, self.volume_issue_pages) if part)
        ids = [f"doi:{self.doi}" if self.doi else "", f"PMID {self.pmid}" if self.pmid else ""]
        parts = [self.authors, self.title, self.where, dated, *ids]
        line = ". ".join(part.rstrip(".") for part in parts if part) + "."
        return f"RETRACTED. {line}" if self.retracted else line
