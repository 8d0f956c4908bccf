"""Tells who held each seat at each § of a meeting, as the protocol, the votes and the quorum count it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from board.counting.presence import Sitting
from board.documents.assemble_attendance import sittings_of
from board.documents.printable import day_names
from board.models import Meeting
from finsam.models import Association


class Command(BaseCommand):
    """`served ASSOCIATION MEETING --format json`, the meeting named as `print_document` names it."""

    help = "Visa vem som satt på varje plats vid varje paragraf i ett sammanträde."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("association", help="förbundets adress, till exempel exempelbygden")
        parser.add_argument("meeting", help="sammanträdet, till exempel 2022-03-25")
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *args: Any, association: str, meeting: str, **options: Any) -> None:
        """Print seats and §§; a CommandError names what there is when the meeting is not found."""
        found = Association.objects.filter(slug=association).first()
        if found is None:
            known = ", ".join(Association.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"Förbundet {association} finns inte. Det finns: {known or 'inget'}.")
        self.stdout.write(json.dumps(_served(_meeting(found, meeting)), ensure_ascii=False, indent=1))


def _meeting(association: Association, which: str) -> Meeting:
    by_name = {name: key for key, name in day_names(association).items()}
    if which not in by_name:
        known = ", ".join(sorted(by_name)) or "inget"
        raise CommandError(f"Sammanträdet {which} finns inte. Det finns: {known}.")
    return Meeting.objects.select_related("body__association").get(pk=by_name[which])


def _served(meeting: Meeting) -> dict[str, Any]:
    paragraphs = list(meeting.paragraphs.filter(number__isnull=False).order_by("position", "id"))
    sittings = sittings_of(meeting, paragraphs)
    seats = sittings[0].seats if sittings else ()
    return {
        "seats": [
            {"member": seat.member_name, "ledamot": seat.ledamot.person.name if seat.ledamot else None}
            for seat in seats
        ],
        "paragraphs": [_paragraph(each) for each in sittings],
    }


def _paragraph(sitting: Sitting) -> dict[str, Any]:
    return {
        "number": sitting.paragraph.number,
        "chair": sitting.chair.person.name if sitting.chair else None,
        "served": [seat.holder.person.name if seat.holder else None for seat in sitting.seats],
        "present": [row.person.name for row in sitting.present],
        "conflict": [row.person.name for row in sitting.conflicted],
    }
