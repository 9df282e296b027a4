"""Whether an address leads somewhere, asked without opening it."""

import pytest

from ketaref.core.errors import NotInContentError
from ketaref.core.location import Location
from ketaref.store.content import ContentStore
from ketaref.store.opening import check_opens


@pytest.fixture
def store(small_content_file):
    store = ContentStore.open(small_content_file)
    yield store
    store.close()


@pytest.mark.parametrize(
    "address",
    [
        "ketaref://topic/trials",
        "ketaref://topic/trials#doses",
        "ketaref://topic/old-trials#doses",
        "ketaref://topic",
        "ketaref://source/feder2014",
        "ketaref://checklist/",
        "ketaref://checklist/iv_ketamine",
    ],
)
def test_what_is_there_opens_also_where_it_has_moved(store, address):
    assert check_opens(store, Location.parse(address)) == ""


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("ketaref://topic/no-such", "There is no topic “no-such”"),
        ("ketaref://source/no-such#x", "There is no source “no-such”"),
        ("ketaref://checklist/sc_ketamine", "There is no checklist for “sc_ketamine”. There is one for: iv_ketamine,"),
    ],
)
def test_what_is_not_there_is_told(store, address, told):
    with pytest.raises(NotInContentError, match=told):
        check_opens(store, Location.parse(address))


def test_section_that_is_not_there_is_told_with_its_page(store):
    missing = check_opens(store, Location.parse("ketaref://topic/old-trials#no-such"))
    assert "has no section “no-such”; it is shown from its beginning." in missing
