"""What waits for whom: reports to write, to read and to ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from finsam import clock
from finsam.models import Association, Person
from finsam.permissions import Permission, appointments_of
from finsam.registries.todos import Todo, told
from finsam.swedish import dates, money, words
from insatser import rules
from insatser.models import (
    Agreement,
    Application,
    Completion,
    Dialogue,
    Insats,
    InsatsReport,
    Opinion,
    PaymentRequest,
)
from insatser.permissions import is_a_contact, sits_in_group
from insatser.queries.agreements import agreements_of, ending_soon, places_to_sign, without_agreement
from insatser.queries.applications import own_applications
from insatser.queries.payments import amount_of, own_payments, with_amount, with_own
from insatser.queries.preparing import group_on
from insatser.queries.reports import not_opened, own_reports
from insatser.queries.shares import offered_to
from insatser.rules import AGREEMENT_ENDS_DAYS, OPENING_MONTH, REMIND_DAYS
from insatser.states import (
    APPLICATION_WRITABLE,
    PAYMENT_WRITABLE,
    UNDECIDED,
    WRITABLE,
    AgreementState,
    ApplicationState,
    PaymentState,
    ReportKind,
    ReportState,
)

DIALOGUE_NEAR = dt.timedelta(days=21)  # when a planned dialogue begins to stand among what waits


def reports_to_write(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell a contact of the reports that she writes."""
    if not is_a_contact(appointments_of(person, today)):
        return
    for report in own_reports(association, person, today).filter(state__in=WRITABLE):
        verb = "Komplettera" if report.state == ReportState.RETURNED else "Skriv"
        noun = "halvårsrapporten" if report.kind == ReportKind.HALF_YEAR else "årsrapporten"
        yield Todo(
            what=f"{verb} {noun} för {report.insats}",
            about=f"{report.name}. {report.get_state_display()}.",
            url=report.get_absolute_url(),
            due_on=report.due_on,
            figure="Försenad" if report.is_late(today) else "",
            is_alarm=report.is_late(today),
        )


