"""Who comes to an arrangemang: the office opens and closes the registration, and sees the list while it is kept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import attempt, form_page, refusals_on
from insatser.actions.registering import close_registration, open_registration, withdraw_registration
from insatser.forms.events import InviteForm
from insatser.rules import KEEP_DAYS
from insatser.views.finding import find_event

HEADINGS = ("Namn", "Organisation", "E-post", "Väntelista", "Anmäld")


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def event_invite(request: AccessRequest, pk: int) -> HttpResponse:
    """Open the registration, or change how many may come."""
    row = find_event(request, pk)
    known = {name: getattr(row, name) for name in ("places", "registers_until", "remind_days")}
    form = InviteForm(request.POST or None, initial=known)
    done = attempt(
        request, form, lambda: open_registration(event=row, facts=form.cleaned_data, by=request.person)
    )
    if done:
        messages.success(request, "Anmälan är öppen. Skicka länken till dem som är inbjudna.")
        return redirect(done)
    return form_page(
        request, form, title="Anmälan", submit="Öppna anmälan" if not row.is_invited else "Spara anmälan", back=row.title,
        back_url=row.get_absolute_url(),
        lead=f"Den som har länken anmäler sig utan att logga in. Namn, organisation och e-post tas bort {KEEP_DAYS} dagar efter sista dagen.",
    )  # fmt: skip


@requires(Permission.WRITE_INSATSER)
@require_POST
def event_invite_close(request: AccessRequest, pk: int) -> HttpResponse:
    """Take the invitation away."""
    row = find_event(request, pk)
    with refusals_on(request):
        close_registration(event=row, by=request.person)
        messages.success(
            request, "Anmälan är stängd, och länken visar inget längre. De som är anmälda står kvar."
        )
    return redirect(row)


@requires(Permission.WRITE_INSATSER)
@require_safe
def event_registrations(request: AccessRequest, pk: int) -> HttpResponse:
    """Show who has registered, and who waits."""
    row = find_event(request, pk)
    context = {"event": row, "registrations": row.registrations.all(), "keep_days": KEEP_DAYS}
    return render(request, "insatser/event_registrations.html", context)


@requires(Permission.WRITE_INSATSER)
@require_safe
def event_registrations_excel(request: AccessRequest, pk: int) -> HttpResponse:
    """The same list as an Excel file, for name tags."""
    rows = find_event(request, pk).registrations.all()
    values = ([x.name, x.organisation, x.email, "Ja" if x.is_waiting else "", x.registered_at] for x in rows)
    return excel.download("anmalda", HEADINGS, values)


@requires(Permission.WRITE_INSATSER)
@require_POST
def event_registration_remove(request: AccessRequest, pk: int, registration_pk: int) -> HttpResponse:
    """Take someone off the list, who has called to say so."""
    row = find_event(request, pk)
    found = get_object_or_404(row.registrations.select_related("event"), pk=registration_pk)
    with refusals_on(request):
        withdraw_registration(registration=found, by=request.person)
        messages.success(request, "Anmälan är borttagen. Om någon väntade har den fått platsen och ett mejl.")
    return redirect("event_registrations", request.association.slug, row.pk)
