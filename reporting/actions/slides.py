"""What is done to a set of slides: made, ordered, worded, typeset, and frozen when a meeting has seen it."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.db import transaction

from board.actions.attachments import attach
from board.documents.assemble import look_of
from board.models import Meeting, Paragraph
from board.states import AGENDA_OPEN
from finsam import audit, clock, markup, pdf, pptx
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Document, Job, Person
from finsam.permissions import Permission
from finsam.texts.cleaning import no_longer_than
from finsam.work import jobs
from insatser.actions.publishing import publish_figures, publish_named
from reporting.actions.adopting import PDF
from reporting.documents.slides import SlidesDocument, build_slides, report_of
from reporting.models import Report, Section, Slide, SlideSet
from reporting.queries.tree import numbered
from reporting.registries import blocks

# What is shown from the beginning: the rest is for those who read, not for a wall.
SHOWN = frozenset(
    {
        "year_in_short", "five_years", "money_flow", "key_ratios", "goals", "goals_plan", "goal_areas", "goal_tree", "goal_follow_up", "indicators",
        "equity", "half_year_summary", "income_statement", "insatser_plan", "budget", "budget_overview", "shares", "underbalance",
    }
)  # fmt: skip
NOT_SHOWN = frozenset({"signatures"})
CHANGEABLE = frozenset({"heading", "html", "is_quote", "said_by", "note", "is_shown", "section", "block"})


@transaction.atomic
def make_set(*, report: Report, by: Person, meeting: Meeting | None = None) -> SlideSet:
    """Make a set of the parts that the report computes, in its order; those for a reader rest beside, to be taken in."""
    title = f"{meeting.body.name} {meeting.held_on.isoformat()}" if meeting else report.title
    made = SlideSet.objects.create(
        association=report.association, report=report, meeting=meeting, title=title, made_at=clock.now(), made_by=by
    )  # fmt: skip
    parts = [each for each, _, _ in numbered(report) if each.block and each.block not in NOT_SHOWN]
    Slide.objects.bulk_create(
        Slide(
            slide_set=made, position=place, heading=each.heading, section=each, block=each.block,
            is_shown=each.block in SHOWN,
        )
        for place, each in enumerate(parts)
    )  # fmt: skip
    audit.record(association=report.association, by=by, verb="gjorde bilder", target=made, report=report.pk)
    return made


@transaction.atomic
def name_set(*, slide_set: SlideSet, title: str, by: Person) -> SlideSet:
    """Give the set another title. Raises DomainError without one."""
    row = _lock(slide_set)
    if not title.strip():
        raise DomainError("Skriv en titel för första bilden.")
    row.title = no_longer_than(200, title.strip(), what="Titeln")
    row.save(update_fields=["title"])
    audit.record(association=row.association, by=by, verb="bytte titel på bilder", target=row)
    return row


@transaction.atomic
def remove_set(*, slide_set: SlideSet, by: Person) -> None:
    """Throw away a set that no meeting has seen."""
    row = _lock(slide_set)
    audit.record(association=row.association, by=by, verb="tog bort bilder", target=row, title=row.title)
    row.delete()


@transaction.atomic
def add_slide(
    *, slide_set: SlideSet, heading: str, by: Person, section: Section | None = None, block: str = "", html: str = "",
    is_quote: bool = False, said_by: str = "", note: str = "",
) -> Slide:  # fmt: skip
    """Add a slide last: a block, own words, or both. Raises DomainError for one that shows nothing."""
    row = _lock(slide_set)
    last = row.slides.order_by("-position").first()
    slide = Slide(
        slide_set=row, position=last.position + 1 if last else 0, heading=heading.strip(), section=section,
        block=section.block if section else block, html=markup.clean(html), is_quote=is_quote, said_by=said_by.strip(),
        note=note.strip(),
    )  # fmt: skip
    _check(slide, row)
    slide.save()
    audit.record(association=row.association, by=by, verb="lade till bild", target=row, slide=slide.heading)
    return slide


@transaction.atomic
def change_slide(*, slide: Slide, by: Person, **changes: Any) -> Slide:
    """Change what a slide says or shows, or take it out of what is shown and back."""
    row = _lock(slide.slide_set)
    if unknown := set(changes) - CHANGEABLE:
        raise TypeError(f"Unknown changes: {sorted(unknown)}")
    if "html" in changes:
        changes["html"] = markup.clean(changes["html"])
    own = row.slides.select_for_update(of=("self",)).get(pk=slide.pk)
    changed = [name for name, value in changes.items() if getattr(own, name) != value]
    for name in changed:
        setattr(own, name, changes[name])
    _check(own, row)
    if changed:
        own.save(update_fields=changed)
        audit.record(
            association=row.association, by=by, verb="ändrade bild", target=row, slide=own.heading,
            changed=sorted(changed),
        )  # fmt: skip
    return own


@transaction.atomic
def move_slide(*, slide: Slide, way: str, by: Person) -> None:
    """Move a slide one step, "upp" or "ned"; at the end it stays."""
    row = _lock(slide.slide_set)
    if way not in {"upp", "ned"}:
        raise DomainError("Välj upp eller ned.")
    rows = list(row.slides.select_for_update(of=("self",)))
    place = [each.pk for each in rows].index(slide.pk)
    rows.insert(max(0, place + (1 if way == "ned" else -1)), rows.pop(place))
    for position, each in enumerate(rows):
        each.position = position
    Slide.objects.bulk_update(rows, ["position"])
    audit.record(association=row.association, by=by, verb="flyttade bild", target=row, slide=slide.heading)


@transaction.atomic
def remove_slide(*, slide: Slide, by: Person) -> None:
    """Throw a slide away; what it said is kept in the log."""
    row = _lock(slide.slide_set)
    audit.record(
        association=row.association,
        by=by,
        verb="tog bort bild",
        target=row,
        slide=slide.heading,
        text=slide.html,
    )
    row.slides.filter(pk=slide.pk).delete()


@jobs.kind(seconds=300, megabytes=1500, needs=Permission.WRITE_REPORTS)
def slides_as_pdf(job: Job, *, set_id: int) -> Document:
    """Typeset the slides as they stand; nothing is frozen. Those that a meeting has seen are given as it saw them."""
    slide_set = _of_job(job, set_id)
    if slide_set.pdf:
        return slide_set.pdf
    content = _typeset(build_slides(slide_set), slide_set)
    return _keep(job, slide_set, content, ending="pdf", content_type=PDF)


@jobs.kind(seconds=300, megabytes=1500, needs=Permission.WRITE_REPORTS)
def slides_as_powerpoint(job: Job, *, set_id: int) -> Document:
    """Write the slides for PowerPoint, with tables and charts that can be changed there; nothing is frozen."""
    slide_set = _of_job(job, set_id)
    document = build_slides(slide_set)
    shown = [
        pptx.Shown(
            each.heading, each.words + each.html, note=each.note, is_quote=each.is_quote, said_by=each.said_by
        )
        for each in document.slides
    ]
    content = pptx.render(document.title, document.under, shown, look=look_of(slide_set.association))
    return _keep(job, slide_set, content, ending="pptx", content_type=pptx.PPTX)


@jobs.kind(seconds=300, megabytes=1500, needs=Permission.WRITE_REPORTS)
def use_at_meeting(job: Job, *, set_id: int, paragraph_id: int) -> Document:
    """Typeset the slides and put them with the ärende at whose meeting they are shown; from then they stand as they are."""
    slide_set = _of_job(job, set_id)
    paragraph = Paragraph.objects.select_related("meeting__body__association").get(
        pk=paragraph_id, meeting__body__association=job.association
    )
    document = build_slides(slide_set)
    content = _typeset(document, slide_set)
    assert job.asked_by  # only the office shows slides
    with jobs.closing(job) as ending:
        used = freeze_used(
            slide_set=slide_set, paragraph=paragraph, document=document, typeset=content, by=job.asked_by
        )
        ending.result = used.pdf
    assert used.pdf  # the set's constraint
    return used.pdf


@transaction.atomic
def freeze_used(
    *, slide_set: SlideSet, paragraph: Paragraph, document: SlidesDocument, typeset: bytes, by: Person
) -> SlideSet:
    """Freeze the set as a handling of the ärende, and write down the figures of participants that it tells.

    Raises DomainError when the agenda is closed, or when the set changed while it was typeset.
    """
    row = _lock(slide_set)
    if paragraph.meeting.state not in AGENDA_OPEN:
        raise DomainError("Dagordningen är stängd. Välj ett sammanträde som inte är avslutat.")
    if build_slides(row) != document:
        raise DomainError("Bilderna ändrades medan de sattes. Försök igen.")
    attachment = attach(
        paragraph=paragraph, name=f"Bilder {row.title}.pdf", content=typeset, by=by, title=f"Bilder: {row.title}"
    )  # fmt: skip
    row.paragraph, row.pdf = paragraph, attachment.document
    row.content = dataclasses.asdict(document)
    row.used_at, row.used_by = clock.now(), by
    row.save()
    _publish(row, by=by)
    audit.record(
        association=row.association, by=by, verb="visade bilder vid sammanträde", target=row, paragraph=str(paragraph),
        sha256=attachment.document.sha256,
    )  # fmt: skip
    return row


def _publish(row: SlideSet, *, by: Person) -> None:
    shown = list(row.slides.filter(is_shown=True).select_related("section__report"))
    found = [(blocks.get(each.block), report_of(each, row.report)) for each in shown if each.block]
    spots = {spot for block, report in found if block and block.spots for spot in block.spots(report)}
    where = f"Bilder: {row.title} ({row.pk})"
    publish_figures(association=row.association, spots=spots, where=where, by=by)
    publish_named(
        association=row.association, texts=[each.html for each in shown], year=row.report.year, where=where, by=by
    )  # fmt: skip


def _of_job(job: Job, set_id: int) -> SlideSet:
    found: SlideSet = SlideSet.objects.of(job.association).select_related("meeting__body").get(pk=set_id)
    if not found.is_used and not found.slides.filter(is_shown=True).exists():
        raise DomainError("Ingen bild visas. Ta in minst en.")
    return found


def _typeset(document: SlidesDocument, slide_set: SlideSet) -> bytes:
    return pdf.render(document.template_name, {"document": document}, look=look_of(slide_set.association))


def _keep(job: Job, slide_set: SlideSet, content: bytes, *, ending: str, content_type: str) -> Document:
    return store.keep(
        content, association=job.association, name=f"Bilder {slide_set.title}.{ending}", content_type=content_type,
        by=job.asked_by, made_from=slide_set,
    )  # fmt: skip


def _lock(slide_set: SlideSet) -> SlideSet:
    row = SlideSet.objects.select_for_update(of=("self",)).get(pk=slide_set.pk)
    if row.is_used:
        raise DomainError("Bilderna är visade vid ett sammanträde och ändras inte. Gör en ny uppsättning.")
    return row


def _check(slide: Slide, row: SlideSet) -> None:
    if not slide.heading:
        raise DomainError("Skriv en rubrik för bilden.")
    no_longer_than(200, slide.heading, what="Rubriken")
    no_longer_than(200, slide.said_by, what="Vem som sagt det")
    if slide.section and slide.section.report.association_id != row.association_id:
        raise DomainError("Delen hör till ett annat förbund.")
    if slide.block and (blocks.get(slide.block) is None or slide.block in NOT_SHOWN):
        raise DomainError("Den delen finns inte. Välj en ur listan.")
    if not slide.block and not slide.html:
        raise DomainError("Välj något att visa, eller skriv egna ord.")
