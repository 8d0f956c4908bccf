"""An ansökan is prepared: held against the criteria, weighed by the office, ranked among the others of its period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from finsam import audit, clock, saving
from finsam.errors import DomainError
from finsam.models import Person
from finsam.swedish import money
from insatser.mail import preparing as letters
from insatser.models import Application, ApplicationRound, Criterion, Preparation, PreparationSaving
from insatser.queries.asked import asked_table
from insatser.queries.preparing import criteria_of, field_names, group_on, is_open, is_text
from insatser.states import OpinionState

Saved = saving.Saved[PreparationSaving]


class PreparationSheet(saving.RowSheet[PreparationSaving]):
    """The office's work with an ansökan, locked for writing; its fields are those of queries.preparing."""

    savings = PreparationSaving
    kept = 100
    called = "preparation"

    def __init__(self, preparation: Preparation) -> None:
        super().__init__(preparation)
        self.criteria = criteria_of(preparation, clock.today())
        self.names = field_names(self.criteria, asked_table(preparation.application).sums)

    def is_text(self, name: str) -> bool:
        return is_text(name)

    def content(self) -> dict[str, Any]:
        return {name: self.row.content.get(name, "") for name in self.names}

    def write(self, content: dict[str, Any], changed: set[str], by: Person) -> dict[str, Any]:
        row = self.row
        row.content = row.content | content
        row.asked = self.criteria
        row.version += 1
        row.save(update_fields=["content", "asked", "version"])
        return self.content()


@transaction.atomic
def save_preparation(
    *,
    application: Application,
    fields: Mapping[str, str],
    base_version: str,
    by: Person,
    save_key: str = "",
    after: str = "",
) -> Saved:
    """Save what the office says of an ansökan (see queries.preparing and finsam.saving) seen as `base_version`.

    Raises DomainError when the ansökan does not wait for a decision.
    """
    sheet = PreparationSheet(_locked(application))
    return saving.save(
        sheet, fields=_known(sheet, fields), base_version=base_version, by=by, save_key=save_key, after=after
    )


@transaction.atomic
def settle_preparation(
    *, waiting: PreparationSaving, chosen: Mapping[str, str], base_version: str, by: Person
) -> Saved:
    """Write what was chosen where two had written; both stay among the savings."""
    sheet = PreparationSheet(_locked(waiting.preparation.application))
    return saving.settle(
        sheet, saving=waiting, chosen=_known(sheet, chosen), base_version=base_version, by=by
    )


@transaction.atomic
def suggest(
    *, application: Application, amounts: Mapping[int, Decimal], start: str, base_version: str, by: Person
) -> Saved:
    """Keep what the office means to propose, in kronor by year; it follows along when the ansökan is put on an agenda."""
    fields = {f"amount-{year}": money.kr_as_needed(amount) for year, amount in amounts.items()} | {
        "start": start
    }
    saved = save_preparation(application=application, fields=fields, base_version=base_version, by=by)
    audit.record(
        association=application.association, by=by, verb="sparade förslag till belopp", target=application,
        amounts={str(year): str(amount) for year, amount in amounts.items()},
    )  # fmt: skip
    return saved


@transaction.atomic
def ask_opinions(*, application: Application, answer_by: dt.date, by: Person) -> list[Person]:
    """Ask those of the beredningsgrupp who have not answered for a yttrande by a day; give whom it was sent to.

    Asked again it reminds, and the day may be another. Raises DomainError for a day that has been, and for a group of nobody.
    """
    row = _locked(application)
    if answer_by < clock.today():
        raise DomainError("Sista dagen för yttranden har redan varit.")
    given = set(row.application.opinions.filter(state=OpinionState.GIVEN).values_list("person_id", flat=True))
    waiting = [
        seat.person
        for seat in group_on(row.application.association, clock.today())
        if seat.person_id not in given
    ]
    if not waiting:
        raise DomainError(
            "Ingen i beredningsgruppen har kvar att svara. Lägg till fler i gruppen under Ledamöter och roller."
        )
    row.answer_by, row.asked_at, row.asked_by = answer_by, clock.now(), by
    row.save(update_fields=["answer_by", "asked_at", "asked_by"])
    audit.record(
        association=row.application.association, by=by, verb="bad om yttranden", target=row.application,
        until=answer_by.isoformat(), asked=[person.name for person in waiting],
    )  # fmt: skip
    letters.ask_opinions(row, waiting)
    return waiting


@transaction.atomic
def rank(*, period: ApplicationRound, order: Sequence[Application], by: Person) -> None:
    """Keep in what order the office puts applications of a period, the first first; the others of the period have no place.

    Raises DomainError for one of another period, or that is named twice.
    """
    keys = [each.pk for each in order]
    if len(set(keys)) < len(keys) or any(
        each.round_id != period.pk or not each.is_received for each in order
    ):
        raise DomainError(
            "Ordningen gäller ansökningar som har kommit in i samma period, var och en en gång."
        )
    Preparation.objects.filter(application__round=period).exclude(application__in=keys).update(rank=None)
    for place, each in enumerate(order, start=1):
        row, _ = Preparation.objects.select_for_update().get_or_create(application=each)
        row.rank = place
        row.save(update_fields=["rank"])
    audit.record(
        association=period.association, by=by, verb="ordnade ansökningarna", target=period,
        order=[each.name for each in order],
    )  # fmt: skip


@transaction.atomic
def save_criterion(*, criterion: Criterion, by: Person) -> Criterion:
    """Store a criterion that its form has found right."""
    is_new = criterion.pk is None
    if is_new:
        last = Criterion.objects.filter(association=criterion.association).order_by("-position").first()
        criterion.position = last.position + 1 if last else 1
    criterion.save()
    audit.record(
        association=criterion.association, by=by, verb="lade till kriterium" if is_new else "ändrade kriterium",
        target=criterion, from_on=criterion.from_on.isoformat(),
        to_on=criterion.to_on.isoformat() if criterion.to_on else "",
    )  # fmt: skip
    return criterion


def _locked(application: Application) -> Preparation:
    """Lock an ansökan and the work with it. Raises DomainError when it does not wait for a decision."""
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("association", "matter", "round", "insats")
        .get(pk=application.pk)
    )
    if not is_open(row):
        raise DomainError(f"Ansökan är {row.get_state_display().lower()}. Då ändras inte beredningen.")
    preparation, _ = Preparation.objects.select_for_update().get_or_create(application=row)
    preparation.application = row
    return preparation


def _known(sheet: PreparationSheet, fields: Mapping[str, str]) -> dict[str, str]:
    """Leave out what the preparation does not have."""
    return {
        name: value.replace("\r\n", "\n").strip() for name, value in fields.items() if name in sheet.names
    }
