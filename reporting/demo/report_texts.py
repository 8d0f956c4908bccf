"""The texts of the demo's reports, in light markup; a figure in braces follows the books."""

from dataclasses import dataclass
from typing import Any

CHAIR = """
Ännu ett år präglades av pandemin. Under hösten kunde vi träffas igen, och när restriktionerna kom tillbaka hade vi lärt oss att fortsätta på distans. Samarbetet har inte stannat, det har bytt form.

Förbundet har under året lämnat {economy.insatser} kronor till insatser för människor som står långt från arbetsmarknaden. Många har fått ett samtal, en plan eller en plats att börja på. Det syns inte alltid i statistiken samma år, men det märks hos dem som varit med.

Jag ser fram emot 2022, då jobbtorget ska öppna, och tackar styrelsen, medlemmarna och alla som arbetar i insatserna.

Ordföranden
"""

ANNUAL = {
    "ordforande": CHAIR,
    "forvaltningsberattelse": """
Samordningsförbundet Exempelbygden avger här sin förvaltningsberättelse för räkenskapsåret 2021. Den följer lagen (2018:597) om kommunal bokföring och redovisning i de delar som gäller för samordningsförbund och rekommendationen R15 från Rådet för kommunal redovisning.

# Organisation

Förbundet är en egen juridisk person. Medlemmar är kommunen, regionen, Försäkringskassan och Arbetsförmedlingen. Styrelsen har fyra ledamöter och fyra ersättare, en av vardera från varje medlem. Kansliet består av en förbundschef och en utvecklingsstrateg. Beredningsgruppen, där medlemmarnas verksamhetschefer ingår, tar fram förslag till insatser.

# Uppdrag

De insatser som förbundet finansierar kompletterar det som medlemmarna gör var för sig. Den som behöver samordnat stöd ska kunna uppnå eller förbättra sin förmåga att arbeta. Förbundet finansierar också sådant som gör att myndigheterna kan samarbeta bättre: processledning, gemensam utbildning och utbyte av kunskap.

# Finansiering

Försäkringskassan bidrar för statens räkning med hälften av medlen. Regionen och kommunen bidrar med en fjärdedel var.
""",
    "oversikt": """
Av bidragen till insatser gick enligt styrelsens bedömning 62 procent till individinriktade och 38 procent till strukturinriktade insatser. De individinriktade insatserna bidrar också till att samverkan mellan myndigheterna blir bättre. Förbundet har inga anställda: kommunen får ersättning för att tillhandahålla förbundschef och utvecklingsstrateg.
""",
    "viktiga": """
Bidragen redovisas som intäkt i den period de avser. Fordringar tas upp till det belopp som beräknas flyta in, och tillgångar och skulder till anskaffningsvärdet om inget annat sägs. Kassaflödet är räknat enligt indirekt metod. Principerna är desamma som året före.

Förbundets medel står på konto i svensk bank. Den risk som styrelsen följer närmast är att mer eller mindre medel används än vad som är beslutat. Därför får styrelsen en ekonomisk rapport vid varje sammanträde.
""",
    "handelser": """
Pandemin gjorde det svårare att hålla kontakten med deltagare som inte kunde träffas på plats, och flera fick vänta på praktik. Insatserna ställde om i stället för att ställa in. En utbildning som skulle ha börjat under året sköts upp ett halvår. I november var förbundet värd för den årliga konferensen för samordningsförbunden i norr.
""",
    "styrning": """
Verksamhetsplanen är styrelsens styrdokument. Den anger mål och prioriterade områden, en preciserad budget för året och en plan för de två åren därefter. Planen tas fram tillsammans med beredningsgruppen.

Varje insats lämnar en årsrapport, och förbundschefen deltar i insatsernas styrgrupper. Internkontrollplan, delegationsordning och attestreglemente ses över vid årets sista sammanträde. Ett bokslut per den 30 juni finns i bilaga 2.
""",
    "hushallning": """
Medlemmarna bidrog med {economy.contributions} kronor, lika mycket som året före. Till insatser betalades {economy.insatser} kronor, {economy.deviation.insatser} kronor mindre än budgeten. Årets resultat blev {economy.result} kronor.

Det egna kapitalet ökade från {economy.previous.equity} till {economy.equity} kronor. Det motsvarar {economy.equity_share} av bidragen och ligger något över riktmärket {economy.equity_limit}. Styrelsen har därför budgeterat ett underskott för 2022. Ledning, samordning och administration kostade {economy.administration} kronor, {economy.administration_share} av bidragen.
""",
    "inriktningsmal": """
Styrelsen har under året arbetat med de uppgifter som förbundsordningen anger:

* besluta om mål och riktlinjer för den finansiella samordningen,
* stödja samverkan mellan parterna,
* finansiera insatser inom parternas samlade ansvar,
* besluta hur medlen ska användas,
* svara för uppföljning och utvärdering.
""",
    "strategiska": """
Styrelsen och beredningsgruppen prioriterar fyra områden under 2021–2023: individens självförsörjning, ett främjande och förebyggande folkhälsoarbete, samordning av medlemmarnas resurser och ett hållbart samverkansarbete. Under 2021 gick unga och nyanlända, psykisk hälsa, sjukskrivningsprocessen och det våldsförebyggande arbetet först.
""",
    "mal": "Styrelsen bedömer målen på tre nivåer. Av {reporting.goals} mål är {reporting.goals.reached} uppnådda.",
    "indikatorer": """
I slutet av året svarade styrelsen, beredningsgruppen och personal i insatserna på enkäter om nyttan av samverkan. Samtliga grupper ger ett högre medelvärde än året före.
""",
    "finansiella-mal": """
Verksamheten ska vara effektiv och ändamålsenlig, förbundet ska inte sätta sig i skuld, och det egna kapitalet ska inte överstiga {economy.equity_limit} av bidragen. Det sista målet är inte nått: det egna kapitalet är {economy.equity_share}. I övrigt är de finansiella målen uppfyllda.
""",
    "balanskrav": "Balanskravsresultatet är detsamma som årets resultat.",
    "sammantraden": """
Styrelsen, kansliet och beredningsgruppen har representerat förbundet vid bland annat nätverkets årsmöte i april, det gemensamma medlemssamrådet i oktober och konferensen i november. Styrelsen och beredningsgruppen hade en gemensam planeringsdag i november.
""",
    "individ": "Här följer utdrag ur de individinriktade insatsernas årsrapporter. De finns i sin helhet i bilaga 1.",
    "struktur": "Här följer utdrag ur de strukturinriktade insatsernas årsrapporter.",
    "personal": """
Förbundet har ingen egen personal. Kommunen får ersättning för att tillhandahålla en förbundschef och en utvecklingsstrateg på heltid och svarar för löner och pensioner.
""",
    "utveckling": """
Förbundet går in i 2022 med ett eget kapital som är större än det behöver vara. Det ska användas till insatser för målgruppen, i första hand det gemensamma jobbtorget. Behovet av samordnat stöd väntas öka när de som har kommit från Ukraina söker arbete.
""",
    "redovisningsprinciper": """
Årsredovisningen följer lagen (2018:597) om kommunal bokföring och redovisning och rekommendationerna från Rådet för kommunal redovisning. Inga avvikelser från de grundläggande redovisningsprinciperna har gjorts.

Fordringar tas upp till det belopp som väntas bli betalt. Övriga tillgångar, avsättningar och skulder tas upp till anskaffningsvärdet. Intäkter och kostnader hör till det år som de avser, oavsett när de betalas.
""",
    "driftredovisning": """
Bidragen till insatser blev {economy.deviation.insatser} kronor lägre än budgeten, främst därför att en utbildning började senare än planerat. Inga resor gjordes, och kurser och konferenser kostade {economy.deviation.kurser} kronor mindre än beräknat.
""",
}

