"""`manage.py import_sie FILE --association SLUG`."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from economy.models import LedgerImport, LedgerRow
from economy.states import ImportState
from tests.economy.ledgers import be_exempelbygden
from tests.economy.sie.samples import ACCRUALS, YEAR, changed

pytestmark = pytest.mark.django_db


def printed(*arguments: object) -> str:
    out = io.StringIO()
    call_command("import_sie", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_file_is_stored_and_told_of(cast):
    be_exempelbygden(cast)
    told = printed(YEAR, "--association", cast.association.slug)
    assert told == "exempelbygden-2021.se är inläst för 2021: 6 konton och 4 verifikationer.\n"
    assert (LedgerImport.objects.get().state, LedgerRow.objects.count()) == (ImportState.STORED, 9)


def test_it_tells_as_json_too(cast):
    be_exempelbygden(cast)
    told = json.loads(printed(YEAR, "--association", cast.association.slug, "--format", "json"))
    assert (told["year"], told["accounts"], told["vouchers"], told["replaced"]) == (2021, 6, 4, "")


def test_the_same_file_again_is_refused(cast):
    be_exempelbygden(cast)
    printed(YEAR, "--association", cast.association.slug)
    with pytest.raises(CommandError, match="Samma fil är redan inläst"):
        printed(YEAR, "--association", cast.association.slug)


@pytest.mark.parametrize("slug", ["", "finns-inte"])
def test_without_an_association_that_exists_nothing_is_stored(cast, slug):
    with pytest.raises(CommandError, match="--association"):
        printed(YEAR, "--association", slug)


def test_vouchers_alone_are_refused(cast):
    be_exempelbygden(cast)
    with pytest.raises(CommandError, match="typ 4I"):
        printed(ACCRUALS, "--association", cast.association.slug)


def test_another_organisations_file_is_refused(cast, tmp_path):
    be_exempelbygden(cast)
    path = tmp_path / "annan.se"
    path.write_bytes(changed(("#ORGNR 222000-0000", "#ORGNR 222000-1111")))
    with pytest.raises(CommandError, match="Filen gäller en annan organisation, 222000-1111"):
        printed(path, "--association", cast.association.slug)
    assert LedgerRow.objects.count() == 0


def test_a_list_is_sent_to_its_page(cast, tmp_path):
    path = tmp_path / "saldon.csv"
    path.write_text("Konto;Saldo\n1930;1\n", encoding="utf-8")
    with pytest.raises(CommandError, match="ingen SIE-fil"):
        printed(path, "--association", cast.association.slug)
