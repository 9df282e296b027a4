import pytest
from PySide6.QtCore import QSize

from ketaref.ui.icons import back_icon, forward_icon, panel_icon, search_icon


def inked(icon):
    image = icon.pixmap(QSize(20, 20), 1.0).toImage()
    pixels = [(x, y) for x in range(20) for y in range(20) if image.pixelColor(x, y).alpha() > 200]
    return pixels, {image.pixelColor(x, y).name() for x, y in pixels}


@pytest.mark.parametrize("make", [back_icon, forward_icon, panel_icon, search_icon])
def test_icon_is_drawn_in_the_colour_asked_for(qapp, make):
    pixels, colours = inked(make("#0b5f8a"))
    assert len(pixels) > 10
    assert "#0b5f8a" in colours


def test_back_and_forward_mirror_each_other(qapp):
    back, _ = inked(back_icon("#000000"))
    forward, _ = inked(forward_icon("#000000"))
    assert sum(x for x, _ in back) / len(back) < sum(x for x, _ in forward) / len(forward)
