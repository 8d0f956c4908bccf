"""Every event is chained to the one before it, and a command finds what was changed or removed past the program."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from finsam import audit
from finsam.models import AuditEvent, AuditSeal
from finsam.registries import freezing
from tests.cast import Cast


def note(cast: Cast, *verbs: str) -> list[AuditEvent]:
    return [
        audit.record(
            association=cast.association, by=cast.chief, verb=verb, target=cast.board, amount="12,50"
        )
        for verb in verbs
    ]


def check() -> str:
    said = StringIO()
    call_command("check_log", stdout=said)
    return said.getvalue()


def faults(cast: Cast) -> list[str]:
    return list(audit.faults_in_chain(cast.association))


def test_an_act_is_chained_when_it_is_committed(cast: Cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        note(cast, "öppnade", "avslutade")
    numbers = AuditSeal.objects.filter(event__verb__in=["öppnade", "avslutade"]).values_list(
        "number", flat=True
    )
    assert (len(numbers), faults(cast)) == (2, [])


def test_each_association_has_a_chain_of_its_own(cast: Cast):
    note(cast, "öppnade")
    audit.record(association=cast.outsider.association, by=None, verb="öppnade", target=cast.outsider)
    lines = check().splitlines()
    assert len(lines) == len({line.split(":")[0] for line in lines}) >= 2


def test_a_changed_event_is_named(cast: Cast):
    _, second, _ = note(cast, "öppnade", "godkände", "avslutade")
    check()
    with freezing.thawed():
        AuditEvent.objects.filter(pk=second.pk).update(by_name="Någon annan")
    with pytest.raises(CommandError, match="1 fel"):
        check()
    assert [str(second.pk) in fault for fault in faults(cast)] == [True]


def test_a_removed_event_is_named(cast: Cast):
    _, second, _ = note(cast, "öppnade", "godkände", "avslutade")
    check()
    number = second.seal.number
    with freezing.thawed():
        second.seal.delete()
        second.delete()
    assert f"Länk {number}–{number} saknas." in faults(cast)


def test_two_who_chain_at_once_make_one_chain(cast: Cast):
    note(cast, "öppnade")
    assert audit.chain(cast.association.pk) > 0
    assert (audit.chain(cast.association.pk), faults(cast)) == (0, [])
