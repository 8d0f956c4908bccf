"""Pages of styrdokument: the list, one with its versions and reviews, and what is done with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from board.actions.policies import add_version, review, save_policy, show_policy
from board.forms.policies import PolicyForm, PolicyReviewForm, PolicyShowForm, PolicyVersionForm
from board.models import Policy, PolicyVersion
from board.queries.held import held_of
from board.queries.policies import PolicyRow, policy_rows
from finsam import clock
from finsam.files import excel
from finsam.files.kinds import refuse_too_large
from finsam.files.sending import file_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import attempt, form_page

_HEADINGS = (
    "Styrdokument",
    "Slag",
    "Version",
    "Beslutad",
    "Senast genomgånget",
    "Vad det ledde till",
    "Nästa översyn",
)
_FIELDS = tuple(PolicyForm.base_fields)


def _policy(request: AccessRequest, pk: int) -> Policy:
    return get_object_or_404(
        Policy.objects.select_related("association"), association=request.association, pk=pk
    )


@requires(Permission.READ_MEETINGS)
@require_safe
def policy_list(request: AccessRequest) -> HttpResponse:
    """The styrdokument that hold, each with its version in force and its next review."""
    context = {
        "rows": policy_rows(request.association, clock.today()),
        "ended": list(request.association.policies.filter(ended_on__isnull=False)),
        "may_write": Permission.WRITE_MEETINGS in request.permissions,
    }
    return render(request, "board/policy_list.html", context)


@requires(Permission.READ_MEETINGS)
@require_safe
def policy_list_excel(request: AccessRequest) -> HttpResponse:
    """The same list as an Excel file, for the board's review of them."""
    return excel.download(
        "styrdokument", _HEADINGS, map(_values, policy_rows(request.association, clock.today()))
    )


def _values(row: PolicyRow) -> list[excel.Value]:
    said = (
        ""
        if row.review is None
        else f"{'Ska ändras' if row.review.is_to_change else 'Gäller'}: {row.review.why}"
    )
    return [
        row.policy.title, row.policy.get_kind_display(), row.version.number if row.version else None,
        row.version.adopted if row.version else "", row.review.reviewed_on if row.review else None, said, row.policy.review_on,
    ]  # fmt: skip


@requires(Permission.READ_MEETINGS)
@require_safe
def policy_detail(request: AccessRequest, pk: int) -> HttpResponse:
    """A styrdokument with every version and every time it was gone through."""
    policy = _policy(request, pk)
    versions = policy.versions.select_related("document", "added_by", "paragraph__meeting__body__association")
    context = {
        "policy": policy, "versions": list(versions), "reviews": list(policy.reviews.select_related("noted_by")),
        "may_write": Permission.WRITE_MEETINGS in request.permissions,
    }  # fmt: skip
    return render(request, "board/policy_detail.html", context)


@requires(Permission.READ_MEETINGS)
@require_safe
def policy_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Give a version as it was adopted."""
    rows = PolicyVersion.objects.filter(policy__association=request.association).select_related("document")
    return file_response(get_object_or_404(rows, pk=pk).document)


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def policy_add(request: AccessRequest) -> HttpResponse:
    """Enter a styrdokument; its file comes next."""
    form = PolicyForm(request.POST or None)
    made = attempt(
        request,
        form,
        lambda: save_policy(association=request.association, facts=form.cleaned_data, by=request.person),
    )
    if made:
        messages.success(request, "Styrdokumentet finns i listan. Lägg till filen som gäller.")
        return redirect("policy_version_add", request.association.slug, made.pk)
    back = reverse("policy_list", args=[request.association.slug])
    return form_page(
        request, form, title="Nytt styrdokument", submit="Lägg till", back="Styrdokument", back_url=back
    )


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def policy_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change what is said of a styrdokument, or end it."""
    policy = _policy(request, pk)
    form = PolicyForm(request.POST or None, initial={name: getattr(policy, name) for name in _FIELDS})
    facts = {"association": request.association, "by": request.person, "policy": policy}
    if attempt(request, form, lambda: save_policy(facts=form.cleaned_data, **facts)):
        messages.success(request, "Ändringen är sparad.")
        return redirect(policy)
    return form_page(
        request,
        form,
        title="Ändra styrdokument",
        submit="Spara",
        back=str(policy),
        back_url=policy.get_absolute_url(),
    )


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def policy_version_add(request: AccessRequest, pk: int) -> HttpResponse:
    """Add the version that has been adopted; the one before it stays."""
    policy = _policy(request, pk)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PolicyVersionForm(*posted)
    if attempt(request, form, lambda: _add(request, policy, form)):
        messages.success(request, "Versionen gäller nu. De tidigare finns kvar.")
        return redirect(policy)
    return form_page(
        request,
        form,
        title="Ny version",
        submit="Lägg till versionen",
        back=str(policy),
        back_url=policy.get_absolute_url(),
    )


def _add(request: AccessRequest, policy: Policy, form: PolicyVersionForm) -> PolicyVersion:
    file = form.cleaned_data["file"]
    refuse_too_large(file.name, file.size)
    days = {name: form.cleaned_data[name] for name in ("adopted_on", "adopted_in")}
    return add_version(policy=policy, name=file.name, content=file.read(), by=request.person, **days)


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def policy_review(request: AccessRequest, pk: int) -> HttpResponse:
    """Note that a styrdokument was gone through."""
    policy, today = _policy(request, pk), clock.today()
    form = PolicyReviewForm(
        request.POST or None,
        initial={"reviewed_on": today, "next_on": today.replace(year=today.year + 1, day=min(today.day, 28))},
    )
    if attempt(request, form, lambda: review(policy=policy, by=request.person, **form.cleaned_data)):
        messages.success(request, "Genomgången är sparad.")
        return redirect(policy)
    return form_page(
        request, form, title="Anteckna genomgång", submit="Spara genomgången", back=str(policy),
        back_url=policy.get_absolute_url(),
    )  # fmt: skip


@requires(Permission.WRITE_MEETINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def policy_show(request: AccessRequest, pk: int) -> HttpResponse:
    """Choose whether everyone reads a styrdokument on the public page."""
    policy = _policy(request, pk)
    form = PolicyShowForm(
        request.POST or None, initial={"is_public": policy.is_public},
        holds_back=bool(held_of(request.association)),
    )  # fmt: skip
    if attempt(request, form, lambda: show_policy(policy=policy, by=request.person, **form.cleaned_data)):
        shown = form.cleaned_data["is_public"]
        messages.success(
            request,
            "Styrdokumentet finns på den offentliga sidan." if shown else "Det visas inte längre för alla.",
        )
        return redirect(policy)
    return form_page(
        request, form, title="Visa för alla", submit="Spara", back=str(policy), back_url=policy.get_absolute_url()
    )  # fmt: skip
