"""The ledger of published figures: written when a document leaves, and held against the next one."""

import datetime as dt

import pytest

from finsam.errors import DomainError
from finsam.registries import fields
from insatser.actions.handing_in import approve
from insatser.actions.participants import count_participants
from insatser.actions.publishing import publish_figures, publish_named
from insatser.models import PublishedFigure
from insatser.queries.counts import given_away, told_otherwise
from insatser.queries.outside import ALL, Spot, seen_outside
from insatser.states import Counted, Phase, Sex
from tests.insatser.reports import make_insats, make_report, submitted

YEAR = (dt.date(2021, 1, 1), dt.date(2021, 12, 31))
SPRING = (dt.date(2021, 1, 1), dt.date(2021, 6, 30))
AUTUMN = (dt.date(2021, 7, 1), dt.date(2021, 12, 31))
NOTHING = {"women": None, "men": None, "unknown": None}


def count(cast, insats, period, **phases):
    """Count a period: `nya=(women, men)`."""
    numbers = {
        Phase(phase): NOTHING | dict(zip(("women", "men", "unknown"), given, strict=False))
        for phase, given in phases.items()
    }
    count_participants(insats=insats, starts_on=period[0], ends_on=period[1], numbers=numbers, by=cast.chief)


def shown(cast, insats, period, counted="nya"):
    """The four figures of a line as they are seen outside."""
    outside = seen_outside(cast.association, 2021)
    return [outside.text(Spot(insats.pk if insats else ALL, *period, counted, sex)) for sex in Sex]


def publish(cast, period, where="Delårsrapport 2021"):
    spots = seen_outside(cast.association, 2021).spots(period=period)
    return publish_figures(association=cast.association, spots=spots, where=where, by=cast.chief)


def test_a_small_number_is_hidden_with_what_would_tell_it(cast):
    insats = make_insats(cast)
    count(cast, insats, YEAR, nya=(1, 40))
    assert shown(cast, insats, YEAR) in ([["..", "..", "–", "41"], ["..", "40", "–", ".."]])


def test_what_one_insats_hides_is_not_told_by_all_of_them_together(cast):
    one, other = make_insats(cast), make_insats(cast, key="b", name="B")
    count(cast, one, YEAR, nya=(1, 40))
    count(cast, other, YEAR, nya=(20, 30))
    women = [shown(cast, insats, YEAR)[0] for insats in (one, other, None)]
    assert women.count("..") >= 2


def test_a_half_year_is_not_told_by_the_year_and_the_other_half(cast):
    insats = make_insats(cast)
    count(cast, insats, SPRING, nya=(3, 40))
    count(cast, insats, AUTUMN, nya=(20, 30))
    count(cast, insats, YEAR, nya=(23, 70))
    women = [shown(cast, insats, period)[0] for period in (SPRING, AUTUMN, YEAR)]
    assert women[0] == ".."
    assert women.count("..") >= 2


def test_a_year_is_held_against_the_half_year_that_is_published(cast):
    insats = make_insats(cast)
    count(cast, insats, SPRING, nya=(20, 30))
    assert publish(cast, SPRING)
    count(cast, insats, AUTUMN, nya=(2, 41))
    count(cast, insats, YEAR, nya=(22, 71))
    # 22 less the 20 that everyone has read would be the two of the autumn.
    assert shown(cast, insats, YEAR)[0] == ".."
    assert shown(cast, insats, SPRING)[0] == "20"


def test_those_who_go_on_from_last_year_are_not_told_by_those_who_came_and_ended(cast):
    insats = make_insats(cast)
    count(cast, insats, (dt.date(2020, 1, 1), dt.date(2020, 12, 31)), pagaende=(3, 30))
    count(cast, insats, YEAR, nya=(20, 30), pagaende=(13, 40), avslutade=(10, 20))
    outside = seen_outside(cast.association, 2021)
    flow = [Spot(insats.pk, *YEAR, counted, Sex.WOMEN) for counted in Counted]
    assert outside.numbers[flow[0]] == 23
    assert outside.is_hidden(flow[0]) or outside.is_hidden(flow[1])


