"""The association: its facts, its members and its bodies."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from finsam import actions, clock
from finsam.forms.association import AssociationForm, BodyForm, LastDayForm, MemberForm
from finsam.models import Association
from finsam.permissions import AccessRequest, Permission, requires
from finsam.queries import members_with_seats, roles_over_time, seated_bodies
from finsam.states import MEETING_BODIES, BodyKind
from finsam.swedish import dnr
from finsam.swedish.dates import parse_date
from finsam.views.pages import attempt, form_page


@requires(Permission.READ_PEOPLE)
@require_safe
def association_detail(request: AccessRequest) -> HttpResponse:
    """Show the association's facts, its members, and who sits where today or on another day."""
    day, asked, error = _day(request)
    bodies = seated_bodies(request.association, day)
    context = {
        "day": day,
        "asked": asked,
        "error": error,
        "is_today": day == clock.today(),
        "bodies": [seated for seated in bodies if seated.body.kind != BodyKind.INSATS],
        "contacts": [seated for seated in bodies if seated.body.kind == BodyKind.INSATS],
        "faults": [fault for seated in bodies for fault in seated.faults],
        "members": members_with_seats(request.association, bodies, day),
        "pairs": _facts(request.association),
    }
    return render(request, "finsam/association_detail.html", context)


def _day(request: AccessRequest) -> tuple[dt.date, str, str]:
    asked = request.GET.get("dag", "").strip()
    if not asked:
        return clock.today(), "", ""
    try:
        return parse_date(asked, year=clock.today().year), asked, ""
    except ValueError as error:
        return clock.today(), asked, str(error)


def _facts(association: Association) -> list[tuple[str, object]]:
    return [
        ("Organisationsnummer", association.organisation_number),
        ("Säte", association.seat),
        ("Postadress", ", ".join(association.address.splitlines())),
        ("E-post", association.email),
        ("Protokoll förvaras", association.archive_place),
        ("Överklagande till", association.court),
        ("Kallelse", f"{association.call_days} dagar före sammanträdet"),
        ("Justeringens sätt", association.adjustment_manner or "Beslut saknas (5 kap. 69 § kommunallagen)."),
        ("Deltagande på distans", association.remote_decision or "Inget beslut (19 a § lag 2003:1210)."),
        ("Minsta antal som visas utåt", _count_limit(association)),
        ("Diarienummer skrivs", dnr.write(association.dnr_form, year=clock.today().year, number=14)),
    ]


def _count_limit(association: Association) -> str:
    decision = association.count_limit_decision or "inget beslut är inskrivet"
    return f"{association.count_limit}, {decision}"


@requires(Permission.MANAGE_ASSOCIATION)
@require_http_methods(["GET", "HEAD", "POST"])
def association_edit(request: AccessRequest) -> HttpResponse:
    """Change the association's facts, colour and mark."""
    row = Association.objects.get(
        pk=request.association.pk
    )  # the form writes on its row; the page keeps its own
    form = AssociationForm(request.POST or None, request.FILES or None, instance=row)
    if attempt(
        request,
        form,
        lambda: actions.change_association(association=row, facts=form.facts(), by=request.person),
    ):
        messages.success(request, "Förbundets uppgifter är sparade.")
        return redirect("association_detail", request.association.slug)
    return render(
        request,
        "finsam/association_edit.html",
        {"form": form, "has_mark": bool(request.association.mark_svg)},
    )


# ---- Members


