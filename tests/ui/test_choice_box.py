import pytest
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox

from ketaref.ui.choice_box import ChoiceBox


@pytest.fixture
def box(qtbot):
    box = ChoiceBox("Organ class")
    qtbot.addWidget(box)
    box.addItems(["All", "Respiratory, thoracic and mediastinal disorders"])
    return box


def room_for_text(box):
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    option.rect.setSize(box.sizeHint())
    edit = QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, edit, box).width()


@pytest.mark.parametrize("scale", [1, 2])
def test_chosen_option_has_room(box, scale):
    font = box.font()
    font.setPointSizeF(font.pointSizeF() * scale)
    box.setFont(font)
    for place in range(2):
        box.setCurrentIndex(place)
        assert room_for_text(box) >= box.fontMetrics().horizontalAdvance(box.currentText())


def test_box_is_as_wide_as_its_choice_and_not_as_the_longest_one(box):
    before = box.sizeHint().width()
    box.setCurrentIndex(1)
    assert box.sizeHint().width() > 2 * before


def test_options_open_whole(box):
    box.resize(60, 30)
    box.show()
    box.showPopup()
    assert box.view().width() >= box.fontMetrics().horizontalAdvance(box.itemText(1))
    box.hidePopup()


def test_tools_are_told_what_the_box_is_for_as_well_as_what_is_chosen(box):
    assert box.accessibleDescription() == box.accessibleName() != ""
