"""An insatskort is printed by the worker, as things stand."""

from __future__ import annotations

from board.documents.assemble import look_of
from finsam import clock, pdf
from finsam.files import store
from finsam.models import Document, Job
from finsam.permissions import Permission
from finsam.work import jobs
from insatser.actions.publishing import publish_figures
from insatser.documents.card import build_card
from insatser.documents.participants import told_participants
from insatser.models import Insats


@jobs.kind(seconds=180, megabytes=1000, needs=Permission.OPEN_INSATS)
def make_card(job: Job, *, insats_id: int) -> Document:
    """The worker's part of printing an insatskort."""
    insats = Insats.objects.select_related("association", "owner").get(pk=insats_id)
    told, spots = told_participants(insats, clock.today())
    card = build_card(insats, clock.today(), told)
    content = pdf.render(card.template_name, {"document": card}, look=look_of(insats.association))
    publish_figures(association=insats.association, spots=spots, where=card.title, by=job.asked_by)
    return store.keep(
        content, association=insats.association, name=f"{card.title.replace(':', '')}.pdf",
        content_type="application/pdf", by=job.asked_by, made_from=insats,
    )  # fmt: skip
