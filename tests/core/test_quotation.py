from dataclasses import replace
from datetime import date

from ketaref.core.location import Location
from ketaref.core.quotation import NO_SOURCE, Origin, full_reference, quotation
from ketaref.core.source import Checked, Source, SourceKind

ORIGIN = Origin("Ketamine for PTSD", "Bottom line", Location.parse("ketaref://topic/ptsd#bottom-line"), "2026.11.1",
                date(2026, 11, 27))  # fmt: skip
FEDER = Source("feder2021", SourceKind.RCT, "Repeated ketamine", "Feder 2021", Checked.PAGE, "Feder A", "AJP", 2021)


def test_statement_comes_with_references_address_and_age():
    second = replace(FEDER, id="x", title="Another", doi="10.1/x")
    assert quotation("It helped. [Feder 2021]", [FEDER, second], ORIGIN) == (
        "It helped. [Feder 2021]\n\n"
        "Sources:\n"
        "1. Feder A. Repeated ketamine. AJP. 2021.\n"
        "2. Feder A. Another. AJP. 2021. doi:10.1/x.\n\n"
        "From: Ketamine for PTSD › Bottom line\n"
        "ketaref://topic/ptsd#bottom-line\n"
        "Ketamine Trauma Reference, content 2026.11.1, reviewed 27 Nov 2026\n"
    )


def test_statement_that_cites_nothing_says_so():
    text = quotation("Ask about hopes.", [], ORIGIN)
    assert NO_SOURCE in text
    assert "Sources:" not in text


def test_sources_around_a_part_are_not_given_as_its_own():
    text = quotation("helped", [FEDER], ORIGIN, cited_around=True)
    assert f"{NO_SOURCE}\n\nThe passage that it is taken from cites:\n1. Feder A." in text
    assert "Sources:" not in text


def test_place_without_a_section_is_the_title_alone():
    assert "From: Ketamine for PTSD\n" in quotation("x", [], ORIGIN._replace(section=""))


def test_reference_tells_what_was_not_read_at_its_source():
    assert full_reference(replace(FEDER, checked=Checked.MEMORY)).endswith("(Checked: not re-read.)")
    assert full_reference(replace(FEDER, incomplete=("year",))).endswith("(Not complete in this reference: year.)")
    assert full_reference(replace(FEDER, retracted=True)).startswith("RETRACTED. ")


def test_space_that_only_the_layout_needs_goes():
    assert quotation("low certainty ; eight , p = .05", [], ORIGIN).startswith("low certainty; eight, p = .05\n")
