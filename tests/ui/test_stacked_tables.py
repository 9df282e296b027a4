from hypothesis import given
from hypothesis import strategies as st

from ketaref.ui.stacked_tables import stack_tables, widest_table

TABLE = (
    '<table class="data"><thead><tr><th>Dose</th><th align="left">Rate</th><th>Source</th></tr></thead><tbody>'
    '<tr><td><a href="ketaref://regimen/x">1 mg</a></td><td>40\nmin</td><td>A</td></tr>'
    "<tr><td>2 mg</td><td>60 min</td><td>B</td></tr></tbody></table>"
)


def test_widest_table_counts():
    assert widest_table("<p>None.</p>") == 0
    assert widest_table(f'<table class="data"><tr><td>1</td></tr></table>{TABLE}') == 3


def test_table_that_fits_stays_as_it_is():
    assert stack_tables(f"<p>a</p>{TABLE}<p>b</p>", 3) == f"<p>a</p>{TABLE}<p>b</p>"


def test_each_cell_stands_beside_the_head_of_its_column():
    stacked = stack_tables(f"<p>a</p>{TABLE}<p>b</p>", 2)
    assert stacked.startswith('<p>a</p><table class="stacked"><tr><th class="first">Dose</th>')
    assert stacked.endswith("</table><p>b</p>")
    assert '<th class="field">Rate</th><td class="field">40\nmin</td>' in stacked
    assert '<th class="first">Dose</th><td class="first"><a href="ketaref://regimen/x">1 mg</a></td>' in stacked
    assert stacked.count("<tr>") == 6


def test_only_the_tables_that_are_too_wide_are_stacked():
    narrow = '<table class="data"><tr><th>A</th></tr><tr><td>1</td></tr></table>'
    stacked = stack_tables(narrow + TABLE, 2)
    assert stacked.startswith(narrow)
    assert 'class="stacked"' in stacked


def test_table_without_rows_below_its_head_stays():
    head = '<table class="data"><thead><tr><th>A</th><th>B</th><th>C</th></tr></thead></table>'
    assert stack_tables(head, 1) == head
    assert stack_tables('<table class="data"></table>', 1) == '<table class="data"></table>'


CELLS = st.text(alphabet="ab 0.5/", max_size=6)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5))
def test_no_cell_is_lost(rows):
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    html = f'<table class="data"><thead><tr><th>H</th><th>I</th><th>J</th></tr></thead><tbody>{body}</tbody></table>'
    stacked = stack_tables(html, 1)
    for row in rows:
        for cell in row:
            assert f">{cell}</td>" in stacked
    assert stacked.count("</td>") == 3 * len(rows)
