"""Writing a rekvisition: one page, saved by itself, and brought together when two write at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from board.forms.attachments import FilesField
from finsam.models import Saving
from finsam.permissions import AccessRequest, Permission, requires
from finsam.saving.collisions import collisions_of
from finsam.saving.others import others_writing
from finsam.views.conflicts import Conflict, choose
from finsam.views.pages import form_page, refusals_on
from finsam.views.saving import envelope, is_autosave, landed_keys, lead_to_choice, saved_in_words
from insatser.actions.payment_files import add_payment_file, remove_payment_file
from insatser.actions.requesting import PaymentSheet, Saved, begin_payment, save_payment, settle_payment
from insatser.forms.payment import PaymentBeginForm, PaymentForm
from insatser.models import PaymentRequest, PaymentSaving
from insatser.queries.money import money_by_year, money_of
from insatser.queries.payment_content import label_of, lines_of, total_of, unread_in
from insatser.views.finding import find_insats, is_contact_of, my_pages, page_base
from insatser.views.payment_finding import find_writable_payment


@requires(Permission.REPORT_INSATS)
@require_http_methods(["GET", "HEAD", "POST"])
def payment_begin(request: AccessRequest, pk: int) -> HttpResponse:
    """Begin a rekvisition for an insats, of a year that it has money for."""
    insats = find_insats(request, pk)
    if Permission.WRITE_INSATSER not in request.permissions and not is_contact_of(request, insats):
        raise Http404
    years = {year: money.free for year, money in money_by_year(insats).items() if money.granted}
    form = PaymentBeginForm(request.POST or None, years=years)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            payment = begin_payment(insats=insats, year=form.cleaned_data["year"], by=request.person)
            return redirect("payment_write", request.association.slug, payment.pk)
    lead = (
        "Det som förbundet redan vet fylls i. Allt sparas medan du skriver."
        if years
        else "Inga medel är beviljade insatsen än. Då finns inget att begära."
    )
    return form_page(
        request, form, title="Begär utbetalning", submit="Börja skriva" if years else "", back=insats.name,
        back_url=insats.get_absolute_url(), lead=lead, base=page_base(request), my_pages=my_pages(request),
    )  # fmt: skip


@requires(Permission.REPORT_INSATS)
@require_http_methods(["GET", "HEAD", "POST"])
def payment_write(request: AccessRequest, pk: int) -> HttpResponse:
    """Show a rekvisition to write in; POST saves it, from the page itself or from a button."""
    payment = find_writable_payment(request, pk)
    if request.method == "POST":
        return _save(request, payment)
    if not payment.is_writable:
        return redirect(payment)
    return _show(request, payment, PaymentForm(payment=payment, lines=lines_of(payment)))


@requires(Permission.REPORT_INSATS)
@require_http_methods(["GET", "HEAD", "POST"])
def payment_conflict(request: AccessRequest, pk: int, saving_pk: int) -> HttpResponse:
    """Show what two wrote at once, and write what is chosen; neither is lost."""
    payment = find_writable_payment(request, pk)
    saving = get_object_or_404(
        PaymentSaving.objects.beside().select_related("payment", "saved_by"), payment=payment, pk=saving_pk
    )
    collisions = collisions_of(
        saving, stored=PaymentSheet(payment).content(), label=lambda name: label_of(name, payment),
        is_text=lambda _: False, said=lambda _, value: str(value or ""),
    )  # fmt: skip
    conflict = Conflict(
        saving=saving, collisions=collisions, heading=payment.name,
        back_url=reverse("payment_write", args=[request.association.slug, pk]),
        base_version=str(payment.version), page_url=lambda row: _conflict_url(request, payment, row),
        base=page_base(request), my_pages=my_pages(request),
    )  # fmt: skip

    def settle(chosen: dict[str, Any], base_version: str) -> Saved:
        return settle_payment(waiting=saving, chosen=chosen, base_version=base_version, by=request.person)

    return choose(request, conflict, settle)


@requires(Permission.REPORT_INSATS)
@require_POST
def payment_file_add(request: AccessRequest, pk: int) -> HttpResponse:
    """Take underlag to a rekvisition; each that cannot be taken says why."""
    payment = find_writable_payment(request, pk)
    field = FilesField(required=False, allow_empty_file=True)
    added = 0
    for file in request.FILES.getlist("files"):
        with refusals_on(request):
            field.clean([file])
            add_payment_file(payment=payment, name=file.name, content=file.read(), by=request.person)
            added += 1
    if added:
        messages.success(request, "Underlaget är sparat." if added == 1 else f"{added} underlag är sparade.")
    elif not request.FILES:
        messages.error(request, "Välj minst en fil.")
    return redirect(f"{reverse('payment_write', args=[request.association.slug, pk])}#files")


@requires(Permission.REPORT_INSATS)
@require_POST
def payment_file_remove(request: AccessRequest, pk: int, file_pk: int) -> HttpResponse:
    """Take an underlag from a rekvisition that is being written."""
    payment = find_writable_payment(request, pk)
    file = get_object_or_404(payment.files, pk=file_pk)
    with refusals_on(request):
        remove_payment_file(file=file, by=request.person)
        messages.success(request, f"{file.title} är borttagen ur rekvisitionen.")
    return redirect(f"{reverse('payment_write', args=[request.association.slug, pk])}#files")


def _save(request: AccessRequest, payment: PaymentRequest) -> HttpResponse:
    form = PaymentForm(request.POST, payment=payment, lines=lines_of(payment))
    is_right, is_kept = form.is_valid(), False  # what is right is saved although something else is not
    with refusals_on(form):
        saved = save_payment(payment=payment, fields=form.typed(), by=request.person, **envelope(request))
        if saved.collided:
            return lead_to_choice(request, _conflict_url(request, payment, saved.collided))
        is_kept = True
        if is_right:
            return (
                JsonResponse(_answer(request, payment.pk, saved))
                if is_autosave(request)
                else _onward(request, payment)
            )
    if is_autosave(request):
        said = " ".join(message for each in form.errors.values() for message in each)
        return JsonResponse({"message": said}, status=422)
    return _show(request, find_writable_payment(request, payment.pk), form, status=200 if is_kept else 422)


def _onward(request: AccessRequest, payment: PaymentRequest) -> HttpResponse:
    """Go where the button said: to read it through, or away for today."""
    slug = request.association.slug
    if request.POST.get("go") == "next":
        return redirect("payment_submit", slug, payment.pk)
    messages.success(request, "Allt är sparat. Du kan fortsätta en annan dag.")
    return redirect("payment", slug, payment.pk)


def _show(
    request: AccessRequest, payment: PaymentRequest, form: PaymentForm, *, status: int = 200
) -> HttpResponse:
    newest = payment.savings.filter(number__gt=0).order_by("-number").first()
    context = _facts(request, payment) | {
        "form": form,
        "version": str(payment.version),
        "landed": landed_keys(payment.savings.all()),
        "waiting": payment.savings.waiting().first(),
        "saved_at": saved_in_words(newest),
        "files": payment.files.select_related("document"),
        "base": page_base(request),
        "my_pages": my_pages(request),
    }
    return render(request, "insatser/payment_write.html", context, status=status)


def _facts(request: AccessRequest, payment: PaymentRequest) -> dict[str, Any]:
    """Give what the page and its fragments share."""
    lines = lines_of(payment)
    total, money = total_of(lines), money_of(payment.insats, payment.year)
    return {
        "association": request.association,
        "payment": payment,
        "lines": lines,
        "total": total,
        "money": money,
        "left_after": money.free - total,
        "is_over": total > money.free,
        "unread": unread_in(payment),
        "others": others_writing(
            PaymentSheet(payment),
            by=request.person,
            at=timezone.now(),
            label=lambda name: label_of(name, payment),
        ),
    }


def _answer(request: AccessRequest, pk: int, saved: Saved) -> dict[str, Any]:
    context = _facts(request, find_writable_payment(request, pk))
    fragments = {
        "payment-sum": render_to_string("insatser/_payment_sum.html", context, request),
        "payment-left": render_to_string("insatser/_payment_left.html", context, request),
        "others-writing": render_to_string("_components/others_writing.html", context, request),
    }
    for line in context["lines"]:
        cell = {"line": line}
        fragments[f"left-{line.number}"] = render_to_string("insatser/_payment_cell.html", cell, request)
    return {
        "version": saved.version, "saved_at": f"{timezone.localtime(saved.at):%H:%M}", "fragments": fragments,
    }  # fmt: skip


def _conflict_url(request: AccessRequest, payment: PaymentRequest, saving: Saving) -> str:
    return reverse("payment_conflict", args=[request.association.slug, payment.pk, saving.pk])
