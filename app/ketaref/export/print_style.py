"""How a sheet looks on paper: black on white, sizes in points, no colour that says anything by itself."""

import re

BODY_POINTS = 9.5
TABLE_POINTS = 8.5
TABLE_LINE_POINTS = 11.0
"""From line to line in a table: the same everywhere, so that a row longer than a page can go on in the next one."""

_GRID = f"line-height: {TABLE_LINE_POINTS}pt; -qt-line-height-type: fixed;"

_CSS = f"""
body {{ color: #000000; font-size: {BODY_POINTS}pt; }}
h1 {{ font-size: 17pt; font-weight: 600; margin-top: 0pt; margin-bottom: 3pt; }}
h2 {{ font-size: 12.5pt; font-weight: 600; margin-top: 15pt; margin-bottom: 4pt; }}
h3 {{ font-size: 10.5pt; font-weight: 600; margin-top: 10pt; margin-bottom: 3pt; }}
h2.field {{ font-size: 9pt; margin-top: 8pt; margin-bottom: 1pt; }}
p {{ margin-top: 0pt; margin-bottom: 6pt; line-height: 125%; }}
li {{ margin-top: 0pt; margin-bottom: 4pt; line-height: 125%; }}
ul, ol {{ margin-top: 2pt; margin-bottom: 6pt; }}
a {{ color: #000000; text-decoration: none; }}
span.mark, span.citation {{ font-size: 8pt; }}
span.certainty, span.practice-point, span.checked {{ font-size: 8pt; font-style: italic; }}
p.summary {{ font-size: 11pt; color: #333333; margin-bottom: 4pt; }}
p.reviewed, p.small {{ font-size: 8.5pt; color: #333333; }}
p.reviewed {{ margin-bottom: 8pt; }}
p.own-reference {{ font-weight: 600; }}
.overdue, .retracted {{ font-weight: 600; }}
.absolute, .relative, .caution {{ font-weight: 600; }}
ol.references {{ -qt-list-indent: 2; }}
ol.references li {{ font-size: 8.5pt; margin-bottom: 3pt; line-height: 118%; }}
table {{ border-collapse: collapse; margin-top: 3pt; margin-bottom: 9pt; }}
.data th {{ font-size: {TABLE_POINTS}pt; font-weight: 600; text-align: left; vertical-align: bottom;
    border-bottom: 1pt solid #000000; padding: 2.5pt 7pt 2.5pt 0pt; {_GRID} }}
.data td {{ font-size: {TABLE_POINTS}pt; vertical-align: top; border-bottom: 0.5pt solid #888888;
    padding: 2.5pt 7pt 2.5pt 0pt; {_GRID} }}
.data td.label {{ font-weight: 600; }}
.data td.blank, .data th.blank {{ border: 0.5pt solid #888888; padding-left: 3pt; }}
td.frame {{ font-size: {BODY_POINTS}pt; border: 1pt solid #000000; padding: 6pt 9pt 3pt 9pt; }}
td.frame h2 {{ font-size: 10.5pt; margin-top: 0pt; }}
"""

_POINTS = re.compile(r"(\d+(?:\.\d+)?)pt\b")


def print_css(text_size: float = 1.0) -> str:
    """The style sheet with everything so many times as large as usual."""
    return _CSS if text_size == 1 else _POINTS.sub(lambda points: f"{float(points[1]) * text_size:.2f}pt", _CSS)
