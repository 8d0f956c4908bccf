"""The board's meetings of the autumn of 2021, as they were written."""

import datetime as dt

from reporting.demo.plan import Att, Held, Item, Paper, Signed

OCTOBER = Held(
    key="october",
    held_on=dt.date(2021, 10, 22),
    planned="2021-09-20 10.00",
    called="2021-10-07 13.20",
    opened="2021-10-22 08.32",
    closed="2021-10-22 11.05",
    adjuster="af",
    coming=("chair", "vice", "fk", "af", "deputy_ek"),
    absent=("deputy_fk",),
    signing=Signed("2021-10-27 14.00", "2021-10-28 08.15", "2021-11-01 17.40", "2021-11-02 09.05"),
    announced="2021-11-02 10.30",
    posted={"kommun": "2021-11-03", "region": "2021-11-04"},
    down={"kommun": "2021-11-26", "region": "2021-11-29"},
    items=(
        Item("Sammanträdet öppnas", "Ordföranden hälsade välkommen och öppnade sammanträdet."),
        Item("Val av justerare"),
        Item(
            "Föregående protokoll",
            "Protokollet från den 17 september gicks igenom.",
            (Att("lägga protokollet till handlingarna utan anmärkning"),),
        ),
        Item(
            "Informationsärenden",
            "# Ekonomisk rapport\n\nFörbundschefen redovisade utfallet till och med september. Insatserna har kostat "
            "mindre än budgeterat, främst för att en av dem började senare än planerat.\n\n"
            "# Konferensen i november\n\nFörbundet står värd för höstens konferens för samordningsförbunden i norr. "
            "Programmet är klart och 90 personer är anmälda.",
            (Att("notera informationen"),),
        ),
        Item(
            "Delårsrapport januari–juni 2021",
            "Förbundschefen föredrog delårsrapporten. Styrelsen bedömer att målen för god ekonomisk hushållning nås. "
            "Rapportens prognos är ett nollresultat; utfallet till och med september pekar mot ett överskott.",
            (Att("godkänna delårsrapporten"), Att("överlämna den till medlemmarna och revisorerna", "förbundschefen", "2021-10-29", follow_up="done")),
            presenter="Anna Berglund",
            proposal="godkänna delårsrapporten\növerlämna den till medlemmarna och revisorerna",
            matter="Delårsrapport 2021",
            papers=(
                Paper(
                    "delarsrapport_2021.pdf", "Delårsrapport januari–juni 2021",
                    ("Rapporten omfattar årets första sex månader.", "Verksamheten har i huvudsak följt planen."),
                    is_appendix=True,
                ),
            ),
        ),
        Item(
            "Inriktning för verksamhetsplan 2022–2024",
            "Beredningsgruppen har tagit fram ett underlag. Styrelsen vill att övergången mellan skola och arbete får "
            "störst vikt, och att varje insats visar vad som ska leva vidare när förbundets pengar tar slut.",
            (
                Att(
                    "uppdra till förbundschefen att skriva förslag till verksamhetsplan och budget efter diskussionen",
                    "förbundschefen", "2021-11-12", follow_up="done",
                ),
            ),
            presenter="Anna Berglund",
            matter="Verksamhetsplan och budget 2022",
        ),
        Item("Övriga frågor", "Inga övriga frågor anmäldes."),
        Item("Avslutning", "Ordföranden tackade för ett bra samtal och avslutade sammanträdet."),
    ),
)  # fmt: skip

NOVEMBER = Held(
    key="november",
    held_on=dt.date(2021, 11, 26),
    planned="2021-10-22 12.00",
    called="2021-11-10 09.45",
    proclaimed="2021-11-10 10.10",
    opened="2021-11-26 08.30",
    closed="2021-11-26 11.20",
    adjuster="fk",
    is_public=True,
    coming=("chair", "fk", "af", "deputy_re", "deputy_ek"),
    absent=("vice",),
    serving={"deputy_re": "vice"},
    signing=Signed("2021-12-01 11.10", "2021-12-01 11.30", "2021-12-03 19.05", "2021-12-06 08.20"),
    announced="2021-12-06 13.00",
    posted={"kommun": "2021-12-07", "region": "2021-12-08"},
    down={"kommun": "2021-12-30", "region": "2022-01-03"},
    items=(
        Item(
            "Sammanträdet öppnas",
            "Ordföranden öppnade sammanträdet, som är offentligt eftersom budgeten fastställs. Två åhörare deltog på plats.",
        ),
        Item("Val av justerare"),
        Item(
            "Föregående protokoll",
            "Protokollet från den 22 oktober gicks igenom.",
            (Att("lägga protokollet till handlingarna utan anmärkning"),),
        ),
        Item(
            "Informationsärenden",
            "# Ekonomisk rapport\n\nUtfallet till och med oktober visar att året går mot ett överskott.\n\n"
            "# Konferensen\n\nKonferensen samlade 140 deltagare. Utvärderingen är god, särskilt för samtalen i små grupper.",
            (Att("notera informationen"),),
        ),
        Item(
            "Verksamhetsplan och budget 2022–2024",
            "Medlemmarna har fått förslaget på samråd och har inget att invända. Budgeten för 2022 har ett underskott på "
            "622 000 kronor. Styrelsen ser synnerliga skäl för det: det egna kapitalet är större än förbundet behöver och "
            "ska användas i verksamheten.",
            (
                Att("fastställa verksamhetsplan och budget för 2022 med plan för 2023 och 2024"),
                Att(
                    "bevilja insatserna i planen sammanlagt 2 865 000 kronor för 2022",
                    amounts=(("2865000", "2022", "Insatser i budgeten för 2022"),),
                ),
                Att(
                    "täcka underskottet 2022 ur det egna kapitalet",
                    amounts=(("622000", "2022", "Eget kapital"),),
                ),
                Att("överlämna planen till medlemmarna", "förbundschefen", "2021-12-10", follow_up="done"),
            ),
            presenter="Anna Berglund",
            proposal="fastställa verksamhetsplan och budget för 2022 med plan för 2023 och 2024",
            matter="Verksamhetsplan och budget 2022",
            papers=(
                Paper(
                    "verksamhetsplan_2022.docx",
                    "Verksamhetsplan 2022–2024",
                    (
                        "Fler ska få det stöd de behöver för att kunna arbeta eller studera.",
                        "Planen gäller i tre år.",
                    ),
                    is_appendix=True,
                    is_public=True,
                ),
                Paper(
                    "budget_2022.xlsx",
                    "Budget 2022",
                    ("Post|2021|2022", "Medlemsbidrag|5034000|5034000", "Årets resultat|0|-622000"),
                    is_appendix=True,
                    is_public=True,
                ),
            ),
        ),
        Item(
            "Sammanträdesdagar 2022",
            "Förslaget följer årets gång: bokslut i mars, delårsrapport i september och budget i november.",
            (
                Att(
                    "sammanträda den 28 januari, 25 februari, 25 mars, 20 maj, 17 juni, 30 september och 25 november"
                ),
            ),
            matter="Sammanträdesdagar 2022",
        ),
        Item("Övriga frågor", "Inga övriga frågor anmäldes."),
        Item("Avslutning", "Ordföranden önskade alla en fin advent och avslutade sammanträdet."),
    ),
)

MEETINGS = (OCTOBER, NOVEMBER)