def test_approving_a_report_writes_what_it_shows_and_hides(cast):
    report = make_report(cast)
    count(cast, report.insats, YEAR, nya=(1, 40))
    submitted(cast, report)
    assert not PublishedFigure.objects.exists()
    approve(report=report, by=cast.chief)
    rows = {row.sex: row.value for row in PublishedFigure.objects.filter(where=str(report))}
    assert rows["women"] is None
    assert set(rows) == {"women", "men", "total"}
    assert set(rows.values()) & {40, 41}


def test_a_text_that_names_a_figure_is_written_too(cast):
    insats = make_insats(cast)
    count(cast, insats, YEAR, nya=(20, 40))
    html = '<p>Av dem var <data value="insatser.vidare-vy.nya.kvinnor:2021"></data> kvinnor.</p>'
    publish_named(association=cast.association, texts=[html], year=2022, where="Protokoll", by=cast.chief)
    [row] = PublishedFigure.objects.all()
    assert (row.insats, row.sex, row.value, row.ends_on) == (insats, "women", 20, YEAR[1])


def test_the_same_document_again_writes_nothing_new(cast):
    count(cast, make_insats(cast), YEAR, nya=(20, 40))
    assert publish(cast, YEAR)
    assert publish(cast, YEAR) == []


def test_a_figure_that_is_corrected_after_it_was_published_is_pointed_out(cast):
    insats = make_insats(cast)
    count(cast, insats, YEAR, nya=(20, 40))
    publish(cast, YEAR, where="Årsrapport 2021, Vidare Vy")
    assert told_otherwise(insats) == []
    count(cast, insats, YEAR, nya=(21, 40))
    assert told_otherwise(insats)[0] == (
        "Nya, totalt, 1\u00a0januari–31\u00a0december 2021 publicerades som 60 i Årsrapport 2021, Vidare Vy och är nu 61."
    )


def test_a_small_figure_that_is_given_away_already_is_hidden_and_named(cast):
    insats = make_insats(cast)
    count(cast, insats, SPRING, nya=(20, 30))
    count(cast, insats, YEAR, nya=(22, 71))
    publish(cast, SPRING)
    publish(cast, YEAR)
    count(cast, insats, AUTUMN, nya=(2, 41))
    assert shown(cast, insats, AUTUMN)[0] == ".."
    assert (
        "Nya, kvinnor, 1\u00a0juli–31\u00a0december 2021 går att räkna ut ur det som redan är publicerat."
        in given_away(insats)
    )


def test_what_has_left_the_house_stays_in_the_ledger(cast):
    count(cast, make_insats(cast), YEAR, nya=(20, 40))
    row = publish(cast, YEAR)[0]
    with pytest.raises(DomainError, match="går inte att ändra eller ta bort"):
        row.delete()


def test_text_names_participants_of_an_insats_and_of_all(cast):
    for key, name in (("a", "A"), ("b", "B")):
        count(cast, make_insats(cast, key=key, name=name), YEAR, pagaende=(20, 30), avslutade=(10, 8))
    found = fields.values(cast.association, 2021)
    assert found["insatser.a.deltagare.kvinnor"].value == "30"
    assert found["insatser._alla.deltagare.totalt"].value == "136"
    assert found["insatser.a.deltagare.kvinnor"].label == "A, deltagare, kvinnor, 2021"


def test_a_text_that_tells_all_and_the_women_among_them_publishes_both(cast):
    insats = make_insats(cast)
    count(cast, insats, YEAR, nya=(40, 34))
    told = fields.values(cast.association, 2021)
    assert (
        told["insatser.vidare-vy.nya.med-kvinnor"].value.replace("\u00a0", " ") == "74 deltagare (40 kvinnor)"
    )
    html = '<p>I år började <data value="insatser.vidare-vy.nya.med-kvinnor"></data>.</p>'
    publish_named(
        association=cast.association, texts=[html], year=2021, where="Årsredovisning", by=cast.chief
    )
    published = PublishedFigure.objects.filter(where="Årsredovisning").values_list("sex", "value")
    assert set(published) == {(Sex.TOTAL, 74), (Sex.WOMEN, 40)}


def test_women_that_are_hidden_are_not_told_beside_them_all(cast):
    insats = make_insats(cast)
    count(cast, insats, YEAR, nya=(1, 40))
    assert "insatser.vidare-vy.nya.med-kvinnor" not in fields.values(cast.association, 2021)
