"""The board's meetings of January and February 2022, as they were written."""

import datetime as dt

from board.states import Outcome
from reporting.demo.plan import Att, Held, Item, Paper, Signed

JANUARY = Held(
    key="january",
    held_on=dt.date(2022, 1, 28),
    planned="2021-11-29 09.00",
    called="2022-01-13 15.10",
    opened="2022-01-28 08.31",
    closed="2022-01-28 11.15",
    adjuster="af",
    is_remote=True,
    place="Digitalt möte",
    coming=("chair", "vice", "fk", "af"),
    absent=("deputy_af",),
    signing=Signed("2022-02-02 09.30", "2022-02-03 08.10", "2022-02-07 20.15", "2022-02-08 10.00"),
    announced="2022-02-08 11.20",
    posted={"kommun": "2022-02-09", "region": "2022-02-09"},
    down={"kommun": "2022-03-03", "region": "2022-03-03"},
    items=(
        Item(
            "Sammanträdet öppnas",
            "Ordföranden hälsade välkommen till årets första sammanträde. Alla deltog på distans.",
        ),
        Item("Val av justerare"),
        Item(
            "Föregående protokoll",
            "Protokollet från den 26 november gicks igenom.",
            (Att("lägga protokollet till handlingarna utan anmärkning"),),
        ),
        Item(
            "Informationsärenden",
            "# Ekonomisk rapport\n\nBokslutet för 2021 är inte klart. Det preliminära resultatet är ett överskott.\n\n"
            "# Pandemin\n\nFlera insatser möter fortfarande deltagare på distans. Handledarna märker att de som står längst "
            "från arbete är svårast att nå så.",
            (Att("notera informationen"),),
        ),
        Item(
            "Medel till Lärlingsvux 2022",
            "Insatsen förenar språk och yrkesutbildning på en arbetsplats. Den började under hösten 2021. Beredningsgruppen "
            "tillstyrker att den får medel för hela 2022.",
            (
                Att(
                    "bevilja Lärlingsvux 500 000 kronor för 2022",
                    amounts=(("500000", "2022", "Insatser i budgeten för 2022"),),
                ),
                Att("en årsrapport lämnas i januari 2023", "insatsägaren", "2023-01-31"),
            ),
            presenter="Sara Holm",
            proposal="bevilja Lärlingsvux 500 000 kronor för 2022",
            matter="Lärlingsvux",
            papers=(
                Paper(
                    "ansokan_larlingsvux.docx",
                    "Ansökan från Lärlingsvux",
                    (
                        "Sökt belopp för 2022: 500 000 kronor.",
                        "Målgrupp: vuxna med kort skolgång och behov av svenska.",
                    ),
                ),
            ),
        ),
        Item(
            "Arbetet med systemhinder",
            "Beredningsgruppen samlar hinder som ingen part kan ta bort ensam. Tre är beskrivna: sekretess mellan "
            "myndigheter, väntetid på läkarutlåtande och glapp i ersättning vid praktik.",
            (
                Att("ställa sig bakom beskrivningen"),
                Att("ta upp hindren vid medlemssamrådet", "presidiet", "2022-06-17"),
            ),
            presenter="Anna Berglund",
            matter="Systemhinder",
        ),
        Item(
            "Regler för representation",
            "Förslaget till regler föredrogs. Styrelsen vill se kommunens och regionens regler bredvid innan den beslutar.",
            presenter="Anna Berglund",
            proposal="anta reglerna för representation",
            matter="Regler för representation",
            papers=(
                Paper(
                    "regler_representation.docx",
                    "Förslag till regler för representation",
                    ("Representation ska vara måttfull och ha ett tydligt samband med verksamheten.",),
                ),
            ),
            outcome=Outcome.TABLED,
        ),
        Item(
            "Dataskyddsombud",
            "Kommunens dataskyddsombud kan vara ombud också för förbundet. Kostnaden ryms i budgeten för kansliet.",
            (Att("utse kommunens dataskyddsombud till ombud för förbundet från den 1 februari 2022"),),
            presenter="Anna Berglund",
            matter="Dataskyddsombud",
        ),
        Item("Övriga frågor", "Inga övriga frågor anmäldes."),
        Item("Avslutning", "Ordföranden tackade alla och avslutade sammanträdet."),
    ),
)

