"""The same goals in every manner: chapters, målområden, styrkort, levels and follow-up, with nothing lost."""

import datetime as dt
import html
import re
import subprocess
import zipfile
from decimal import Decimal
from io import BytesIO

import pytest
from django.contrib.staticfiles import finders
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from board.documents.assemble import look_of
from finsam import word
from reporting.actions.activities import set_activities
from reporting.actions.goal_areas import area_named
from reporting.actions.goals import add_goal, change_goal
from reporting.actions.measures import add_value, change_measure, set_measures
from reporting.actions.reports import begin_report
from reporting.documents.registered import print_draft
from reporting.documents.report import build_report, build_section
from reporting.models import Activity, Goal, GoalArea, Measure, Report, Section
from reporting.registries import blocks
from reporting.rules import Value
from reporting.states import AreaKind, ReportKind
from tests.cast import Cast, client_of
from tests.pdf.test_reports import text_of
from tests.tools.verapdf import findings

MANNERS = {
    "goals_plan": ReportKind.PLAN, "goal_areas": ReportKind.PLAN, "scorecard": ReportKind.PLAN,
    "scorecard_chapters": ReportKind.PLAN, "goal_tree": ReportKind.PLAN, "goals": ReportKind.ANNUAL,
    "goal_follow_up": ReportKind.ANNUAL,
}  # fmt: skip
DROPPED = {ord(each): None for each in "-\u00ad\u2010"}  # what a line ends with where a word is broken
WHERE_HOW_IS_TOLD = dict.fromkeys(("goals_plan", "goal_areas", "goal_tree"), ("Hur", "Uppföljt"))
WORDS = st.text(st.sampled_from("abcåäö &<>\"'%–\n"), min_size=1, max_size=60).filter(
    lambda each: each.strip()
)
GOALS = st.lists(
    st.tuples(
        WORDS, st.integers(0, 3), st.integers(-1, 4), st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=3)
    ),
    max_size=7,
)  # wording, perspective, parent, measures, activities


LEVELS = [
    ("Övergripande mål om samordningsförbundsverksamhetsutvecklingsplanering", 1, -1, ["Andel i arbete"], ["Bjuda in alla"]),
    ("Effektmål: färre väntar", 2, 0, ["Väntande", "Dagar"], ["Följa upp & skriva <klart>"]), ("Aktivitetsmål", 0, 1, [], ["Mäta"]),
    ("Ett mål vid sidan", 3, -1, ["Svar på enkäten"], []),
]  # fmt: skip


def shown(report: Report, block: str) -> str:
    section = Section.objects.create(report=report, heading="Mål", block=block)
    return squeezed(re.sub(r"<[^>]+>", "", build_section(report, section).html))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", html.unescape(text))


def report_of(cast: Cast, kind: str = ReportKind.PLAN, year: int = 2023) -> Report:
    return begin_report(association=cast.association, kind=ReportKind(kind), year=year, by=cast.chief)


def grow(cast: Cast, told: list, year: int = 2023) -> None:
    """Set the goals as told, each below an earlier one or none, under perspectives that are also målområden."""
    made: list[Goal] = []
    for wording, perspective, parent, measures, activities in told:
        name = f"Väg {perspective}" if perspective else ""
        made.append(
            add_goal(
                association=cast.association, year=year, by=cast.chief, goal=wording, perspective=name, area=name,
                parent=made[parent] if 0 <= parent < len(made) else None,
                measures=[(each, "") for each in measures], activities=[(each, "i maj", "Kansliet") for each in activities],
            )
        )  # fmt: skip


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=GOALS)
def test_any_goals_print_in_every_manner_with_nothing_lost(cast, told):
    with transaction.atomic():
        grow(cast, told)
        reports = {kind: report_of(cast, kind) for kind in (ReportKind.PLAN, ReportKind.ANNUAL)}
        stored = [
            *Goal.objects.values_list("goal", flat=True), *Measure.objects.values_list("text", flat=True),
            *Activity.objects.values_list("text", flat=True),
        ]  # fmt: skip
        for block, kind in MANNERS.items():
            printed = shown(reports[kind], block)
            assert [each for each in stored if squeezed(each) not in printed] == [], block
        transaction.set_rollback(True)


def read_pdf(pdf: bytes) -> str:
    """The text of a PDF in the order in which it is read, words that a line broke put together again."""
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return squeezed(read.stdout.decode()).translate(DROPPED)


