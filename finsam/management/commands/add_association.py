"""Add a förbund with its kansli and förbundschef, who enters the rest in the program."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from finsam import clock
from finsam.actions import add_body, appoint_newcomer
from finsam.errors import DomainError
from finsam.models import Association
from finsam.states import AppointmentRole, BodyKind
from finsam.swedish import dnr


class Command(BaseCommand):
    help = "Lägg upp ett förbund med kansli och förbundschef. Resten lägger förbundschefen in i programmet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="förbundets del av adressen, till exempel exempelbygden")
        parser.add_argument("name", help="förbundets hela namn")
        parser.add_argument("organisation_number", help="till exempel 222000-0000")
        parser.add_argument("seat", help="orten där förbundet har sitt säte")
        parser.add_argument("court", help="förvaltningsrätten som prövar överklaganden")
        parser.add_argument("chief_name", help="förbundschefens namn")
        parser.add_argument("chief_email", help="adressen som förbundschefen loggar in med")
        parser.add_argument(
            "--dnr-form",
            default=dnr.USUAL,
            metavar="FORM",
            help="hur diarienummer skrivs, till exempel 'SF {år}:{nummer}'; annars %(default)s",
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        association = Association(
            slug=options["slug"],
            name=options["name"],
            short_name=options["name"].removeprefix("Samordningsförbundet ").removeprefix("i ").strip(),
            organisation_number=options["organisation_number"],
            seat=options["seat"],
            court=options["court"],
            dnr_form=dnr.tidy(options["dnr_form"]),
        )
        try:
            association.full_clean()
            association.save()
            office = add_body(
                association=association, facts={"kind": BodyKind.OFFICE, "name": "Kansliet"}, by=None
            )
            add_body(association=association, facts={"kind": BodyKind.BOARD, "name": "Styrelsen"}, by=None)
            appoint_newcomer(
                name=options["chief_name"], email=options["chief_email"], body=office, role=AppointmentRole.CHIEF,
                from_on=clock.today(), by=None,
            )  # fmt: skip
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{association.name} är upplagt. {options['chief_name']} loggar in med sin e-postadress. "
            "Har förbundet redan delat ut paragrafer och diarienummer i år skrivs de nästa numren under Förbundet, Nummer."
        )
