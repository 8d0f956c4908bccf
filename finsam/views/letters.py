"""Where the mail went: the list, and sending again what did not get through."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from finsam.forms.letters import AddressForm
from finsam.mail import letters
from finsam.models import Letter
from finsam.permissions import AccessRequest, Permission, requires
from finsam.tables import LetterTable
from finsam.views.pages import attempt, refusals_on, show_page

PAGE_SIZE = 50


@requires(Permission.SEE_LETTERS)
@require_safe
def letter_list(request: AccessRequest) -> HttpResponse:
    """Show every letter and whether the mail server has taken it."""
    search = request.GET.get("q", "").strip()
    rows = Letter.objects.of(request.association).filter(
        Q(to__icontains=search) | Q(subject__icontains=search)
    )
    table = LetterTable(rows, slug=request.association.slug)
    show_page(request, table, per_page=PAGE_SIZE)
    return render(request, "finsam/letter_list.html", {"table": table})


@requires(Permission.SEE_LETTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def letter_send(request: AccessRequest, pk: int) -> HttpResponse:
    """Send once more a letter that did not get through, to its address or another."""
    letter = get_object_or_404(Letter.objects.of(request.association), pk=pk)
    back_url = reverse("letter_list", args=[request.association.slug])
    if letter.is_closed:
        messages.info(request, f"Mejlet till {letter.to} har läget {letter.get_state_display().lower()}.")
        return redirect(back_url)
    form = AddressForm(request.POST or None, initial={"to": letter.to})
    again = attempt(
        request, form, lambda: letters.send_again(letter, to=form.cleaned_data["to"], by=request.person)
    )
    if again:
        messages.success(request, f"Mejlet till {again.to} skickas nu. Listan visar om det kom fram.")
        return redirect(back_url)
    lead = f"{letter.subject}." + (f" Mejlservern svarade: {letter.error}" if letter.error else "")
    context = {
        "form": form,
        "title": "Skicka mejlet igen",
        "lead": lead,
        "crumb": "Mejl",
        "crumb_url": back_url,
        "cancel_url": back_url,
        "submit": "Skicka mejlet",
        "letter": letter,
    }
    return render(request, "finsam/letter_send.html", context)


@requires(Permission.SEE_LETTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def letter_drop(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask before a letter that did not get through is left unsent."""
    letter = get_object_or_404(Letter.objects.of(request.association), pk=pk)
    back_url = reverse("letter_list", args=[request.association.slug])
    if request.method == "POST":
        with refusals_on(request):
            letters.drop(letter, by=request.person)
            messages.success(request, f"Mejlet till {letter.to} skickas inte.")
        return redirect(back_url)
    context = {
        "title": "Låt mejlet vara",
        "lead": f"{letter.subject}, till {letter.to}. Mejlet skickas inte, och finsam påminner inte mer om det.",
        "crumb": "Mejl",
        "crumb_url": back_url,
        "submit": "Låt mejlet vara",
        "cancel_url": back_url,
    }
    return render(request, "_components/confirm.html", context)
