"""The insatskort: what it will show, and having it printed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from finsam import clock
from finsam.permissions import AccessRequest, Permission, requires
from finsam.work import jobs
from insatser.actions.cards import make_card
from insatser.documents.card import build_card
from insatser.views.finding import find_insats, my_pages, page_base


@requires(Permission.OPEN_INSATS)
@require_http_methods(["GET", "HEAD", "POST"])
def insats_card(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask before an insatskort is printed; POST has the worker print it."""
    insats = find_insats(request, pk)
    if request.method == "POST":
        job = jobs.ask(
            make_card, association=request.association, key=f"insatskort {insats.pk} {request.person.pk}",
            label=f"Insatskort, {insats}", by=request.person, back_url=insats.get_absolute_url(), insats_id=insats.pk,
        )  # fmt: skip
        return redirect("job_detail", request.association.slug, job.pk)
    url = insats.get_absolute_url()
    context = {
        "title": "Insatskort", "crumb": insats.name, "crumb_url": url, "cancel_url": url, "submit": "Skriv ut insatskortet",
        "lead": "En sida om insatsen: vad den gör, för vem, pengarna år för år, mål och rapporter, som läget är i dag.",
        "printed": build_card(insats, clock.today()), "base": page_base(request), "my_pages": my_pages(request),
    }  # fmt: skip
    return render(request, "_components/confirm.html", context)
