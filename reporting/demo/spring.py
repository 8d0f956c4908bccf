"""The board's meetings of March and April 2022, as they were written."""

import datetime as dt

from board.states import MeetingKind, Outcome
from reporting.demo.plan import Att, Held, Item, Paper, Signed

MARCH = Held(
    key="march",
    held_on=dt.date(2022, 3, 25),
    planned="2022-02-28 09.10",
    called="2022-03-10 10.30",
    opened="2022-03-25 08.31",
    closed="2022-03-25 11.24",
    adjuster="af",
    is_remote=True,
    place="Digitalt möte",
    coming=("chair", "vice", "fk", "af", "deputy_re"),
    absent=("deputy_ek",),
    signing=Signed("2022-03-31 16.20", "2022-04-01 08.40", "2022-04-04 19.12", "2022-04-05 09.20"),
    announced="2022-04-05 10.05",
    posted={"kommun": "2022-04-06"},
    immediate=Signed("2022-03-25 12.05", "2022-03-25 12.10", "2022-03-25 12.40", "2022-03-25 13.15"),
    items=(
        Item("Sammanträdet öppnas", "Ordföranden hälsade alla välkomna och öppnade sammanträdet. Alla deltog på distans."),
        Item("Val av justerare"),
        Item(
            "Föregående protokoll",
            "Styrelsens protokoll från den 25 februari gicks igenom.",
            (Att("lägga protokollet till handlingarna utan anmärkning"),),
        ),
        Item(
            "Informationsärenden",
            "# Ekonomisk rapport\n\nFörbundschefen redogjorde för det ekonomiska läget.\n\n"
            "# Nätverket för samordningsförbund\n\nOrdföranden berättade om arbetet med en ny tjänstemannaorganisation för "
            "nätverket. En arbetsgrupp lämnade ett första förslag till nätverkets styrelse den 17 mars. Grannförbunden har "
            "bjudits in till två träffar om förslaget, den 18 mars och den 8 april.\n\nÅrsmötet hålls den 3 juni. "
            "Handlingarna kommer senast den 20 maj.\n\n"
            "# Vikariatet som utvecklingsstrateg\n\nDet kom 18 ansökningar, många av dem starka. Urvalet stämdes av med "
            "ordföranden den 9 mars. Nio personer har intervjuats digitalt, och tre eller fyra av dem kallas till en "
            "längre intervju på plats vecka 13.\n\n"
            "# Människor på flykt\n\nMellan 100 och 200 personer har kommit från Ukraina. Först gäller det bostad, vård och "
            "plats i förskola och skola, och behovet av förskoleplatser är stort. Vuxna får arbeta direkt, men språket är ett "
            "hinder för många. Arbetsgivare har redan hört av sig till Arbetsförmedlingen. Vilket stöd den kan ge är ännu "
            "oklart. Försäkringskassan förstärker Migrationsverket med personal.\n\n"
            "# Nytt namn\n\nArbetsgruppen för det nya jobbtorget har valt namnet Resurslotsen, som bättre säger vad det är.",
            (Att("notera informationen"),),
            in_points=True,
            papers=(
                Paper(
                    "natverkets_organisation.pdf", "Nätverkets organisation, ett första förslag",
                    ("Förslaget samlar service, kunskap och påverkan i ett kansli.", "Synpunkter lämnas senast den 8 april."),
                    is_appendix=True,
                ),
            ),
        ),
        Item(
            "Årsredovisning för 2021",
            "Styrelsen ska enligt lagen och förbundsordningen ha upprättat årsredovisningen senast den 31 mars. "
            "Förbundschefen föredrog förvaltningsberättelse, bokslut och bilagor, och några mindre ändringar gjordes. "
            "Årets resultat är 367 609 kronor och det egna kapitalet 1 058 307 kronor.",
            (
                Att("fastställa årsredovisningen för 2021 enligt bilaga"),
                Att("förklara paragrafen omedelbart justerad"),
            ),
            presenter="Anna Berglund",
            proposal="fastställa årsredovisningen för 2021 enligt bilaga\nförklara paragrafen omedelbart justerad",
            matter="Årsredovisning 2021",
            papers=(
                Paper(
                    "arsredovisning_2021.pdf", "Årsredovisning 2021",
                    (
                        "Årets resultat är 367 609 kronor.",
                        "Det egna kapitalet är 1 058 307 kronor vid årets slut.",
                        "Styrelsen har hållit sju sammanträden under året.",
                    ),
                    is_appendix=True,
                ),
            ),
            is_immediate=True,
        ),
        Item(
            "Indikatorenkäterna",
            "I slutet av varje år svarar styrelsen, beredningsgruppen och personal i några av insatserna på enkäter om nyttan "
            "av samverkan. Enkäterna hör till nätverkets arbete med indikatorer. Förbundschefen visade en sammanställning. "
            "Resultatet är som helhet bättre än 2020.",
            (Att("notera redovisningen"),),
            presenter="Anna Berglund",
            matter="Indikatorer 2021",
            papers=(
                Paper(
                    "indikatorer_2021.xlsx", "Indikatorenkäter 2021",
                    ("Grupp|Svar 2021|Svar 2020", "Styrelsen|8|7", "Beredningsgruppen|11|12", "Personal i insatser|19|16"),
                    is_appendix=True,
                ),
            ),
        ),
        Item(
            "ESF+, möjligheter för förbundet",
            "Förbundet kan söka medel ur Europeiska socialfonden plus, som har bytt namn för perioden 2021–2027. Fondens mål "
            "är sysselsättning, utbildning och social delaktighet, och målgrupperna är i stort förbundets egna. Av fem "
            "programområden är det som gäller ett inkluderande och hållbart arbetsliv närmast.\n\n"
            "En ansökan kan ge pengar och samarbeten som det finns behov av, men idén ska först vara förankrad hos varje "
            "medlem. De första utlysningarna väntas under våren.",
            (
                Att(
                    "uppdra till förbundschefen att undersöka om förbundet kan söka medel, och vilka insatser som i så fall är aktuella",
                    "förbundschefen", "2022-05-20", follow_up="started",
                    note="Samtal med fondens samordnare den 19 april.",
                ),
            ),
            presenter="Anna Berglund",
            matter="ESF+",
            papers=(
                Paper(
                    "esf_plus.pdf", "Europeiska socialfonden plus, en översikt",
                    ("Perioden är 2021–2027.", "Fem programområden, A till E.", "De första utlysningarna väntas under våren."),
                    is_appendix=True,
                ),
            ),
        ),
        Item(
            "Övriga frågor",
            "# Studiebesök den 28 april\n\nPå eftermiddagen den 28 april besöker några ur styrelsen och arbetsgruppen för "
            "Resurslotsen ett arbetsmarknadstorg. På förmiddagen kan grannförbundet visa sin insats för arbetsträning och "
            "berätta hur det mäter deltagares steg mot arbete.\n\n"
            "# Nätverkets årsmöte den 3 juni\n\nUnder rasterna får förbund som vill visa goda exempel, vid ett ståbord eller "
            "med planscher. Styrelsen talade om att ta tillfället och vill lyfta fram tre saker: samverkansstrukturen med "
            "beredningsgruppen, projekt Äpplet och det våldsförebyggande arbetet.",
            (
                Att(
                    "Lars-Erik Norén och Tomas Lindgren besöker insatsen för arbetsträning på förmiddagen den 28 april",
                    "Lars-Erik Norén och Tomas Lindgren", "2022-04-28", follow_up="started",
                ),
                Att(
                    "de rapporterar från besöket vid styrelsens sammanträde i maj",
                    "Lars-Erik Norén och Tomas Lindgren", "2022-05-20",
                ),
                Att(
                    "de som deltar i nätverkets årsmöte presenterar samverkansstrukturen, projekt Äpplet och det "
                    "våldsförebyggande arbetet",
                    "Margareta Ek och Anna Berglund", "2022-06-03",
                ),
                Att(
                    "uppdra till förbundschefen att ta fram informationsmaterial om de tre till årsmötet",
                    "förbundschefen", "2022-05-27",
                ),
                Att(
                    "anslå högst 10 000 kronor för detta",
                    amounts=(("10000", "2022", "Kurser och konferenser"),),
                ),
            ),
        ),
        Item("Avslutning", "Ordföranden tackade för engagemanget och avslutade sammanträdet."),
    ),
)  # fmt: skip

