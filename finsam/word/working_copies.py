"""Word files to work on outside the program: kept, and told of in the log."""

from __future__ import annotations

from django.db import models

from finsam import audit
from finsam.files import store
from finsam.models import Document, Job
from finsam.word import DOCX
from finsam.work import jobs


def keep_word(content: bytes, *, job: Job, name: str, made_from: models.Model) -> Document:
    """End the worker's `job` with the file; `name` is without its ending."""
    with jobs.closing(job) as ending:
        ending.result = kept = store.keep(
            content, association=job.association, name=f"{name}.docx", content_type=DOCX, by=job.asked_by,
            made_from=made_from,
        )  # fmt: skip
        audit.record(
            association=job.association, by=job.asked_by, verb="gjorde Word-fil", target=made_from,
            sha256=kept.sha256,
        )  # fmt: skip
    return kept
