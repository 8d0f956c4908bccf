"""Insatser and reports for tests, brought to where a test needs them by the program's own actions."""

import datetime as dt
from decimal import Decimal

from finsam.models import Body
from insatser.actions.grants import grant_money
from insatser.actions.handing_in import Signature, submit
from insatser.actions.opening import open_reports
from insatser.actions.register import add_insats
from insatser.actions.writing import Saved, save_section, version_of
from insatser.models import Insats, InsatsReport, ReportSection
from insatser.queries.content import load_sections
from tests.cast import Cast

GOALS = ("Stärka deltagarna inför arbete.", "Förkorta sjukskrivningen.")
SIGNATURE = Signature("Kim Wester", "Försäkringskassan", "Exempelby", dt.date(2022, 1, 28))


def make_insats(
    cast: Cast, *, key: str = "vidare-vy", name: str = "Vidare Vy", body: Body | None = None, **facts
) -> Insats:
    """An insats that Försäkringskassan owns, with two goals; Vidare Vy has the cast's contact."""
    if body is None and name == "Vidare Vy":
        body = Body.objects.get(association=cast.association, name=name)
    defaults = {
        "name": name, "kind": "individ", "owner": cast.fk, "unit": "", "background": "Många behöver en mjuk start.",
        "purpose": "Stärka den som har varit sjuk länge.", "target_group": "Den som har sjukpenning.",
        "method": "Samtal och arbete i verkstad.", "starts_on": dt.date(2020, 1, 1), "ends_on": None,
        "report_kind": "arsrapport",
    }  # fmt: skip
    return add_insats(
        association=cast.association, key=key, facts=defaults | facts, parties=[cast.kommun, cast.af], goals=GOALS,
        body=body, by=cast.chief,
    )  # fmt: skip


def granted(cast: Cast, insats: Insats, amount: int = 455_000, year: int = 2021):
    """Money for the year, decided before the program was."""
    return grant_money(
        insats=insats, year=year, amount=Decimal(amount), source="§ 91, 2020-12-11", by=cast.chief
    )


def make_report(cast: Cast, insats: Insats | None = None, *, year: int = 2021, **facts) -> InsatsReport:
    """An opened report that nobody has written in."""
    insats = insats or make_insats(cast, **facts)
    granted(cast, insats, year=year)
    [report] = [
        report
        for report in open_reports(association=cast.association, year=year, by=cast.chief)
        if report.insats_id == insats.pk
    ]
    return report


def section_of(report: InsatsReport, number: int) -> ReportSection:
    """A section with everything in it, as it stands now."""
    report = InsatsReport.objects.of(report.insats.association).get(pk=report.pk)
    return next(section for section in load_sections(report) if section.number == number)


def write(
    report: InsatsReport, number: int, fields: dict[str, str], by, *, base: str | None = None, **how
) -> Saved:
    """Save fields of a section, seen as it stands unless `base` says otherwise."""
    section = section_of(report, number)
    return save_section(
        section=section,
        fields=fields,
        base_version=version_of(section) if base is None else base,
        by=by,
        **how,
    )


def name_of(report: InsatsReport, key: str) -> str:
    """The field's name of a question: "answer-12"."""
    section = section_of(report, int(key.partition(".")[0]))
    return f"answer-{next(answer for answer in section.answers.all() if answer.key == key).pk}"


def cost_name(report: InsatsReport, category: str, part: str, number: int = 6) -> str:
    """The field's name of the first cost of a kostnadsslag: "cost-7-budget"."""
    costs = section_of(report, number).costs.all()
    return f"cost-{next(cost for cost in costs if cost.category == category).pk}-{part}"


def write_costs(
    cast: Cast, report: InsatsReport, *, budget: str = "374 448", outcome: str = "374 448"
) -> None:
    """Wages and nothing else."""
    fields = {cost_name(report, "loner", "budget"): budget, cost_name(report, "loner", "outcome"): outcome}
    write(report, 6, fields, cast.contact)


def submitted(cast: Cast, report: InsatsReport) -> InsatsReport:
    """The report handed in by its contact."""
    return submit(report=report, signatures=[SIGNATURE], by=cast.contact)
