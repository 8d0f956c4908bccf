"""The insatser of 2021 and what their reports say: real figures, our own words, nobody real."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

YEAR_START, YEAR_END = dt.date(2021, 1, 1), dt.date(2021, 12, 31)


@dataclass(frozen=True)
class Told:
    """An insats and its report of 2021; `wages` is budget and outcome as typed, None where nothing was written."""

    key: str
    body: str  # in the stage
    name: str
    kind: str
    owner: str
    unit: str
    parties: tuple[str, ...]
    granted: int
    source: str
    starts_on: dt.date
    submitted: str  # day and clock
    goals: tuple[tuple[str, str, str], ...]  # wording, reached, outcome
    answers: dict[str, str]
    wages: tuple[str, str] | None = None
    counts: dict[str, tuple[int | None, int | None, int | None]] = field(default_factory=dict)
    granted_2022: int = 0
    report_kind: str = "arsrapport"
    prints_no_sum: bool = False


_NOT_YET = "Utbildningen hade inte börjat när året var slut. Frågan besvaras i nästa rapport."

TOLD = (
    Told(
        key="plattform-u", body="plattform", name="Plattform U", kind="individ", owner="kommun",
        unit="Arbetsmarknadsenheten", parties=("af", "fk"), granted=600_000, source="§ 88, 2020-12-11",
        starts_on=dt.date(2018, 1, 1), submitted="2022-01-14 15.40", granted_2022=600_000,
        goals=(
            ("Den uppsökande verksamheten kompletterar annat förebyggande arbete.", "ja",
             "Vem som helst i målgruppen kan komma in utan beslut från en myndighet, och vi söker upp dem som inte kommer."),
            ("Coachningen har tydliga rutiner för deltagarna.", "ja",
             "Den unge sätter målen och vi följer samma steg tillsammans. Det har gett mer motivation."),
            ("Alla deltagare får utbildningsblock som gör vägen till arbete eller studier lättare.", "ja",
             "Alla erbjuds blocken. Under året gavs de på distans."),
            ("Parterna samarbetar så att den unge snabbt kommer till rätt aktivitet.", "ja",
             "Vi har korta vägar till myndigheterna, vården, gymnasiet och studieförbunden."),
            ("Det går att mäta vart deltagarna går vidare.", "ja",
             "Deltagandet registreras, så att resultatet syns både i enheten och efteråt."),
            ("Samarbetet med vuxenutbildningens vägledare utvecklas.", "ja",
             "Handläggarna träffar vägledarna regelbundet."),
            ("Arbetet med att bedöma arbetsförmåga utvecklas.", "ja",
             "Handläggarna har gått utbildning. Rutinerna blir klara under 2022."),
        ),
        answers={
            "3.2": "Att nå unga tidigt och finnas till hands för dem och deras anhöriga utan att någon myndighet först måste besluta.",
            "3.3": "Unga mellan 16 och 29 år som varken arbetar eller studerar och som behöver stöd en längre tid, även de som omfattas av kommunens aktivitetsansvar.",
            "4.2": "Coachning, kartläggning, planering, uppföljning av praktik, uppsökande arbete, utbildningsblock, feriejobb och bedömning av arbetsförmåga.",
            "4.3": "Pandemin stängde många praktikplatser och gjorde studier svårare.\n\nKön till den öppna ingången var lång. Mer personal från februari har kortat den, men några väntar fortfarande.",
            "4.4": "Deltagarna registreras i tre system. Under året deltog 50 personer och 22 avslutade.",
            "5.1": "Parterna slipper slussa samma person fram och tillbaka:\n\n* vardagen börjar fungera\n* arbetsträning visar vad som går\n* den unge får någon med sig till myndigheterna",
            "5.2": "Tätare kontakt med Arbetsförmedlingen, Försäkringskassan, vården och gymnasiet ger rätt hjälp tidigare.",
            "5.3": "Rutinerna ses över hela tiden. Den som vill börja studera igen ska kunna göra det på ett enkelt sätt.",
        },
        counts={"pagaende": (None, None, 28), "avslutade": (None, None, 22)},
    ),
    Told(
        key="vidare-vy", body="vidare", name="Vidare Vy", kind="individ", owner="fk", unit="",
        parties=("kommun", "af"), granted=455_000, source="§ 89, 2020-12-11", starts_on=dt.date(2017, 1, 1),
        submitted="2022-01-28 10.12", granted_2022=455_000, wages=("374 448", "374 448"),
        goals=(
            ("Stärka den som har sjukpenning eller aktivitetsersättning inför arbete, studier eller Arbetsförmedlingens program, och korta tiden som sjukskriven.", "ja",
             "Hälften av dem som avslutade har en gemensam kartläggning med Arbetsförmedlingen eller arbetstränar hos en arbetsgivare. De andra har en bättre plan än när de kom."),
        ),
        answers={
            "3.1": "En del behöver träna i lugn takt innan de kan ta del av det som Arbetsförmedlingen erbjuder. En sådan plats fanns inte. Behovet har varit detsamma alla år och det har alltid funnits en kö.",
            "3.2": "Att den som länge har varit sjuk får en tid med anpassade uppgifter och mycket stöd, så att nästa steg blir möjligt.",
            "3.3": "Personer med sjukpenning eller aktivitetsersättning som behöver förbereda sig i en anpassad miljö.",
            "4.2": "Handläggare och coacher arbetar sida vid sida med Försäkringskassans utredare. Tio platser i tre månader, i enstaka fall fem.\n\nSnickeri, textil, bygge i små modeller och, nytt för i år, uppgifter vid dator. Fika och lunch är en del av träningen.",
            "4.3": "Pandemin stoppade studiebesök och starter i perioder. De flesta behövde längre tid, ofta ett halvår, eftersom det var svårt att hitta platser för arbetsträning.",
            "4.4": "15 personer deltog, 8 kvinnor och 7 män. Av dem var 8 nya. 10 avslutade och 5 fortsätter. 8 står i kö. De vanligaste skälen till avslut var mer vård, kartläggning med Arbetsförmedlingen och arbetsträning.",
            "5.1": "Försäkringskassan har någonstans att vända sig för dem som inte är redo för arbetsplatsen. För deltagarna är vägen kortare.",
            "5.2": "Parterna känner varandras uppdrag och gränser bättre, och det syns vad målgruppen behöver.",
            "5.3": "Utan insatsen hade många blivit kvar hemma. Den som har varit borta länge behöver tid.",
            "5.4": "Ingen av parterna har uppdraget i vardagen, så det är svårt att föra över. Kanske kan Arbetsförmedlingens kommande upphandling ge något liknande. Parterna tar med sig frågan till det nya jobbtorget.",
            "5.5": "Platserna är få, och vilken ersättning man har avgör om man får stå i kö.",
        },
        counts={"nya": (4, 4, None), "pagaende": (None, None, 5), "avslutade": (None, None, 10)},
    ),
    Told(
        key="samtalsbyran-for-unga", body="samtal", name="Samtalsstöd för unga", kind="individ", owner="kommun",
        unit="Ungdomsmottagningen", parties=("region",), granted=305_000, source="§ 90, 2020-12-11",
        starts_on=dt.date(2019, 1, 1), submitted="2022-01-20 09.05", granted_2022=150_000, wages=("305 000", "305 000"),
        goals=(("Unga vuxna utvecklar inte långvarig psykisk ohälsa.", "ja", ""),),
        answers={
            "3.1": "Unga vuxna behöver någonstans att prata om det som påverkar livet och hälsan, utan krångel.",
            "3.2": "Att möta den unge tidigt, innan det blir allvarligt.",
            "3.3": "Unga vuxna mellan 16 och 30 år.",
            "4.2": "Samtal som utgår från det friska, tar hjälp av dem som står nära och leder vidare till vården när det behövs.",
            "4.3": "Inga.",
            "4.4": "Alla kontakter registreras utan namn, och chefen stämmer av med personalen.",
            "5.2": "Flera verksamheter möter samma unga. Tröskeln är låg, så det är lätt att slussa hit och vidare härifrån.",
            "5.3": "Behovet att möta unga utan väntetid är stort. Pandemin lärde oss att träffas på nya sätt. Fler vårdnadshavare hör av sig än förut.",
            "5.4": "Till hälften är samtalen redan en del av kommunens verksamhet.",
            "5.5": "Primärvården hänvisar hit när kön är lång eller vid medicinering.",
        },
        prints_no_sum=True,
    ),
    Told(
        key="larlingsvux", body="larling", name="Lärlingsvux", kind="individ", owner="kommun", unit="Vuxenutbildningen",
        parties=("af",), granted=500_000, source="§ 12, 2021-02-26", starts_on=dt.date(2021, 3, 1),
        submitted="2022-01-11 13.30", wages=("500 000", "500 000"),
        goals=(("Fler blir anställningsbara.", "delvis", ""),),
        answers={
            "3.1": "Många unga som kom till landet 2015 har svårt att etablera sig. Att lära sig språket på en arbetsplats kan korta vägen med upp till ett år, men det kräver fler lärare och handledare. Arbetsgivarna behöver personal.",
            "3.2": "Att unga vuxna får arbete efter utbildningen, och att lärlingar blir en vanlig väg till personal i kommunen.",
            "3.3": "Främst unga vuxna med annat modersmål än svenska, men också andra som står långt från arbete.",
            "4.2": "Vårdkurser på arbetsplatsen till 70 procent, med handledare, för 16 elever. Sedan fler branscher, efter vad Arbetsförmedlingen ser att det saknas folk till.",
            "4.3": "Omorganisation flyttade starten ett halvår, till slutet av januari 2022. Styrgruppen och styrelsen har fått veta det.\n\nEn svetsutbildning med åtta elever började i september och är ute på företag sedan december. Fjorton platser med språk och yrkeskurser är förberedda.",
            "4.4": "Förberedelserna har redovisats i styrgruppen. Utbildningen är inte utvärderad, eftersom den inte har börjat.",
            "5.1": _NOT_YET, "5.2": _NOT_YET, "5.3": _NOT_YET,
            "5.4": "Lärdomarna tas om hand i skolans kvalitetsarbete. Ekonomin ligger i vuxenutbildningens budget.",
            "5.5": _NOT_YET,
        },
    ),
    Told(
        key="bos", body="skuld", name="Budget- och skuldrådgivning", kind="individ", owner="kommun",
        unit="Budget- och skuldrådgivningen", parties=("region", "af"), granted=524_000, source="§ 91, 2020-12-11",
        starts_on=YEAR_START, submitted="2022-01-28 16.20", wages=("436 667", "404 315,57"),
        goals=(
            ("80 procent vet vart man vänder sig när man behöver hjälp.", "ja",
             "Alla som kom till en föreläsning fick veta var hjälpen finns: 350 i målgruppen och 41 tjänstepersoner."),
            ("80 procent klarar kunskapsfrågorna efter informationen.", "ja",
             "80 procent av dem som svarade klarade frågorna. Alla svarade inte."),
            ("Målgruppen gör medvetna val i sin hushållsekonomi.", "ja",
             "Frågorna har tagits upp i 157 samtal om skulder, 4 samtal om konsumentköp och på föreläsningarna."),
        ),
        answers={
            "3.1": "Många nya i Sverige hamnar i skuld för att de inte vet hur avtal och krediter fungerar. De som möter dem i arbetet kan sällan skuldsanering.",
            "3.2": "Att förebygga skulder med information, att hjälpa den som redan har dem och att ta fram material som lever vidare i kommunen.",
            "3.3": "Nysvenskar som behöver kunskap om hushållsekonomi och konsumenträtt.",
            "4.2": "Föreläsningar på plats och på distans, rådgivning på telefon och vid besök.",
            "4.3": "Pandemin gjorde att möten på plats bara gick att hålla ibland.",
            "4.4": "Två rapporter till styrgruppens ordförande, en till styrelsen och en till ledningsgruppen.",
            "5.1": "Kunskapen har ökat i målgruppen och hos tjänstepersonerna, och fler söker hjälp i tid.",
            "5.2": "Parterna har öppnat sina lokaler för föreläsningar. Mellan parterna har inget ändrats.",
            "5.3": "Föreläsningar på plats fungerar bäst. På distans gick det sämre, och några chefer var svåra att nå. Materialet finns på sex språk.",
            "5.4": "Tjänstepersonerna kan svara på enkla frågor själva och lotsa vidare när det är svårare.",
            "5.5": "Inga hinder utöver pandemin.",
            "6.1": "En tjänst tillsattes senare än planerat. Det har inte påverkat innehållet.",
        },
    ),
    Told(
        key="applet", body="applet", name="Äpplet", kind="struktur", owner="fk", unit="", parties=("region",),
        granted=598_085, source="§ 92, 2020-12-11", starts_on=dt.date(2020, 1, 1), submitted="2022-01-31 08.55",
        granted_2022=600_000, wages=("448 085", "448 085"),
        goals=(
            ("Ett bättre sätt att arbeta, så att den enskilde får samma besked och samma plan från alla.", "ja",
             "Pandemin begränsade mötena, men där vi har samordnat har planerna blivit bättre."),
            ("Parterna behåller och ökar sin kunskap om varandra.", "ja",
             "Avstämningsmöten är det bästa sättet. Koordinatorerna i vården har varit länken när utredarna inte kunde vara på plats."),
            ("Arbetsgivaren kommer med tidigt i planen.", "ja",
             "Fler vårdenheter bjuder in arbetsgivaren. Kommunen delar sin plan med vården."),
        ),
        answers={
            "3.1": "Försäkringskassan och regionen har i flera år haft utredare på plats i vården, med gott resultat. Kunskapen om varandra måste hållas levande, och arbetsgivaren kommer ofta in för sent.",
            "3.2": "Att öka kunskapen mellan parterna, sprida den mellan vårdenheterna och få med arbetsgivaren tidigt.",
            "3.3": "Den som är i arbetsför ålder, har eller riskerar sjukpenning och söker vård.",
            "4.2": "Utredarna var med på varje vårdenhet ungefär var fjärde vecka, mest på distans. Koordinatorerna är navet. En grupp utvecklar kontakten med arbetsgivare.",
            "4.3": "Möten på plats blev möten på distans, och tekniken räckte inte alltid till. Läkarna hade ont om tid.",
            "4.4": "Styrgruppen träffades två gånger. Resultatet är visat för beredningsgruppen och styrelsen. En ny enkät är planerad, med enhetens samlade svar.",
            "5.1": "Det blir enklare för alla när man känner varandras uppdrag. Mest värt är det för den enskilde.",
            "5.2": "Mer respekt och bättre samtal. Utredarna har tagit möten som andra kontor inte ansåg behövdes.",
            "5.3": "* det går att samordna på distans\n* läkarna vill veta mer om intyg\n* hyrläkare är svåra att nå\n* koordinatorerna är oersättliga",
            "5.4": "När en stor arbetsgivare är med kan arbetssättet bli kvar, och fler kan ta efter.",
            "5.5": "Hyrläkare byts ofta. Försäkringskassans kontor arbetar olika, eftersom ärenden fördelas över ett stort område. Alla konferensrum har inte bild och ljud.",
        },
    ),
    Told(
        key="utvecklingsstrateg", body="strateg", name="Utvecklingsstrateg", kind="struktur", owner="kommun", unit="Förbundets kansli",
        parties=("region", "fk", "af"), granted=640_000, source="Budget 2021, 2020-12-11", starts_on=dt.date(2020, 9, 1),
        submitted="2022-01-26 11.00", report_kind="fritext", granted_2022=660_000,
        goals=(),
        answers={
            "2.1": "# Psykisk hälsa\n\nPsykeveckan hade fler programpunkter än någonsin: föreläsningar, lopp, film och konst. "
            "En arbetsgrupp med kommunen, regionen, myndigheterna och brukare har kommit i gång, och fyra utbildningar i "
            "första hjälpen vid psykisk ohälsa är planerade till våren. Filmer om stöd för unga är inspelade.\n\n"
            "# Arbetet mot våld\n\nFullmäktige har antagit en avsiktsförklaring. Alla klasser i årskurs fyra fick tävla om en "
            "maskot, och ett skolmaterial är på väg. Tjänstepersoner och politiker har utbildats. Ett dokument om hur parterna "
            "gör när våld upptäcks är klart för samråd.\n\n"
            "# Övrigt\n\nAnalysteamet har tagit fram rekommendationer för välfärden. Minnesanteckningar från "
            "beredningsgruppen är skrivna och länets förbund har träffats regelbundet.",
        },
    ),
)  # fmt: skip
