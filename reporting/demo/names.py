"""Every made-up name in the demo: what stands here stands for no real place, person or address."""

from __future__ import annotations

from dataclasses import dataclass

DOMAIN = "example.se"
_PLAIN = str.maketrans("åäöéü ", "aaoeu.")


@dataclass(frozen=True)
class Name:
    """A made-up person, and where she works or whom she stands for."""

    name: str
    organisation: str = ""

    @property
    def email(self) -> str:
        """The person's address; mail to example.se reaches nobody."""
        return f"{self.name.lower().translate(_PLAIN)}@{DOMAIN}"


ASSOCIATION = "Samordningsförbundet Exempelbygden"
SHORT_NAME = "Exempelbygden"
KOMMUN = "Exempelby kommun"
REGION = "Region Exempelland"
TOWN = "Exempelby"
COURT = "Förvaltningsrätten i Exempelstad"
NEIGHBOUR = "Samordningsförbundet Grannbygden"
NEIGHBOUR_SHORT = "Grannbygden"
NEIGHBOUR_KOMMUN = "Grannby kommun"
NEIGHBOUR_TOWN = "Grannby"

PEOPLE = {
    "chief": Name("Anna Berglund", "Förbundets kansli"),
    "officer": Name("Sara Holm", "Förbundets kansli"),
    "chair": Name("Margareta Ek", KOMMUN),
    "vice": Name("Lars-Erik Norén", REGION),
    "af": Name("Solveig Åström", "Arbetsförmedlingen"),
    "fk": Name("Daniel Haddad", "Försäkringskassan"),
    "deputy_ek": Name("Inger Wallin", KOMMUN),
    "deputy_re": Name("Tomas Lindgren", REGION),
    "deputy_af": Name("Yvonne Kullberg", "Arbetsförmedlingen"),
    "deputy_fk": Name("Mattias Fors", "Försäkringskassan"),
    "auditor": Name("Berit Sandin", "Förtroendevald revisor"),
    "auditor_2": Name("Göran Wiklund", "Förtroendevald revisor"),
    "group_af": Name("Pia Nordin", "Arbetsförmedlingen"),
    "group_fk": Name("Johan Sjölund", "Försäkringskassan"),
    "group_re": Name("Ulrika Hedman", "Primärvården"),
    "group_social": Name("Erik Dahlgren", "Socialförvaltningen"),
    "group_school": Name("Maria Backlund", "Vuxenutbildningen"),
    "applet": Name("Kim Wester", "Försäkringskassan"),
    "larling": Name("Elin Thorén", "Vuxenutbildningen"),
    "samtal": Name("Jonas Rydell", "Ungdomsmottagningen"),
    "skuld": Name("Fatima Aziz", "Budget- och skuldrådgivningen"),
    "vidare": Name("Leila Amini", "Försäkringskassan"),
    "lots": Name("Mona Strand", "Arbetsmarknadsenheten"),
}

NEIGHBOURS = {
    "chief": Name("Nils Forsgren", "Förbundets kansli"),
    "chair": Name("Agneta Lövgren", NEIGHBOUR_KOMMUN),
    "vice": Name("Olof Brandt", REGION),
    "af": Name("Helena Suominen", "Arbetsförmedlingen"),
    "fk": Name("Ahmed Yilmaz", "Försäkringskassan"),
}

INSATSER = {
    "applet": "Äpplet",
    "larling": "Lärlingsvux",
    "samtal": "Samtalsstöd för unga",
    "skuld": "Budget- och skuldrådgivning",
    "lots": "Resurslotsen",
}
