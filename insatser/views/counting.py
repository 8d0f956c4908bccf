"""Counting a period: a grid that saves itself, brought together when two write at once, handed in and opened again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from finsam.models import Saving
from finsam.permissions import AccessRequest, Permission, requires
from finsam.saving.collisions import collisions_of
from finsam.saving.others import others_writing
from finsam.swedish.persons_named import persons_named
from finsam.views.conflicts import Conflict, choose
from finsam.views.pages import attempt, refusals_on
from finsam.views.saving import envelope, is_autosave, landed_keys, lead_to_choice, saved_in_words
from finsam.web.asked import number as number_of
from insatser.actions.cell_notes import note_cell
from insatser.actions.count_periods import close_counting, hand_in_counting, reopen_counting
from insatser.actions.participants import CountingSheet, Saved, begin_counting, save_counting, settle_counting
from insatser.forms.counting import CellNoteForm, CountingForm, PeriodForm, ReopenForm, shown_blocks
from insatser.models import Counting, CountingSaving, Insats, Share
from insatser.permissions import may_count_participants
from insatser.queries.cell_notes import noted_rows, notes_of
from insatser.queries.count_changes import cell_label, labels_of
from insatser.queries.count_grid import Block, blocks_of, plan_of, shown_value, values_by_list
from insatser.queries.count_periods import content_before, due_on, next_periods
from insatser.queries.count_remarks import remarks_on
from insatser.queries.counts import published_lines
from insatser.views.finding import find_insats, is_contact_of, my_pages, page_base


@requires(Permission.REPORT_INSATS)
def participants_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Choose a period to count: one that has begun, one that is due, or other days."""
    insats = _find_countable(request, pk)
    asked = _asked_period(request)
    shares = list(insats.shares.given().select_related("association"))
    share = _asked_share(request, shares)
    countings = insats.countings.filter(share=share)
    found = countings.filter(starts_on=asked[0], ends_on=asked[1]).first() if asked else None
    if found and request.method == "GET":
        return redirect(found)
    days = {"starts_on": asked[0].isoformat(), "ends_on": asked[1].isoformat()} if asked else None
    form = PeriodForm(request.POST or None, initial=days)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            return redirect(
                begin_counting(insats=insats, share=share, by=request.person, **form.cleaned_data)
            )
    context = {
        "form": form, "insats": insats, "countings": countings, "base": page_base(request), "share": share,
        "shares": shares, "my_pages": my_pages(request),
        "next_periods": next_periods(insats, plan_of(insats), share),
    }  # fmt: skip
    return render(request, "insatser/participants_edit.html", context, status=422 if form.errors else 200)


@requires(Permission.REPORT_INSATS)
@require_http_methods(["GET", "HEAD", "POST"])
def counting(request: AccessRequest, pk: int, counting_pk: int) -> HttpResponse:
    """Show a period's numbers to write in; POST saves them, from the page itself or from a button."""
    row = find_counting(request, pk, counting_pk)
    if request.method != "POST":
        prefetch_related_objects([row], "cells")
    content = CountingSheet(row).content()
    plan = plan_of(row.insats)
    blocks = blocks_of(plan, row, values_by_list([plan]), content)
    if request.method == "POST":
        return _save(request, row, blocks, content)
    return show_counting(request, row, blocks, CountingForm(blocks=blocks, content=content))


@requires(Permission.REPORT_INSATS)
@require_http_methods(["GET", "HEAD", "POST"])
def counting_conflict(request: AccessRequest, pk: int, counting_pk: int, saving_pk: int) -> HttpResponse:
    """Show what two wrote at once in a period, and write what is chosen; neither is lost."""
    row = find_counting(request, pk, counting_pk)
    saving = get_object_or_404(
        CountingSaving.objects.beside().select_related("counting", "saved_by"), counting=row, pk=saving_pk
    )
    labels = labels_of(request.association)
    collisions = collisions_of(
        saving, stored=CountingSheet(row).content(), label=lambda name: cell_label(name, labels).capitalize(),
        is_text=lambda _: False, said=shown_value,
    )  # fmt: skip
    conflict = Conflict(
        saving=saving, collisions=collisions, heading=f"Deltagare {row}", back_url=row.get_absolute_url(),
        base_version=str(row.version), page_url=lambda each: _conflict_url(row, each),
        base=page_base(request), my_pages=my_pages(request),
    )  # fmt: skip

    def settle(chosen: dict[str, Any], base_version: str) -> Saved:
        return settle_counting(waiting=saving, chosen=chosen, base_version=base_version, by=request.person)

    return choose(request, conflict, settle)


