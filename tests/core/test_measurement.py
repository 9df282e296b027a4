import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.errors import InputError
from ketaref.core.measurement import (
    Comparison,
    Limit,
    LimitState,
    Quantity,
    Relation,
    check_readings,
    read_number,
)

SYSTOLIC = Quantity("systolic", "systolic blood pressure", "mmHg", 40, 300)
WARMTH = Quantity("warmth", "temperature", "°C", 30, 45, decimals=1)
QUANTITIES = {each.id: each for each in (SYSTOLIC, WARMTH)}


@pytest.mark.parametrize(
    ("typed", "value"), [("181", 181.0), (" 181 ", 181.0), ("40", 40.0), ("300", 300.0), ("0181", 181.0)]
)
def test_a_plain_number_is_read(typed, value):
    assert read_number(typed, SYSTOLIC) == value


def test_a_decimal_is_read_where_the_quantity_has_one():
    assert read_number("36.5", WARMTH) == 36.5


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "empty: type a number in mmHg"),
        ("   ", "empty"),
        ("36,5", "a comma could mean two numbers"),
        ("1,80", "a comma"),
        ("181.5", "a whole number, in mmHg"),
        ("39", "39 is outside 40 to 300 mmHg"),
        ("301", "outside 40 to 300"),
        ("-120", "one number alone"),
        ("+120", "one number alone"),
        ("120/80", "one number alone"),
        ("120 mmHg", "one number alone"),
        ("1e2", "one number alone"),
        ("nan", "one number alone"),
        ("inf", "one number alone"),
        ("١٨٠", "one number alone"),
        ("²", "one number alone"),
        (".", "one number alone"),
        ("120.", "one number alone"),
        ("0" * 400 + "120", "one number alone"),
        ("120\n80", "one number alone"),
        ("Ms Smith, born 1970", "a comma"),
    ],
)
def test_anything_else_is_refused_with_what_to_type(typed, told):
    with pytest.raises(InputError) as caught:
        read_number(typed, SYSTOLIC)
    assert caught.value.field == SYSTOLIC.label
    assert told in str(caught.value)


@given(st.text(max_size=20))
def test_whatever_is_typed_gives_a_number_in_range_or_a_message(typed):
    try:
        value = read_number(typed, SYSTOLIC)
    except InputError as error:
        told = str(error)
    else:
        assert SYSTOLIC.least <= value <= SYSTOLIC.most
        return
    assert told.startswith(f"{SYSTOLIC.label}: ")


@given(st.floats(30, 45).map(lambda value: round(value, 1)))
def test_a_written_number_is_read_back(value):
    assert read_number(WARMTH.written(value), WARMTH) == value


@pytest.mark.parametrize(
    ("relation", "reading", "state"),
    [
        (Relation.ABOVE, 180, LimitState.NOT_REACHED),
        (Relation.ABOVE, 181, LimitState.REACHED),
        (Relation.AT_LEAST, 180, LimitState.REACHED),
        (Relation.BELOW, 180, LimitState.NOT_REACHED),
        (Relation.BELOW, 179, LimitState.REACHED),
        (Relation.AT_MOST, 180, LimitState.REACHED),
        (Relation.AT_MOST, 181, LimitState.NOT_REACHED),
    ],
)
def test_each_relation_at_its_edge(relation, reading, state):
    assert Limit((Comparison("systolic", relation, 180),)).state({"systolic": reading}) is state


def test_a_limit_of_two_numbers_needs_both():
    limit = Limit((Comparison("systolic", Relation.ABOVE, 150), Comparison("warmth", Relation.AT_LEAST, 38)))
    assert limit.state({}) is LimitState.OPEN
    assert limit.state({"systolic": 151}) is LimitState.OPEN
    assert limit.state({"systolic": 150}) is LimitState.NOT_REACHED
    assert limit.state({"systolic": 151, "warmth": 37.9}) is LimitState.NOT_REACHED
    assert limit.state({"systolic": 151, "warmth": 38}) is LimitState.REACHED
    assert limit.text(QUANTITIES) == "systolic blood pressure > 150 mmHg and temperature ≥ 38 °C"


def test_readings_from_a_file_are_checked():
    check_readings({"systolic": 120}, QUANTITIES)
    with pytest.raises(InputError, match="'pulse' is not measured here; there are: systolic, warmth"):
        check_readings({"pulse": 60}, QUANTITIES)
    with pytest.raises(InputError, match="301 is outside 40 to 300 mmHg"):
        check_readings({"systolic": 301}, QUANTITIES)
    with pytest.raises(InputError, match="outside"):
        check_readings({"systolic": float("nan")}, QUANTITIES)
