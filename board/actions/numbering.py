"""Numbers without gap or double: §§ of a body and ärenden of a förbund, by the year."""

from board.models import NumberSeries
from finsam.models import Association, Body


def next_number(*, association: Association, body: Body | None, year: int) -> int:
    """Take the next number of the yearly series under a row lock; the caller's transaction holds it.

    `body` None is the association's diarium.
    """
    NumberSeries.objects.get_or_create(association=association, body=body, year=year)
    series = NumberSeries.objects.select_for_update().get(association=association, body=body, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


def reserve_up_to(number: int, *, association: Association, body: Body | None, year: int) -> None:
    """Let the series go on after `number`, which an imported meeting or ärende brought with it."""
    series, _ = NumberSeries.objects.select_for_update().get_or_create(
        association=association, body=body, year=year
    )
    if number > series.last:
        series.last = number
        series.save(update_fields=["last"])