HALF_YEAR = {
    "forvaltningsberattelse": """
Rapporten avser januari till juni 2021. Den följer 13 kap. lagen (2018:597) om kommunal bokföring och redovisning: resultaträkningen jämförs med samma period året före, med prognosen för året och med årets budget, balansräkningen med förra årets slut.
""",
    "utfall": """
Periodens resultat är {economy.utfall_0630.result} kronor. Resultatet för hela året väntas bli {economy.forecast.result} kronor, som i budgeten.

Överskottet hittills beror på att två insatser kom igång senare än planerat, och på att konferenser, resor och kompetensutveckling har fått vänta. Insatserna har hittills kostat {economy.utfall_0630.insatser} kronor och väntas under hela året kosta {economy.forecast.insatser} kronor.
""",
    "insatser": """
Pandemin har påverkat våren, men mindre än befarat: ingen insats har stannat av. Träffar har flyttat till telefon, skärm och promenader. Budget- och skuldrådgivningen började i mars, två månader senare än tänkt. Lärlingsvux börjar i september med en annan inriktning än planerat, och utbildningen i vård och omsorg i januari 2022.

Processtödet mot våld i nära relationer avslutades i mars. Det arbetet fortsätter i det våldsförebyggande programmet.
""",
    "handelser": """
Förbundets ordförande är invald i nätverkets styrelse. Arbetsförmedlingens förändring gör det svårare att hålla gemensamma arbetssätt levande, och styrelsen följer den.
""",
    "hushallning": """
De finansiella målen väntas nås: verksamheten ryms i bidragen och förbundet sätter sig inte i skuld. Balanskravsresultatet väntas bli detsamma som årets resultat, {economy.forecast.result} kronor. Målen för verksamheten bedöms i årsredovisningen.
""",
}

CONSULTED = "Inget att invända."

UNDER_BALANCE = """
Förbundet har mer eget kapital än det behöver som buffert. Styrelsen använder därför en del av det till den gemensamma vägen in, och budgeterar ett underskott i år. När kapitalet närmar sig riktmärket är insatserna åter i nivå med bidragen.
"""

