"""Reports as trees of sections, from begun to published and corrected."""

import datetime as dt

import pytest

from board.documents.assemble import look_of
from board.models import Paragraph
from finsam import markup
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import AuditEvent
from finsam.registries.fields import Field
from reporting.actions import adopting, reports, sections
from reporting.actions.reports import begin_report
from reporting.documents.report import build_report
from reporting.models import Report, Section
from reporting.queries.tree import numbered
from reporting.said.against_figures import put_figure, typed_numbers
from reporting.states import REPORT_TRANSITIONS, ReportKind, ReportState, SectionState
from tests.board.meetings import make_held_meeting
from tests.cast import Cast

STAND_IN = b"%PDF-1.7 an annual report"


@pytest.fixture
def report(cast: Cast) -> Report:
    """A small plan with one chapter and one part."""
    report = Report.objects.create(
        association=cast.association, kind=ReportKind.PLAN, year=2022, title="Verksamhetsplan 2022"
    )
    chapter = sections.add_section(report=report, heading="Inledning", by=cast.chief)
    sections.add_section(report=report, heading="Uppdrag", parent=chapter, by=cast.chief)
    sections.add_section(report=report, heading="Mål", by=cast.chief)
    return report


def deciding_paragraph(cast: Cast) -> Paragraph:
    """A § of a meeting in March 2022."""
    return make_held_meeting(cast).paragraphs.get(heading="Årsredovisning för 2021")


def adopted(report: Report, cast: Cast) -> Report:
    """The report adopted by a §, with a stand-in for its pages."""
    paragraph = deciding_paragraph(cast)
    fresh = Report.objects.of(cast.association).get(pk=report.pk)
    fresh.adopted_by = paragraph
    document = build_report(fresh)
    return adopting.adopt(
        report=report, paragraph=paragraph, document=document, typeset=STAND_IN, by=cast.chief
    )


def tree(report: Report) -> list[str]:
    return [f"{number} {section.heading}" for section, number, _ in numbered(report)]


def named(report: Report, heading: str) -> Section:
    return report.sections.get(heading=heading)


# ---- Begun


def test_a_report_begins_from_its_outline(cast):
    report = begin_report(association=cast.association, kind=ReportKind.ANNUAL, year=2021, by=cast.chief)
    told = [f"{each.number} {each.heading}" for each in build_report(report).sections if each.level == 1]
    assert told == [
        " Ordföranden har ordet",
        "1 Förvaltningsberättelse",
        "2 Resultaträkning",
        "3 Balansräkning",
        "4 Räkningarna enligt lagens uppställning",
        "5 Kassaflödesanalys",
        "6 Drift- och investeringsredovisning",
        "7 Noter",
        "8 Styrelsens underskrifter",
        " Bilaga 1. Insatsernas årsrapporter",
        " Bilaga 2. Delårsredovisning",
    ]


def test_the_same_year_begins_once(cast):
    begin_report(association=cast.association, kind=ReportKind.ANNUAL, year=2021, by=cast.chief)
    with pytest.raises(DomainError, match="finns redan"):
        begin_report(association=cast.association, kind=ReportKind.ANNUAL, year=2021, by=cast.chief)


def test_last_years_report_is_copied_with_its_texts(cast, report):
    sections.write_section(
        section=named(report, "Uppdrag"), html="<p>Vi samordnar.</p>", base_version="0", by=cast.chief
    )
    sections.change_section(section=named(report, "Mål"), heading="Mål 2022", by=cast.chief)
    new = begin_report(
        association=cast.association, kind=ReportKind.PLAN, year=2023, by=cast.chief, copy_of=report
    )
    assert tree(new) == ["1 Inledning", "1.1 Uppdrag", "2 Mål 2023"]
    assert named(new, "Uppdrag").text.html == "<p>Vi samordnar.</p>"


# ---- The tree


def test_sections_are_numbered_by_where_they_stand(report):
    assert tree(report) == ["1 Inledning", "1.1 Uppdrag", "2 Mål"]


@pytest.mark.parametrize(
    ("heading", "way", "after"),
    [
        ("Mål", "upp", ["1 Mål", "2 Inledning", "2.1 Uppdrag"]),
        ("Inledning", "ned", ["1 Mål", "2 Inledning", "2.1 Uppdrag"]),
        ("Mål", "in", ["1 Inledning", "1.1 Uppdrag", "1.2 Mål"]),
        ("Uppdrag", "ut", ["1 Inledning", "2 Uppdrag", "3 Mål"]),
    ],
)
def test_a_section_is_moved_a_step(cast, report, heading, way, after):
    sections.nudge_section(section=named(report, heading), way=way, by=cast.chief)
    assert tree(report) == after


def test_a_section_is_never_moved_under_itself(cast, report):
    with pytest.raises(DomainError, match="under sig självt"):
        sections.move_section(
            section=named(report, "Inledning"), parent=named(report, "Uppdrag"), position=0, by=cast.chief
        )


