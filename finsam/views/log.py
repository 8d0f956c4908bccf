"""What was done, by whom and when."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from finsam import audit
from finsam.files import excel
from finsam.files.sending import stream_response
from finsam.forms.log import LogForm
from finsam.permissions import AccessRequest, Permission, requires
from finsam.queries import audit_events, audit_names
from finsam.tables import AuditTable, facts_in_words
from finsam.views.pages import show_page

PAGE_SIZE = 50


@requires(Permission.READ_AUDIT)
@require_safe
def audit_list(request: AccessRequest) -> HttpResponseBase:
    """Show the log, found by words, doer and days, or as Excel or JSON lines."""
    form = LogForm(request.GET or None, names=audit_names(request.association))
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = audit_events(
        request.association,
        search=wanted.get("q", ""),
        by=wanted.get("av", ""),
        from_on=wanted.get("fran"),
        to_on=wanted.get("till"),
    )
    if request.GET.get("format") == "jsonl":
        return stream_response(
            audit.as_json_lines(rows), name="handelser.jsonl", content_type="application/jsonl"
        )
    if request.GET.get("format") == "xlsx":
        lines = [
            (
                timezone.localtime(row.happened_at),
                row.by_name,
                row.verb,
                row.target_label,
                facts_in_words(row.facts, is_whole=True),
            )
            for row in rows[: excel.MOST_ROWS + 1]  # one more, so that the file can say that there are more
        ]
        return excel.download("handelser", ["När", "Vem", "Vad", "Om", "Uppgifter"], lines)
    table = AuditTable(rows)
    show_page(request, table, per_page=PAGE_SIZE)
    return render(request, "finsam/audit_list.html", {"table": table, "form": form})
