"""Överenskommelser for tests, brought to where a test needs them by the program's own actions."""

from insatser.actions.agreement_signing import sign_agreement
from insatser.actions.agreements import (
    FACTS,
    SignerDraft,
    begin_agreement,
    change_agreement,
    send_agreement,
    typeset_agreement,
)
from insatser.documents.agreement import build_agreement
from insatser.models import Agreement, Insats
from insatser.queries.own_words import clauses_of
from insatser.states import Side
from tests.cast import Cast
from tests.insatser.reports import granted, make_insats

OUTSIDE = SignerDraft(Side.PARTY, "Stina Sund", "stina.sund@example.se", "Kommunstyrelsens ordförande")


def make_agreement(cast: Cast, insats: Insats | None = None, **facts) -> Agreement:
    """A draft with everything in it that is needed."""
    if insats is None:
        insats = make_insats(cast)
        granted(cast, insats, 620_000, 2022)
    return write(begin_agreement(insats=insats, by=cast.chief), cast, **facts)


def write(row: Agreement, cast: Cast, *, clauses=None, signers=None, **facts) -> Agreement:
    own = SignerDraft(Side.ASSOCIATION, cast.chair.name, cast.chair.email, "Ordförande")
    return change_agreement(
        agreement=row, facts={name: getattr(row, name) for name in FACTS} | facts, by=cast.chief,
        clauses=clauses or clauses_of(row.clauses), signers=[own, OUTSIDE] if signers is None else signers,
    )  # fmt: skip


def send(row: Agreement, cast: Cast) -> Agreement:
    document = build_agreement(Agreement.objects.get(pk=row.pk))
    return send_agreement(
        agreement=row,
        document=document,
        typeset=typeset_agreement(document, row.insats.association),
        by=cast.chief,
    )


def sign(row: Agreement, side: str) -> Agreement:
    place = row.signings.get(side=side)
    return sign_agreement(signing=place, by=place.person, identified="Kod i mejl till x@example.se")


def signed(cast: Cast, **facts) -> Agreement:
    row = send(make_agreement(cast, **facts), cast)
    sign(row, Side.ASSOCIATION)
    return sign(row, Side.PARTY)
