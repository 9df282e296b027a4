"""A reference prints what is known of a source and nothing else."""

from ketaref.core.source import Certainty, Checked, Source, SourceKind


def make(**fields):
    values = {
        "id": "feder2014",
        "kind": SourceKind.RCT,
        "title": "A title.",
        "short": "Feder 2014",
        "checked": Checked.PAGE,
    }
    return Source(**(values | fields))


def test_reference_joins_what_is_there():
    source = make(authors="Feder A, et al.", where="JAMA", year=2014, volume_issue_pages="71(6):681", doi="10.1/x")
    assert source.reference == "Feder A, et al. A title. JAMA. 2014 71(6):681. doi:10.1/x."


def test_missing_parts_leave_no_gap():
    assert make().reference == "A title."


def test_page_that_shows_no_date_says_so():
    assert make(where="A hospital", undated=True).reference == "A title. A hospital. No date shown."


def test_retraction_stands_first():
    assert make(retracted=True).reference.startswith("RETRACTED. ")


def test_every_kind_and_check_has_words():
    assert all(kind.label for kind in SourceKind)
    assert all(checked.label for checked in Checked)
    assert [certainty.value for certainty in Certainty] == ["high", "moderate", "low", "very low"]
