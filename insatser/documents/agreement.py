"""The överenskommelse as it is read and printed; one that has been sent is read as it was frozen then."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from finsam import clock, markup
from insatser.models import Agreement, Application
from insatser.queries.agreements import amounts_of, values_of
from insatser.queries.own_words import clauses_of, filled
from insatser.states import Side


@dataclass(frozen=True)
class PrintedClause:
    """A numbered clause, its text as clean HTML."""

    number: int
    heading: str
    html: str


@dataclass(frozen=True)
class AgreementSigner:
    """A place on the page: the field's name, whose it is, and for which party."""

    field: str
    name: str
    role: str

    @property
    def description(self) -> str:
        """What a screen reader says of the empty field."""
        return f"Underskrift, {self.name}, {self.role}"


@dataclass(frozen=True)
class AgreementDocument:
    """Everything that an överenskommelse shows."""

    name: str
    reference: str
    version: int
    dated: dt.date
    parties: tuple[str, ...]
    clauses: tuple[PrintedClause, ...]
    signers: tuple[AgreementSigner, ...]
    amounts: tuple[tuple[int, Decimal], ...] = ()  # by year, kronor
    template_name: str = field(default="print/agreement.html", init=False)

    @property
    def heading(self) -> str:
        return "Överenskommelse"

    @property
    def subtitle(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return f"{self.heading}: {self.name}"


def build_agreement(agreement: Agreement) -> AgreementDocument:
    """Build an agreement from its facts, the insats's grants and its clauses. Nothing is frozen."""
    values = values_of(agreement)
    association = agreement.insats.association
    number = f", {association.organisation_number}" if association.organisation_number else ""
    party = _with_its_name(agreement.party, values["parten"])
    clauses = filled(clauses_of(agreement.clauses), values)
    application = (
        Application.objects.filter(insats=agreement.insats, matter__isnull=False)
        .select_related("matter")
        .first()
    )
    return AgreementDocument(
        name=agreement.insats.name,
        reference=application.matter.dnr if application and application.matter else "",
        version=agreement.version,
        dated=clock.today(),
        parties=tuple(filter(None, (f"{association.name}{number} (förbundet)", party))),
        clauses=tuple(
            PrintedClause(place, each.heading, markup.markup_to_html(each.text))
            for place, each in enumerate(clauses, start=1)
        ),
        signers=tuple(
            AgreementSigner(
                place.field, place.person.name, role_text(place.title, place.side, agreement.party)
            )
            for place in agreement.signings.select_related("person")
        ),
        amounts=tuple(amounts_of(agreement).items()),
    )


def _with_its_name(party: str, called: str) -> str:
    """Give the other party with what the text calls it, where that is another word."""
    return f"{party} ({called})" if party and called != party else party


def role_text(title: str, side: str, party: str) -> str:
    """Say in what capacity someone signs: "Ordförande, för förbundet"."""
    behalf = "förbundet" if side == Side.ASSOCIATION else party or "den andra parten"
    return f"{title}, för {behalf}" if title else f"För {behalf}"


def frozen_agreement(document: AgreementDocument) -> dict[str, Any]:
    """Give the document as plain values that can be stored."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(document), cls=DjangoJSONEncoder))
    return plain


def read_agreement(agreement: Agreement) -> AgreementDocument:
    """Give an agreement as it was sent, or as it stands while it is a draft."""
    if agreement.content is None:
        return build_agreement(agreement)
    return _thawed(agreement.content)


def _thawed(content: Mapping[str, Any]) -> AgreementDocument:
    told = {name: value for name, value in content.items() if name != "template_name"}
    return AgreementDocument(
        **told | {
            "dated": dt.date.fromisoformat(told["dated"]),
            "parties": tuple(told["parties"]),
            "clauses": tuple(PrintedClause(**each) for each in told["clauses"]),
            "signers": tuple(AgreementSigner(**each) for each in told["signers"]),
            "amounts": tuple((year, Decimal(amount)) for year, amount in told.get("amounts", ())),
        }
    )  # fmt: skip
