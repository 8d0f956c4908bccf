"""What the demo's förbund keeps in order: styrdokument, agreements, what it asks its members to pay, and a tänk om."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from board.actions.policies import add_version, review, save_policy, show_policy
from board.states import PolicyKind
from economy.actions.requisitions import (
    MemberChoice,
    draft_requisitions,
    note_paid,
    send_requisitions,
    set_requisition_terms,
)
from economy.actions.scenarios import keep_scenario
from economy.models import FigureSet
from economy.queries.scenarios import Supposed
from economy.states import Interval
from finsam.mail import letters
from reporting.actions.contracts import save_contract
from reporting.demo import papers
from reporting.demo.meetings import at
from reporting.demo.names import KOMMUN
from reporting.demo.plan import Paper
from reporting.demo.stage import Stage

# title, kind, adopted, §, next review, what it says, whether everyone reads it
_POLICIES = (
    ("Arbetsordning för styrelsen", PolicyKind.WORK, dt.date(2019, 6, 14), 31, dt.date(2022, 12, 2),
     ("Styrelsen sammanträder minst sex gånger om året.", "Kallelsen skickas två veckor före sammanträdet."), True),
    ("Attestordning", PolicyKind.ATTEST, dt.date(2020, 12, 4), 58, dt.date(2022, 3, 31),
     ("Två personer godkänner varje utbetalning.", "Ingen attesterar det som gäller henne själv."), False),
    ("Delegationsordning", PolicyKind.DELEGATION, dt.date(2021, 2, 26), 8, dt.date(2022, 12, 2),
     ("Förbundschefen beslutar om avtal upp till 50 000 kronor.",), False),
    ("Regler för representation", PolicyKind.POLICY, dt.date(2022, 2, 25), 15, dt.date(2023, 2, 24),
     ("Representation ska vara måttfull och ha ett tydligt samband med verksamheten.",), True),
    ("Rutin för personuppgifter", PolicyKind.ROUTINE, dt.date(2018, 9, 21), 44, dt.date(2022, 5, 6),
     ("Uppgifter om enskilda sparas inte hos förbundet.",), False),
)  # fmt: skip
# party, subject, from, to, renewed by, notice, reminded, decided, §
_CONTRACTS: tuple[tuple[Any, ...], ...] = (
    (KOMMUN, "Hyra av kansliets lokal", dt.date(2019, 10, 1), dt.date(2022, 9, 30), None, 6, 90, None, None),
    (KOMMUN, "Ekonomi- och lönetjänster", dt.date(2018, 1, 1), dt.date(2022, 12, 31), 12, 6, 90, dt.date(2017, 11, 24), 49),
    (KOMMUN, "Dataskyddsombud", dt.date(2022, 2, 1), None, None, 3, 60, dt.date(2022, 1, 28), 8),
    ("Exempelbygdens drift AB", "Serverdrift och e-post", dt.date(2020, 3, 1), dt.date(2023, 2, 28), 24, 3, 60, None, None),
)  # fmt: skip


def load_policies(stage: Stage) -> None:
    """Enter the styrdokument with the files that hold: one is past its review, two are read by everyone."""
    for title, kind, day, number, review_on, lines, is_public in _POLICIES:
        facts = {"title": title, "kind": kind, "review_on": review_on, "ended_on": None}
        with at("2022-03-01 10.15"):
            row = save_policy(association=stage.association, facts=facts, by=stage.chief)
            paper = Paper(f"{title}.pdf", title, lines)
            content = papers.make(paper, association=stage.association, dated=day)
            add_version(
                policy=row,
                name=paper.name,
                content=content,
                adopted_on=day,
                adopted_in=number,
                by=stage.chief,
            )
            if is_public:
                show_policy(policy=row, is_public=True, by=stage.chief)
            if kind == PolicyKind.WORK:
                review(
                    policy=row, reviewed_on=dt.date(2021, 11, 26), is_to_change=False, by=stage.chief,
                    why="Sammanträden på distans ryms i den som den är.", next_on=review_on,
                )  # fmt: skip


def load_contracts(stage: Stage) -> None:
    """Enter the agreements: of one the last day of notice is near."""
    names = (
        "party", "subject", "starts_on", "ends_on", "renewal_months", "notice_months", "remind_days", "decided_on",
        "decided_in",
    )  # fmt: skip
    with at("2022-03-02 09.30"):
        for each in _CONTRACTS:
            facts = dict(zip(names, each, strict=True)) | {"person": None, "ended_on": None}
            paper = Paper(
                f"{facts['subject']}.pdf", f"Avtal: {facts['subject']}", (f"Part: {facts['party']}.",)
            )
            content = papers.make(paper, association=stage.association, dated=facts["starts_on"])
            save_contract(
                association=stage.association, facts=facts, by=stage.chief, file=(paper.name, content)
            )


def load_requisitions(stage: Stage) -> None:
    """Ask the members for 2022: the first quarter is paid, the second is sent to one, the rest are drafts."""
    budget = FigureSet.objects.select_related("fiscal_year__association").get(
        fiscal_year__association=stage.association, fiscal_year__year=2022, key="budget"
    )
    choices = {
        stage.members["kommun"]: MemberChoice(Interval.QUARTER, "ekonomi.kommun@example.se", "4410"),
        stage.members["region"]: MemberChoice(Interval.QUARTER, "ekonomi.region@example.se", "R-2201"),
        stage.members["fk"]: MemberChoice(Interval.HALF, "ekonomi.fk@example.se", ""),
    }
    with letters.reach_nobody():
        with at("2022-01-03 10.00"):
            set_requisition_terms(
                association=stage.association, pay_to="Bankgiro 000-0000", due_days=30, by=stage.chief
            )
            rows = draft_requisitions(figure_set=budget, choices=choices, by=stage.chief)
            first = send_requisitions(
                rows=[each for each in rows if each.starts_on.month == 1], by=stage.chief
            )
        with at("2022-02-01 08.50"):
            for row, day in zip(first, (24, 27, 31), strict=True):
                note_paid(requisition=row, on=dt.date(2022, 1, day), by=stage.chief)
        with at("2022-04-04 09.10"):
            second = [each for each in rows if each.starts_on.month == 4]
            send_requisitions(rows=second[:1], by=stage.chief)


def load_scenario(stage: Stage) -> None:
    """Keep a supposition of a small insats more from the autumn."""
    supposed = Supposed({}, insatser=1, amount=Decimal(80_000), start_month=9)
    with at("2022-04-08 13.20"):
        keep_scenario(
            association=stage.association, first_year=2022, name="En mindre insats från september", supposed=supposed,
            by=stage.chief,
        )  # fmt: skip