APRIL = Held(
    key="april",
    held_on=dt.date(2022, 4, 7),
    planned="2022-03-28 08.20",
    called="2022-03-29 09.00",
    opened="2022-04-07 16.00",
    closed="2022-04-07 16.48",
    starts_at=dt.time(16, 0),
    ends_at=dt.time(17, 0),
    kind=MeetingKind.EXTRA,
    adjuster="fk",
    is_remote=True,
    place="Digitalt möte",
    coming=("chair", "vice", "fk", "deputy_af"),
    absent=("af",),
    serving={"deputy_af": "af"},
    signing=Signed("2022-04-08 10.15", "2022-04-08 10.20", "2022-04-10 18.40"),
    items=(
        Item("Sammanträdet öppnas", "Ordföranden öppnade det extra sammanträdet. Alla deltog på distans."),
        Item("Val av justerare"),
        Item("Fastställande av dagordning", "", (Att("fastställa dagordningen"),)),
        Item(
            "Yttrande om nätverkets organisation",
            "Nätverket vill ha synpunkter på sitt förslag senast den 8 april. Styrelsen stöder ett gemensamt kansli, men vill "
            "att avgiften för små förbund inte höjs.",
            (Att("lämna yttrandet enligt förbundschefens förslag", "förbundschefen", "2022-04-08", follow_up="done"),),
            presenter="Margareta Ek",
            proposal="lämna yttrandet enligt förbundschefens förslag",
            matter="Nätverkets organisation",
            papers=(
                Paper("yttrande.docx", "Förslag till yttrande", ("Förbundet ställer sig bakom ett gemensamt kansli.",)),
            ),
        ),
        Item(
            "Ansökan om fortsatt Samtalsstöd för unga",
            "Insatsen söker medel för ett år till. Styrelsen saknar uppgift om vem som tar över när förbundets medel tar slut, "
            "och vill att regionen och kommunen svarar på det.",
            presenter="Sara Holm",
            proposal="bevilja Samtalsstöd för unga 300 000 kronor för läsåret 2022/23",
            matter="Samtalsstöd för unga",
            papers=(
                Paper(
                    "ansokan_samtalsstod.docx", "Ansökan från Samtalsstöd för unga",
                    ("Sökt belopp: 300 000 kronor.", "Unga mellan 16 och 24 år får tid för samtal inom en vecka."),
                ),
            ),
            outcome=Outcome.REFERRED_BACK,
        ),
        Item("Sammanträdet avslutas", "Ordföranden tackade och avslutade sammanträdet."),
    ),
)  # fmt: skip

MEETINGS = (MARCH, APRIL)
