"""How decisions stand that someone has appealed, and all those beside them that nobody has."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from board.models import Appeal, AppealedDecision, Decision, Protocol
from board.rules import AppealState, AppealTime, Ruling, decision_state
from board.states import AppealOutcome, AppealStage
from finsam.models import Association
from finsam.swedish import dates, words


def with_decisions() -> Prefetch[str, QuerySet[Appeal], str]:
    """Bring a protocol's appeals with the att-satser that they are of."""
    appealed = AppealedDecision.objects.select_related("decision__paragraph__meeting__body")
    return Prefetch("appeals", Appeal.objects.prefetch_related(Prefetch("decisions", appealed)))


def appeals_of(association: Association) -> QuerySet[Appeal]:
    """Give the association's appeals with all that their page shows."""
    return (
        Appeal.objects.filter(protocol__meeting__body__association=association)
        .select_related("protocol__meeting__body__association", "statement__meeting__body__association")
        .prefetch_related(
            Prefetch(
                "decisions",
                AppealedDecision.objects.select_related("decision__paragraph__meeting__body__association"),
            )
        )
    )


def about(appeal: Appeal) -> str:
    """Say what an appeal is of in a few words; its decisions must be at hand."""
    numbers = {each.decision.paragraph.number for each in appeal.decisions.all()}
    return dates.paragraphs(sorted(number for number in numbers if number)) or appeal.note


@dataclass(frozen=True)
class Standing:
    """Where one att-sats stands: its time, and the appeals of it."""

    decision: Decision
    time: AppealTime
    appeals: tuple[Appeal, ...] = ()

    @property
    def is_final(self) -> bool:
        return self.time.state == AppealState.FINAL

    @property
    def sentence(self) -> str:
        """Where it stands, in a few words."""
        day = dates.long_date(self.time.final_on) if self.time.final_on else ""
        match self.time.state:
            case AppealState.SET_ASIDE:
                return f"Upphävt av förvaltningsrätten, gäller från den {day}."
            case AppealState.FINAL:
                return f"Laga kraft den {day}."
            case AppealState.APPEALED:
                return "Överklagat."
            case AppealState.RUNNING if self.time.last_day:
                return f"Kan överklagas till och med {dates.long_date(self.time.last_day)}."
        return "Överklagandetiden har inte gått ut."


def standings(
    decisions: Sequence[Decision], appeals: Iterable[Appeal], time: AppealTime, today: dt.date
) -> list[Standing]:
    """Give where each att-sats stands, from the time of its protocol and the protocol's appeals."""
    of: defaultdict[int, list[tuple[Appeal, Ruling]]] = defaultdict(list)
    for appeal in appeals:
        for each in appeal.decisions.all():
            of[each.decision_id].append((appeal, _ruling(appeal, each)))
    return [
        Standing(
            each,
            decision_state(time, [ruling for _, ruling in of[each.pk]], today),
            tuple(appeal for appeal, _ in of[each.pk]),
        )
        for each in decisions
    ]


def _ruling(appeal: Appeal, appealed: AppealedDecision) -> Ruling:
    if appeal.state != AppealStage.CLOSED:
        return Ruling()
    return Ruling(is_quashed=appealed.outcome == AppealOutcome.QUASHED, final_on=appeal.final_on)


def struck(association: Association, today: dt.date) -> dict[int, str]:
    """Give a word on each att-sats, by its key, that is appealed or set aside; all others stand as they were decided."""
    rows = AppealedDecision.objects.filter(
        appeal__protocol__meeting__body__association=association
    ).select_related("appeal")
    rulings: defaultdict[int, list[Ruling]] = defaultdict(list)
    for each in rows:
        rulings[each.decision_id].append(_ruling(each.appeal, each))
    unposted = AppealTime(AppealState.NOT_POSTED)
    found = {key: decision_state(unposted, own, today).state for key, own in rulings.items()}
    said = {AppealState.SET_ASIDE: "Upphävt", AppealState.APPEALED: "Överklagat"}
    return {key: said[state] for key, state in found.items() if state in said}


def marks(appeals: Iterable[Appeal], today: dt.date) -> dict[int, str]:
    """Give a sentence for each §, by its number, that has an att-sats appealed or set aside."""
    said: defaultdict[int, list[str]] = defaultdict(list)
    for decision, state in _states(appeals, today):
        what = words.capitalised(words.clause(decision.text))
        said[decision.paragraph.number or 0].append(f"{what}: {_ENDINGS[state]}.")
    return {number: " ".join(sentences) for number, sentences in said.items()}


def marks_of(protocol: Protocol, today: dt.date) -> dict[int, str]:
    """Give the marks of a protocol's §§ from what is stored."""
    rows = Appeal.objects.filter(protocol=protocol)
    appealed = AppealedDecision.objects.select_related("decision__paragraph")
    return marks(rows.prefetch_related(Prefetch("decisions", appealed)), today)


def appeals_sentence(appeals: Iterable[Appeal], today: dt.date) -> str:
    """Say which §§ have a decision that is appealed and which one that is set aside; nothing when none has."""
    numbers: defaultdict[AppealState, set[int]] = defaultdict(set)
    for decision, state in _states(appeals, today):
        numbers[state].add(decision.paragraph.number or 0)
    return " ".join(
        f"Beslut i {dates.paragraphs(sorted(numbers[state]))} är {ending}."
        for state, ending in _ENDINGS.items()
        if numbers[state]
    )


_ENDINGS = {
    AppealState.APPEALED: "överklagat",
    AppealState.SET_ASIDE: "upphävt av förvaltningsrätten",
}


def _states(appeals: Iterable[Appeal], today: dt.date) -> list[tuple[Decision, AppealState]]:
    """Give the att-satser that are appealed or set aside; an appeal that came to nothing leaves no mark."""
    rulings: defaultdict[Decision, list[Ruling]] = defaultdict(list)
    for appeal in appeals:
        for each in appeal.decisions.all():
            rulings[each.decision].append(_ruling(appeal, each))
    unposted = AppealTime(AppealState.NOT_POSTED)
    found = [(key, decision_state(unposted, own, today).state) for key, own in rulings.items()]
    return [(decision, state) for decision, state in found if state in _ENDINGS]
