"""A § that corrects an earlier one replaces the money that the earlier one gave: preliminary until it is justerad, and both stay."""

from __future__ import annotations

from decimal import Decimal

from board.models import Decision, Paragraph
from board.states import MeetingState, Outcome
from finsam.models import Person
from insatser.actions.following import take_back
from insatser.actions.grants import grant_money
from insatser.models import Application, Grant
from insatser.queries.grants import corrected_grants, decided_amount
from insatser.rules import names_insats


def correct_by_paragraph(paragraph: Paragraph, by: Person | None) -> None:
    """Let what a § that corrects another gives for a year take the place of what that one gave, once its meeting is over.

    Registered in `board.effects`. An att-sats is about the insats that it names, or about the only one that the earlier § gave
    money for the year; where neither is so, the office chooses by hand. A § on the same ansökan is followed as such.
    """
    if not paragraph.corrects_it or paragraph.refers_to_id is None or _is_followed(paragraph):
        return
    if paragraph.meeting.state != MeetingState.CLOSED and not _made(paragraph):
        return
    is_decided = paragraph.number is not None and paragraph.outcome == Outcome.DECIDED
    wanted = _wanted(paragraph) if is_decided else {}
    for grant in _made(paragraph):
        if (
            wanted.get((grant.decision_id or 0, grant.year)) != (grant.insats_id, grant.amount)
            and grant.replaces_id
        ):
            take_back([grant], by)
    for (decision_id, year), (insats_id, amount) in wanted.items():
        decision = Decision.objects.get(pk=decision_id)
        rows = (each for each in corrected_grants(paragraph, year) if each.insats_id == insats_id)
        earlier = next(rows, None)
        if earlier is None or amount < 0 or decision.grants.filter(year=year).exists():
            continue  # it stands already, or somebody has granted it by hand
        grant_money(
            insats=earlier.insats, year=year, amount=amount, decision=decision, replaces=earlier, by=by
        )


def let_go_of_correction(decision: Decision, by: Person | None) -> None:
    """Take back what an att-sats replaced of itself, so that it can be taken away; registered in `board.effects`."""
    if decision.paragraph.corrects_it:
        take_back(
            [
                grant
                for grant in _made(decision.paragraph)
                if grant.decision_id == decision.pk and grant.replaces_id
            ],
            by,
        )


def _is_followed(paragraph: Paragraph) -> bool:
    """Whether the money of the § follows an ansökan, whose earlier §§ it replaces already."""
    return paragraph.matter_id is not None and Application.objects.filter(matter=paragraph.matter_id).exists()


def _made(paragraph: Paragraph) -> list[Grant]:
    """Give what the § has given already and is not final, the first first."""
    rows = Grant.objects.filter(decision__paragraph=paragraph, is_preliminary=True)
    return list(rows.select_related("insats__association").order_by("id"))


def _wanted(paragraph: Paragraph) -> dict[tuple[int, int], tuple[int, Decimal]]:
    """Give what each att-sats gives by year: to which insats, and how much."""
    found: dict[tuple[int, int], tuple[int, Decimal]] = {}
    for decision in paragraph.decisions.prefetch_related("amounts"):
        for year in sorted({amount.year for amount in decision.amounts.all()}):
            insats_id = _about(decision, corrected_grants(paragraph, year))
            if insats_id is not None:
                found[decision.pk, year] = (insats_id, decided_amount(decision, year) or Decimal(0))
    return found


def _about(decision: Decision, earlier: list[Grant]) -> int | None:
    """Give the insats that an att-sats is about, among those that the corrected § gave money."""
    insatser = {grant.insats_id: grant.insats for grant in earlier}
    named = [pk for pk, insats in insatser.items() if names_insats(decision.text, insats.name)]
    chosen = named if len(named) == 1 else list(insatser)
    return chosen[0] if len(chosen) == 1 else None
