"""How many seats a quorum is counted from."""

import datetime as dt

from django.db.models import Sum

from finsam.models import Body


def seats_to_count(body: Body, *, on: dt.date, filled: int) -> int:
    """Give the seats that quorum counts on a day: förbundsordningen's, or those filled, as the association has chosen.

    `body` comes with its association. A body other than the board has the seats that are filled.
    """
    if not (body.is_board and body.association.vacant_seats_count):
        return filled
    ordained = body.association.members.on(on).aggregate(total=Sum("seats"))["total"] or 0
    return max(ordained, filled)
