"""The demo's överenskommelser: one of paper that has run out and the one after it, one half signed, one sent back, one begun."""

from __future__ import annotations

import datetime as dt

from finsam import clock
from finsam.mail import letters
from finsam.models import Person
from insatser.actions.agreement_signing import sign_agreement, take_back_agreement, take_in_agreement
from insatser.actions.agreements import (
    FACTS,
    SignerDraft,
    begin_agreement,
    change_agreement,
    end_agreement,
    send_agreement,
    typeset_agreement,
)
from insatser.documents.agreement import build_agreement
from insatser.models import Agreement, Insats
from insatser.queries.own_words import clauses_of
from insatser.states import Side
from reporting.demo.stage import Stage, moment

_YEAR = {"starts_on": dt.date(2022, 1, 1), "ends_on": dt.date(2022, 12, 31)}


def load_agreements(stage: Stage) -> None:
    """Leave an agreement in each state."""
    with letters.reach_nobody():
        _two_versions(stage)
        half = _sent(stage, "vidare-vy", "vidare", dt.date(2022, 4, 5))
        _sign(half, Side.ASSOCIATION, dt.date(2022, 4, 7))
        back = _sent(stage, "larlingsvux", "larling", dt.date(2022, 3, 28))
        with clock.standing_at(moment(dt.date(2022, 3, 30))):
            take_back_agreement(
                agreement=back,
                reason="Årsrapporten behöver vänta till mitten av februari.",
                by=stage.people["larling"],
            )
        with clock.standing_at(moment(dt.date(2022, 4, 8))):
            begin_agreement(insats=_insats(stage, "applet"), by=stage.chief)
    stage.say("  Överenskommelser finns som utkast, för underskrift, undertecknad och avslutad.")


def _two_versions(stage: Stage) -> None:
    """Plattform U: what was signed on paper for 2021, and what both parties have signed here for 2022."""
    insats = _insats(stage, "plattform-u")
    with clock.standing_at(moment(dt.date(2021, 1, 18))):
        first = begin_agreement(insats=insats, by=stage.chief)
        _write(stage, first, "lots", starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2021, 12, 31))
        first = Agreement.objects.get(pk=first.pk)
        content = typeset_agreement(build_agreement(first), stage.association)
        take_in_agreement(agreement=first, content=content, agreed_on=dt.date(2021, 1, 15), by=stage.chief)
    with clock.standing_at(moment(dt.date(2022, 1, 10))):
        end_agreement(
            agreement=first, ended_on=dt.date(2021, 12, 31), reason="Tiden gick ut.", by=stage.chief
        )
    second = _sent(stage, "plattform-u", "lots", dt.date(2022, 1, 12))
    _sign(second, Side.ASSOCIATION, dt.date(2022, 1, 13))
    _sign(second, Side.PARTY, dt.date(2022, 1, 17))


def _sent(stage: Stage, key: str, who: str, day: dt.date) -> Agreement:
    with clock.standing_at(moment(day)):
        row = _write(stage, begin_agreement(insats=_insats(stage, key), by=stage.chief), who, **_YEAR)
        row = Agreement.objects.select_related("insats__association").get(pk=row.pk)
        document = build_agreement(row)
        content = typeset_agreement(document, stage.association)
        return send_agreement(agreement=row, document=document, typeset=content, by=stage.chief)


def _write(stage: Stage, row: Agreement, who: str, **facts: dt.date) -> Agreement:
    chair, other = stage.people["chair"], stage.people[who]
    return change_agreement(
        agreement=row, facts={name: getattr(row, name) for name in FACTS} | facts, clauses=clauses_of(row.clauses),
        signers=[
            SignerDraft(Side.ASSOCIATION, chair.name, chair.email, "Ordförande"),
            SignerDraft(Side.PARTY, other.name, other.email, "Enhetschef"),
        ],
        by=stage.chief,
    )  # fmt: skip


def _sign(row: Agreement, side: Side, day: dt.date) -> None:
    place = row.signings.select_related("person").get(side=side)
    person: Person = place.person
    sign_agreement(
        signing=place, by=person, identified=f"Kod i mejl till {person.email}", at=moment(day, "10.15")
    )


def _insats(stage: Stage, key: str) -> Insats:
    return Insats.objects.select_related("association").get(association=stage.association, key=key)
