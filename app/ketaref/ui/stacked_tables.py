"""Tables for narrow pages: each row becomes lines of their own, a heading of its column before each cell."""

import re

_TABLE = re.compile(r'<table class="data">(.*?)</table>', re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)


def widest_table(html: str) -> int:
    """The greatest number of columns of a data table; 0 without one."""
    heads = (_ROW.search(table[1]) for table in _TABLE.finditer(html))
    return max((len(_CELL.findall(head[1])) for head in heads if head), default=0)


def stack_tables(html: str, most_columns: int) -> str:
    """Stack every data table of more columns than that. A table without rows below its head stays."""
    return _TABLE.sub(lambda table: _stacked(table, most_columns), html)


def _stacked(table: re.Match[str], most_columns: int) -> str:
    head, *rows = [_CELL.findall(row) for row in _ROW.findall(table[1])] or [[]]
    if len(head) <= most_columns or not rows:
        return table[0]
    lines = (
        f'<tr><th class="{"first" if place == 0 else "field"}">{name}</th>'
        f'<td class="{"first" if place == 0 else "field"}">{cell}</td></tr>'
        for row in rows
        for place, (name, cell) in enumerate(zip(head, row, strict=False))
    )
    return f'<table class="stacked">{"".join(lines)}</table>'