def read_docx(word: bytes) -> str:
    """The text of a Word file, tables with the rest."""
    with zipfile.ZipFile(BytesIO(word)) as file:
        parts = re.findall(r"<w:t\b[^>]*>([^<]*)</w:t>", file.read("word/document.xml").decode())
    return squeezed("".join(parts)).translate(DROPPED)


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=GOALS)
@example(told=LEVELS)
def test_any_goals_are_whole_on_paper_in_word_and_on_the_page(cast, told):
    with transaction.atomic():
        grow(cast, told)
        for goal in Goal.objects.all():
            Goal.objects.filter(pk=goal.pk).update(how=f"Hur{goal.pk}x", follow_up=f"Uppföljt{goal.pk}x")
        stored = [
            *Goal.objects.values_list("goal", flat=True), *Measure.objects.values_list("text", flat=True),
            *Activity.objects.values_list("text", flat=True), *Activity.objects.values_list("when", flat=True),
            *Activity.objects.values_list("who", flat=True),
        ]  # fmt: skip
        for block in (each for each, kind in MANNERS.items() if kind == ReportKind.PLAN):
            report = begin_report(
                association=cast.association, kind=ReportKind.PLAN, year=2023, by=cast.chief
            )
            report.sections.all().delete()
            Section.objects.create(report=report, heading="Mål", block=block)
            document = build_report(report)
            more = [
                f"{word}{pk}x"
                for pk in Goal.objects.values_list("pk", flat=True)
                for word in WHERE_HOW_IS_TOLD.get(block, ())
            ]
            for what, printed in (
                ("web", squeezed(re.sub(r"<[^>]+>", "", document.sections[0].web_html)).translate(DROPPED)),
                ("pdf", read_pdf(print_draft(report))),
                (
                    "docx",
                    read_docx(
                        word.render(
                            document.template_name, {"document": document}, look=look_of(cast.association)
                        )
                    ),
                ),
            ):
                wanted = [part.translate(DROPPED) for each in [*stored, *more] for part in each.split()]
                assert [each for each in wanted if each not in printed] == [], (block, what)
            Report.objects.filter(pk=report.pk).delete()
        transaction.set_rollback(True)


def styrkort(cast: Cast, rows: int = 2) -> Report:
    """A plan of four perspectives, with measures and activities of goals and of the perspectives themselves."""
    for name in ("Individen", "Förnyelse/utveckling", "Arbetssätt/processer", "Ekonomi"):
        area = area_named(
            association=cast.association,
            year=2023,
            kind=AreaKind.PERSPECTIVE,
            name=name,
            by=cast.chief,
            html=f"<p>Om {name}.</p>",
        )
        for place in range(rows):
            add_goal(
                association=cast.association, year=2023, by=cast.chief, goal=f"{name}: mål {place} som är skrivet med många ord",
                perspective=name, measures=[(f"{name}: mått {place}", "")],
                activities=[(f"{name}: aktivitet {place} med det som ska göras", "hösten", "Kansliet")],
            )  # fmt: skip
        set_measures(holder=area, rows=[(f"{name}: eget mått", "")], by=cast.chief)
        set_activities(holder=area, rows=[(f"{name}: egen aktivitet", "", "")], by=cast.chief)
    return begin_report(
        association=cast.association,
        kind=ReportKind.PLAN,
        year=2023,
        by=cast.chief,
        outline="verksamhetsplan-styrkort",
    )


def test_the_styrkort_has_a_column_a_perspective_and_rows_that_are_told_from_each_other(cast):
    report = styrkort(cast)
    section = report.sections.get(block="scorecard")
    printed = build_section(report, section)
    assert printed.is_landscape
    assert re.findall(r'class="persp">([^<]+)<', printed.html) == [
        "Individen", "Förnyelse/utveckling", "Arbetssätt/processer", "Ekonomi",
    ]  # fmt: skip
    assert re.findall(r'class="rubrik">([^<]+)<', printed.html) == [
        "Mål 1", "Mål 2", "Mått 1", "Mått 2", "Mått 3", "Aktivitet 1", "Aktivitet 2", "Aktivitet 3",
    ]  # fmt: skip


