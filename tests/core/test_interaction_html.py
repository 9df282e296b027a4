from ketaref.core.agent import Agent
from ketaref.core.interaction import InteractionSeverity, NotAssessed
from ketaref.core.interaction_html import next_steps_html, not_assessed_html, not_assessed_text, severity_text


def test_every_grade_has_a_shape_of_its_own():
    texts = [severity_text(severity) for severity in (*InteractionSeverity, None)]
    assert texts[-1] == "? Not assessed here"
    assert len({text[0] for text in texts}) == len(texts)


def test_unknown_medicine_is_never_called_harmless():
    for found in (NotAssessed("x"), NotAssessed("x", (Agent.ORAL_KETAMINE,))):
        assert not_assessed_text(found).endswith("That does not mean that there is no interaction.")
    assert "Records name it with Oral ketamine" in not_assessed_text(NotAssessed("x", (Agent.ORAL_KETAMINE,)))


def test_what_was_typed_is_no_markup():
    html = not_assessed_html(NotAssessed("<i>x</i>"))
    assert "&lt;i&gt;x&lt;/i&gt;: not assessed here" in html
    assert "ask a pharmacist" in html


def test_steps_stand_under_the_heading_that_is_asked_for():
    assert next_steps_html("h3").startswith("<h3>What to do next</h3><ul>")
