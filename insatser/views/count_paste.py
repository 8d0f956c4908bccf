"""Filling the grid of a period from Excel: what is pasted or chosen stands in the cells, and is saved when one has seen it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import words
from finsam.views.pages import refusals_on
from insatser.actions.participants import CountingSheet
from insatser.forms.counting import CountingForm
from insatser.queries.count_grid import blocks_of, plan_of, shown_value, values_by_list
from insatser.queries.count_paste import Pasted, lines_of_file, lines_of_text, read_lines
from insatser.views.counting import find_counting, show_counting


@requires(Permission.REPORT_INSATS)
@require_http_methods(["GET", "HEAD", "POST"])
def counting_paste(request: AccessRequest, pk: int, counting_pk: int) -> HttpResponse:
    """Show the grid with what was pasted in its cells; nothing is saved yet."""
    row = find_counting(request, pk, counting_pk)
    if request.method != "POST" or not row.is_writable:
        return redirect(row)
    content = CountingSheet(row).content()
    plan = plan_of(row.insats)
    blocks = blocks_of(plan, row, values_by_list([plan]), content)
    read = Pasted()
    with refusals_on(request):
        file = request.FILES.get("file")
        lines = (
            lines_of_file(file.name or "", file.read())
            if file
            else lines_of_text(request.POST.get("pasted", ""))
        )
        read = read_lines(lines, blocks)
    for line in read.unread:
        messages.warning(request, f"”{line}” hör inte till någon rad och är inte med.")
    if not read.cells:
        messages.error(
            request, "Inga antal kunde läsas. Ta med orden i första kolumnen, till exempel Nya och Avslutade."
        )
        form = CountingForm(blocks=blocks, content=content)
        return show_counting(request, row, blocks, form, pasted=request.POST.get("pasted", ""), status=422)
    stored = {name: shown_value(name, value) for name, value in content.items()}
    form = CountingForm(stored | read.cells, blocks=blocks, content=content)
    form.is_valid()
    told = words.plural(len(read.cells), "antal är ifyllt", "antal är ifyllda")
    messages.info(request, f"{told}. Inget är sparat än: se efter, och tryck på Spara.")
    return show_counting(request, row, blocks, form)
