"""Reminding the members as the förbund has set it: of the samråd on a budget, and of what they decide each for itself."""

from __future__ import annotations

import datetime as dt

from economy.models import Consultation
from finsam.models import Association
from reporting.actions.consulting import remind_of_consultation
from reporting.actions.member_decisions import remind_members_once
from reporting.models import MemberQuestion


def remind_members_as_set(today: dt.date) -> None:
    """Remind, in every förbund that has set it, the members that have not answered towards a last day; each once."""
    for association in Association.objects.exclude(remind_member_days=None):
        near = (today, today + dt.timedelta(days=association.remind_member_days or 0))
        for consultation in Consultation.objects.filter(association=association, answer_by__range=near):
            remind_of_consultation(consultation=consultation)
        for question in MemberQuestion.objects.filter(association=association, answer_by__range=near):
            remind_members_once(question=question)
