"""What leaves the house of how many take part is written in a ledger, which the next publication is held against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from board.models import Protocol
from finsam import clock
from finsam.models import Association, Person
from finsam.registries import fields
from insatser.fields import event_spots_named, spots_named
from insatser.models import PublishedFigure
from insatser.queries.events_outside import events_outside
from insatser.queries.outside import ALL, Spot, seen_outside
from insatser.states import VISITS


@transaction.atomic
def publish_figures(
    *,
    association: Association,
    spots: Iterable[Spot],
    where: str,
    by: Person | None,
    at: dt.datetime | None = None,
) -> list[PublishedFigure]:
    """Write down, as they are shown outside, the figures that `where` prints; those it has printed alike are not repeated."""
    wanted = sorted(set(spots))
    at = at or clock.now()
    told = {_key(row): row.value for row in association.published_figures.filter(where=where).order_by("id")}
    rows = []
    for year in sorted({spot.ends_on.year for spot in wanted}):
        for spot in (spot for spot in wanted if spot.ends_on.year == year):
            outside = (
                events_outside(association, year)
                if spot.counted == VISITS
                else seen_outside(association, year)
            )
            value = outside.value(spot)
            if spot not in outside.numbers or spot in outside.blank or (spot in told and told[spot] == value):
                continue
            row = PublishedFigure(
                association=association, insats_id=spot.insats or None, starts_on=spot.starts_on, ends_on=spot.ends_on,
                counted=spot.counted, sex=spot.sex, detail=spot.detail, value=value, where=where, published_at=at,
                published_by=by,
            )  # fmt: skip
            rows.append(row)
    return PublishedFigure.objects.bulk_create(rows)


def publish_named(
    *, association: Association, texts: Iterable[str], year: int, where: str, by: Person | None
) -> list[PublishedFigure]:
    """Write down the figures that running texts name."""
    named = fields.named(texts, year=year)
    spots = [*spots_named(association, named), *event_spots_named(association, named)]
    return publish_figures(association=association, spots=spots, where=where, by=by)


def publish_in_protocol(protocol: Protocol, by: Person | None) -> None:
    """Write down what a signed protocol tells."""
    meeting = protocol.meeting
    publish_named(
        association=meeting.body.association,
        texts=[paragraph.text.html for paragraph in protocol.paragraphs.select_related("text")],
        year=meeting.held_on.year,
        where=str(protocol),
        by=by,
    )


def _key(row: PublishedFigure) -> Spot:
    return Spot(row.insats_id or ALL, row.starts_on, row.ends_on, row.counted, row.sex, row.detail)
