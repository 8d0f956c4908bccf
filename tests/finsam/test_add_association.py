"""Adding a förbund from the command line."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from finsam.models import Association, Person

FACTS = (
    "exempelbygden", "Samordningsförbundet Exempelbygden", "222000-0000", "Exempelby",
    "Förvaltningsrätten i Exempelstad", "Anna Berglund",
)  # fmt: skip


def test_the_chief_of_a_new_forbund_can_manage_it(db: None, client: Client) -> None:
    call_command("add_association", *FACTS, "anna.berglund@example.se", verbosity=0)
    client.force_login(Person.objects.get().user)
    assert client.get("/exempelbygden/forbundet/andra/").status_code == 200


def test_a_new_forbund_has_a_short_name_of_its_own(db: None) -> None:
    call_command("add_association", *FACTS, "anna.berglund@example.se", verbosity=0)
    assert Association.objects.get().short_name == "Exempelbygden"


def test_an_address_that_is_taken_is_refused(db: None) -> None:
    call_command("add_association", *FACTS, "anna.berglund@example.se", verbosity=0)
    with pytest.raises(CommandError):
        call_command("add_association", *FACTS, "karin.ek@example.se", verbosity=0)
    assert Person.objects.count() == 1


def test_a_number_that_is_none_is_refused_with_a_sentence(db: None) -> None:
    facts = [*FACTS[:2], "12345", *FACTS[3:]]
    with pytest.raises(CommandError, match="Skriv organisationsnumret som 222000-0000."):
        call_command("add_association", *facts, "anna.berglund@example.se")
    assert Association.objects.count() == 0


def test_a_forbund_without_a_chief_is_not_made(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("add_association", *FACTS[:5], " ", "anna.berglund@example.se")
    assert Association.objects.count() == 0
