"""People: the list, one person, entering, changing, leaving."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from finsam import actions, clock
from finsam.files import excel
from finsam.forms.association import LastDayForm
from finsam.forms.people import ConfirmForm, PersonForm
from finsam.models import Person
from finsam.permissions import AccessRequest, Permission, requires
from finsam.queries import people_with_roles
from finsam.tables import PeopleTable, roles_in_words
from finsam.views.pages import attempt, form_page, show_page

PAGE_SIZE = 50


@requires(Permission.READ_PEOPLE)
@require_safe
def people_list(request: AccessRequest) -> HttpResponse:
    """Show everyone, found by words, sorted, or as Excel."""
    search, left = request.GET.get("q", ""), request.GET.get("slutat") == "1"
    rows = people_with_roles(request.association, clock.today(), search=search, left=left)
    if request.GET.get("format") == "xlsx":
        headings = ["Namn", "Roller i dag", "Arbetsplats eller parti", "E-post", "Telefon", "Slutade"]
        lines = [(p.name, roles_in_words(p), p.organisation, p.email, p.phone, p.left_on) for p in rows]
        return excel.download("personer", headings, lines)
    table = PeopleTable(rows, slug=request.association.slug)
    show_page(request, table, per_page=PAGE_SIZE)
    return render(request, "finsam/people_list.html", {"table": table, "left": left})


@requires(Permission.READ_PEOPLE)
@require_safe
def person_detail(request: AccessRequest, pk: int) -> HttpResponse:
    """Show a person with her roles over time."""
    person = _person(request, pk)
    today = clock.today()
    roles = list(person.appointments.select_related("body", "member").order_by("-from_on", "body__position"))
    context = {
        "shown": person,
        "pairs": [
            ("E-post", person.email),
            ("Telefon", person.phone),
            ("Arbetsplats eller parti", person.organisation),
            ("Loggar in", "Ja, med kod till e-posten." if person.user_id else "Nej."),
            ("Slutade", person.left_on),
        ],
        "now": [row for row in roles if not (row.to_on and row.to_on < today)],
        "before": [row for row in roles if row.to_on and row.to_on < today],
    }
    return render(request, "finsam/person_detail.html", context)


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def person_add(request: AccessRequest) -> HttpResponse:
    """Enter a person."""
    form = PersonForm(request.POST or None)
    person = attempt(
        request,
        form,
        lambda: actions.add_person(association=request.association, **form.cleaned_data, by=request.person),
    )
    if person:
        messages.success(request, f"{person.name} finns nu. Ge en roll, så kan personen logga in.")
        return redirect("person_detail", request.association.slug, person.pk)
    back_url = reverse("people_list", args=[request.association.slug])
    return form_page(
        request,
        form,
        title="Lägg till en person",
        submit="Lägg till personen",
        back="Personer",
        back_url=back_url,
    )


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change name and how to reach someone."""
    person = _person(request, pk)
    initial = {name: getattr(person, name) for name in ("name", "email", "phone", "organisation")}
    form = PersonForm(request.POST or None, initial=initial)
    changed = attempt(
        request, form, lambda: actions.change_person(person=person, **form.cleaned_data, by=request.person)
    )
    if changed:
        is_held = changed.address_changed_at != person.address_changed_at
        told = " Den gamla adressen har fått veta det, och underskrifter väntar ett dygn." if is_held else ""
        messages.success(request, f"Personens uppgifter är sparade.{told}")
        return redirect("person_detail", request.association.slug, pk)
    return form_page(
        request, form, title=f"Ändra {person.name}", submit="Spara personen", **_to_person(request, person)
    )


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def person_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Let a person leave."""
    person = _person(request, pk)
    form = LastDayForm(request.POST or None, initial={"on": clock.today()})
    if attempt(
        request,
        form,
        lambda: actions.remove_person(person=person, on=form.cleaned_data["on"], by=request.person),
    ):
        messages.success(request, f"{person.name} har slutat och kan inte längre logga in här.")
        return redirect("people_list", request.association.slug)
    return form_page(
        request,
        form,
        title=f"{person.name} slutar",
        submit="Avsluta personen",
        is_grave=True,
        lead="Alla roller slutar den dagen och personen kan inte längre logga in. Det personen har skrivit och signerat står kvar.",
        **_to_person(request, person),
    )


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def person_return(request: AccessRequest, pk: int) -> HttpResponse:
    """Take back one who had left."""
    person = _person(request, pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if attempt(request, form, lambda: actions.welcome_back(person=person, by=request.person)):
        messages.success(request, f"{person.name} är tillbaka. Ge de roller som gäller nu.")
        return redirect("person_detail", request.association.slug, pk)
    return form_page(
        request,
        form,
        title=f"Ta tillbaka {person.name}",
        submit="Ta tillbaka personen",
        lead="Personen får inga gamla roller tillbaka, utan ges nya.",
        **_to_person(request, person),
    )


def _person(request: AccessRequest, pk: int) -> Person:
    return get_object_or_404(request.association.people, pk=pk)


def _to_person(request: AccessRequest, person: Person) -> dict[str, str]:
    return {
        "back": person.name,
        "back_url": reverse("person_detail", args=[request.association.slug, person.pk]),
    }
