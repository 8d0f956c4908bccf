"""An överenskommelse is written from what is granted, signed by both parties, and stands fast; each version ends the last."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from board.registries.verifying import standing_of
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Letter, Person
from finsam.permissions import Permission
from insatser.actions.agreement_signing import sign_agreement, take_back_agreement, take_in_agreement
from insatser.actions.agreements import (
    begin_agreement,
    drop_agreement,
    end_agreement,
    move_agreement,
    send_agreement,
)
from insatser.documents.agreement import build_agreement, read_agreement
from insatser.models import Agreement, Insats
from insatser.queries.agreements import amounts_of, missing_before_signing
from insatser.queries.own_words import Clause
from insatser.rules import instalments
from insatser.states import AGREEMENT_TRANSITIONS, AgreementState, Side
from insatser.todos import agreements_for_office, agreements_to_sign
from tests.cast import Cast, client_of
from tests.insatser.agreements import OUTSIDE, make_agreement, send, sign, signed, write
from tests.insatser.reports import granted, make_insats
from tests.insatser.test_documents import words
from tests.tools.verapdf import findings

TODAY = dt.date(2022, 4, 11)


def fresh(row: Agreement) -> Agreement:
    return Agreement.objects.select_related("insats__association").get(pk=row.pk)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


# ---- The draft


def test_a_draft_has_the_figures_of_the_grants_and_nothing_is_typed_twice(cast):
    row = make_agreement(cast, starts_on=dt.date(2022, 5, 1), ends_on=dt.date(2022, 12, 31))
    text = plain(" ".join(clause.html for clause in build_agreement(row).clauses))
    for said in (
        "620 000 kronor för 2022", "155 000 kronor per den 30 juni 2022", "232 500 kronor per den 31 december 2022",
        "från den 1 maj 2022 till den 31 december 2022", "tre månader senare",
    ):  # fmt: skip
        assert said in text
    assert amounts_of(row) == {2022: Decimal(620_000)}


def test_without_money_there_is_nothing_to_agree_on(cast):
    insats = make_insats(cast)
    insats.grants.all().delete()
    with pytest.raises(DomainError, match="Bevilja medel först"):
        begin_agreement(insats=insats, by=cast.chief)


def test_one_at_a_time_is_written(cast):
    row = make_agreement(cast)
    with pytest.raises(DomainError, match="redan en överenskommelse"):
        begin_agreement(insats=row.insats, by=cast.chief)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"party": ""}, "vem den andra parten är"),
        ({"signers": []}, "Välj vem som skriver under för förbundet"),
        ({"signers": [OUTSIDE]}, "skriver under för förbundet"),
        ({"clauses": [Clause("Platser", "{platser}")]}, "Fältet {platser} är tomt"),
        ({"starts_on": dt.date(2030, 1, 1), "ends_on": dt.date(2030, 12, 31)}, "inga beviljade medel"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_sent(cast, facts, said):
    row = make_agreement(cast, **facts)
    assert any(said in sentence for sentence in missing_before_signing(row))
    with pytest.raises(DomainError):
        send(row, cast)


def test_a_field_that_there_is_not_is_refused(cast):
    with pytest.raises(DomainError, match="inget fält som heter {plaster}"):
        make_agreement(cast, clauses=[Clause("Platser", "{plaster}")])


def test_a_draft_is_taken_away_and_what_is_sent_is_not(cast):
    drop_agreement(agreement=make_agreement(cast), by=cast.chief)
    assert not Agreement.objects.exists()
    row = send(make_agreement(cast, Insats.objects.get()), cast)
    with pytest.raises(DomainError, match="Bara ett utkast"):
        drop_agreement(agreement=row, by=cast.chief)


# ---- Sent and signed


def test_the_last_signature_makes_it_signed_and_everyone_gets_the_file(cast):
    row = send(make_agreement(cast), cast)
    assert Letter.objects.filter(subject__startswith="Att skriva under").count() == 2
    assert sign(row, Side.PARTY).state == AgreementState.FOR_SIGNING
    row = sign(row, Side.ASSOCIATION)
    assert (row.state, row.agreed_on) == (AgreementState.SIGNED, TODAY)
    told = set(Letter.objects.filter(subject__startswith="Undertecknad").values_list("to", flat=True))
    assert {OUTSIDE.email, cast.chair.email} <= told
    content = store.read(fresh(row).document)
    assert content.startswith(store.read(fresh(row).frozen))
    assert standing_of(fresh(row).document).is_final
    assert not standing_of(fresh(row).frozen).is_final


@pytest.mark.pdf
def test_the_paper_is_sound_with_a_place_for_each(cast, tmp_path):
    row = send(make_agreement(cast), cast)
    path = tmp_path / "avtal.pdf"
    path.write_bytes(store.read(row.frozen))
    assert findings(path) == {path.name: []}
    text = words(store.read(row.frozen))
    assert "Stina Sund" in text
    assert "Kommunstyrelsens ordförande, för" in text


def test_what_was_sent_says_the_same_though_the_grant_changes(cast):
    row = send(make_agreement(cast), cast)
    before = read_agreement(fresh(row))
    granted(cast, row.insats, 10_000, 2022)
    assert read_agreement(fresh(row)) == before


def test_nobody_signs_twice_or_for_another(cast):
    row = send(make_agreement(cast), cast)
    place = row.signings.get(side=Side.PARTY)
    with pytest.raises(DomainError, match="någon annans"):
        sign_agreement(signing=place, by=cast.chief, identified="x")
    sign(row, Side.PARTY)
    with pytest.raises(DomainError, match="redan skrivit under"):
        sign(row, Side.PARTY)


def test_what_changed_while_it_was_typeset_is_not_sent(cast):
    row = make_agreement(cast)
    document = build_agreement(row)
    write(row, cast, notice_months=6)
    with pytest.raises(DomainError, match="ändrades medan"):
        send_agreement(agreement=row, document=document, typeset=b"%PDF-", by=cast.chief)


def test_who_is_to_sign_sends_it_back_with_a_reason_and_signatures_count_no_more(cast):
    row = send(make_agreement(cast), cast)
    sign(row, Side.ASSOCIATION)
    outside = Person.objects.get(email=OUTSIDE.email)
    with pytest.raises(DomainError, match="Bara den som ska skriva under"):
        take_back_agreement(agreement=row, reason="Nej", by=cast.chief)
    with pytest.raises(DomainError, match="Skriv varför"):
        take_back_agreement(agreement=row, reason=" ", by=outside)
    take_back_agreement(agreement=row, reason="Fel slutdag.", by=outside)
    assert (fresh(row).state, fresh(row).frozen) == (AgreementState.DRAFT, None)
    assert not row.signings.filter(signed_at__isnull=False).exists()
    [todo] = agreements_for_office(
        cast.association, cast.chief, frozenset({Permission.WRITE_INSATSER}), TODAY
    )
    assert todo.about == "Fel slutdag."
    assert send(fresh(row), cast).state == AgreementState.FOR_SIGNING


def test_the_office_takes_it_back_while_nobody_has_signed(cast):
    row = send(make_agreement(cast), cast)
    take_back_agreement(agreement=row, reason="Fel slutdag.", by=cast.chief)
    assert fresh(row).is_draft


def test_one_signed_elsewhere_is_taken_in_as_it_is(cast):
    row = make_agreement(cast)
    with pytest.raises(DomainError, match="inte en PDF"):
        take_in_agreement(agreement=row, content=b"ord", agreed_on=TODAY, by=cast.chief)
    with pytest.raises(DomainError, match="inte varit än"):
        take_in_agreement(
            agreement=row, content=b"%PDF-1.7", agreed_on=TODAY + dt.timedelta(1), by=cast.chief
        )
    taken = take_in_agreement(
        agreement=row, content=b"%PDF-1.7 x", agreed_on=dt.date(2022, 1, 3), by=cast.chief
    )
    assert (taken.state, taken.agreed_on, taken.is_elsewhere) == ("signed", dt.date(2022, 1, 3), True)
    assert store.read(taken.document) == b"%PDF-1.7 x"


def test_the_next_version_begins_from_the_last_and_ends_it_when_it_is_signed(cast):
    first = signed(cast, notice_months=6)
    second = begin_agreement(insats=first.insats, by=cast.chief)
    assert (second.version, second.replaces, second.notice_months) == (2, first, 6)
    assert second.signings.count() == 2
    send(second, cast)
    sign(second, Side.PARTY)
    assert fresh(first).state == AgreementState.SIGNED
    sign(second, Side.ASSOCIATION)
    assert (fresh(first).state, fresh(first).end_reason) == (AgreementState.ENDED, "Ersatt av version 2.")


def test_it_ends_on_a_day_with_a_reason(cast):
    row = signed(cast)
    with pytest.raises(DomainError, match="Skriv varför"):
        end_agreement(agreement=row, ended_on=TODAY, reason=" ", by=cast.chief)
    with pytest.raises(DomainError, match="före den dag"):
        end_agreement(agreement=row, ended_on=dt.date(2000, 1, 1), reason="Slut.", by=cast.chief)
    assert end_agreement(agreement=row, ended_on=TODAY, reason="Slut.", by=cast.chief).ended_on == TODAY


@pytest.mark.parametrize("to", AgreementState)
@pytest.mark.parametrize("state", AgreementState)
def test_every_move_is_as_the_table_has_it(state, to):
    row = Agreement(state=state)
    if to in AGREEMENT_TRANSITIONS[state]:
        move_agreement(row, to)
        assert row.state == to
    else:
        with pytest.raises(DomainError, match="kan inte bli"):
            move_agreement(row, to)


def test_the_table_says_how_an_agreement_lives():
    told = {(state.value, to.value) for state, moves in AGREEMENT_TRANSITIONS.items() for to in moves}
    assert told == {
        ("draft", "for_signing"), ("draft", "signed"), ("for_signing", "draft"), ("for_signing", "signed"),
        ("signed", "ended"),
    }  # fmt: skip


# ---- What waits


def test_who_is_to_sign_and_the_office_are_told(cast):
    row = send(make_agreement(cast), cast)
    [todo] = agreements_to_sign(cast.association, cast.chair, frozenset(), TODAY)
    assert todo.what.startswith("Skriv under överenskommelsen")
    sign(row, Side.ASSOCIATION)
    assert list(agreements_to_sign(cast.association, cast.chair, frozenset(), TODAY)) == []
    sign(row, Side.PARTY)
    office = frozenset({Permission.WRITE_INSATSER})

    def told(day: dt.date) -> list[bool]:
        return [todo.is_alarm for todo in agreements_for_office(cast.association, cast.chief, office, day)]

    end = fresh(row).ends_on
    assert told(end - dt.timedelta(61)) == []
    assert told(end - dt.timedelta(60)) == [False]
    assert told(end + dt.timedelta(1)) == [True]


# ---- The money by parts of the year


@given(
    amount=st.decimals(min_value=0, max_value=10_000_000, places=2),
    first=st.dates(dt.date(2021, 1, 1), dt.date(2023, 12, 31)),
    days=st.integers(0, 900),
    months=st.sampled_from([1, 3, 4]),
)
def test_the_parts_sum_to_the_amount_and_none_is_below_nothing(amount, first, days, months):
    last = first + dt.timedelta(days)
    amounts = dict.fromkeys(range(first.year, last.year + 1), amount)
    parts = instalments(amounts, starts_on=first, ends_on=last, months=months)
    assert sum((part.amount for part in parts), Decimal(0)) == sum(amounts.values(), Decimal(0))
    assert all(part.amount >= 0 for part in parts)
    assert sorted(part.due_on for part in parts) == [part.due_on for part in parts]
    assert len({part.due_on for part in parts}) == len(parts)


# ---- The pages


def posted(row: Agreement, cast: Cast, **other) -> dict[str, str]:
    """What the page of a draft sends."""
    data = {
        "party": "Exempels kommun", "starts_on": "2022-05-01", "ends_on": "2022-12-31", "interval": "tertial", "places": "",
        "reports": "Årsrapport.", "dialogue_on": "", "notice_months": "3", "ours": str(cast.chair.pk), "ours_title": "Ordförande",
        "name-1": OUTSIDE.name, "title-1": OUTSIDE.title, "email-1": OUTSIDE.email, "clauses": str(len(row.clauses)),
    }  # fmt: skip
    for place, clause in enumerate(row.clauses, start=1):
        data |= {f"heading-{place}": clause["heading"], f"text-{place}": clause["text"]}
    return data | other


def page_of(name: str, row) -> str:
    return reverse(
        name,
        args=[row.association.slug if hasattr(row, "association") else row.insats.association.slug, row.pk],
    )


def test_from_the_insats_to_a_signed_agreement_by_the_pages(cast, django_capture_on_commit_callbacks):
    insats = make_insats(cast)
    granted(cast, insats, 620_000, 2022)
    office = client_of(cast.chief)
    office.post(page_of("agreement_begin", insats))
    row = insats.agreements.get()
    assert office.post(page_of("agreement_edit", row), posted(row, cast)).status_code == 302
    assert "Skicka för underskrift" in office.get(page_of("agreement", row)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        office.post(page_of("agreement_send", row), {"x": "y"})
    assert fresh(row).state == AgreementState.FOR_SIGNING
    outside = Person.objects.get(email=OUTSIDE.email)
    for person in (outside, cast.chair):
        client = client_of(person)
        page = page_of("agreement_sign", row)
        shown = client.get(page).content.decode()
        assert ("Skriv under" in shown, client.get(page_of("agreement_sign_file", row)).status_code) == (
            True,
            200,
        )
        with django_capture_on_commit_callbacks(execute=True):
            client.post(page, {"act": "sign"})
        code = next(each for each in reversed(mail.outbox) if "är din kod" in each.subject).subject[:6]
        client.post(page_of("agreement_sign_code", row), {"code": code})
    assert fresh(row).state == AgreementState.SIGNED
    assert "Gäller" in office.get(insats.get_absolute_url()).content.decode()


def test_one_from_outside_reaches_her_agreement_and_nothing_else(cast):
    row = send(make_agreement(cast), cast)
    client = client_of(Person.objects.get(email=OUTSIDE.email))
    assert client.get(page_of("agreement_sign", row)).status_code == 200
    for name in ("agreement", "agreement_file", "agreement_edit"):
        assert client.get(page_of(name, row)).status_code == 403
    assert client.get(row.insats.get_absolute_url()).status_code == 403
    assert client.get(reverse("front", args=[cast.association.slug])).status_code == 403
    take_back_agreement(agreement=row, reason="Ändras.", by=cast.chief)
    assert client.get(page_of("agreement_sign", row)).status_code == 403


def test_sending_back_by_the_page_needs_words(cast):
    row = send(make_agreement(cast), cast)
    client = client_of(Person.objects.get(email=OUTSIDE.email))
    page = page_of("agreement_send_back", row)
    assert client.post(page, {"reason": ""}).status_code == 422
    assert client.post(page, {"reason": "Fel dag."}).status_code == 200
    assert fresh(row).return_reason == "Fel dag."


def test_what_is_typed_stands_when_it_is_refused(cast):
    row = make_agreement(cast)
    answer = client_of(cast.chief).post(
        page_of("agreement_edit", row), posted(row, cast, **{"text-1": "Vi driver {plaster}.", "email-1": ""})
    )
    shown = answer.content.decode()
    assert (answer.status_code, "Vi driver {plaster}." in shown, "dit länken ska gå" in shown) == (
        422,
        True,
        True,
    )


def test_a_draft_is_not_for_the_contact_and_what_is_signed_is(cast):
    row = make_agreement(cast)
    contact = client_of(cast.contact)
    assert contact.get(page_of("agreement", row)).status_code == 404
    send(row, cast)
    assert contact.get(page_of("agreement", row)).status_code == 200
