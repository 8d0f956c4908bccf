"""A column is fixed by a §; from then on it changes only as a new version with a § of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from board.models import Paragraph
from board.queries.decided import may_decide
from board.states import HELD
from economy.models import Contribution, Figure, FigureSet, NoteFigure
from economy.queries.adoption import is_adjusted
from economy.states import TRANSITIONS, FigureKind, FigureSetState
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Person
from finsam.states import BodyKind


@transaction.atomic
def adopt_together(
    *, figure_sets: Iterable[FigureSet], paragraph: Paragraph | None = None, on: dt.date | None = None,
    reference: str = "", by: Person | None,
) -> list[FigureSet]:  # fmt: skip
    """Fix columns by one decision: all of them or none. Raises DomainError as `adopt` does."""
    return [
        adopt(figure_set=each, paragraph=paragraph, on=on, reference=reference, by=by) for each in figure_sets
    ]


@transaction.atomic
def adopt(
    *, figure_set: FigureSet, on: dt.date | None = None, reference: str = "", paragraph: Paragraph | None = None,
    by: Person | None,
) -> FigureSet:  # fmt: skip
    """Fix a column: by a §, whose day and number it takes, or by a decision from before the program, told in words.

    Raises DomainError where it is fixed already, the day has not come, or the § cannot fix it.
    """
    figure_set = _lock(figure_set)
    _move(figure_set, FigureSetState.ADOPTED, f"{figure_set} är redan fastställd.")
    if paragraph:
        _check_paragraph(figure_set, paragraph)
        on, reference = paragraph.meeting.began_on, str(paragraph)
    if on is None:
        raise DomainError("Välj paragrafen, eller skriv vilken dag beslutet fattades.")
    if on > clock.today():
        raise DomainError("Dagen för beslutet har inte kommit än.")
    figure_set.adopted_on, figure_set.adopted_by, figure_set.paragraph = on, reference, paragraph
    figure_set.save(update_fields=["state", "adopted_on", "adopted_by", "paragraph"])
    audit.record(
        association=figure_set.fiscal_year.association, by=by, verb="fastställde kolumn", target=figure_set,
        on=on.isoformat(), reference=reference,
    )  # fmt: skip
    return figure_set


def _check_paragraph(figure_set: FigureSet, paragraph: Paragraph) -> None:
    body = paragraph.meeting.body
    if body.association_id != figure_set.fiscal_year.association_id:
        raise DomainError("Paragrafen hör till ett annat förbund.")
    if paragraph.number is None or paragraph.meeting.state not in HELD:
        raise DomainError("Paragrafen har inget nummer än. Välj den när ärendet är behandlat.")
    if not may_decide(paragraph):
        raise DomainError(
            f"{paragraph} avgör inget ärende: {paragraph.heading}. Välj den § där beslutet fattades."
        )
    if figure_set.kind == FigureKind.BUDGET and body.kind != BodyKind.BOARD:
        raise DomainError("Budgeten fastställs av styrelsen (23 § lagen om finansiell samordning).")
    versions = FigureSet.objects.filter(fiscal_year_id=figure_set.fiscal_year_id, key=figure_set.key)
    if versions.filter(paragraph=paragraph).exclude(pk=figure_set.pk).exists():
        raise DomainError(
            "Paragrafen har redan fastställt en tidigare version. En ändring har en egen paragraf."
        )


@transaction.atomic
def take_back_adoption(*, figure_set: FigureSet, by: Person | None) -> FigureSet:
    """Make a column a draft again, for a § that was chosen by mistake; once the § is justerad it is fixed for good."""
    figure_set = _lock(figure_set)
    paragraph = figure_set.paragraph
    _move(figure_set, FigureSetState.DRAFT, f"{figure_set} är inte fastställd.")
    if paragraph is None or is_adjusted(paragraph):
        raise DomainError(f"{figure_set} är fastställd. En ändring är en ny version med en egen paragraf.")
    figure_set.adopted_on, figure_set.adopted_by, figure_set.paragraph = None, "", None
    figure_set.save(update_fields=["state", "adopted_on", "adopted_by", "paragraph"])
    audit.record(
        association=figure_set.fiscal_year.association, by=by, verb="tog tillbaka fastställande av kolumn",
        target=figure_set, reference=str(paragraph),
    )  # fmt: skip
    return figure_set


def _lock(figure_set: FigureSet) -> FigureSet:
    rows = FigureSet.objects.select_for_update(of=("self",))
    return rows.select_related("fiscal_year__association", "paragraph__meeting__body").get(pk=figure_set.pk)


def _move(figure_set: FigureSet, to: FigureSetState, refusal: str) -> None:
    if to not in TRANSITIONS[FigureSetState(figure_set.state)]:
        raise DomainError(refusal)
    figure_set.state = to


@transaction.atomic
def revise(*, figure_set: FigureSet, by: Person | None) -> FigureSet:
    """Make a new version of an adopted column with the same figures, to be changed; the old one stays."""
    figure_set = FigureSet.objects.select_for_update(of=("self",)).get(pk=figure_set.pk)
    newest = figure_set.fiscal_year.figure_sets.filter(key=figure_set.key).order_by("-version")[0]
    if not newest.is_adopted:
        raise DomainError("Det finns redan en version som inte är fastställd. Ändra i den.")
    copied = FigureSet.objects.create(
        fiscal_year=newest.fiscal_year, key=newest.key, kind=newest.kind, label=newest.label,
        starts_on=newest.starts_on, ends_on=newest.ends_on, position=newest.position, version=newest.version + 1,
    )  # fmt: skip
    Figure.objects.bulk_create(
        Figure(figure_set=copied, line_id=row.line_id, amount=row.amount) for row in newest.figures.all()
    )
    NoteFigure.objects.bulk_create(
        NoteFigure(figure_set=copied, row_id=row.row_id, amount=row.amount)
        for row in newest.note_figures.all()
    )
    Contribution.objects.bulk_create(
        Contribution(figure_set=copied, member_id=row.member_id, amount=row.amount)
        for row in newest.contributions.all()
    )
    audit.record(
        association=copied.fiscal_year.association, by=by, verb="gjorde ny version av kolumn", target=copied,
        version=copied.version,
    )  # fmt: skip
    return copied
