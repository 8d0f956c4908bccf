"""All who read a corrected report are told what changed, and the board that sits on the day signs."""

import datetime as dt

import pytest
from django.urls import reverse

from board.documents.assemble import look_of
from board.models import Paragraph
from finsam.errors import DomainError
from finsam.models import Appointment, Person
from finsam.states import VOTING_ROLES, AppointmentRole
from reporting.actions import adopting, reports
from reporting.actions.reports import begin_report
from reporting.actions.sections import add_section, write_section
from reporting.documents.report import build_report, build_section
from reporting.models import Report
from reporting.queries.reports import places_to_sign
from reporting.queries.signers import signers_of
from reporting.states import ReportKind
from tests.board.meetings import make_held_meeting
from tests.cast import Cast, client_of
from tests.reporting.test_report_pages import adopted


def corrected(
    cast: Cast, before: str = "Fyra insatser.", after: str = "Fem insatser.", note: str = "Antalet insatser."
) -> tuple[Report, Report]:
    """A published plan with a signature page, and an adopted correction of its text."""
    report = begin_report(association=cast.association, kind=ReportKind.PLAN, year=2022, by=cast.chief)
    add_section(report=report, heading="Underskrifter", block="signatures", by=cast.chief)
    section = report.sections.filter(parent=None).order_by("position")[0]
    write_section(section=section, html=f"<p>{before}</p>", base_version="0", by=cast.chief)
    old = reports.publish(report=adopted(cast, report), by=cast.chief)
    new = reports.correct(report=old, note=note, by=cast.chief)
    copy = new.sections.filter(parent=None).order_by("position")[0]
    write_section(section=copy, html=f"<p>{after}</p>", base_version=str(copy.text.version), by=cast.chief)
    return old, adopted(cast, new)


def test_who_signs_a_correction_sees_what_it_changes(cast):
    old, new = corrected(cast)
    client, slug = client_of(cast.chair), cast.association.slug
    page = client.get(reverse("report_sign", args=[slug, new.pk])).content.decode()
    assert ("rättelse, version 2" in page, "<del>Fyra</del><ins>Fem</ins> insatser" in page) == (True, True)
    before = client.get(reverse("report_sign", args=[slug, old.pk])).content.decode()
    assert ("är ersatt" in before, f'href="{new.get_absolute_url()}"' in before) == (True, True)
    assert ('class="signbar"' in page, 'class="signbar"' in before) == (True, False)


def test_a_replaced_version_is_signed_no_more(cast):
    old, new = corrected(cast)
    with pytest.raises(DomainError, match="ersatt av version 2"):
        adopting.sign_report(
            signing=old.signings.get(person=cast.chair), by=cast.chair, identified="Kod i mejl"
        )
    assert [row.pk for row in places_to_sign(cast.association, cast.chair)] == [new.pk]


def test_the_public_page_marks_the_replaced_version_and_shows_what_changed(cast, client):
    old, new = corrected(cast)
    slug = cast.association.slug
    reports.publish(report=new, by=cast.chief)
    listed = client.get(reverse("public_page", args=[slug])).content.decode()
    page = client.get(reverse("public_report", args=[slug, old.pk])).content.decode()
    changes = reverse("public_report_changes", args=[slug, new.pk])
    assert ("Ersatt av version 2" in listed, "Den här versionen är ersatt." in page) == (True, True)
    assert f'href="{changes}"' in page
    assert "<del>Fyra</del><ins>Fem</ins>" in client.get(changes).content.decode()
    assert client.get(reverse("public_report_changes", args=[slug, old.pk])).status_code == 404


def test_the_versions_say_which_is_in_force_and_what_was_changed(cast):
    old, new = corrected(cast)
    client = client_of(cast.member)
    before = client.get(old.get_absolute_url()).content.decode()
    after = client.get(new.get_absolute_url()).content.decode()
    changes = reverse("report_changes", args=[cast.association.slug, new.pk])
    assert (f'href="{new.get_absolute_url()}">version 2</a>, som gäller' in before, changes in before) == (
        True,
        True,
    )
    assert (changes in after, client.get(changes).status_code) == (True, 200)


# ---- Who signs


