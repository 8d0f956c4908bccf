"""Pages of the register: the list, each insats, its money and its participants."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from finsam import clock
from finsam.actions import appoint, appoint_newcomer
from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from finsam.states import AppointmentRole
from finsam.views.pages import refusals_on, show_page
from finsam.web.asked import year as year_of
from insatser.actions.register import add_insats, change_insats
from insatser.forms.register import ContactForm, InsatsForm
from insatser.permissions import may_count_participants
from insatser.queries.agreements import agreed_by_year, agreed_otherwise, agreements_on
from insatser.queries.applications import open_rounds, own_applications
from insatser.queries.count_changes import changes_of
from insatser.queries.counts import given_away, periods_of, told_otherwise
from insatser.queries.grant_remarks import grant_remarks
from insatser.queries.line_left import passed_lines
from insatser.queries.money import money_by_year, summed
from insatser.queries.national import locked_in_national
from insatser.queries.payments import own_payments, payments_of, with_money
from insatser.queries.register import (
    contacts_of,
    grants_of,
    insatser_with_grants,
    overpaid,
    replacing,
    source_of,
    visible_insatser,
    years_of,
)
from insatser.queries.reports import own_reports, visible_reports
from insatser.queries.shares import offered_to, shared_in_year
from insatser.states import InsatsKind
from insatser.tables.register import INSATS_HEADINGS, InsatsTable, insats_values
from insatser.views.finding import find_insats, is_contact_of, my_pages, page_base

_PER_PAGE = 50


def _asked(request: AccessRequest) -> dict[str, Any]:
    """Read the filters of the list: year, kind and words."""
    years = years_of(request.association)
    now = clock.today().year
    latest = next((year for year in years if year <= now), now)
    kind = request.GET.get("slag", "")
    return {
        "years": years,
        "year": year_of(request.GET.get("ar")) or latest,
        "kind": kind if kind in InsatsKind.values else "",
        "words": request.GET.get("q", "").strip(),
    }


def _rows(request: AccessRequest, asked: dict[str, Any]) -> Any:
    rows = visible_insatser(request.association, request.person, request.permissions, clock.today())
    return insatser_with_grants(rows, year=asked["year"], kind=asked["kind"], words=asked["words"])


@requires(Permission.READ_INSATSER)
def insats_list(request: AccessRequest) -> HttpResponse:
    """Every insats of a year, with what it was granted."""
    asked = _asked(request)
    table = InsatsTable(_rows(request, asked), association=request.association, year=asked["year"])
    show_page(request, table, per_page=_PER_PAGE)
    passed = passed_lines(request.association, asked["year"], asked["year"])
    shared = shared_in_year(request.association, asked["year"])
    offers = offered_to(request.association)
    context = asked | {
        "table": table, "kinds": InsatsKind.choices, "passed": passed, "shared": shared, "offers": offers,
    }  # fmt: skip
    return render(request, "insatser/insats_list.html", context)


@requires(Permission.READ_INSATSER)
def insats_list_excel(request: AccessRequest) -> HttpResponse:
    """The same list as an Excel file."""
    asked = _asked(request)
    rows = (insats_values(row, asked["year"]) for row in _rows(request, asked))
    return excel.download("insatser", INSATS_HEADINGS, rows)


@requires(Permission.REPORT_INSATS)
def my_insatser(request: AccessRequest) -> HttpResponse:
    """A contact's own insatser and every report she writes or has written."""
    today = clock.today()
    reports = list(own_reports(request.association, request.person, today))
    applications = list(own_applications(request.association, request.person, today))
    insatser = list(with_money(request.association, request.person, today))
    context = {
        "reports": reports,
        "applications": applications,
        "payments": own_payments(request.association, request.person, today),
        "insatser": insatser,
        "is_alone": not applications and not insatser,
        "is_open": bool(open_rounds(request.association, today)),
        "today": clock.today(),
        "my_pages": my_pages(request),
        "base": page_base(request),
    }
    return render(request, "insatser/my_insatser.html", context)


