from hypothesis import given
from hypothesis import strategies as st

from ketaref.export.seal import Seal, seal_of, sealed


@given(st.binary(max_size=200))
def test_a_sealed_file_is_intact(data):
    assert seal_of(sealed(data)) is Seal.INTACT
    assert sealed(data).startswith(data)


@given(st.binary(min_size=1, max_size=200), st.data())
def test_any_other_byte_before_the_seal_breaks_it(data, draw):
    whole = bytearray(sealed(data))
    place = draw.draw(st.integers(0, len(data) - 1))
    whole[place] ^= draw.draw(st.integers(1, 255))
    assert seal_of(bytes(whole)) is Seal.BROKEN


def test_what_was_added_after_the_seal_breaks_it():
    assert seal_of(sealed(b"%PDF-1.7") + b"1 0 obj") is Seal.BROKEN


def test_a_file_without_a_seal_has_none():
    assert seal_of(b"%PDF-1.7\n%%EOF\n") is Seal.NONE
    assert seal_of(b"") is Seal.NONE
