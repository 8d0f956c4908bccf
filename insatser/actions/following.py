"""Money follows the § on an ansökan from the meeting's end: preliminary while the protocol is not justerat, and gone when the § is."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from board.models import Decision, Paragraph
from board.states import MeetingState, Outcome
from finsam import audit
from finsam.models import Person
from finsam.swedish import money
from insatser.actions.entering import enter_insats, withdraw_insats
from insatser.actions.grants import grant_money
from insatser.models import Application, Grant, Insats
from insatser.queries.grants import decided_amount, granted_by
from insatser.states import ApplicationState

_Key = tuple[int, int]  # the att-sats and the year


def follow_paragraph(paragraph: Paragraph, by: Person | None) -> None:
    """Let what is preliminarily granted be what the § on an ansökan gives, once its meeting is over.

    Registered in `board.effects`; called whenever the § is written. A meeting that is opened again keeps what its §§ gave
    until they are changed. Nothing is granted of an ansökan that is withdrawn, and nothing final is touched.
    """
    if paragraph.matter_id is None or not Application.objects.filter(matter=paragraph.matter_id).exists():
        return
    is_over = paragraph.meeting.state == MeetingState.CLOSED
    if not is_over and not _preliminary(paragraph):
        return
    row = locked_application(paragraph)
    if row is None or row.state == ApplicationState.WITHDRAWN:
        return
    if paragraph.number is not None and paragraph.outcome == Outcome.DECIDED:
        grant_by(row, paragraph, by)
    else:
        take_back(_preliminary(paragraph), by)
    if row.insats and not row.insats.grants.exists():
        withdraw_insats(row, by)


def let_go_of(decision: Decision, by: Person | None) -> None:
    """Take back what an att-sats on an ansökan gave of itself, so that it can be taken away; registered in `board.effects`."""
    matter = decision.paragraph.matter_id
    if matter is None or not Application.objects.filter(matter=matter).exists():
        return
    take_back([grant for grant in _preliminary(decision.paragraph) if grant.decision_id == decision.pk], by)


def grant_by(application: Application, paragraph: Paragraph, by: Person | None) -> None:
    """Grant what the §'s att-satser give by year, entering the insats first; what is preliminary and differs is replaced."""
    decisions = [each for each in paragraph.decisions.prefetch_related("amounts") if each.amounts.all()]
    if decisions and application.insats is None:
        application.insats = enter_insats(application, decisions, by)
        application.entered_insats = True
        application.save(update_fields=["insats", "entered_insats"])
    if application.insats is None:
        return
    wanted = _wanted(decisions, application.insats)
    kept = _keep_what_agrees(paragraph, wanted, by)
    by_key = {decision.pk: decision for decision in decisions}
    for (key, year), amount in sorted(wanted.items(), key=lambda each: each[0][1]):
        if (key, year) not in kept:
            _grant(application, by_key[key], year, amount, by)


def locked_application(paragraph: Paragraph) -> Application | None:
    """Give the ansökan that a § is about, locked until the transaction ends."""
    rows = Application.objects.select_for_update(of=("self",))
    return (
        rows.select_related("association", "body", "insats", "matter", "round")
        .filter(matter=paragraph.matter_id)
        .first()
    )


def _wanted(decisions: list[Decision], insats: Insats) -> dict[_Key, Decimal]:
    """Give what each att-sats gives the insats for a year: its amounts, less what was granted to others by hand or is final."""
    wanted = {}
    for decision in decisions:
        for year in {amount.year for amount in decision.amounts.all()}:
            own = Grant.objects.current().filter(
                decision=decision, year=year, insats=insats, is_preliminary=True
            )
            others = granted_by(decision, year) - sum((grant.amount for grant in own), Decimal(0))
            wanted[decision.pk, year] = (decided_amount(decision, year) or Decimal(0)) - others
    return wanted


def _keep_what_agrees(paragraph: Paragraph, wanted: dict[_Key, Decimal], by: Person | None) -> set[_Key]:
    """Take back what is preliminarily granted and differs; give what may stay."""
    by_key: dict[_Key, list[Grant]] = {}
    for grant in _preliminary(paragraph):
        by_key.setdefault((grant.decision_id or 0, grant.year), []).append(grant)
    kept = set()
    for key, grants in by_key.items():
        if sum(grant.amount for grant in grants) == wanted.get(key):
            kept.add(key)
        else:
            take_back(grants, by)
    return kept


def _preliminary(paragraph: Paragraph) -> list[Grant]:
    """Give the ansökan's insats's preliminary grants by the §."""
    rows = Grant.objects.filter(
        decision__paragraph=paragraph, is_preliminary=True, insats__applications__matter=paragraph.matter_id
    )
    return list(rows.select_related("insats__association").distinct().order_by("id"))


def take_back(grants: Iterable[Grant], by: Person | None) -> None:
    """Take grants away; one that replaced them replaces what they had replaced."""
    for grant in grants:
        newer = Grant.objects.filter(replaces=grant).first()
        if newer:
            Grant.objects.filter(pk=newer.pk).update(replaces=None)
        audit.record(
            association=grant.insats.association, by=by, verb="tog tillbaka beviljade medel", target=grant,
            amount=money.kr_as_needed(grant.amount),
        )  # fmt: skip
        earlier = grant.replaces_id
        grant.delete()
        if newer and earlier:
            Grant.objects.filter(pk=newer.pk).update(replaces=earlier)


def _grant(
    application: Application, decision: Decision, year: int, amount: Decimal, by: Person | None
) -> None:
    """Grant a year's money; what it replaces is gone, also by nothing, and of several the others are replaced by nothing.

    An earlier § on the same ärende is replaced, and by a change that was asked for whatever the insats was granted.
    """
    assert application.insats, "what is granted is granted an insats"
    rows = Grant.objects.current().filter(insats=application.insats, year=year)
    if not application.is_change:
        rows = rows.filter(decision__paragraph__matter=decision.paragraph.matter_id)
    rows = rows.exclude(decision__paragraph=decision.paragraph_id).order_by("id")
    earlier: list[Grant | None] = [*(rows if application.is_change else rows[:1])]
    if amount < 0 or (amount == 0 and (not earlier or decided_amount(decision, year))):
        return  # somebody has granted it by hand, or it is nothing
    for replaces in earlier or [None]:
        grant_money(
            insats=application.insats, year=year, amount=amount, decision=decision, replaces=replaces, by=by
        )
        amount = Decimal(0)