@requires(Permission.READ_PEOPLE)
@require_safe
def member_list(request: AccessRequest) -> HttpResponse:
    """Show every member with its registrar and noticeboard, those that have left last."""
    members = sorted(
        request.association.members.all(), key=lambda member: (bool(member.to_on), member.position)
    )
    return render(request, "finsam/member_list.html", {"members": members})


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def member_add(request: AccessRequest) -> HttpResponse:
    """Enter a member."""
    form = MemberForm(request.POST or None, initial={"position": request.association.members.count() + 1})
    member = attempt(
        request,
        form,
        lambda: actions.add_member(association=request.association, facts=form.facts(), by=request.person),
    )
    if member:
        messages.success(request, f"{member.name} är medlem.")
        return redirect("member_list", request.association.slug)
    return form_page(
        request, form, title="Lägg till en medlem", submit="Lägg till medlemmen", **_to_members(request)
    )


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def member_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change what is known about a member."""
    row = get_object_or_404(request.association.members, pk=pk)
    title = f"Ändra {row.name}"
    form = MemberForm(request.POST or None, instance=row)
    if attempt(
        request, form, lambda: actions.change_member(member=row, facts=form.facts(), by=request.person)
    ):
        messages.success(request, "Medlemmens uppgifter är sparade.")
        return redirect("member_list", request.association.slug)
    return form_page(request, form, title=title, submit="Spara medlemmen", **_to_members(request))


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def member_end(request: AccessRequest, pk: int) -> HttpResponse:
    """Let a member leave the förbund from a day."""
    member = get_object_or_404(request.association.members, pk=pk)
    form = LastDayForm(request.POST or None)
    if attempt(
        request,
        form,
        lambda: actions.end_member(member=member, on=form.cleaned_data["on"], by=request.person),
    ):
        messages.success(request, f"{member.name} är inte längre medlem efter dagen.")
        return redirect("member_list", request.association.slug)
    return form_page(
        request,
        form,
        title=f"Avsluta {member.name} som medlem",
        submit="Avsluta medlemskapet",
        is_grave=True,
        lead="Det som medlemmen har varit med om står kvar. De personer den har utsett måste först ha slutat.",
        **_to_members(request),
    )


def _to_members(request: AccessRequest) -> dict[str, str]:
    return {"back": "Medlemmar", "back_url": reverse("member_list", args=[request.association.slug])}


# ---- Bodies


@requires(Permission.READ_PEOPLE)
@require_safe
def body_list(request: AccessRequest) -> HttpResponse:
    """Show every body, those no longer used last."""
    bodies = sorted(
        request.association.bodies.all(), key=lambda body: (not body.is_active, body.position, body.pk)
    )
    return render(request, "finsam/body_list.html", {"bodies": bodies})


@requires(Permission.READ_PEOPLE)
@require_safe
def body_detail(request: AccessRequest, pk: int) -> HttpResponse:
    """Show who sits in a body, who will and who has."""
    body = get_object_or_404(request.association.bodies, pk=pk)
    today = clock.today()
    seated = [row for row in seated_bodies(request.association, today) if row.body.pk == body.pk]
    context = {
        "body": body,
        "tenure": roles_over_time(body, today),
        "faults": seated[0].faults if seated else [],
        "paper": body.paper_sentence if body.kind in MEETING_BODIES else "",
        "new_mandate": request.GET.get("mandatskifte", "") if body.is_board else "",
    }
    return render(request, "finsam/body_detail.html", context)


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def body_add(request: AccessRequest) -> HttpResponse:
    """Enter a body."""
    initial = {"position": request.association.bodies.count() + 1, "is_active": True}
    form = BodyForm(request.POST or None, initial=initial)
    body = attempt(
        request,
        form,
        lambda: actions.add_body(association=request.association, facts=form.facts(), by=request.person),
    )
    if body:
        messages.success(request, f"{body.name} finns nu. Lägg till vilka som sitter där.")
        return redirect("body_detail", request.association.slug, body.pk)
    back_url = reverse("body_list", args=[request.association.slug])
    return form_page(
        request,
        form,
        title="Lägg till ett organ",
        submit="Lägg till organet",
        back="Organ",
        back_url=back_url,
    )


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def body_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change a body's name, order, kind or paper."""
    row = get_object_or_404(request.association.bodies, pk=pk)
    name = row.name
    form = BodyForm(request.POST or None, instance=row)
    if attempt(request, form, lambda: actions.change_body(body=row, facts=form.facts(), by=request.person)):
        messages.success(request, "Organet är sparat.")
        return redirect("body_detail", request.association.slug, pk)
    back_url = reverse("body_detail", args=[request.association.slug, pk])
    return form_page(
        request, form, title=f"Ändra {name}", submit="Spara organet", back=name, back_url=back_url
    )