def test_a_ledamot_who_was_absent_has_a_place_and_signs_when_asked(cast):
    row = signed_page(cast, absent=cast.member)
    place = row.signings.get(person=cast.member)
    assert (place.is_asked, list(places_to_sign(cast.association, cast.member))) == (False, [])
    with pytest.raises(DomainError, match="deltog inte"):
        adopting.sign_report(signing=place, by=cast.member, identified="Kod i mejl")
    page = reverse("report_place", args=[cast.association.slug, place.pk])
    client_of(cast.chief).post(page, {"act": "ask"})
    assert [each.pk for each in places_to_sign(cast.association, cast.member)] == [row.pk]
    adopting.sign_report(signing=place, by=cast.member, identified="Kod i mejl")
    assert row.signings.get(person=cast.member).signed_at


def test_who_does_not_sign_is_noted_with_a_reason(cast):
    row = signed_page(cast)
    place = row.signings.get(person=cast.chair)
    page = reverse("report_place", args=[cast.association.slug, place.pk])
    client_of(cast.chief).post(page, {"act": "note", "note": " "})
    assert row.signings.get(person=cast.chair).is_asked
    client_of(cast.chief).post(page, {"act": "note", "note": "Har avlidit."})
    place = row.signings.get(person=cast.chair)
    assert (place.is_asked, place.note) == (False, "Har avlidit.")
    told = client_of(cast.member).get(row.get_absolute_url()).content.decode()
    assert "Skriver inte under: Har avlidit." in told


def test_a_deputy_is_asked_only_for_the_paragraph_where_she_sat(cast):
    deputy = Appointment.objects.get(person=cast.deputy, role=AppointmentRole.DEPUTY)
    assert deputy.member
    ledamot = Appointment.objects.filter(member=deputy.member, role__in=VOTING_ROLES).first()
    row = signed_page(cast, absent=ledamot.person, serving=cast.deputy)
    asked = set(row.signings.filter(is_asked=True).values_list("person_id", flat=True))
    assert (cast.deputy.pk in asked, ledamot.person_id in asked) == (True, False)
    there = signed_page(cast, year=2024, serving=cast.deputy)
    assert not there.signings.filter(person=cast.deputy).exists()


def test_before_the_decision_the_page_is_that_of_the_board_that_sits(cast):
    plan = begin_report(association=cast.association, kind=ReportKind.PLAN, year=2023, by=cast.chief)
    Appointment.objects.filter(person=cast.chair).update(to_on=dt.date(2022, 4, 30))
    before = {each.person_id for each in signers_of(plan)}
    plan.board_on = dt.date(2022, 11, 24)
    assert before - {each.person_id for each in signers_of(plan)} == {cast.chair.pk}


def signed_page(
    cast: Cast, *, absent: Person | None = None, serving: Person | None = None, year: int = 2023
) -> Report:
    """An adopted plan with a signature page, of a meeting where someone was absent and an ersättare may have served."""
    report = begin_report(association=cast.association, kind=ReportKind.PLAN, year=year, by=cast.chief)
    add_section(report=report, heading="Underskrifter", block="signatures", by=cast.chief)
    meeting = make_held_meeting(
        cast, headings=("Budget och verksamhetsplan",), held_on=dt.date(2022, 11, 24), is_public=True
    )
    rows = meeting.attendances
    if absent:
        rows.filter(person=absent).update(is_present=False)
    if serving:
        rows.filter(person=serving).update(is_present=True, serves_for=absent)
    fresh = Report.objects.of(cast.association).get(pk=report.pk)
    fresh.adopted_by = Paragraph.objects.select_related("meeting__body__association").get(meeting=meeting)
    document = build_report(fresh)
    content = adopting.typeset(document, look_of(cast.association))
    return adopting.adopt(
        report=report, paragraph=fresh.adopted_by, document=document, typeset=content, by=cast.chief
    )


def test_the_roster_of_a_delarsrapport_is_of_its_own_period(cast):
    Appointment.objects.filter(person=cast.member).update(from_on=dt.date(2021, 8, 1))
    half = begin_report(association=cast.association, kind=ReportKind.HALF_YEAR, year=2021, by=cast.chief)
    section = add_section(report=half, heading="Styrelsen", block="roster", by=cast.chief)
    for ends_on, is_there in ((None, False), (dt.date(2021, 8, 31), True)):
        Report.objects.filter(pk=half.pk).update(ends_on=ends_on)
        fresh = Report.objects.of(cast.association).get(pk=half.pk)
        assert (cast.member.name in build_section(fresh, section).html) == is_there
