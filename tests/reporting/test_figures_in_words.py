"""A figure is chosen in the form that words want, and the chip, the print and the ledger of what is published agree."""

import pytest
from django.urls import reverse

from finsam.registries import fields
from reporting.actions.sections import write_section
from reporting.documents.report import build_section
from reporting.models import Report
from tests.cast import client_of
from tests.reporting.figures import load_year
from tests.tools.standing import ready

loaded, copied, cast, annual = ready(load_year)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("economy.contributions:mkr", "5,0 mkr"),
        ("economy.contributions:miljoner", "5 miljoner kronor"),
        ("economy.contributions:tkr", "5 034 tkr"),
        ("economy.insatser:kronor", "3 731 398 kronor"),
        ("economy.insatser:ungefar", "drygt 3,7 miljoner"),
        ("economy.insatser:andring", "ökade med 5 procent"),
        ("economy.contributions:andring", "var oförändrat"),
        ("economy.equity_share:procent", "21,0 procent"),
        ("economy.equity_ratio:andring", "ökade med 59,4 procentenheter"),
    ],
)
def test_the_chip_and_the_print_write_the_form(cast, annual, key, said):
    section = annual.sections.get(key="hushallning")
    write_section(
        section=section,
        html=f'<p>Det <data value="{key}"></data>.</p>',
        base_version=str(section.text.version),
        by=cast.chief,
    )
    report = Report.objects.of(cast.association).get(pk=annual.pk)
    row = report.sections.select_related("text").get(pk=section.pk)
    assert f">{said}</data>" in plain(build_section(report, row).html)
    page = client_of(cast.chief).get(
        reverse("section_write", args=[cast.association.slug, annual.pk, section.pk])
    )
    assert f">{said}</data>" in plain(page.content.decode())


def test_the_menu_lets_one_choose_the_form(cast, annual):
    found = client_of(cast.chief).get(
        reverse("report_figures", args=[cast.association.slug, annual.pk]), {"q": "medlemsbidrag utfall 2021"}
    )
    first = next(each for each in found.json()["figures"] if each["key"] == "economy.contributions")
    forms = {each["key"]: plain(each["value"]) for each in first["forms"]}
    assert (plain(first["value"]), forms["economy.contributions:mkr"]) == ("5 034 000", "5,0 mkr")


def test_a_paragraph_names_the_form_of_a_year(cast, annual):
    html = '<p><data value="economy.insatser:mkr:2021"></data></p>'
    shown = fields.printed(cast.association, [html], year=2022)
    assert {key: plain(value) for key, value in shown.items()} == {"economy.insatser:mkr:2021": "3,7 mkr"}
    assert fields.named([html], year=2022) == {("economy.insatser", 2021)}