@requires(Permission.REPORT_INSATS)
@require_POST
def counting_note(request: AccessRequest, pk: int, counting_pk: int) -> HttpResponse:
    """Write a note to one number of a period."""
    row = find_counting(request, pk, counting_pk)
    content = CountingSheet(row).content()
    plan = plan_of(row.insats)
    blocks = blocks_of(plan, row, values_by_list([plan]), content)
    form = CellNoteForm(request.POST, blocks=blocks)
    if attempt(request, form, lambda: note_cell(counting=row, by=request.person, **form.cleaned_data)):
        messages.success(request, "Anteckningen är sparad.")
        return redirect(f"{row.get_absolute_url()}#cell-notes")
    numbers = CountingForm(blocks=blocks, content=content)
    return show_counting(request, row, blocks, numbers, status=422, note_form=form)


@requires(Permission.REPORT_INSATS)
@require_POST
def counting_hand_in(request: AccessRequest, pk: int, counting_pk: int) -> HttpResponse:
    """Hand in a period."""
    return _hand_in(request, find_counting(request, pk, counting_pk))


@requires(Permission.WRITE_INSATSER)
@require_POST
def counting_close(request: AccessRequest, pk: int, counting_pk: int) -> HttpResponse:
    """Close a period that is handed in."""
    row = find_counting(request, pk, counting_pk)
    with refusals_on(request):
        close_counting(counting=row, by=request.person)
        messages.success(request, f"{row} är stängd. Den går att öppna igen med ett skäl.")
    return redirect(row)


@requires(Permission.REPORT_INSATS)
@require_http_methods(["GET", "HEAD", "POST"])
def counting_reopen(request: AccessRequest, pk: int, counting_pk: int) -> HttpResponse:
    """Open a period again, with a reason."""
    row = find_counting(request, pk, counting_pk)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            reopen_counting(counting=row, reason=form.cleaned_data["reason"], by=request.person)
            messages.success(request, "Perioden är öppen igen.")
            return redirect(row)
    context = {
        "title": f"Öppna {row} igen", "form": form, "submit": "Öppna igen", "cancel_url": row.get_absolute_url(),
        "crumb": row.insats.name, "crumb_url": row.get_absolute_url(),
    }  # fmt: skip
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)


def _find_countable(request: AccessRequest, pk: int) -> Insats:
    insats = find_insats(request, pk)
    if not may_count_participants(request.permissions, is_contact=is_contact_of(request, insats)):
        raise Http404
    return insats


def find_counting(request: AccessRequest, pk: int, counting_pk: int) -> Counting:
    insats = _find_countable(request, pk)
    rows = Counting.objects.select_related("share__association")
    row = get_object_or_404(rows, pk=counting_pk, insats=insats)
    row.insats = insats
    return row


def _asked_share(request: AccessRequest, shares: list[Share]) -> Share | None:
    """Give the share whose people are to be counted; None for one's own. 404 for one that is not the insats's."""
    if not (asked := number_of(request.GET.get("delning", ""))):
        return None
    found = next((row for row in shares if row.pk == asked), None)
    if found is None:
        raise Http404
    return found


def _asked_period(request: AccessRequest) -> tuple[dt.date, dt.date] | None:
    """Give the period that the address asks for; None where it says none that can be read."""
    try:
        first, last = (dt.date.fromisoformat(request.GET.get(name, "")) for name in ("fran", "till"))
    except ValueError:
        return None
    return first, last


def _hand_in(request: AccessRequest, row: Counting) -> HttpResponse:
    with refusals_on(request):
        hand_in_counting(counting=row, by=request.person)
        messages.success(request, f"Deltagarna för {row} är lämnade.")
    return redirect(row)


