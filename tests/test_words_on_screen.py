"""Words that judge a patient appear nowhere in the program's own texts (the compiler holds the content to it)."""

import ast
from pathlib import Path

import pytest

import ketaref
from ketaref.core.wording import banned_words

SOURCES = [path for path in Path(ketaref.__file__).parent.rglob("*.py") if path.name != "wording.py"]


def texts(path):
    """Every text in a module but the docstrings, with its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_text_of_the_program_judges_a_patient(path):
    found = [(line, word) for line, text in texts(path) for word in banned_words(text)]
    assert found == []


def test_search_for_such_words_would_find_one(tmp_path):
    module = tmp_path / "m.py"
    module.write_text('"""Doc: eligible."""\nLABEL = f"The patient is {1} eligible"\n', encoding="utf-8")
    assert [banned_words(text) for _, text in texts(module)] == [[], ["eligible"]]