def test_what_is_removed_is_kept_in_the_log(cast, report):
    sections.write_section(
        section=named(report, "Mål"), html="<p>Tre mål.</p>", base_version="0", by=cast.chief
    )
    sections.remove_section(section=named(report, "Mål"), by=cast.chief)
    assert tree(report) == ["1 Inledning", "1.1 Uppdrag"]
    assert AuditEvent.objects.get(verb="tog bort avsnitt").facts["text"] == "<p>Tre mål.</p>"


def test_a_section_of_another_report_is_no_parent(cast, report):
    other = begin_report(association=cast.association, kind=ReportKind.ANNUAL, year=2021, by=cast.chief)
    with pytest.raises(DomainError, match="annan rapport"):
        sections.move_section(
            section=named(report, "Mål"), parent=other.sections.first(), position=0, by=cast.chief
        )


# ---- Writing


def test_two_who_write_at_once_lose_nothing(cast, report):
    section = named(report, "Mål")
    sections.write_section(section=section, html="<p>Annas.</p>", base_version="0", by=cast.chief)
    saved = sections.write_section(section=section, html="<p>Saras.</p>", base_version="0", by=cast.officer)
    assert (saved.collided.content["text"], named(report, "Mål").text.html) == (
        "<p>Saras.</p>",
        "<p>Annas.</p>",
    )
    sections.settle_section(
        waiting=saved.collided, chosen={"text": "<p>Bådas.</p>"}, base_version="1", by=cast.officer
    )
    assert named(report, "Mål").text.html == "<p>Bådas.</p>"


def test_two_who_write_in_different_paragraphs_are_brought_together(cast, report):
    section, html = named(report, "Mål"), "<p>Ett.</p><p>Två.</p>"
    first = sections.write_section(section=section, html=html, base_version="0", by=cast.chief).version
    sections.write_section(
        section=section, html=html.replace("Ett", "Annas"), base_version=first, by=cast.chief
    )
    saved = sections.write_section(
        section=section, html=html.replace("Två", "Saras"), base_version=first, by=cast.officer
    )
    assert (saved.collided, named(report, "Mål").text.html) == (None, "<p>Annas.</p><p>Saras.</p>")


def test_what_was_written_waits_where_two_wrote_in_one_paragraph(cast, report):
    section = named(report, "Mål")
    first = sections.write_section(
        section=section, html="<p>Ett.</p>", base_version="0", by=cast.chief
    ).version
    sections.write_section(section=section, html="<p>Annas.</p>", base_version=first, by=cast.chief)
    saved = sections.write_section(section=section, html="<p>Saras.</p>", base_version=first, by=cast.officer)
    assert (saved.collided.content, saved.collided.seen) == (
        {"text": "<p>Saras.</p>"},
        {"text": "<p>Ett.</p>"},
    )


def test_the_same_saving_sent_twice_is_one(cast, report):
    section = named(report, "Mål")
    for _ in range(2):
        saved = sections.write_section(
            section=section, html="<p>En.</p>", base_version="0", by=cast.chief, save_key="k"
        )
    assert (saved.version, section.text.versions.count()) == ("1", 1)


def test_a_section_that_is_written_in_is_under_way(cast, report):
    sections.write_section(section=named(report, "Mål"), html="<p>En.</p>", base_version="0", by=cast.chief)
    assert named(report, "Mål").state == SectionState.STARTED


# ---- Typed numbers


def figures(**values: str):
    return [Field(key, key, value) for key, value in values.items()]


def test_a_typed_number_near_a_stored_figure_is_pointed_out():
    found = typed_numbers(
        "<p>Till insatser gick 3 731 400 kronor år 2021.</p>", figures(insatser="3\u00a0731\u00a0398")
    )
    assert [(each.text, each.figure.key) for each in found] == [("3 731 400", "insatser")]


@pytest.mark.parametrize("text", ["3 731 398", "25", "2021", "9 999 999", "3 731 398,00"])
def test_other_numbers_are_left_alone(text):
    assert typed_numbers(f"<p>{text} kronor.</p>", figures(insatser="3\u00a0731\u00a0398")) == []


def test_a_share_is_compared_with_shares():
    found = typed_numbers("<p>Soliditeten var 37,1 %.</p>", figures(ratio="37,2\u00a0%", amount="37"))
    assert [(each.text, each.figure.key) for each in found] == [("37,1 %", "ratio")]


def test_the_figure_takes_the_place_of_the_number():
    html = put_figure("<p>Det blev 3 731 400 kronor, inte 13 731 400.</p>", "3 731 400", "economy.insatser")
    assert html == '<p>Det blev <data value="economy.insatser"></data> kronor, inte 13 731 400.</p>'
    assert markup.clean(html) == html


