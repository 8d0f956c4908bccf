"""A printed report is sound, says what is stored, and is named so that the command finds it."""

import datetime as dt

import pypdfium2
import pytest

from finsam.registries import printing
from insatser.actions.handing_in import print_report
from insatser.actions.opening import open_reports
from insatser.actions.participants import count_participants
from insatser.documents.report import build_report
from insatser.states import Phase, ReportKind
from tests.cast import client_of
from tests.insatser.reports import (
    granted,
    make_insats,
    make_report,
    name_of,
    section_of,
    submitted,
    write,
    write_costs,
)
from tests.tools.verapdf import findings


def words(pdf: bytes) -> str:
    """The text of a PDF with single spaces."""
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    return " ".join(text.replace("\u00a0", " ").replace("\x02", "").split())


def written(cast):
    """A report with something in every part."""
    report = make_report(cast)
    goal = section_of(report, 4).goals.first()
    fields = {f"goal-{goal.pk}-reached": "delvis", f"goal-{goal.pk}-outcome": "Hälften har en plan."}
    write(report, 4, fields, cast.contact)
    write(report, 5, {name_of(report, "5.1"): "<h3>Rubrik</h3><ul><li><p>En sak</p></li></ul>"}, cast.contact)
    write_costs(cast, report, budget="436 667", outcome="404 315,57")
    count_participants(
        insats=report.insats, starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2021, 12, 31), by=cast.chief,
        numbers={Phase.NEW: {"women": 4, "men": 4, "unknown": None}},
    )  # fmt: skip
    return submitted(cast, report)


def free(cast):
    report = make_report(cast, make_insats(cast, report_kind="fritext"))
    write(report, 2, {name_of(report, "2.1"): "<h3>Våren</h3><p>Mycket hände.</p>"}, cast.contact)
    return submitted(cast, report)


def half_year(cast):
    granted(cast, make_insats(cast), year=2022)
    [report] = open_reports(association=cast.association, year=2022, kind=ReportKind.HALF_YEAR, by=cast.chief)
    return report


@pytest.mark.pdf
@pytest.mark.parametrize("make", [written, free, half_year, make_report])
def test_each_kind_is_sound(cast, make, tmp_path):
    path = tmp_path / "rapport.pdf"
    path.write_bytes(print_report(make(cast)))
    assert findings(path) == {path.name: []}


def test_the_print_holds_every_amount_answer_and_judgement(cast):
    text = words(print_report(written(cast)))
    sentences = [
        "Beviljat 455 000 kronor, § 91, 2020-12-11", "Löner 436 667,00 404 315,57 32 351,43",
        "Summa 436 667,00 404 315,57 32 351,43", "Budgeten är 18 333 kr lägre än vad styrelsen beviljade.",
        "Hälften har en plan.", "Nya .. .. 8", ".. står för antal under 5",
        "Kim Wester, Försäkringskassan, Exempelby den 28 januari 2022",
    ]  # fmt: skip
    assert [sentence for sentence in sentences if sentence not in text] == []


def test_changed_figures_leave_no_old_one_behind(cast):
    report = written(cast)
    report.insats.grants.update(amount=777_777)
    section_of(report, 6).costs.filter(category="loner").update(budget=888_888, outcome=111_111)
    text = words(print_report(report))
    assert [old for old in ("455 000", "436 667", "404 315", "32 351", "18 333") if old in text] == []


def counted(cast, limit=5, **numbers):
    """The line of a report on which a phase with these numbers is printed."""
    cast.association.count_limit = limit
    cast.association.save()
    report = make_report(cast, key=f"i{limit}", name=f"Räknad {limit}")
    count_participants(
        insats=report.insats, starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2021, 12, 31), by=cast.chief,
        numbers={Phase.ENDED: {"women": None, "men": None, "unknown": None} | numbers},
    )  # fmt: skip
    text = words(print_report(report))
    return text[text.index("Totalt Avslutade") :].split(" 5 ")[0]


@pytest.mark.parametrize(
    ("numbers", "line"),
    [
        ({"women": 1, "men": 40}, "Totalt Avslutade .. .. 41"),
        ({"women": 1}, "Totalt Avslutade .. – .."),
        ({"women": 0, "men": 7}, "Totalt Avslutade 0 7 7"),
        ({"women": 12, "men": 30, "unknown": 6}, "Totalt Avslutade 12 30 6 48"),
        ({"unknown": 28}, "Totalt Avslutade – – 28 28"),
    ],
)
def test_few_participants_are_hidden_in_print_and_those_without_sex_have_a_column(cast, numbers, line):
    assert counted(cast, **numbers).startswith(line)


def test_the_association_says_how_few_are_hidden(cast):
    assert counted(cast, limit=10, women=9, men=40).startswith("Totalt Avslutade .. .. 49")
    assert counted(cast, limit=1, women=1, men=40).startswith("Totalt Avslutade 1 40 41")


def test_the_office_still_sees_every_number(cast):
    report = written(cast)
    page = client_of(cast.chief).get(report.insats.get_absolute_url()).content.decode()
    assert page.count('<td class="num">4<span aria-hidden="true">*</span>') == 2


def test_a_draft_says_that_it_is_one(cast):
    assert build_report(make_report(cast)).is_draft
    assert "Inte inlämnad" in words(print_report(make_report(cast, key="b", name="B")))


def test_the_command_knows_reports_by_year_and_key(cast):
    make_report(cast)
    half = make_insats(cast, key="halv", name="Halv")
    granted(cast, half, year=2022)
    open_reports(association=cast.association, year=2022, kind=ReportKind.HALF_YEAR, by=cast.chief)
    kind = next(each for each in printing.kinds() if each.name == "arsrapport")
    assert sorted(kind.whiches(cast.association)) == ["2021-vidare-vy", "2022-halv-halvar"]
