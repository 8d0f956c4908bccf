"""The questions of each kind of report, as data; a report keeps those it was asked when it was opened."""

from __future__ import annotations

from dataclasses import dataclass

from insatser.states import APPLICATION, Ask, Part, ReportKind, WordsOf


@dataclass(frozen=True)
class Question:
    """One question answered in running text; `source` names the field of the insats that may answer it beforehand."""

    key: str
    label: str
    hint: str = ""
    source: str = ""
    is_optional: bool = False


@dataclass(frozen=True)
class SectionPlan:
    """One section of the form, and what it holds."""

    number: int
    title: str
    part: Part | Ask
    lead: str = ""
    questions: tuple[Question, ...] = ()


_DESCRIPTION = SectionPlan(
    3,
    "Beskrivning",
    Part.TEXTS,
    "Texten är hämtad från ansökan eller förra årets rapport. Ändra det som inte stämmer längre.",
    (
        Question("3.1", "Bakgrund", "Varför behövs insatsen?", "background"),
        Question("3.2", "Syfte", "Vilken förändring vill ni åstadkomma? Skriv kort.", "purpose"),
        Question("3.3", "Målgrupp", "Vilka är insatsen till för?", "target_group"),
    ),
)
_ANALYSIS = SectionPlan(
    5,
    "Analys",
    Part.TEXTS,
    "Några meningar på varje fråga räcker.",
    (
        Question(
            "5.1", "Effekter", "Vad har insatsen betytt för parterna och för det som de gör till vardags?"
        ),
        Question("5.2", "Samverkan", "Hur har samarbetet mellan parterna blivit bättre?"),
        Question(
            "5.3",
            "Erfarenheter och lärdomar",
            "Vad har gått bra, vad har gått sämre och vad har var och en lärt sig?",
        ),
        Question(
            "5.4",
            "Hur lärdomarna tas till vara",
            "I organisationen, i ekonomin och i det dagliga arbetet.",
        ),
        Question(
            "5.5", "Hinder i systemen", "Regler eller sätt att arbeta hos någon part som har stått i vägen."
        ),
    ),
)
_COSTS = SectionPlan(
    6,
    "Ekonomi",
    Part.COSTS,
    "Skriv alla kostnader för insatsen. Lämna tomt där ni inte har någon kostnad.",
    (
        Question(
            "6.1",
            "Vad förklarar skillnaden?",
            "Om allt som beviljades inte har använts: varför, och vad har det betytt för insatsen?",
            is_optional=True,
        ),
    ),
)

_YEAR = (
    SectionPlan(1, "Insatsen", Part.FACTS, "Namn och belopp kommer från styrelsens beslut."),
    SectionPlan(2, "Parter som har sökt medel", Part.PARTIES, "Först den som ansvarar för insatsen."),
    _DESCRIPTION,
    SectionPlan(
        4,
        "Resultat",
        Part.RESULTS,
        "Målen är hämtade från ansökan eller förra årets rapport.",
        (
            Question("4.2", "Arbetssätt", "Vad gör ni, och hur?", "method"),
            Question("4.3", "Avvikelser från planen", "I ekonomi, tid, aktiviteter eller mål."),
            Question(
                "4.4", "Uppföljning och utvärdering", "Hur har målen följts upp, och vilka har fått veta det?"
            ),
        ),
    ),
    _ANALYSIS,
    _COSTS,
    SectionPlan(
        7, "Underskrifter", Part.SIGNATURES, "Den som ansvarar för rapporten skriver under när den lämnas."
    ),
)
_HALF_YEAR = (
    *_YEAR[:2],
    SectionPlan(
        3,
        "Halvåret",
        Part.RESULTS,
        "Skriv hur långt ni har kommit mot målen.",
        (
            Question("3.2", "Vad som har gjorts"),
            Question("3.3", "Avvikelser från planen", "I ekonomi, tid, aktiviteter eller mål."),
        ),
    ),
    SectionPlan(4, _COSTS.title, Part.COSTS, _COSTS.lead, (Question("4.1", "Kommentar", is_optional=True),)),
    SectionPlan(5, "Underskrifter", Part.SIGNATURES, _YEAR[-1].lead),
)
_FREE = (
    SectionPlan(1, "Insatsen", Part.FACTS, "Namn och belopp kommer från styrelsens beslut."),
    SectionPlan(
        2,
        "Året",
        Part.TEXTS,
        "Skriv fritt, gärna med en rubrik för varje område.",
        (Question("2.1", "Berätta om året", "Det som har gjorts, och vad det har lett till."),),
    ),
    SectionPlan(3, "Underskrifter", Part.SIGNATURES, _YEAR[-1].lead),
)
_APPLICATION = (
    SectionPlan(1, "Insatsen", Ask.FACTS, "Namnet är det som styrelsen och allmänheten ser."),
    SectionPlan(
        2,
        "Sökande",
        Ask.PARTIES,
        "Först den som ansvarar för insatsen, sedan de parter som är med och vad de bidrar med.",
    ),
    SectionPlan(
        3,
        "Beskrivning",
        Ask.TEXTS,
        "Skriv så att den som inte känner till verksamheten förstår.",
        (
            Question("3.1", "Bakgrund", "Varför behövs insatsen, och hur vet ni det?", "background"),
            Question("3.2", "Syfte", "Vilken förändring vill ni åstadkomma?", "purpose"),
            Question(
                "3.3", "Målgrupp", "Vilka är insatsen till för, och ungefär hur många är de?", "target_group"
            ),
        ),
    ),
    SectionPlan(
        4,
        "Mål och arbetssätt",
        Ask.GOALS,
        "Mål som går att följa upp: vad ni mäter, och hur mycket det ska bli.",
        (
            Question("4.1", "Arbetssätt", "Vad ska ni göra, och hur?", "method"),
            Question("4.2", "Uppföljning", "Hur ska målen följas upp, och av vem?"),
        ),
    ),
    SectionPlan(5, "Platser och deltagare", Ask.PLACES, "Lämna tomt om insatsen inte har deltagare."),
    SectionPlan(
        6,
        "Kostnader",
        Ask.COSTS,
        "Kronor. Skriv det som ni söker av förbundet, och det som andra betalar.",
        (Question("6.1", "Kommentar till kostnaderna", is_optional=True),),
    ),
    SectionPlan(
        7,
        "Genomförande",
        Ask.TEXTS,
        "",
        (
            Question("7.1", "Plan för genomförandet", "När börjar ni, vem leder arbetet, vad kan gå fel?"),
            Question(
                "7.2", "När medlen tar slut", "Hur ska det som fungerar leva vidare utan förbundets medel?"
            ),
        ),
    ),
    SectionPlan(8, "Bilagor", Ask.FILES, "Sådant som förbundet behöver se och som inte ryms här."),
)
_PLANS = {
    ReportKind.YEAR.value: _YEAR,
    ReportKind.HALF_YEAR.value: _HALF_YEAR,
    ReportKind.FREE.value: _FREE,
    APPLICATION: _APPLICATION,
}