def test_a_number_that_is_kept_is_not_pointed_out_again(cast, report):
    section = sections.keep_number(section=named(report, "Mål"), typed="3 731 400", by=cast.chief)
    found = typed_numbers("<p>3 731 400</p>", figures(insatser="3\u00a0731\u00a0398"), section.kept_numbers)
    assert found == []


# ---- Adopted, signed, published, corrected


@pytest.mark.parametrize("before", list(ReportState))
@pytest.mark.parametrize("after", list(ReportState))
def test_only_the_moves_of_the_table_are_made(before, after):
    row = Report(state=before, title="Rapport")
    if after in REPORT_TRANSITIONS[before]:
        reports.move_report(row, after)
        assert row.state == after
    else:
        with pytest.raises(DomainError):
            reports.move_report(row, after)


def test_the_paragraph_and_its_day_stand_on_it_by_themselves(cast, report):
    row = adopted(report, cast)
    number = row.adopted_by.number
    assert (
        row.content["adopted_text"].replace("\u00a0", " ")
        == f"Fastställd av styrelsen den 25 mars 2022, § {number}"
    )
    assert (row.state, store.read(row.pdf)) == (ReportState.ADOPTED, STAND_IN)
    assert f"§\u00a0{number}" in store.read(row.html).decode()


def test_an_adopted_report_does_not_change(cast, report):
    adopted(report, cast)
    with pytest.raises(DomainError, match="ändras inte"):
        sections.write_section(
            section=named(report, "Mål"), html="<p>Nytt.</p>", base_version="0", by=cast.chief
        )
    with pytest.raises(DomainError, match="rättelse"):
        Report.objects.get(pk=report.pk).delete()


def test_what_changed_while_it_was_typeset_is_not_adopted(cast, report):
    paragraph = deciding_paragraph(cast)
    fresh = Report.objects.of(cast.association).get(pk=report.pk)
    fresh.adopted_by = paragraph
    document = build_report(fresh)
    sections.write_section(section=named(report, "Mål"), html="<p>Nytt.</p>", base_version="0", by=cast.chief)
    with pytest.raises(DomainError, match="ändrades medan"):
        adopting.adopt(report=report, paragraph=paragraph, document=document, typeset=STAND_IN, by=cast.chief)


def test_a_paragraph_without_number_adopts_nothing(cast, report):
    with pytest.raises(DomainError, match="inget nummer"):
        adopting.may_adopt(report, Paragraph(number=None))


def test_those_who_decided_have_a_place_each(cast, report):
    sections.add_section(report=report, heading="Underskrifter", block="signatures", by=cast.chief)
    row = adopted(report, cast)
    places = [(place.field, place.person.name, place.role) for place in row.signings.select_related("person")]
    assert places == [
        ("underskrift1", "Margareta Ek", "Ordförande, Exempels kommun"),
        ("underskrift2", "Lars-Erik Norén", "Vice ordförande, Region Exempelland"),
        ("underskrift3", "Solveig Åström", "Ledamot, Arbetsförmedlingen"),
        ("underskrift4", "Daniel Haddad", "Ledamot, Försäkringskassan"),
    ]


def test_each_signs_for_herself_with_a_sealed_revision(cast):
    report = Report.objects.create(
        association=cast.association, kind=ReportKind.HALF_YEAR, year=2021, title="Delårsrapport 2021"
    )
    sections.add_section(report=report, heading="Underskrifter", block="signatures", by=cast.chief)
    paragraph = deciding_paragraph(cast)
    fresh = Report.objects.of(cast.association).get(pk=report.pk)
    fresh.adopted_by = paragraph
    document = build_report(fresh)
    content = adopting.typeset(document, look_of(cast.association))
    row = adopting.adopt(
        report=report, paragraph=paragraph, document=document, typeset=content, by=cast.chief
    )
    place = row.signings.get(field="underskrift1")
    with pytest.raises(DomainError, match="någon annans"):
        adopting.sign_report(signing=place, by=cast.member, identified="Kod i mejl")
    signed = adopting.sign_report(
        signing=place, by=cast.chair, identified="Kod i mejl", at=dt.datetime(2022, 3, 28, 9, tzinfo=dt.UTC)
    )
    after = store.read(signed.document)
    assert after.startswith(store.read(row.pdf))
    assert len(after) > len(content)


def test_a_correction_is_a_new_version_and_the_old_one_stays(cast, report):
    row = reports.publish(report=adopted(report, cast), by=cast.chief)
    new = reports.correct(report=row, note="Målens numrering.", by=cast.chief)
    again = reports.correct(report=row, note="Målens numrering.", by=cast.chief)
    assert (new.version, new.state, again.pk, tree(new)) == (2, ReportState.DRAFT, new.pk, tree(report))
    assert store.read(Report.objects.get(pk=row.pk).pdf) == STAND_IN