def test_seven_perspectives_stand_on_two_cards(cast):
    for number in range(7):
        add_goal(
            association=cast.association,
            year=2023,
            by=cast.chief,
            goal=f"M{number}",
            perspective=f"P{number}",
        )
    report = report_of(cast)
    printed = build_section(report, Section.objects.create(report=report, heading="Kort", block="scorecard"))
    assert [len(re.findall('class="persp"', card)) for card in printed.html.split("<table")[1:]] == [4, 3]


@pytest.mark.pdf
def test_the_styrkort_goes_on_over_pages_with_its_heads_and_no_row_is_cut(cast, tmp_path):
    report = styrkort(cast, rows=9)
    content = print_draft(report)
    target = tmp_path / "styrkort.pdf"
    target.write_bytes(content)
    assert findings(target)[target.name] == []
    text = text_of(content)
    flat = squeezed(text.replace("\u00ad", "").replace("-\n", ""))
    assert flat.count("Arbetssätt/processer") >= 3
    pages = [
        page for page in text.split("\f") if "Ekonomi" in page and "Individen" in page and "Aktivitet" in page
    ]
    assert len(pages) > 1
    goes_on = ["Styrkort 2023, forts." in page for page in text.split("\f")]
    assert any(goes_on)
    assert goes_on[-2:] != [True, True]  # what comes after the styrkort is no part of it


def test_what_is_changed_in_a_goal_is_changed_in_every_manner_and_the_year_is_told_as_of_its_day(cast):
    grow(cast, [("Fler i arbete", 1, -1, ["Andel"], [])], year=2022)
    goal, measure = Goal.objects.get(), Measure.objects.get()
    change_measure(measure=measure, by=cast.chief, unit="%", targets={2022: Value(Decimal(50))})
    for day, number in ((dt.date(2021, 12, 31), 44), (dt.date(2022, 6, 30), 47), (dt.date(2022, 12, 31), 63)):
        add_value(measure=measure, day=day, value=Value(Decimal(number)), by=cast.chief)
    reports = {kind: report_of(cast, kind, 2022) for kind in ReportKind}
    half, annual = (
        shown(reports[kind], "goal_follow_up") for kind in (ReportKind.HALF_YEAR, ReportKind.ANNUAL)
    )
    assert ("44%50%47%" in half, "44%50%63%" in annual) == (True, True)
    change_goal(goal, by=cast.chief, goal="Fler i arbete eller studier")
    for block, kind in MANNERS.items():
        assert "Fleriarbeteellerstudier" in shown(reports[kind], block)


def test_an_area_of_no_goals_is_printed_with_its_own_lists(cast):
    report = styrkort(cast, rows=0)
    for block in ("scorecard", "scorecard_chapters"):
        printed = shown(report, block)
        assert all(squeezed(f"{each.name}: eget mått") in printed for each in GoalArea.objects.all())


def test_each_manner_has_a_picture_of_itself_where_one_chooses(cast):
    client, report = client_of(cast.chief), report_of(cast)
    page = client.get(reverse("section_add", args=[cast.association.slug, report.pk]) + "?visa=scorecard")
    shown_there = page.content.decode()
    for block in blocks.for_kind(ReportKind.PLAN):
        if block.name in MANNERS:
            assert finders.find(block.picture), block.name
            assert block.told in shown_there
    assert '<option value="scorecard" selected>' in shown_there


def test_two_hundred_goals_of_ten_years_are_told_in_few_questions(cast):
    rows: list[Goal] = []
    for place in range(200):
        rows.append(
            add_goal(
                association=cast.association, year=2014, until_year=2023, by=cast.chief, goal=f"Mål {place}", area=f"Väg {place % 5}",
                perspective=f"Väg {place % 4}", parent=rows[place // 3] if place % 3 else None, measures=[(f"Mått {place}", "10")],
                activities=[(f"Aktivitet {place}", "i maj", "Kansliet")],
            )
        )  # fmt: skip
    for measure in Measure.objects.all():
        for year in range(2014, 2024):
            measure.series.values.create(
                day=dt.date(year, 6, 1), number=Decimal(year - 2010), written_at=timezone.now()
            )
    reports = {kind: report_of(cast, kind) for kind in (ReportKind.PLAN, ReportKind.ANNUAL)}
    for name, kind in MANNERS.items():
        block = blocks.get(name)
        assert block
        section = Section.objects.create(report=reports[kind], heading="Mål", block=name)
        with CaptureQueriesContext(connection) as asked:
            block.build(Report.objects.select_related("association").get(pk=reports[kind].pk), section)
        assert len(asked) < 15, name
