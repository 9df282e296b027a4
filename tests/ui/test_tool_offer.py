import pytest

from ketaref.core.location import Kind, Location
from ketaref.ui.navigation import TOOLS
from ketaref.ui.tool_offer import ToolOffer, tools_named


@pytest.fixture
def offer(qtbot):
    offer = ToolOffer()
    qtbot.addWidget(offer)
    return offer


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("checklist", ("Contraindication checklist",)),
        ("Check", ("Contraindication checklist",)),
        ("checklist contra", ("Contraindication checklist",)),
        ("side effect", ("Side effects",)),
        ("sources", ("Where sources disagree", "Sources")),
        ("che", ()),
        ("", ()),
        ("checklist of ptsd", ()),
        ("interactions with lithium", ()),
        ("list", ()),
    ],
)
def test_every_word_must_begin_a_word_of_the_name(text, named):
    assert tools_named(text) == named


@pytest.mark.parametrize(("name", "location"), TOOLS)
def test_every_tool_is_offered_by_its_name_and_opens(offer, qtbot, name, location):
    offer.offer_for(name)
    assert not offer.isHidden()
    (button,) = (each for each in offer.buttons if each.text() == name and not each.isHidden())
    with qtbot.waitSignal(offer.tool_chosen) as told:
        button.click()
    assert told.args == [location]


def test_query_that_names_none_hides_the_offer_and_what_was_offered(offer):
    offer.offer_for("glossary")
    assert offer.words == ["Tool: Glossary"]
    offer.offer_for("bladder")
    assert offer.isHidden()
    assert offer.words == []


def test_button_says_what_it_does(offer):
    (checklist, *_) = offer.buttons
    assert checklist.accessibleName() == "Open the tool Contraindication checklist"
    assert Location(Kind.CHECKLIST) == TOOLS[0][1]