PLAN = {
    "inledning": """
Förbundet ska under 2022 öppna en gemensam väg in till myndigheterna för den som behöver samordnat stöd, och använda en del av sitt egna kapital till det. Planen är framtagen tillsammans med beredningsgruppen och efter samråd med medlemmarna.
""",
    "uppdrag": """
Samordningsförbundet finansierar insatser som medlemmarna genomför tillsammans. Medlemmar är kommunen, regionen, Försäkringskassan och Arbetsförmedlingen.
""",
    "strategiska": """
* Individens självförsörjning.
* Främjande och förebyggande folkhälsoarbete.
* Samordning av medlemmarnas resurser.
* Ett hållbart samverkansarbete.
""",
    "uppfoljning": """
Målen följs upp i delårsrapporten och i årsredovisningen. Styrelsen får en ekonomisk rapport vid varje sammanträde, och varje insats lämnar en årsrapport.
""",
    "ekonomi": """
Verksamheten finansieras med medlemmarnas bidrag, {economy.budget.contributions} kronor. Kostnaderna är budgeterade till {economy.budget.costs} kronor och årets resultat till {economy.budget.result} kronor. Underskottet motiveras av att det egna kapitalet är större än riktmärket; kapitalet räcker också därefter för att möta en insats som blir dyrare än väntat.
""",
}

GOALS_2021: tuple[dict[str, Any], ...] = (
    {
        "goal": "Under året skapa ett myndighetsgemensamt jobbtorg", "status": "yellow", "strategic_area": "Individens självförsörjning",
        "how": "Förbundet driver på, samordnar och stöder.", "measures": (("Teamet är på plats och deltagarna får individanpassad coachning.", ""),),
        "follow_up": "Årsredovisningen och SUS.", "focus_area": "Vägen till arbete\nVägen till smidiga övergångar",
        "result": "En plan finns, men jobbtorget har inte startat. Styrelsen gav i februari beredningsgruppen i uppdrag att utreda frågan. Slutrapporten kom i oktober och föreslår ett torg dit den som behöver stöd kan komma oavsett vilken myndighet som ansvarar. Start väntas efter halvårsskiftet 2022.",
    },
    {
        "goal": "Färre ofrivilligt utanför arbetsmarknaden vid årets slut än vid årets början", "status": "green",
        "strategic_area": "Individens självförsörjning\nSamordning av medlemmarnas resurser",
        "how": "Ett gemensamt analysteam beskriver läget och lämnar rekommendationer.",
        "measures": (("Helårsekvivalenter som försörjs med sociala ersättningar och bidrag, 20–64 år.", ""),),
        "follow_up": "SCB:s årliga statistik och lokala uppgifter.", "focus_area": "Vägen till hälsa\nVägen till arbete",
        "result": "Analysteamet lämnade under hösten nio rekommendationer. Arbetslösheten minskade under året med 1,7 procent, bland unga med 3,2 och bland utrikes födda med 4,9 procent. SCB:s uppgift för hela året kommer först i slutet av mars 2022.",
    },
    {
        "goal": "Stödja och samordna det våldsförebyggande arbetet", "status": "not_assessed", "strategic_area": "Främjande och förebyggande folkhälsoarbete",
        "how": "Föreläsningar och utbildning för yrkesverksamma och allmänhet.", "measures": (("Minst tre kunskapshöjande insatser.", ""),),
        "follow_up": "Årsredovisningen.", "focus_area": "Vägen till hälsa",
        "result": "Förbundet har tillsammans med länets övriga förbund ordnat en digital föreläsningsserie. Utvecklingsstrategen har hållit ett tiotal utbildningar för förtroendevalda och ledningsgrupper. Styrelsen har inte satt någon färg på målet.",
    },
    {
        "goal": "Medlemmarna ska uppleva nyttan av samverkan som mycket stor", "status": "not_assessed", "strategic_area": "Samordning av medlemmarnas resurser",
        "how": "Styrelsen skapar förutsättningar för dialog och följer upp insatserna.", "measures": (("Medelvärdet 5,5 på en sexgradig skala.", ""),),
        "follow_up": "Nätverkets indikatorenkät.", "focus_area": "Vägen till effektiv samverkan",
        "result": "Det samlade medelvärdet blev {reporting.indicator.samtliga}, mot målet 5,5. Samtliga grupper ger högre betyg än året före. Styrelsen har inte satt någon färg på målet.",
    },
)  # fmt: skip


@dataclass(frozen=True)
class Survey:
    """A group's mean by year, and how many answered; no numbers where it is all the groups together."""

    group: str
    means: dict[int, str]
    answered: dict[int, int]


INDICATORS = (
    Survey("Styrelsen", {2021: "4.71", 2020: "4.48"}, {2021: 8, 2020: 7}),
    Survey("Beredningsgruppen", {2021: "4.31", 2020: "3.53"}, {2021: 11, 2020: 12}),
    Survey("Personal i insatserna", {2021: "4.46", 2020: "4.24"}, {2021: 19, 2020: 16}),
    Survey("Samtliga", {2021: "4.49", 2020: "4.08"}, {}),
)
