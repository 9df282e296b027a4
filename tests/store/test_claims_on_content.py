"""The claims of the shipped content and the pages that speak of them."""

from collections import Counter

from ketaref.core.claim import Appraisal


def test_ledger_counts_the_claims_as_they_are_appraised(real_store):
    counts = Counter(claim.appraisal for claim in real_store.claims())
    page = real_store.topic("marketing-claims")
    (ledger,) = (section.text for section in page.sections if section.anchor == "ledger")
    for appraisal in Appraisal:
        assert f"\n{appraisal.label} {counts[appraisal]} " in ledger
    (bottom_line,) = (section.text for section in page.sections if section.anchor == "bottom-line")
    doubtful = (Appraisal.WRONG, Appraisal.UNSUPPORTED, Appraisal.OVERSTATED, Appraisal.OUT_OF_DATE)
    told = (
        f"Of {counts.total()} claims in a popular article {counts[Appraisal.SUPPORTED]} are supported as they stand; "
    )
    assert f"{told}{sum(counts[appraisal] for appraisal in doubtful)} are wrong" in bottom_line


def test_every_heading_of_the_article_is_answered(real_store):
    answered = {heading for entry in real_store.topics() for heading in real_store.topic(entry.id).answers}
    assert {claim.heading for claim in real_store.claims()} <= answered
    assert len(answered) >= 34
