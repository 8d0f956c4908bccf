"""Tables that a writer has made: what they hold says how they are set."""

from reporting.documents.typed_tables import set_tables

HEAD = '<tr><th scope="col">Vad</th><th scope="col">Belopp</th></tr>'


def test_a_column_of_amounts_is_set_to_the_right_with_its_head():
    html = f"<table><thead>{HEAD}</thead><tbody><tr><td>Hyra</td><td>1 200 kr</td></tr><tr><td>Resor</td><td>–</td></tr></tbody></table>"
    assert set_tables(html) == (
        '<table><thead><tr><th scope="col">Vad</th><th scope="col" class="num">Belopp</th></tr></thead><tbody>'
        '<tr><td>Hyra</td><td class="num">1 200 kr</td></tr><tr><td>Resor</td><td class="num">–</td></tr></tbody></table>'
    )


def test_words_stay_to_the_left():
    html = f"<table><thead>{HEAD}</thead><tbody><tr><td>Hyra</td><td>3 av 4 månader</td></tr></tbody></table>"
    assert set_tables(html) == html


def test_six_columns_take_the_whole_page():
    row = "<tr>" + "<td>a</td>" * 6 + "</tr>"
    assert set_tables(f"<table><tbody>{row}</tbody></table>").startswith('<table class="bred">')


def test_a_table_with_cells_over_several_is_left_as_it_is():
    html = '<table><tbody><tr><td colspan="2">Summa</td></tr><tr><td>a</td><td>12</td></tr></tbody></table>'
    assert set_tables(html) == html
