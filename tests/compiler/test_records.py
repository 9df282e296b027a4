"""Records that do not fit are told by file, line and field, all of them."""

from pathlib import Path

from ketaref.compiler.records import RECORD_FILES, read_data
from ketaref.core.errors import Problem
from ketaref.core.location import Kind
from ketaref.store.content import RECORD_TYPES


def problems_of(folder: Path) -> list[Problem]:
    problems: list[Problem] = []
    read_data(folder, problems)
    return problems


def test_small_content_is_read_whole(content_folder):
    problems: list[Problem] = []
    data = read_data(content_folder, problems)
    assert not problems
    assert {kind: len(items) for kind, items in data.records.items()} == {
        Kind.SOURCE: 5,
        Kind.CONTRAINDICATION: 2,
        Kind.ADVERSE_EFFECT: 2,
        Kind.INTERACTION: 1,
        Kind.REGIMEN: 1,
        Kind.MONITORING: 1,
        Kind.TRIAL: 3,
        Kind.CLAIM: 2,
        Kind.INSTRUMENT: 2,
        Kind.GLOSSARY: 2,
    }


def test_every_kind_of_record_has_a_file():
    assert {*RECORD_FILES.values(), Kind.TOPIC} == set(RECORD_TYPES)


def test_each_misfit_is_told_where_it_stands(content_folder, edit):
    first = edit("data/adverse_effects.yaml", "affected: 142", "affected: many")
    second = edit("data/adverse_effects.yaml", "band: unknown", "band: sometimes")
    third = edit("data/regimens.yaml", "  dose: 0.5 mg/kg\n", "  dosage: 0.5 mg/kg\n")
    found = {(Path(problem.path).name, problem.line): problem.message for problem in problems_of(content_folder)}
    assert found["adverse_effects.yaml", first] == (
        "ae_dissociation: rates[1].count.affected: expected a whole number, found 'many'"
    )
    assert "ae_cystitis: band: 'sometimes' is not one of: very common" in found["adverse_effects.yaml", second]
    assert found["regimens.yaml", third] == "dose_single: dosage: unknown field"
    assert found["regimens.yaml", 1] == "dose_single: missing field 'dose'"


def test_file_that_is_no_list_is_told(content_folder):
    (content_folder / "data/glossary.yaml").write_text("id: x\n")
    (problem,) = problems_of(content_folder)
    assert "expected a list" in problem.message


def test_missing_file_is_told(content_folder):
    (content_folder / "data/monitoring.yaml").unlink()
    (problem,) = problems_of(content_folder)
    assert problem.path.endswith("monitoring.yaml")
    assert "missing" in problem.message


def test_file_in_another_encoding_is_told_with_its_line(content_folder):
    file = content_folder / "data/glossary.yaml"
    file.write_bytes(file.read_bytes().replace(b"PTSD", b"PTSD\xff"))
    (problem,) = problems_of(content_folder)
    assert problem.line == 8
    assert "UTF-8" in problem.message


def test_file_that_nobody_reads_is_told(content_folder):
    (content_folder / "data/sources2.yaml").write_text("[]")
    (problem,) = problems_of(content_folder)
    assert "nothing reads this file" in problem.message


def test_missing_date_of_the_content_is_told(content_folder, edit):
    edit("content.yaml", "reviewed: 2026-11-25\n", "")
    (problem,) = problems_of(content_folder)
    assert problem.message == "missing field 'reviewed'"
