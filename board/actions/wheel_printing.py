"""The worker's part of the printed årshjul."""

from __future__ import annotations

from board.actions.protocol import PDF
from board.documents.year_wheel import build_wheel, render_wheel
from finsam.files import store
from finsam.models import Document, Job
from finsam.permissions import Permission
from finsam.work import jobs


@jobs.kind(seconds=120, megabytes=1000, needs=Permission.READ_MEETINGS)
def print_wheel(job: Job, *, year: int) -> Document:
    """Typeset the årshjul of a year as it stands today."""
    content = render_wheel(build_wheel(job.association, year), job.association)
    return store.keep(
        content, association=job.association, name=f"Årshjul {year}.pdf", content_type=PDF, by=job.asked_by,
        made_from=f"year_wheel {year}",
    )  # fmt: skip
