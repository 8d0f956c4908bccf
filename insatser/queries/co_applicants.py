"""The parties that an ansökan names, and what each has said of it."""

from __future__ import annotations

from dataclasses import dataclass

from insatser.models import Application, CoApplicant
from insatser.queries.application_content import rows_in
from insatser.states import APPLICATION_WRITABLE, UNDECIDED, Ask, CoApplicantState


@dataclass(frozen=True)
class NamedParty:
    """A party as the ansökan names it now."""

    organisation: str
    name: str
    email: str
    brings: str


@dataclass(frozen=True)
class PartyAnswer:
    """A party that has been asked, and whether the ansökan has changed what it was asked about since."""

    row: CoApplicant
    is_changed: bool

    @property
    def shape(self) -> str:
        if self.is_changed:
            return "going"
        return {CoApplicantState.CONFIRMED: "done", CoApplicantState.DECLINED: "late"}.get(
            CoApplicantState(self.row.state), "wait"
        )


def may_be_confirmed(application: Application) -> bool:
    """Whether parties may be asked and answer: until the board has decided."""
    return application.state in APPLICATION_WRITABLE | UNDECIDED


def named_parties(application: Application) -> list[NamedParty]:
    """Give the parties as the ansökan names them now, those without an address too."""
    section = next((each for each in application.sections.all() if each.part == Ask.PARTIES), None)
    if section is None:
        return []
    return [
        NamedParty(row["organisation"], row["contact"], row["email"].strip().lower(), row["brings"])
        for row in rows_in(section, "party")
    ]


def co_applicants_of(application: Application) -> list[PartyAnswer]:
    """Give what each party that has been asked says: two queries."""
    rows = list(application.co_applicants.exclude(state=CoApplicantState.ENDED))
    if not rows:
        return []
    named = {party.email: party for party in named_parties(application)}
    return [PartyAnswer(row, is_changed(row, named.get(row.email))) for row in rows]


def is_changed(row: CoApplicant, party: NamedParty | None) -> bool:
    """Whether the ansökan names the party no more, or says another thing of what it brings."""
    return party is None or (party.organisation, party.brings) != (row.organisation, row.brings)
