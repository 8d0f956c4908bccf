"""Pages of an insats that several förbund share: the owner's of all its shares, and the other förbund's of its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from finsam import clock
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import form_page, refusals_on
from finsam.web.asked import year as year_of
from insatser.actions.sharing import accept_share, decline_share, end_share, offer_share, withdraw_share
from insatser.forms.sharing import AnswerShareForm, EndShareForm, ShareForm
from insatser.mail.sharing import tell_of_answer, tell_of_offer
from insatser.models import Share
from insatser.queries.count_grid import plan_of
from insatser.queries.shares import costs_in, parts_of, reports_through, shares_in, took_part_by_year
from insatser.states import ShareState
from insatser.views.finding import find_insats


def find_own_share(request: AccessRequest, pk: int) -> Share:
    """Give a share of one of the association's own insatser; 404 for any other."""
    rows = Share.objects.select_related("insats__association", "association")
    return get_object_or_404(rows, pk=pk, insats__association=request.association)


def find_share(request: AccessRequest, pk: int) -> Share:
    """Give what another förbund has offered the association or shares with it; 404 for any other."""
    return get_object_or_404(shares_in(request.association), pk=pk)


@requires(Permission.READ_INSATSER)
def share_list(request: AccessRequest, pk: int) -> HttpResponse:
    """Every share of an insats, and each förbund's part of a year's cost and participants."""
    insats = find_insats(request, pk)
    shares = list(insats.shares.select_related("association"))
    begun = min((share.from_on.year for share in shares), default=0)
    year = year_of(request.GET.get("ar")) or max(begun, clock.today().year - 1)
    context = {
        "insats": insats, "shares": shares, "year": year,
        "years": [year - 1, year, year + 1],
        "parts": parts_of(insats, year, planned=plan_of(insats).planned),
    }  # fmt: skip
    return render(request, "insatser/share_list.html", context)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def share_offer(request: AccessRequest, pk: int) -> HttpResponse:
    """Offer another förbund a share of an insats."""
    insats = find_insats(request, pk)
    back = reverse("share_list", args=[request.association.slug, insats.pk])
    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        with refusals_on(form):
            row = offer_share(insats=insats, name=facts.pop("name"), facts=facts, by=request.person)
            tell_of_offer(row)
            messages.success(
                request, f"{row.association} är tillfrågat och ser erbjudandet bland sina insatser."
            )
            return redirect(back)
    return form_page(
        request, form, title="Dela insatsen med ett annat förbund", submit="Erbjud delningen", back=insats.name, back_url=back,
        lead="Det andra förbundet ser insatsens namn, sin egen del av kostnad och deltagare, och vilka rapporter som har lämnats.",
    )  # fmt: skip


@requires(Permission.WRITE_INSATSER)
@require_POST
def share_withdraw(request: AccessRequest, pk: int) -> HttpResponse:
    """Take back an offer that nobody has answered."""
    share = find_own_share(request, pk)
    with refusals_on(request):
        withdraw_share(share=share, by=request.person)
        messages.success(request, "Erbjudandet är tillbakadraget.")
    return redirect("share_list", request.association.slug, share.insats_id)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def share_end(request: AccessRequest, pk: int) -> HttpResponse:
    """End a share that holds, with its last day."""
    share = find_own_share(request, pk)
    if share.state != ShareState.ACCEPTED:
        raise Http404
    back = reverse("share_list", args=[request.association.slug, share.insats_id])
    form = EndShareForm(request.POST or None, initial={"to_on": share.to_on or clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            end_share(share=share, by=request.person, **form.cleaned_data)
            messages.success(request, "Delningen är avslutad. Det som är räknat står kvar hos båda.")
            return redirect(back)
    return form_page(
        request, form, title=f"Avsluta delningen med {share.association}", submit="Avsluta delningen",
        back=share.insats.name, back_url=back,
    )  # fmt: skip


@requires(Permission.READ_INSATSER)
def share_detail(request: AccessRequest, pk: int) -> HttpResponse:
    """What a share gives: the insats's name, one's own part of cost and participants, and the reports handed in."""
    share = find_share(request, pk)
    last = share.to_on.year if share.to_on else clock.today().year
    years = range(min(last, clock.today().year), share.from_on.year - 1, -1) if share.is_given else ()
    costs = costs_in([share], years)
    context = {
        "share": share, "costs": [(year, costs[share.pk, year]) for year in years],
        "counted": took_part_by_year(share) if share.is_given else [],
        "reports": reports_through(share) if share.is_given else [],
    }  # fmt: skip
    return render(request, "insatser/share_detail.html", context)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def share_answer(request: AccessRequest, pk: int) -> HttpResponse:
    """Say yes or no to a share that is offered."""
    share = find_share(request, pk)
    if share.state != ShareState.OFFERED:
        return redirect(share)
    form = AnswerShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_on(form):
            if typed["answer"] == "yes":
                accept_share(share=share, agreed_in=typed["agreed_in"], by=request.person)
                messages.success(request, "Ni är med. Era deltagare räknas med i era egna tabeller.")
            else:
                decline_share(share=share, reason=typed["reason"], by=request.person)
                messages.success(request, "Ni har avböjt. Det andra förbundet ser varför.")
            tell_of_answer(share)
            return redirect(share)
    return form_page(
        request, form, title=f"Svara om {share.insats.name}", submit="Skicka svaret", back=share.insats.name,
        back_url=share.get_absolute_url(),
        lead=f"{share.insats.association} erbjuder er en del av insatsen: {share.cost}, {share.period}. Beslutet: {share.decided_in}.",
    )  # fmt: skip
