"""The förbund's agreements as they run today, and those whose last day of notice is near."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from finsam.models import Association, Person
from reporting.models import Contract


@dataclass(frozen=True)
class ContractRow:
    """An agreement with the days that it has as it runs today."""

    contract: Contract
    end_on: dt.date | None
    notice_by: dt.date | None
    today: dt.date

    @property
    def waits(self) -> bool:
        """Whether somebody is to say if it is to run on: its last day of notice is near and nobody has."""
        row, by = self.contract, self.notice_by
        if by is None or by < self.today or row.runs_on_past == by:
            return False
        return by - dt.timedelta(days=row.remind_days) <= self.today

    @property
    def is_over(self) -> bool:
        """Whether its time has run out, though nobody has said that it ended."""
        return self.end_on is not None and self.end_on < self.today


def contract_rows(association: Association, today: dt.date) -> list[ContractRow]:
    """Give the agreements that have not ended, the first to give notice of first; two questions."""
    rows = Contract.objects.filter(association=association, ended_on=None)
    found = _rows(
        rows.select_related("association", "document", "person", "paragraph__meeting__body__association"),
        today,
    )
    return sorted(found, key=lambda each: (each.notice_by or dt.date.max, each.contract.pk))


def _rows(contracts: Iterable[Contract], today: dt.date) -> list[ContractRow]:
    return [ContractRow(each, each.end_on(today), each.notice_by(today), today) for each in contracts]


def contracts_that_wait(
    association: Association, person: Person, today: dt.date, *, is_office: bool
) -> list[ContractRow]:
    """Give the agreements whose notice is near that are the person's, or the office's as nobody's."""
    rows = [each for each in contract_rows(association, today) if each.waits]
    return [
        each for each in rows
        if each.contract.person_id == person.pk or (is_office and each.contract.person_id is None)
    ]  # fmt: skip
