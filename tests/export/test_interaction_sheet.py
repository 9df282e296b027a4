"""A medicine that is not known here is never passed over in silence, on paper neither."""

import re

import pytest

from ketaref.core.agent import Agent
from ketaref.core.interaction_check import MedicineIndex
from ketaref.core.record_text import sources_of
from ketaref.core.synonyms import Synonyms
from ketaref.export.interaction_sheet import interaction_sheet
from ketaref.export.sheet import paper_html


@pytest.fixture(scope="module")
def index(real_store):
    return MedicineIndex(real_store.interactions(), Synonyms(real_store.synonyms()))


@pytest.fixture
def sheet(index, real_store, stamp):
    def make(*medicines, agent=Agent.IV_KETAMINE, note=""):
        found = [index.find(medicine, agent) for medicine in medicines]
        items = [item for each in found for item in getattr(each, "interactions", ())]
        cited = dict.fromkeys(source for item in items for source in sources_of(item))
        return interaction_sheet(found, agent, real_store.sources_named(tuple(cited)), stamp, note=note)

    return make


def headings(sheet):
    return re.findall(r"<h2>(.*?)</h2>", sheet.body)


def test_medicine_not_assessed_comes_first_with_what_to_do(sheet):
    made = sheet("zzyzx <b>", "alcohol")
    assert headings(made)[:2] == ["? Not assessed here: 1", "Recorded: 1"]
    assert "<b>zzyzx &lt;b&gt;.</b> No record of this reference names this medicine." in made.body
    assert "does not mean that there is no interaction" in made.body
    assert "ask a pharmacist" in made.body


def test_word_beside_a_known_medicine_is_not_assessed(sheet):
    assert "<b>zzyzx.</b>" in sheet("lithium and zzyzx").body


def test_records_stand_gravest_first_and_each_once(sheet):
    made = sheet("lithium", "clonazepam", "lorazepam")
    assert headings(made) == ["Recorded: 2", "Benzodiazepines", "Lithium"]
    assert "clonazepam, lorazepam" in made.body
    assert "▲\N{NO-BREAK SPACE}Major" in made.body


def test_title_names_the_agent_and_every_record_its_sources(sheet, real_store):
    made = sheet("lithium", note="Own grade.")
    assert made.title == "Interactions with IV ketamine"
    assert '<p class="small">Own grade.</p>' in made.body
    lithium = next(item for item in real_store.interactions() if item.interacting == "Lithium")
    assert {source.id for source in made.references} == set(lithium.sources)
    assert all(source.short in paper_html(made) for source in made.references)


def test_without_an_agent_it_is_about_all(sheet):
    assert sheet("alcohol", agent=None).title == "Interactions with ketamine or esketamine"


def test_only_unknown_medicines_make_no_empty_table(sheet):
    made = sheet("zzyzx")
    assert headings(made) == ["? Not assessed here: 1"]
    assert "0 recorded interactions" in made.body
    assert "<table" not in made.body
