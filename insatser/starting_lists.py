"""Lists that a förbund may begin with, as data: what samordningsförbund count by, each value with its national group."""

from __future__ import annotations

from dataclasses import dataclass

from insatser.states import ListKind, NationalGroup

G = NationalGroup


@dataclass(frozen=True)
class StartingList:
    """A list to begin with: its name and its values, by their words and national group."""

    key: str
    kind: ListKind
    name: str
    values: tuple[tuple[str, str], ...]


STARTING_LISTS = (
    StartingList(
        "fem-orsaker",
        ListKind.REASON,
        "Fem orsaker till avslut",
        (
            ("Arbete", G.WORK),
            ("Studier", G.STUDIES),
            ("Arb.rehab", G.REHABILITATION),
            ("Sjukdom", G.SICKNESS),
            ("Annat skäl", G.OTHER),
        ),
    ),
    StartingList(
        "sex-orsaker",
        ListKind.REASON,
        "Sex orsaker till avslut",
        (
            ("Arbete eller studier", G.WORK_OR_STUDIES),
            ("Arbetslivsinriktade aktiviteter i ordinarie verksamhet", G.REHABILITATION),
            ("Sjukdom", G.SICKNESS),
            ("Avbrott på egen begäran", G.OTHER),
            ("Åter till remittenten", G.OTHER),
            ("Annat skäl", G.OTHER),
        ),
    ),
    StartingList(
        "utskrivna",
        ListKind.REASON,
        "Utskrivna till",
        (
            ("Arbete med eller utan lönebidrag", G.WORK),
            ("Studier", G.STUDIES),
            ("Annat skäl", G.OTHER),
            ("Strukturerat efterstöd", G.REHABILITATION),
        ),
    ),
    StartingList(
        "fyra-spar",
        ListKind.REASON,
        "Fyra spår efter utredning",
        (
            ("Spår 1, arbetslivsförberedande", G.REHABILITATION),
            ("Spår 2, potential på sikt", G.REHABILITATION),
            ("Spår 3, fortsatt ekonomiskt bistånd", G.OTHER),
            ("Spår 4, söka sjukersättning", G.SICKNESS),
        ),
    ),
    StartingList(
        "forsorjning",
        ListKind.INCOME,
        "Försörjningskällor som i SUS",
        (
            ("Aktivitetsersättning", G.PUBLIC),
            ("Annan offentlig försörjning", G.PUBLIC),
            ("Försörjningsstöd", G.PUBLIC),
            ("Ingen offentlig försörjning", G.NOT_PUBLIC),
            ("Sjukpenning/Rehabpenning", G.PUBLIC),
            ("Studiestöd/Studiemedel", G.PUBLIC),
            ("Uppgift saknas", G.UNKNOWN),
        ),
    ),
    StartingList(
        "sysselsattning",
        ListKind.WORK,
        "Sysselsättning som i SUS",
        (
            ("Ej subventionerat arbete", G.WORK),
            ("Subventionerat arbete", G.WORK),
            ("Studier", G.STUDIES),
            ("Arbete och studier", G.WORK_OR_STUDIES),
            ("Aktivt arbetssökande", G.SEEKING),
        ),
    ),
)
