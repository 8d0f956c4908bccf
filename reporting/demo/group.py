"""The beredningsgrupp's meeting of March 2022: it decides nothing, and its notes are sent to all of it."""

import datetime as dt

from reporting.demo.plan import Att, Held, Item

MARCH = Held(
    key="group_march",
    body="group",
    held_on=dt.date(2022, 3, 10),
    planned="2022-02-21 10.00",
    called="2022-02-24 09.15",
    opened="2022-03-10 13.02",
    closed="2022-03-10 14.50",
    sent="2022-03-11 09.30",
    starts_at=dt.time(13),
    ends_at=dt.time(15),
    place="Stadshuset, Eken",
    coming=("group_af", "group_fk", "group_social", "group_school", "officer"),
    absent=("group_re",),
    items=(
        Item(
            "Mötet öppnas", "Anna Berglund hälsade alla välkomna. Alla berättade kort hur läget är hos dem."
        ),
        Item("Föregående anteckningar", "Anteckningarna från mötet i januari gicks igenom."),
        Item("Information", "Försäkringskassan byter handläggare för unga från den 1 april."),
        Item(
            "Väg in till jobbtorget",
            "Sara Holm visade hur den som söker stöd kan mötas på ett ställe. Socialförvaltningen och Arbetsförmedlingen "
            "ser att samma person ofta lämnar samma uppgifter flera gånger. Frågan om sekretess är inte löst.",
            (
                Att(
                    "Socialförvaltningen och Arbetsförmedlingen provar en gemensam första träff med fem personer",
                    "Erik Dahlgren, Pia Nordin",
                    "2022-04-28",
                ),
                Att(
                    "Sara Holm frågar nätverket hur andra förbund har löst samtycket",
                    "Sara Holm",
                    "2022-04-28",
                ),
            ),
            presenter="Sara Holm",
        ),
        Item(
            "Ansökan om stöd till föräldrar",
            "Vuxenutbildningen har en idé om kvällskurser med barnpassning. Gruppen tycker att den ska prövas tillsammans "
            "med familjecentralen innan en ansökan skrivs.",
            (Att("Maria Backlund tar kontakt med familjecentralen", "Maria Backlund", "2022-04-28"),),
            presenter="Maria Backlund",
        ),
        Item("Övriga frågor", "Inga övriga frågor."),
        Item("Mötet avslutas", "Nästa möte är den 28 april klockan 13."),
    ),
)
