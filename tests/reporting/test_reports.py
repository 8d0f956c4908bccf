"""Reports as trees of sections, from begun to published."""

import pytest

from finsam.errors import DomainError
from reporting.actions.reports import begin_report
from reporting.documents.report import build_report
from reporting.states import ReportKind


def test_a_report_begins_from_its_outline(cast):
    report = begin_report(association=cast.association, kind=ReportKind.ANNUAL, year=2021, by=cast.chief)
    document = build_report(report)
    told = [f"{each.number} {each.heading}" for each in document.sections if each.level == 1]
    assert told == [
        " Ordföranden har ordet",
        "1 Förvaltningsberättelse",
        "2 Resultaträkning",
        "3 Balansräkning",
        "4 Kassaflödesanalys",
        "5 Drift- och investeringsredovisning",
        "6 Noter",
        "7 Styrelsens underskrifter",
        " Bilaga 1. Insatsernas årsrapporter",
        " Bilaga 2. Delårsredovisning",
    ]


def test_the_same_year_begins_once(cast):
    begin_report(association=cast.association, kind=ReportKind.ANNUAL, year=2021, by=cast.chief)
    with pytest.raises(DomainError, match="finns redan"):
        begin_report(association=cast.association, kind=ReportKind.ANNUAL, year=2021, by=cast.chief)
