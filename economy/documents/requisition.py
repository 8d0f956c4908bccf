"""A bidragsrekvisition as it is read, printed and mailed; what has gone out is read as it was frozen then."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from economy.models import MemberTerms, Requisition, RequisitionTerms
from economy.queries.requisitions import year_parts
from finsam import clock
from finsam.swedish import dates, money
from insatser.documents.decision_letter import signer_of


@dataclass(frozen=True)
class PartRow:
    """One part of the year's contribution, kronor; `is_this` marks the one that is asked for."""

    period: str
    due_on: dt.date
    amount: Decimal
    is_this: bool


@dataclass(frozen=True)
class RequisitionDocument:
    """Everything that a bidragsrekvisition shows; amounts in kronor."""

    number: str
    member: str
    period: str
    year: str
    amount: Decimal
    due_on: dt.date
    dated: dt.date
    facts: tuple[tuple[str, str], ...]
    parts: tuple[PartRow, ...]
    total: Decimal
    sender: str
    signer: str
    signer_email: str
    reference: str = ""
    template_name: str = field(default="print/requisition.html", init=False)

    @property
    def heading(self) -> str:
        return "Rekvisition av medlemsbidrag"

    @property
    def subtitle(self) -> str:
        return f"{self.member}, {self.period}"

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return f"Bidragsrekvisition {self.number} {self.member}"


def build_requisition(row: Requisition) -> RequisitionDocument:
    """Build it as it stands, with the other parts of the member's year. Nothing is frozen."""
    association, year = row.fiscal_year.association, row.fiscal_year.period
    terms = RequisitionTerms.objects.filter(association=association).first()
    own = MemberTerms.objects.filter(member=row.member).first()
    parts = year_parts(row)
    signer, email = signer_of(association)
    facts = [
        ("Till", row.member.name), ("Er referens", own.reference if own else ""), ("Rekvisition", row.name),
        ("Avser", f"Medlemsbidrag för {row.period}"), ("Belopp", f"{money.kr_as_needed(row.amount)} kronor"),
        ("Förfaller", dates.long_date(row.due_on)), ("Betalas till", terms.pay_to if terms else ""),
        ("Märk betalningen", row.name),
    ]  # fmt: skip
    return RequisitionDocument(
        number=row.name, member=row.member.name, period=row.period, year=year, dated=clock.today(),
        amount=row.amount, due_on=row.due_on, sender=association.name,
        facts=tuple((label, value) for label, value in facts if value),
        parts=tuple(
            PartRow(each.period, each.due_on, each.amount, each.pk == row.pk)
            for each in parts
        ),
        total=sum((each.amount for each in parts), Decimal(0)), signer=signer, signer_email=email,
    )  # fmt: skip


def frozen_requisition(document: RequisitionDocument) -> dict[str, Any]:
    """Give the document as plain values that can be stored."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(document), cls=DjangoJSONEncoder))
    return plain


def read_requisition(content: Mapping[str, Any]) -> RequisitionDocument:
    """Read what was frozen."""
    told = {name: value for name, value in content.items() if name != "template_name"}
    told |= {name: dt.date.fromisoformat(told[name]) for name in ("due_on", "dated")}
    told |= {name: Decimal(told[name]) for name in ("amount", "total")}
    return RequisitionDocument(
        **told
        | {
            "facts": tuple((label, value) for label, value in told["facts"]),
            "parts": tuple(
                PartRow(
                    each["period"],
                    dt.date.fromisoformat(each["due_on"]),
                    Decimal(each["amount"]),
                    each["is_this"],
                )
                for each in told["parts"]
            ),
        }
    )


def shown_requisition(row: Requisition) -> RequisitionDocument:
    """Give what went out, or the draft as it stands."""
    return read_requisition(row.content) if row.content else build_requisition(row)