@requires(Permission.OPEN_INSATS)
def insats_detail(request: AccessRequest, pk: int) -> HttpResponse:
    """One insats: what it is for, its money, contacts, participants and reports."""
    insats = find_insats(request, pk)
    reports = visible_reports(request.association, request.person, request.permissions, clock.today())
    years = money_by_year(insats)
    own = agreements_on(insats, request.permissions)
    agreed = agreed_by_year(own)
    grants = grants_of(insats)
    context = {
        "insats": insats,
        "grants": [(grant, source_of(grant), replacing(grant)) for grant in grants],
        "agreements": own,
        "contacts": contacts_of(insats, clock.today()),
        "periods": periods_of(insats),
        "told_otherwise": told_otherwise(insats),
        "changes": changes_of(insats),
        "given_away": given_away(insats),
        "reports": reports.filter(insats=insats),
        "goals": insats.goals.filter(is_pursued=True),
        "years": [(year, have, agreed.get(year)) for year, have in years.items()],
        "agreed": sum(agreed.values()),
        "overpaid": overpaid(years, grants),
        "grant_remarks": grant_remarks(request.association, grants)
        if Permission.READ_INSATSER in request.permissions
        else (),
        "otherwise": agreed_otherwise(
            agreed, {y: have.granted for y, have in years.items()}, clock.today().year
        ),
        "total": summed(years.values()),
        "payments": payments_of(insats),
        "given_back": insats.given_back.all() if any(each.given_back for each in years.values()) else (),
        "dialogues": insats.dialogues.all(),
        "may_change": Permission.APPLY in request.permissions and is_contact_of(request, insats),
        "may_request": Permission.WRITE_INSATSER in request.permissions or is_contact_of(request, insats),
        "may_count": may_count_participants(request.permissions, is_contact=is_contact_of(request, insats)),
        "today": clock.today(),
        "base": page_base(request),
        "my_pages": my_pages(request),
    }
    return render(request, "insatser/insats_detail.html", context)


@requires(Permission.WRITE_INSATSER)
def insats_add(request: AccessRequest) -> HttpResponse:
    """Enter a new insats."""
    form = InsatsForm(request.POST or None, association=request.association)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            insats = add_insats(
                association=request.association, key=form.cleaned_data["key"], facts=form.facts(),
                parties=form.cleaned_data["parties"], goals=form.goals_typed(), by=request.person,
            )  # fmt: skip
            messages.success(request, "Insatsen är upplagd. Lägg till kontaktpersoner och beviljade medel.")
            return redirect(insats)
    return _form_page(
        request,
        "Lägg upp en insats",
        form,
        "Lägg upp insatsen",
        back_url=reverse("insats_list", args=[request.association.slug]),
    )


@requires(Permission.WRITE_INSATSER)
def insats_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Correct what is known of an insats."""
    insats = find_insats(request, pk)
    form = InsatsForm(request.POST or None, association=request.association, insats=insats)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            locked = locked_in_national(insats, form.cleaned_data)
            change_insats(
                insats=insats, facts=form.facts(), parties=form.cleaned_data["parties"], goals=form.goals_typed(),
                by=request.person,
            )  # fmt: skip
            messages.success(request, "Insatsen är sparad.")
            if locked:
                messages.warning(
                    request,
                    f"{locked} går inte att ändra i Uppföljning Finsam när insatsen är upplagd där. Är den det, lägg upp den "
                    "som en ny insats med ett annat namn.",
                )
            return redirect(insats)
    return _form_page(
        request,
        "Ändra insatsen",
        form,
        "Spara insatsen",
        back_url=insats.get_absolute_url(),
        crumb=insats.name,
    )


@requires(Permission.WRITE_INSATSER)
def contact_add(request: AccessRequest, pk: int) -> HttpResponse:
    """Let someone write the insats's reports."""
    insats = find_insats(request, pk)
    form = ContactForm(request.POST or None, initial={"from_on": clock.today().isoformat()})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        known = request.association.people.filter(email__iexact=typed["email"]).first()
        role = {
            "body": insats.body,
            "role": AppointmentRole.CONTACT,
            "from_on": typed["from_on"],
            "by": request.person,
        }
        with refusals_on(form):
            if known:
                appoint(person=known, **role)
            else:
                appoint_newcomer(name=typed["name"], email=typed["email"], **role)
            messages.success(request, "Kontaktpersonen kan logga in med en kod och skriva rapporten.")
            return redirect(insats)
    return _form_page(
        request,
        "Lägg till en kontaktperson",
        form,
        "Lägg till kontaktpersonen",
        back_url=insats.get_absolute_url(),
        crumb=insats.name,
    )


def _form_page(
    request: AccessRequest, title: str, form: Any, submit: str, *, back_url: str, crumb: str = "Insatser"
) -> HttpResponse:
    context = {
        "title": title, "form": form, "submit": submit, "cancel_url": back_url, "crumb": crumb, "crumb_url": back_url,
    }  # fmt: skip
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)
