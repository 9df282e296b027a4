"""The words of the field: the glossary and the printed synonym table that search uses."""

from dataclasses import dataclass

from ketaref.core.source import Checked


@dataclass(frozen=True)
class GlossaryTerm:
    """A term with its definition; `see_also` holds ids of other terms.

    `marked` says whether pages mark the word for its definition; words that also mean something else, or that stand on
    every page, are not.
    """

    id: str
    term: str
    definition: str
    checked: Checked
    see_also: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    marked: bool = True


@dataclass(frozen=True)
class SynonymEntry:
    """Words that mean the same as `canonical`. `not_same_as` names what it is mistaken for and must not expand to."""

    canonical: str
    category: str
    synonyms: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    lay: tuple[str, ...] = ()
    spelling_variants: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    not_same_as: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """Every right way to say it; misspellings are kept apart."""
        return (
            self.canonical,
            *self.synonyms,
            *self.abbreviations,
            *self.brands,
            *self.lay,
            *self.spelling_variants,
        )
