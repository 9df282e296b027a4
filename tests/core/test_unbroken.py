from ketaref.core.unbroken import between_tags, units_unbroken


def test_number_and_unit_and_units_among_themselves_hold_together():
    assert units_unbroken("0.5 mg/kg/h over 40 min") == "0.5\xa0mg\u2060/\u2060kg\u2060/\u2060h over 40\xa0min"


def test_what_is_no_unit_may_break():
    assert units_unbroken("2 minutes, and/or 3 grapes") == "2 minutes, and/or 3 grapes"


def test_tags_stay_as_they_are():
    assert between_tags('<a href="5 mg/kg">5 mg</a>', units_unbroken) == '<a href="5 mg/kg">5\xa0mg</a>'
