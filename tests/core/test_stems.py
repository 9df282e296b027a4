import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.stems import content_stems, stem, stems_of


@pytest.mark.parametrize(("one", "other"), [("driving", "drive"), ("suicidal", "suicide"), ("infusions", "infused")])
def test_forms_of_a_word_share_a_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["", "mg", "im", "2b6", "140", "größe"])
def test_what_is_no_english_word_stays(word):
    assert stem(word) == word


def test_question_words_are_left_out_of_the_stems_of_a_text():
    assert content_stems("Can she drive home while driving?") == ["drive", "home"]
    assert stems_of(["drive", "driving"]) == {"drive"}


@given(st.text())
def test_any_text_has_stems(text):
    assert all(content_stems(text))


def test_stemmer_loads_with_the_first_word_only():
    code = "import sys, ketaref.core.stems; sys.exit('snowballstemmer' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
