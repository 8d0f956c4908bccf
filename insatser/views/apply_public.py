"""Sök medel: the public page where someone new begins an ansökan, and the mailed link that begins it."""

from __future__ import annotations

from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from finsam import clock
from finsam.access.accounts import send_login_code
from finsam.models import Association
from finsam.permissions import public
from finsam.views.pages import refusals_on
from insatser.actions.newcomers import begin_as_newcomer, invite, read_link
from insatser.forms.application import NewApplicantForm
from insatser.models import ApplicationRound
from insatser.queries.applications import open_rounds


@public
@require_http_methods(["GET", "HEAD", "POST"])
def apply_start(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what can be applied for, and mail a link to someone who wants to; nobody learns which addresses are known."""
    association = get_object_or_404(Association, slug=slug)
    rounds = open_rounds(association, clock.today())
    form = NewApplicantForm(
        request.POST or None, rounds=ApplicationRound.objects.filter(pk__in=[each.pk for each in rounds])
    )
    error = ""
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if ratelimit.consume(request, action="application_links", key=email.lower()):
            invite(**form.cleaned_data)
            return redirect(f"{reverse('apply_start', args=[slug])}?mejlat=1")
        error = "Det har skickats många länkar härifrån. Vänta en timme och försök igen."
    context = {
        "association": association, "rounds": rounds, "form": form, "is_sent": "mejlat" in request.GET, "error": error,
        "home_url": reverse("public_page", args=[slug]),
    }  # fmt: skip
    status = 429 if error else 422 if form.errors else 200
    return render(request, "insatser/apply_start.html", context, status=status)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def apply_link(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """Begin the ansökan of a mailed link (POST, so that a mail filter that follows links begins nothing)."""
    association = get_object_or_404(Association, slug=slug)
    invited = read_link(association, secret)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and invited and form.is_valid():
        with refusals_on(form):
            application = begin_as_newcomer(invited)
            first = reverse("application_section", args=[slug, application.pk, 1])
            if request.user.is_authenticated and request.user.pk == application.begun_by.user_id:
                return redirect(first)
            asks = "account_login"
            if not request.user.is_authenticated and application.begun_by.user:
                send_login_code(request, application.begun_by.user)
                asks = "account_confirm_login_code"
            return redirect(f"{reverse(asks)}?{urlencode({'next': first})}")
    context = {
        "association": association, "invited": invited, "form": form,
        "home_url": reverse("public_page", args=[slug]),
    }  # fmt: skip
    status = 422 if form.errors else 200 if invited else 404
    response = render(request, "insatser/apply_link.html", context, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
