"""What has been changed in counted periods: when, by whom, and from what to what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from finsam.models import Association
from insatser.models import CellKey, CountingSaving, CountValue, Insats
from insatser.states import Measure, Sex

NOT_COUNTED = "–"
_SHORT = {Measure.GOING: "pågående"}


@dataclass(frozen=True)
class Change:
    """A later version of a period: when, by whom, and what it changed."""

    saved_at: dt.datetime
    saved_by: str
    what: str


def labels_of(association: Association) -> dict[str, str]:
    """Give the words of every value of the förbund's lists, by its key. One query."""
    rows = CountValue.objects.filter(list__association=association)
    return dict(rows.values_list("key", "label"))


def cell_label(name: str, labels: Mapping[str, str]) -> str:
    """Say which cell a name names: "nya kvinnor", "varför de avslutades arbete män"."""
    key = CellKey.parse(name)
    if key is None:
        return "förklaringen"
    told = [labels.get(each, each) for each in (key.value, key.municipality, key.age) if each]
    sex = "" if key.sex == Sex.TOTAL else Sex(key.sex).label.lower()
    measure = _SHORT.get(Measure(key.measure)) or Measure(key.measure).label.lower()
    return " ".join(filter(None, [measure, *told, sex]))


def changes_of(insats: Insats) -> list[Change]:
    """Give every correction of a period that was counted before, the latest first. Two queries."""
    rows = CountingSaving.objects.filter(counting__insats=insats, number__isnull=False)
    found: list[Change] = []
    before: dict[int, CountingSaving] = {}
    labels = labels_of(insats.association)
    for saving in rows.select_related("saved_by", "counting").order_by("number", "id"):
        earlier = before.get(saving.counting_id)
        if earlier and any(earlier.content.values()) and (what := _changed(earlier, saving, labels)):
            name = saving.saved_by.name if saving.saved_by else ""
            found.append(Change(saving.saved_at, name, f"{saving.counting}: {what}"))
        before[saving.counting_id] = saving
    return sorted(found, key=lambda change: change.saved_at, reverse=True)


def _changed(before: CountingSaving, after: CountingSaving, labels: Mapping[str, str]) -> str:
    told = []
    for name in [*after.content, *(each for each in before.content if each not in after.content)]:
        was, now = _said(before.content, name), _said(after.content, name)
        if was == now or (after.save_key and was == NOT_COUNTED):  # typed for the first time is no correction
            continue
        told.append(
            f"{cell_label(name, labels)} {was} blev {now}" if CellKey.parse(name) else "förklaringen ändrades"
        )
    return ", ".join(told)


def _said(content: Mapping[str, Any], name: str) -> str:
    return str(content.get(name) or NOT_COUNTED)
