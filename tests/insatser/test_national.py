"""The sheet for Uppföljning Finsam has the national system's fields in its order, and a contact her own alone."""

from __future__ import annotations

from insatser.actions.count_lists import plan_counting
from insatser.queries.national import locked_in_national, national_sheets
from tests.cast import client_of
from tests.insatser.reports import granted, make_insats
from tests.insatser.test_ledger import YEAR, count


def sheet_of(cast, insats):
    [sheet] = national_sheets(cast.association, 2021, [insats], with_forbund=False)
    return {each.label: each.value.replace("\u00a0", " ") for each in sheet.fields}


def test_an_individual_insats_tells_women_and_men(cast):
    insats = make_insats(
        cast, focus="Förrehabilitering", followup="Indikatorer Finsam", national_target="Unga", is_esf=False
    )
    granted(cast, insats)
    plan_counting(insats=insats, facts={"planned": 20}, by=cast.chief)
    count(cast, insats, YEAR, avslutade=(3, 2), pagaende=(5, 5))
    assert sheet_of(cast, insats) == {
        "Insatsens namn": "Vidare Vy", "Inriktning": "Individinriktad", "Preciserad inriktning": "Förrehabilitering",
        "Uppföljningsmetod": "Indikatorer Finsam", "Målgrupp": "Unga", "ESF-finansiering": "Nej", "Budget": "455 000",
        "Utfall": "Saknas", "Planerat antal deltagare": "20", "Antal deltagare, kvinnor": "8", "Antal deltagare, män": "7",
    }  # fmt: skip


def test_a_structural_insats_tells_all(cast):
    insats = make_insats(cast, key="s", name="Struktur", kind="struktur")
    count(cast, insats, YEAR, avslutade=(3, 2), pagaende=(5, 5))
    assert sheet_of(cast, insats)["Antal deltagare"] == "15"


def test_the_office_has_the_forbund_and_every_insats_and_a_contact_her_own(cast):
    make_insats(cast)
    make_insats(cast, key="annan", name="Annan insats")
    page = f"/{cast.association.slug}/insatser/uppfoljning-finsam/?ar=2021"
    office = client_of(cast.chief).get(page).content.decode()
    assert "Tilldelade medel" in office
    assert "Annan insats" in office
    contact = client_of(cast.contact).get(page).content.decode()
    assert "Vidare Vy" in contact
    assert "Annan insats" not in contact
    assert "Tilldelade medel" not in contact


def test_what_the_national_system_locks_is_named_when_it_is_changed(cast):
    insats = make_insats(cast, followup="Indikatorer Finsam", is_esf=False)
    same = {"kind": "individ", "followup": "Indikatorer Finsam", "is_esf": False}
    assert locked_in_national(insats, same) == ""
    assert (
        locked_in_national(insats, same | {"followup": "Annan", "is_esf": True})
        == "Uppföljningsmetod och ESF"
    )
    fresh = make_insats(cast, key="ny", name="Ny")
    assert locked_in_national(fresh, {"kind": "individ", "followup": "Enkät", "is_esf": True}) == ""