FEBRUARY = Held(
    key="february",
    held_back=(("föräldraledig från sommaren", "39 kap. 3 § OSL"),),
    held_on=dt.date(2022, 2, 25),
    planned="2022-01-31 08.40",
    called="2022-02-10 14.00",
    opened="2022-02-25 08.30",
    closed="2022-02-25 11.25",
    adjuster="fk",
    coming=("chair", "vice", "fk", "deputy_af", "deputy_ek"),
    absent=("af",),
    serving={"deputy_af": "af"},
    signing=Signed("2022-03-02 13.00", "2022-03-02 13.20", "2022-03-04 18.30", "2022-03-07 09.40"),
    announced="2022-03-07 15.00",
    posted={"kommun": "2022-03-08", "region": "2022-03-09"},
    down={"kommun": "2022-03-31", "region": "2022-04-01"},
    items=(
        Item("Sammanträdet öppnas", "Ordföranden öppnade sammanträdet."),
        Item("Val av justerare"),
        Item(
            "Föregående protokoll",
            "Protokollet från den 28 januari gicks igenom.",
            (Att("lägga protokollet till handlingarna utan anmärkning"),),
        ),
        Item(
            "Informationsärenden",
            "# Ekonomisk rapport\n\nBokslutet är klart och lämnas till revisorerna när styrelsen har fastställt "
            "årsredovisningen i mars.\n\n# Nätverket för samordningsförbund\n\nNätverkets årsmöte flyttas till den 3 juni. "
            "Ordföranden ingår i arbetet med en ny organisation.",
            (Att("notera informationen"),),
        ),
        Item(
            "Regler för representation",
            "Förslaget har jämförts med kommunens och regionens regler och följer dem nu.",
            (
                Att("anta reglerna för representation"),
                Att(
                    "publicera dem på förbundets webbplats", "förbundschefen", "2022-03-31", follow_up="done"
                ),
            ),
            presenter="Anna Berglund",
            comes_back=True,
        ),
        Item(
            "Årsrapporter från insatserna 2021",
            "Insatsägarna har lämnat sina årsrapporter. Äpplet och Samtalsstöd för unga har nått sina mål, Lärlingsvux "
            "började sent och har bara nått några av sina.",
            (
                Att("lägga årsrapporterna till handlingarna"),
                Att("Lärlingsvux redovisar läget för styrelsen i juni", "utvecklingsstrategen", "2022-06-17"),
            ),
            presenter="Sara Holm",
            matter="Årsrapporter 2021",
            papers=(
                Paper(
                    "arsrapport_applet.pdf",
                    "Årsrapport 2021 från Äpplet",
                    (
                        "Målet om närvaro i skolan är nått.",
                        "Samarbetet mellan elevhälsan och socialtjänsten har blivit tätare.",
                    ),
                ),
                Paper(
                    "arsrapport_larlingsvux.docx",
                    "Årsrapport 2021 från Lärlingsvux",
                    ("Insatsen började i september.", "Fyra arbetsplatser har tagit emot lärlingar."),
                ),
            ),
        ),
        Item(
            "Arvoden till förtroendevalda",
            "Reglerna för arvoden är från 2015 och tar inte upp möten på distans.",
            (
                Att(
                    "uppdra till förbundschefen att föreslå nya regler för arvoden",
                    "förbundschefen",
                    "2022-03-31",
                ),
            ),
            presenter="Margareta Ek",
            matter="Arvoden till förtroendevalda",
        ),
        Item(
            "Bokslut 2021, preliminärt",
            "Årets resultat är 367 609 kronor och det egna kapitalet 1 058 307 kronor, 21,0 procent av medlemsbidraget. "
            "Det är mer än riktmärket på 20 procent, och budgeten för 2022 tar av kapitalet.",
            (Att("notera det preliminära bokslutet"),),
            presenter="Anna Berglund",
            matter="Årsredovisning 2021",
            papers=(
                Paper(
                    "bokslut_2021.xlsx",
                    "Bokslut 2021, preliminärt",
                    (
                        "Post|Utfall 2021|Budget 2021",
                        "Medlemsbidrag|5034000|5034000",
                        "Insatser|-3731398|-3993000",
                        "Årets resultat|367609|0",
                    ),
                ),
            ),
        ),
        Item(
            "Vikariat som utvecklingsstrateg",
            "Utvecklingsstrategen är föräldraledig från sommaren. Tjänsten kan utlysas på ett år.",
            (
                Att(
                    "uppdra till förbundschefen att utlysa vikariatet",
                    "förbundschefen",
                    "2022-03-04",
                    follow_up="done",
                ),
            ),
            presenter="Anna Berglund",
            matter="Vikariat som utvecklingsstrateg",
        ),
        Item("Övriga frågor", "Inga övriga frågor anmäldes."),
        Item("Avslutning", "Ordföranden tackade alla och avslutade sammanträdet."),
    ),
)

MEETINGS = (JANUARY, FEBRUARY)
