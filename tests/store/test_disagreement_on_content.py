"""The matrix of the shipped content: nothing is lost, and what is known to differ is marked."""

import pytest

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.contraindication import Standing
from ketaref.core.disagreement import Authority, Conflict, build_matrix
from ketaref.core.source import SourceKind


@pytest.fixture(scope="session")
def matrices(real_store):
    sources = {source.id: source for source in real_store.sources()}
    items = real_store.contraindications()
    return {agent: build_matrix(agent, items, sources) for agent in SCREENED_AGENTS}


def row_of(matrix, item_id):
    return next(row for row in matrix.rows if row.item.id == item_id)


def levels(row):
    return {cell.authority: [level.value for level in cell.levels] for cell in row.cells}


def test_every_position_of_the_content_is_in_exactly_one_cell_of_one_matrix(real_store, matrices):
    shown = [
        (row.item.id, repr(position))
        for matrix in matrices.values()
        for row in matrix.rows
        for cell in row.cells
        for position in cell.positions
    ]
    there = [(item.id, repr(position)) for item in real_store.contraindications() for position in item.positions]
    assert sorted(shown) == sorted(there)


def test_arrhythmia_cautioned_by_labels_is_excluded_by_trials_and_protocols(matrices):
    row = row_of(matrices[Agent.IV_KETAMINE], "ci_arrhythmia")
    assert row.conflicts == (Conflict.LABEL_AND_GUIDANCE, Conflict.STRICTER_TRIAL, Conflict.OTHER)
    assert levels(row)[Authority.US_LABEL] == ["caution"]
    assert levels(row)[Authority.PROTOCOL] == ["absolute"]
    assert levels(row)[Authority.TRIAL_EXCLUSION] == ["relative"]
    assert row.cell(Authority.UK_LABEL) is None


def test_hypersensitivity_stands_absolute_in_every_label(matrices):
    row = row_of(matrices[Agent.INTRANASAL_ESKETAMINE], "ci_hypersensitivity")
    assert levels(row)[Authority.US_LABEL] == levels(row)[Authority.EU_LABEL] == ["absolute"]
    assert Conflict.LABELS not in row.conflicts


def test_no_label_without_a_known_country_but_the_one_that_does_not_say(real_store):
    cited = {
        position.source
        for item in real_store.contraindications()
        for position in item.positions
        if position.standing is Standing.LABEL
    }
    unplaced = {name for name in cited if real_store.source(name).jurisdiction is None}
    assert unplaced == {"rxreasoner_ketamine"}
    assert all(real_store.source(name).kind is SourceKind.LABEL for name in cited)