def applications_to_write(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell those who write applications of what is begun, and of what is to be completed."""
    if not is_a_contact(appointments_of(person, today)):
        return
    rows = list(own_applications(association, person, today).filter(state__in=sorted(APPLICATION_WRITABLE)))
    returned = [row for row in rows if row.state == ApplicationState.TO_COMPLETE]
    open_ones = Completion.objects.filter(application__in=returned, settled_at__isnull=True).order_by("id")
    asked = {each.application_id: each for each in open_ones} if returned else {}
    for row in rows:
        completion = asked.get(row.pk)
        due = completion.answer_by if completion else row.round.closes_on
        is_late = bool(due and due < today)
        yield Todo(
            what=f"Komplettera ansökan om {row.name}"
            if row.state == ApplicationState.TO_COMPLETE
            else f"Skriv klart ansökan om {row.name or 'medel'}",
            about=completion.text if completion else f"{row.round}. {row.get_state_display()}.",
            url=row.get_absolute_url(),
            due_on=due,
            figure="Försenad" if is_late else "",
            is_alarm=is_late,
        )


def applications_for_office(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell the office of applications that have come in and that nobody has taken up."""
    if Permission.WRITE_INSATSER not in permissions:
        return
    for row in Application.objects.of(association).filter(state=ApplicationState.SUBMITTED):
        yield Todo(
            what=f"Läs ansökan om {row.name}",
            about=f"Dnr {row.matter.dnr}. {row.round}." if row.matter else "",
            url=row.get_absolute_url(),
            due_on=clock.day_of(row.submitted_at) if row.submitted_at else None,
        )


def payments_to_write(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell a contact of the rekvisitioner that are begun, or are to be changed."""
    if not is_a_contact(appointments_of(person, today)):
        return
    for row in own_payments(association, person, today).filter(state__in=sorted(PAYMENT_WRITABLE)):
        is_returned = row.state == PaymentState.RETURNED
        yield Todo(
            what=f"{'Ändra' if is_returned else 'Skriv klart'} rekvisitionen för {row.insats}",
            about=row.returned_why if is_returned else f"{row.name}. {row.get_state_display()}.",
            url=row.get_absolute_url(),
            due_on=clock.day_of(row.returned_at) if is_returned and row.returned_at else None,
        )


def payments_to_attest(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell who may attest of the rekvisitioner that wait for it, and the office of those that wait to be paid."""
    if Permission.ATTEST not in permissions:
        return
    states = {PaymentState.SUBMITTED}
    if Permission.WRITE_INSATSER in permissions:
        states.add(PaymentState.ATTESTED)
    rows = PaymentRequest.objects.of(association).filter(state__in=sorted(states))
    for row in with_amount(with_own(rows, person, today)):
        if row.state == PaymentState.SUBMITTED and getattr(row, "is_own", False):
            continue
        is_attested = row.state == PaymentState.ATTESTED
        at = row.attested_at if is_attested else row.submitted_at
        yield Todo(
            what=f"{'Betala' if is_attested else 'Attestera'} rekvisitionen för {row.insats}",
            about=f"{row.name}. {row.get_state_display()}.",
            url=row.get_absolute_url(),
            due_on=clock.day_of(at) if at else None,
            figure=f"{money.kr_as_needed(amount_of(row))} kr",
        )


def opinions_to_write(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell who sits in the beredningsgrupp of the yttranden that she has been asked for and not given."""
    if not sits_in_group(appointments_of(person, today)):
        return
    if not any(seat.person_id == person.pk for seat in group_on(association, today)):
        return
    given = Opinion.objects.given().filter(person=person).values("application")
    rows = Application.objects.of(association).filter(
        state__in=sorted(UNDECIDED), preparation__answer_by__isnull=False
    )
    for row in rows.exclude(pk__in=given).select_related("preparation"):
        due = row.preparation.answer_by
        is_late = bool(due and due < today)
        yield Todo(
            what=f"Skriv yttrande om {row.name}",
            about=f"Dnr {row.matter.dnr}. {row.round}." if row.matter else "",
            url=reverse("opinion_write", args=[association.slug, row.pk]),
            due_on=due,
            figure="Försenat" if is_late else "",
            is_alarm=is_late,
        )


def dialogues_to_hold(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell the office of the uppföljningsdialoger that are near and not held, and each contact of her own insats's."""
    rows = Dialogue.objects.filter(
        insats__association=association, held_on__isnull=True, planned_on__lte=today + DIALOGUE_NEAR
    ).select_related("insats__association")
    is_office = Permission.WRITE_INSATSER in permissions
    if not is_office:
        if not is_a_contact(appointments_of(person, today)):
            return
        rows = rows.filter(insats__in=Insats.objects.with_contact(person, today).values("pk"))
    for row in rows.order_by("planned_on", "id"):
        is_late = row.is_late(today)
        yield Todo(
            what=f"Håll uppföljningsdialogen med {row.insats}"
            if is_office
            else f"Var med på uppföljningsdialogen om {row.insats}",
            about=row.subject,
            url=reverse("dialogue_note", args=[association.slug, row.pk])
            if is_office
            else row.insats.get_absolute_url(),
            due_on=row.planned_on,
            figure="Inte hållen" if is_late else "",
            is_alarm=is_late,
        )


def shares_to_answer(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell the office of the insatser that other förbund want to share with it."""
    if Permission.WRITE_INSATSER not in permissions:
        return
    for row in offered_to(association):
        yield Todo(
            what=f"Svara om {row.insats.name}",
            about=f"{row.insats.association} vill dela insatsen med er",
            url=row.get_absolute_url(),
        )


def reports_for_office(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell the office of reports to read and approve, and of those that should have come or soon must."""
    if Permission.WRITE_INSATSER not in permissions:
        return
    rows = list(InsatsReport.objects.of(association).filter(state__in=[*WRITABLE, ReportState.SUBMITTED]))
    for report in rows:
        if report.state == ReportState.SUBMITTED:
            yield Todo(
                what=f"Läs och godkänn {report.name.lower()} för {report.insats}",
                about=f"Inlämnad {clock.day_of(report.submitted_at):%Y-%m-%d}."
                if report.submitted_at
                else "",
                url=report.get_absolute_url(),
                due_on=clock.day_of(report.submitted_at) if report.submitted_at else None,
            )
    soon = today + dt.timedelta(days=REMIND_DAYS)
    for year in sorted({report.year for report in rows}):
        yield from _awaited(association, [report for report in rows if report.year == year], soon, today)


def reports_to_open(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell the office, around the turn of the year, that the yearly reports are not opened."""
    year = today.year if today.month >= OPENING_MONTH else today.year - 1
    is_time = today.month >= OPENING_MONTH or today <= rules.due_on(ReportKind.YEAR, year)
    if Permission.WRITE_INSATSER not in permissions or not is_time:
        return
    if count := not_opened(association, year).count():
        yield Todo(
            what=f"Öppna årsrapporterna för {year}",
            about=f"{words.plural(count, 'insats', 'insatser')} har medel och ingen rapport att skriva.",
            url=f"{reverse('reports_open', args=[association.slug])}?ar={year}",
            due_on=dt.date(year, 12, 15),
        )


def _awaited(
    association: Association, rows: list[InsatsReport], soon: dt.date, today: dt.date
) -> Iterable[Todo]:
    near = [report for report in rows if report.state in WRITABLE and report.due_on <= soon]
    if not near:
        return
    late = [report for report in near if report.is_late(today)]
    counted = words.plural(len(near), "årsrapport", "årsrapporter")
    yield Todo(
        what=f"Påminn om {counted} för {near[0].year}",
        about=", ".join(report.insats.name for report in near[:4]) + (" med flera" if len(near) > 4 else ""),
        url=f"{reverse('report_list_insats', args=[association.slug])}?ar={near[0].year}",
        due_on=min(report.due_on for report in near),
        figure=f"{len(late)} försenade" if late else "",
        is_alarm=bool(late),
    )


def agreements_to_sign(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell whoever is to sign an överenskommelse, whatever roles she has."""
    for place in places_to_sign(person):
        row = place.agreement
        yield Todo(
            what=f"Skriv under överenskommelsen om {row.insats}",
            about=f"{row.period}. {place.get_side_display()}.",
            url=reverse("agreement_sign", args=[association.slug, row.pk]),
            due_on=clock.day_of(row.sent_at) if row.sent_at else None,
        )


def agreements_for_office(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell the office of överenskommelser to write, of those that have come back, and of those that run out."""
    if Permission.WRITE_INSATSER not in permissions:
        return
    yield from told(list(without_agreement(association, today)), _unwritten, _more_unwritten)
    soon = ending_soon(today + dt.timedelta(days=AGREEMENT_ENDS_DAYS))
    rows = list(
        agreements_of(association).filter(Q(state=AgreementState.DRAFT, returned_at__isnull=False) | soon)
    )
    for row in (each for each in rows if each.is_draft):
        yield Todo(
            what=f"Ändra överenskommelsen om {row.insats}",
            about=row.return_reason,
            url=row.get_absolute_url(),
            due_on=clock.day_of(row.returned_at) if row.returned_at else None,
        )
    found = sorted((each for each in rows if not each.is_draft), key=lambda each: (each.ends_on, each.pk))
    yield from told(found, lambda row: _ending(row, today), _more_ending)


def _unwritten(row: Insats) -> Todo:
    return Todo(
        what=f"Skriv överenskommelse om {row}",
        about="Medlen är beviljade. Beloppen följer med från beslutet.",
        url=f"{row.get_absolute_url()}#agreements",
        due_on=getattr(row, "given_on", None),
    )


def _more_unwritten(row: Insats, count: int) -> Todo:
    return Todo(
        what=f"Skriv {words.plural(count, 'överenskommelse', 'överenskommelser')} till",
        about=f"{row} med flera har beviljade medel och ingen överenskommelse.",
        url=f"{row.get_absolute_url()}#agreements",
    )


def _ending(row: Agreement, today: dt.date) -> Todo:
    has_run_out = row.ends_on < today
    return Todo(
        what=f"{'Avsluta' if has_run_out else 'Förnya eller avsluta'} överenskommelsen om {row.insats}",
        about=f"Den {'gick' if has_run_out else 'går'} ut {dates.near_date(row.ends_on, today)}.",
        url=row.get_absolute_url(),
        due_on=row.ends_on,
        is_alarm=has_run_out,
    )


def _more_ending(row: Agreement, count: int) -> Todo:
    return Todo(
        what=f"Se över {words.plural(count, 'överenskommelse', 'överenskommelser')} till som går ut",
        about=f"{row.insats} med flera.",
        url=row.get_absolute_url(),
        due_on=row.ends_on,
    )
