"""The demo's goals of 2022 as its plan sets them, and how they have gone until today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

GOALS_2022: tuple[dict[str, Any], ...] = (
    {
        "goal": "Öppna det gemensamma jobbtorget", "area": "Individens självförsörjning", "perspective": "Deltagare",
        "strategic_area": "Individens självförsörjning", "outer": "Regional utvecklingsstrategi: fler sysselsatta",
        "how": "Förbundet finansierar en samordnare och leder den grupp som förbereder starten.",
        "measures": (("Öppet senast den 1 oktober 2022.", ""), ("Deltagare före årets slut", "")),
        "activities": (
            ("Hyra lokal vid resecentrum", "mars", "Kansliet"), ("Anställa samordnare", "maj", "Förbundschefen"),
            ("Gemensam ingång för alla parter", "september", "Beredningsgruppen"),
        ),
        "follow_up": "Styrelsens sammanträde i december och Uppföljning Finsam.",
    },
    {
        "goal": "Färre unga under 30 år utan arbete eller studier", "area": "Individens självförsörjning", "perspective": "Deltagare",
        "strategic_area": "Individens självförsörjning", "outer": "Agenda 2030: anständiga arbetsvillkor",
        "how": "Det uppsökande arbetet sker tillsammans med gymnasieskolan.",
        "measures": (("Andel av dem som avslutar en insats som går till arbete eller studier", ""), ("Unga som varken arbetar eller studerar", "")),
        "activities": (("Uppsökande team i båda kommunerna", "hela året", "Insatsägarna"),),
        "follow_up": "Delårsrapporten och insatsernas årsrapporter.",
    },
    {
        "goal": "Medlemmarna upplever stor nytta av samverkan", "area": "Samordning", "perspective": "Samverkan",
        "strategic_area": "Samordning av medlemmarnas resurser",
        "how": "En gemensam planeringsdag och en träff i varje ledningsgrupp.",
        "measures": (("Medelvärdet på en sexgradig skala", ""),),
        "activities": (("Planeringsdag för chefer", "14 september", "Förbundschefen"), ("Träff i varje ledningsgrupp", "hösten", "Kansliet")),
        "follow_up": "Nätverkets indikatorenkät.",
    },
    {
        "goal": "Insatser prövas innan de blir varaktiga", "area": "Samordning", "perspective": "Lärande", "until_year": 2023,
        "how": "Varje insats har en plan för utvärdering när den beviljas medel.",
        "measures": (("Insatser med plan för utvärdering", ""),),
        "activities": (("Mall för utvärdering", "juni", "Utvecklingsstrategen"),),
        "follow_up": "Insatsernas årsrapporter.",
    },
    {
        "goal": "Medlen når målgruppen", "perspective": "Ekonomi",
        "how": "Ekonomisk rapport till varje sammanträde, med prognos och vad som finns kvar.",
        "measures": (("Eget kapital som andel av årets bidrag", ""),),
        "activities": (("Plan för överskottet", "september", "Ordföranden"),),
        "follow_up": "Årsredovisningen.",
    },
)  # fmt: skip


@dataclass(frozen=True)
class Counted:
    """How the measure of a goal is counted, by their places, with target and values as (day, value)."""

    goal: int
    measure: int
    facts: dict[str, str]
    target: str = ""
    values: tuple[tuple[str, str], ...] = ()


COUNTED = (
    Counted(0, 1, {"unit": "deltagare"}, "40", (("2022-03-31", "0"),)),
    Counted(1, 0, {"kind": "share", "source": "survey"}, "50 %",
            (("2019-12-31", "19 av 50"), ("2020-12-31", "17 av 41"), ("2021-12-31", "31 av 70"), ("2022-03-31", "9 av 15"))),
    Counted(1, 1, {"kind": "change", "unit": "personer", "direction": "down", "source": "scb"}, "",
            (("2020-12-31", "412"), ("2021-12-31", "388"))),
    Counted(2, 0, {"source": "field", "source_key": "reporting.indicator.samtliga"}, "5,0",
            (("2020-12-31", "4,08"), ("2021-12-31", "4,49"))),
    Counted(3, 0, {"kind": "share"}, "7 av 7", (("2021-12-31", "4 av 6"), ("2022-03-31", "5 av 7"))),
    Counted(4, 0, {"unit": "%", "direction": "down"}, "20", (("2020-12-31", "37,2"), ("2021-12-31", "21,0"))),
)  # fmt: skip

DONE = ((0, 0, "Avtalet är klart."),)  # activities by their places, and what was said
DUE = ((0, 1, "2022-05-31"), (2, 0, "2022-09-14"), (3, 0, "2022-03-31"))
