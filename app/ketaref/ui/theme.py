"""One set of colours for every theme. Widgets name a role, never a colour."""

from typing import NamedTuple


class Theme(NamedTuple):
    """Colours by role, as #rrggbb. Text roles reach at least 4.5:1 on `surface` and `window`."""

    name: str
    window: str
    surface: str
    raised: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    selection: str
    mark: str
    absolute: str
    relative: str
    caution: str
    neutral: str


LIGHT = Theme(
    name="light",
    window="#f4f6f8",
    surface="#ffffff",
    raised="#eaeef2",
    border="#cdd5dd",
    text="#17212b",
    muted="#51606f",
    accent="#0b5f8a",
    on_accent="#ffffff",
    selection="#d5e8f4",
    mark="#fff0b8",
    absolute="#a3131f",
    relative="#8a4700",
    caution="#5d5300",
    neutral="#475563",
)

DARK = Theme(
    name="dark",
    window="#12181e",
    surface="#192129",
    raised="#232d37",
    border="#394653",
    text="#e6ecf1",
    muted="#a3b1be",
    accent="#6dbbe8",
    on_accent="#0c1a24",
    selection="#1f4560",
    mark="#5c4a00",
    absolute="#ff8f8f",
    relative="#ffb26b",
    caution="#e5d36a",
    neutral="#b4c0cb",
)

HIGH_CONTRAST = Theme(
    name="high contrast",
    window="#000000",
    surface="#000000",
    raised="#1c1c1c",
    border="#ffffff",
    text="#ffffff",
    muted="#e8e8e8",
    accent="#ffe45c",
    on_accent="#000000",
    selection="#003f7d",
    mark="#5a3d00",
    absolute="#ff9e9e",
    relative="#ffc48a",
    caution="#fff17a",
    neutral="#e8e8e8",
)

THEMES = (LIGHT, DARK, HIGH_CONTRAST)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two #rrggbb colours as WCAG 2 counts it, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
