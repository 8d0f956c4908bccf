"""A change of what an insats has been granted is asked for by those who carry it out: an ansökan of its own, that ends in a §."""

from __future__ import annotations

from django.db import transaction

from finsam import clock
from finsam.errors import DomainError
from finsam.models import Association, Person
from insatser.actions.applying import begin, usual_categories
from insatser.actions.rounds import save_round
from insatser.models import Application, ApplicationRound, Insats
from insatser.models.application import MOST_YEARS
from insatser.states import UNDECIDED, ApplicationState


@transaction.atomic
def ask_for_change(*, insats: Insats, by: Person) -> Application:
    """Begin to ask for another amount, time or number of places, with what is known; one being written is given as it is.

    Raises DomainError where nothing is granted from this year on, and while a change waits for its decision.
    """
    association = Association.objects.select_for_update().get(pk=insats.association_id)
    own = Application.objects.of(association).filter(insats=insats)
    changes = own.filter(round__is_for_changes=True)
    if draft := changes.filter(state=ApplicationState.DRAFT).first():
        return draft
    waiting = changes.filter(state__in=sorted(UNDECIDED)).first()
    if waiting and waiting.matter:
        raise DomainError(f"En ändring som ni har begärt väntar på beslut, dnr {waiting.matter.dnr}.")
    year = clock.today().year
    years = set(insats.grants.current().filter(year__gte=year).values_list("year", flat=True))
    if not years:
        raise DomainError(f"{insats} har inga beviljade medel från {year} och framåt att ändra.")
    earlier = own.filter(state=ApplicationState.DECIDED).order_by("-submitted_at").first()
    period = _period(association, year, min(max(years), year + MOST_YEARS - 1), by)
    return begin(period=period, by=by, insats=insats, copied_from=earlier)


def _period(association: Association, year: int, last: int, by: Person) -> ApplicationRound:
    """Give the period that the year's changes are asked for in, made the first time, as long as the money reaches."""
    row = association.application_rounds.filter(is_for_changes=True, first_year=year).first()
    row = row or ApplicationRound(
        association=association, name=f"Begärda ändringar {year}", opens_on=clock.today(), first_year=year, last_year=year,
        categories=usual_categories(), is_for_changes=True,
    )  # fmt: skip
    if row.pk and row.last_year >= last:
        return row
    row.last_year = max(last, row.last_year)
    return save_round(period=row, by=by)