def plan_of(kind: str) -> tuple[SectionPlan, ...]:
    """Give the sections that a new report of the kind, or a new ansökan, starts from."""
    return _PLANS[str(kind)]


# ---- What documents say until the förbund words them itself: heading and text of each clause

_APPEAL = (
    "Överklagande",
    (
        "Den som är medlem i någon av förbundets kommuner eller regioner kan begära att förvaltningsrätten prövar om beslutet är "
        "lagligt, enligt 13 kap. kommunallagen. Det ska göras inom tre veckor från den dag då protokollets justering tillkännagavs "
        "på kommunernas och regionernas anslagstavlor."
    ),
)
_WORDS: dict[str, tuple[tuple[str, str], ...]] = {
    WordsOf.GRANTED.value: (
        (
            "Vad händer nu",
            (
                "Ni får en överenskommelse om {insats} att skriva under. När båda parter har gjort det kan ni begära ut medel. Det "
                "som inte har använts när tiden är slut stannar i förbundet."
            ),
        ),
        _APPEAL,
    ),
    WordsOf.AGREEMENT.value: (
        ("Uppdrag", "{Parten} driver {insats} så som {ansökan} och styrelsens beslut, {beslut}, anger."),
        ("Tid", "Överenskommelsen gäller {tid}. Den förlängs inte av sig själv."),
        (
            "Ersättning",
            (
                "Förbundet ersätter {partens} kostnader med högst {belopp per år}. {Parten} begär ut medlen i efterskott, "
                "{utbetalas}: {utbetalning}."
            ),
        ),
        ("Rapporter och uppföljning", "{rapporter} {dialog}"),
        (
            "Ändringar",
            (
                "Ser någon av oss att tid, platser eller kostnader blir andra än planerat säger vi det till varandra genast. En "
                "ändring gäller först när styrelsen har beslutat om den."
            ),
        ),
        (
            "Personuppgifter",
            (
                "{Parten} ansvarar för personuppgifterna om dem som deltar. Förbundet får antal, aldrig uppgifter om någon "
                "enskild."
            ),
        ),
        (
            "Uppsägning",
            (
                "Var och en av oss kan säga upp överenskommelsen skriftligt. Den upphör {uppsägning} senare. Medel som inte har "
                "använts då stannar i förbundet."
            ),
        ),
    ),
    WordsOf.REFUSED.value: (
        (
            "Vad händer nu",
            (
                "Ärendet är avslutat hos oss. Hör gärna av er om ni vill tala om beslutet, och ni är välkomna att söka igen när nästa "
                "ansökningsperiod öppnar."
            ),
        ),
        _APPEAL,
    ),
}


def words_for(document: str) -> tuple[tuple[str, str], ...]:
    """Give the heading and the text of each clause that a document begins from."""
    return _WORDS[str(document)]