def _save(
    request: AccessRequest, row: Counting, blocks: list[Block], content: Mapping[str, Any]
) -> HttpResponse:
    form = CountingForm(request.POST, blocks=blocks, content=content)
    is_right, is_kept = form.is_valid(), False  # what is right is saved although something else is not
    with refusals_on(form):
        saved = save_counting(counting=row, fields=form.typed(), by=request.person, **envelope(request))
        if saved.collided:
            return lead_to_choice(request, _conflict_url(row, saved.collided))
        row.refresh_from_db(fields=["version", "note"])
        is_kept = True
        if is_right and is_autosave(request):
            return JsonResponse(_answer(request, row, blocks, saved))
        if is_right and request.POST.get("go") == "hand_in":
            return _hand_in(request, row)
        if is_right:
            messages.success(request, "Antalen är sparade.")
            return redirect(row)
    if is_autosave(request):
        said = " ".join(message for each in form.errors.values() for message in each)
        return JsonResponse({"message": said}, status=422)
    return show_counting(request, row, blocks, form, status=200 if is_kept else 422)


def show_counting(
    request: AccessRequest,
    row: Counting,
    blocks: list[Block],
    form: CountingForm,
    *,
    status: int = 200,
    pasted: str = "",
    note_form: CellNoteForm | None = None,
) -> HttpResponse:
    newest = row.savings.filter(number__gt=0).order_by("-number").first()
    notes = notes_of(row, blocks)
    context = _facts(request, row, blocks, form) | {
        "notes": notes,
        "noted": noted_rows(notes),
        "note_form": note_form or CellNoteForm(blocks=blocks),
        "version": str(row.version),
        "pasted": pasted,
        "landed": landed_keys(row.savings.all()),
        "waiting": row.savings.waiting().first(),
        "saved_at": saved_in_words(newest),
        "due_on": due_on(row, plan_of(row.insats)),
        "published": published_lines(row),
        "may_close": Permission.WRITE_INSATSER in request.permissions and row.state == "handed_in",
        "base": page_base(request),
        "my_pages": my_pages(request),
    }
    return render(request, "insatser/counting.html", context, status=status)


def _facts(request: AccessRequest, row: Counting, blocks: list[Block], form: CountingForm) -> dict[str, Any]:
    """Give what the page and its fragments share."""
    labels = labels_of(request.association)
    sheet = CountingSheet(row)
    before, before_content = content_before(row)
    remarks = [
        each
        for each in remarks_on(row.insats, share=row.share)
        if each.period == (row.starts_on, row.ends_on)
    ]
    return {
        "association": request.association,
        "counting": row,
        "insats": row.insats,
        "form": form,
        "tables": shown_blocks(form, blocks, sheet.content(), before_content),
        "before": before,
        "remarks": remarks,
        "named": persons_named("\n".join([row.note, *(note["text"] for note in row.cell_notes.values())])),
        "stops": any(each.stops for each in remarks),
        "others": others_writing(
            sheet, by=request.person, at=timezone.now(), label=lambda name: cell_label(name, labels)
        ),
    }


def _answer(request: AccessRequest, row: Counting, blocks: list[Block], saved: Saved) -> dict[str, Any]:
    content = CountingSheet(row).content()
    context = _facts(request, row, blocks, CountingForm(blocks=blocks, content=content))
    fragments = {
        "count-checks": render_to_string("insatser/_count_checks.html", context, request),
        "others-writing": render_to_string("_components/others_writing.html", context, request),
    }
    for table in context["tables"]:
        for shown in table.rows:
            kind = "computed" if shown.row.adds else "sum"
            said = render_to_string(
                f"insatser/_count_{kind}.html", {"shown": shown, "before": context["before"]}
            )
            fragments[f"{kind}-{shown.row.id}"] = said
        if table.block.column_sum:
            fragments[f"sums-{table.block.id}"] = render_to_string(
                "insatser/_count_sums.html", {"table": table, "before": context["before"]}
            )
    return {
        "version": saved.version, "saved_at": f"{timezone.localtime(saved.at):%H:%M}", "fragments": fragments,
    }  # fmt: skip


def _conflict_url(row: Counting, saving: Saving) -> str:
    return reverse("counting_conflict", args=[row.insats.association.slug, row.insats_id, row.pk, saving.pk])
