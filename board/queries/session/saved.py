"""When what stands in a § was last saved."""

from __future__ import annotations

import datetime as dt

from board.models import Paragraph


def last_saved(paragraph: Paragraph) -> dt.datetime | None:
    """Give when anything of the § was saved last, whichever field it was; None before anything is."""
    times = [
        paragraph.text.updated_at,
        *paragraph.savings.order_by("-saved_at").values_list("saved_at", flat=True)[:1],
    ]
    return max(filter(None, times), default=None)
