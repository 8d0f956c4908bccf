"""The förbund's own layout: rows, sums, order, and the next year's copy."""

import datetime as dt

import pytest
from django.urls import reverse

from economy.actions.figures import add_column, save_figures
from economy.actions.layout import add_line, change_line, move_line, place_line, remove_line
from economy.actions.years import open_year
from economy.models import StatementLine
from economy.outlines import STARTER
from economy.states import FigureKind, LineKind, StatementKind
from finsam.errors import DomainError
from finsam.models import AuditEvent
from tests.cast import client_of


@pytest.fixture
def year(cast):
    return open_year(association=cast.association, year=2021, layout=STARTER, by=cast.chief)


def keys(year, statement=StatementKind.INCOME):
    return list(year.lines.filter(statement=statement).values_list("key", flat=True))


def test_the_next_year_begins_with_the_same_rows(cast, year):
    change_line(line=year.lines.get(key="insatser"), label="Beviljade insatser", by=cast.chief)
    copied = open_year(association=cast.association, year=2022, copy_from=year, by=cast.chief)
    assert keys(copied) == keys(year)
    assert copied.lines.get(key="insatser").label == "Beviljade insatser"


def test_a_change_in_one_year_leaves_the_other_as_it_was(cast, year):
    copied = open_year(association=cast.association, year=2022, copy_from=year, by=cast.chief)
    change_line(line=copied.lines.get(key="insatser"), label="Nytt namn", by=cast.chief)
    assert year.lines.get(key="insatser").label == "Insatser"


def test_a_year_is_opened_once(cast, year):
    with pytest.raises(DomainError, match="2021 finns redan"):
        open_year(association=cast.association, year=2021, by=cast.chief)


def test_a_first_year_may_be_short(cast):
    opened = open_year(
        association=cast.association, year=2024, starts_on=dt.date(2024, 3, 1), ends_on=dt.date(2024, 12, 31),
        layout=STARTER, by=cast.chief,
    )  # fmt: skip
    assert opened.period == "1\u00a0mars–31\u00a0december 2024"


def test_another_associations_layout_is_not_copied(cast, year):
    with pytest.raises(DomainError, match="annat förbund"):
        open_year(association=cast.outsider.association, year=2022, copy_from=year, by=cast.outsider)


def test_a_new_row_gets_a_key_of_its_label(cast, year):
    line = add_line(fiscal_year=year, statement=StatementKind.INCOME, label="Resor, logi", by=cast.chief)
    assert line.key == "resor_logi"


def test_two_rows_with_the_same_label_get_two_keys(cast, year):
    made = [
        add_line(fiscal_year=year, statement=StatementKind.INCOME, label="Övrigt", by=cast.chief).key
        for _ in range(2)
    ]
    assert made == ["ovrigt", "ovrigt_2"]


def test_a_row_may_come_after_another(cast, year):
    after = year.lines.get(key="bidrag")
    add_line(
        fiscal_year=year, statement=StatementKind.INCOME, label="Statsbidrag", after=after, by=cast.chief
    )
    assert keys(year)[1:4] == ["bidrag", "statsbidrag", "ovriga_intakter"]


def test_a_renamed_row_keeps_its_key(cast, year):
    line = change_line(line=year.lines.get(key="bidrag"), label="Medel från huvudmännen", by=cast.chief)
    assert (line.key, line.label) == ("bidrag", "Medel från huvudmännen")


def test_a_row_moves_one_step(cast, year):
    move_line(line=year.lines.get(key="ovriga_intakter"), up=True, by=cast.chief)
    assert keys(year)[:3] == ["intakter", "ovriga_intakter", "bidrag"]


def test_the_first_row_goes_no_further_up(cast, year):
    before = keys(year)
    move_line(line=year.lines.get(key="intakter"), up=True, by=cast.chief)
    assert keys(year) == before


def test_a_row_with_amounts_is_not_removed(cast, year):
    column = add_column(
        fiscal_year=year, kind=FigureKind.OUTCOME, label="Utfall", key="utfall", by=cast.chief
    )
    save_figures(figure_set=column, amounts={"ranteintakter": 1}, by=cast.chief)
    with pytest.raises(DomainError, match="har belopp"):
        remove_line(line=year.lines.get(key="ranteintakter"), by=cast.chief)


def test_a_row_that_a_sum_adds_is_not_removed(cast, year):
    with pytest.raises(DomainError, match="ingår i Summa intäkter"):
        remove_line(line=year.lines.get(key="bidrag"), by=cast.chief)


def test_an_unused_row_is_removed(cast, year):
    line = add_line(fiscal_year=year, statement=StatementKind.INCOME, label="Projekt", by=cast.chief)
    remove_line(line=line, by=cast.chief)
    assert not StatementLine.objects.filter(key="projekt").exists()


def test_a_sum_does_not_add_itself(cast, year):
    with pytest.raises(DomainError, match="räkna med sig själv"):
        change_line(line=year.lines.get(key="summa_intakter"), covers=["resultat"], by=cast.chief)


def test_a_sum_does_not_add_what_is_not_there(cast, year):
    with pytest.raises(DomainError, match="inte finns: hittepa"):
        add_line(
            fiscal_year=year, statement=StatementKind.INCOME, label="S", kind=LineKind.SUM, covers=["hittepa"],
            by=cast.chief,
        )  # fmt: skip


def test_every_change_is_written_down(cast, year):
    change_line(line=year.lines.get(key="bidrag"), label="Medlemsbidrag", by=cast.chief)
    assert AuditEvent.objects.filter(verb="ändrade rad i uppställningen").count() == 1


def test_saving_what_is_unchanged_changes_nothing(cast, year):
    change_line(line=year.lines.get(key="insatser"), label="Insatser", by=cast.chief)
    assert not AuditEvent.objects.filter(verb="ändrade rad i uppställningen").exists()


def test_a_row_takes_no_accounts_that_the_books_cannot_be_read_by(cast, year, client):
    client.force_login(cast.chief.user)
    line = year.lines.get(key="insatser")
    facts = {"label": line.label, "level": 1, "sign": 1, "role": "", "lkbr": "", "accounts": "Nytt"}
    page = client.post(reverse("line_edit", args=[cast.association.slug, line.pk]), facts)
    assert "är inga konton" in page.content.decode()
    line.refresh_from_db()
    assert line.accounts != "Nytt"


# ---- Rows change places


def test_a_row_is_put_after_another_or_first(cast, year):
    before = keys(year)
    line = year.lines.get(key=before[4])
    place_line(line=line, after="", by=cast.chief)
    assert keys(year) == [before[4], *before[:4], *before[5:]]
    place_line(line=line, after=before[-1], by=cast.chief)
    assert keys(year) == [*before[:4], *before[5:], before[4]]


def test_a_row_is_not_put_into_the_other_statement(cast, year):
    line = year.lines.get(key=keys(year)[0])
    with pytest.raises(DomainError, match="samma räkning"):
        place_line(line=line, after=year.lines.filter(statement="balance").first().key, by=cast.chief)


def test_the_page_of_a_row_moves_it_without_scripts(cast, year):
    before = keys(year)
    line = year.lines.get(key=before[3])
    client, address = client_of(cast.chief), reverse("line_move", args=[cast.association.slug, line.pk])
    assert "Efter " in client.get(address).content.decode()
    assert client.post(address, {"after": before[-1]}).url.endswith(f"#rad-{line.key}")
    assert keys(year)[-1] == line.key
