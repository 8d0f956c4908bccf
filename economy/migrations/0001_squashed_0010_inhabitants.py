from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from finsam.models import tables


class Migration(migrations.Migration):
    replaces = [
        ("economy", "0001_accounts"),
        ("economy", "0002_ledger"),
        ("economy", "0003_whole_texts"),
        ("economy", "0004_pasting"),
        ("economy", "0005_contribution_shares"),
        ("economy", "0006_law_beside_the_sums"),
        ("economy", "0007_consultation"),
        ("economy", "0008_who_did_it_at_a_time"),
        ("economy", "0009_follow_up"),
        ("economy", "0010_inhabitants"),
    ]

    initial = True

    dependencies = [
        ("board", "0001_squashed_0029_delegation"),
        ("finsam", "0001_squashed_0022_who_did_it_at_a_time"),
        ("insatser", "0001_squashed_0014_letters_and_agreements"),
    ]

    operations = [
        tables.CreateTables(
            [
                migrations.CreateModel(
                    name="ColumnMapping",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "association",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="column_mappings",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("sie", "SIE"),
                                    ("balances", "Saldon i Excel eller CSV"),
                                    ("transactions", "Transaktioner i Excel eller CSV"),
                                    ("budget", "Budget i Excel eller CSV"),
                                ],
                                max_length=15,
                                verbose_name="slag",
                            ),
                        ),
                        ("headings", models.CharField(max_length=64, verbose_name="rubriker")),
                        ("columns", models.JSONField(verbose_name="kolumner")),
                    ],
                    options={
                        "verbose_name": "kolumner i Excel-fil",
                        "verbose_name_plural": "kolumner i Excel-filer",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "kind", "headings"), name="column_mapping_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "association",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to="finsam.association",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                        ("sent_on", models.DateField(verbose_name="skickat")),
                        ("answer_by", models.DateField(blank=True, null=True, verbose_name="svar senast")),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "samråd",
                        "verbose_name_plural": "samråd",
                        "ordering": ["association", "-year"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "year"), name="consulted_once_a_year"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answer_by__isnull", True),
                                    ("answer_by__gte", models.F("sent_on")),
                                    _connector="OR",
                                ),
                                name="consultation_answered_after_sent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContributionShares",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "association",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contribution_shares",
                                to="finsam.association",
                            ),
                        ),
                        ("from_year", models.PositiveSmallIntegerField(verbose_name="från och med år")),
                        (
                            "state",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, verbose_name="statens procent"
                            ),
                        ),
                        (
                            "region",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, verbose_name="regionens procent"
                            ),
                        ),
                        (
                            "kommuner",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, verbose_name="kommunernas procent"
                            ),
                        ),
                        ("source", models.CharField(max_length=200, verbose_name="källa")),
                    ],
                    options={
                        "verbose_name": "överenskomna andelar",
                        "verbose_name_plural": "överenskomna andelar",
                        "ordering": ["-from_year"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "from_year"),
                                name="contribution_shares_once_a_year",
                                violation_error_message="Det finns redan andelar från det året.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeviationLimit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "association",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deviation_limit",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "percent",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal(10),
                                max_digits=5,
                                verbose_name="procent av raden",
                            ),
                        ),
                        (
                            "kronor",
                            models.DecimalField(
                                decimal_places=2, default=Decimal(5000), max_digits=14, verbose_name="kronor"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "gräns för avvikelser",
                        "verbose_name_plural": "gränser för avvikelser",
                    },
                ),
                migrations.CreateModel(
                    name="EquityLimit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "association",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="equity_limits",
                                to="finsam.association",
                            ),
                        ),
                        ("from_year", models.PositiveSmallIntegerField(verbose_name="från och med år")),
                        (
                            "up_to",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="för bidrag upp till",
                            ),
                        ),
                        (
                            "percent",
                            models.DecimalField(decimal_places=2, max_digits=5, verbose_name="högst procent"),
                        ),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="källa")),
                    ],
                    options={
                        "verbose_name": "gräns för eget kapital",
                        "verbose_name_plural": "gränser för eget kapital",
                        "ordering": ["-from_year", models.OrderBy(models.F("up_to"), nulls_last=True)],
                    },
                ),
                migrations.CreateModel(
                    name="FiscalYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "association",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fiscal_years",
                                to="finsam.association",
                                verbose_name="förbund",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                        ("starts_on", models.DateField(verbose_name="börjar")),
                        ("ends_on", models.DateField(verbose_name="slutar")),
                        (
                            "source",
                            models.CharField(
                                choices=[("lines", "Inskrivna rader"), ("ledger", "Inläst bokföring")],
                                default="lines",
                                max_length=10,
                                verbose_name="utfallet kommer från",
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                choices=[("kr", "Kronor"), ("tkr", "Tusental kronor")],
                                default="kr",
                                max_length=3,
                                verbose_name="visas i",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "räkenskapsår",
                        "verbose_name_plural": "räkenskapsår",
                        "ordering": ["-year"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "year"),
                                name="fiscal_year_once",
                                violation_error_message="Räkenskapsåret finns redan.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                                name="fiscal_year_dates_in_order",
                                violation_error_message="Räkenskapsåret slutar innan det börjar.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalFigure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "association",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="historical_figures",
                                to="finsam.association",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                        ("key", models.CharField(max_length=40, verbose_name="uppgift")),
                        ("value", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="värde")),
                        ("source", models.TextField(verbose_name="källa")),
                    ],
                    options={
                        "verbose_name": "historisk uppgift",
                        "verbose_name_plural": "historiska uppgifter",
                        "ordering": ["-year", "key"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "year", "key"),
                                name="historical_figure_once",
                                violation_error_message="Uppgiften finns redan för det året.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inhabitants",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="inhabitants",
                                to="finsam.member",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="den")),
                        ("count", models.PositiveIntegerField(verbose_name="antal invånare")),
                        ("source", models.CharField(max_length=200, verbose_name="källa")),
                    ],
                    options={
                        "verbose_name": "invånare",
                        "verbose_name_plural": "invånare",
                        "ordering": ["member", "-on"],
                        "constraints": [
                            models.UniqueConstraint(fields=("member", "on"), name="inhabitants_once_a_day")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObjectInsats",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "association",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="object_insatser",
                                to="finsam.association",
                            ),
                        ),
                        ("dimension", models.CharField(max_length=20, verbose_name="dimension")),
                        ("number", models.TextField(verbose_name="objekt")),
                        (
                            "insats",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="book_objects",
                                to="insatser.insats",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "objekt och insats",
                        "verbose_name_plural": "objekt och insatser",
                        "ordering": ["dimension", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "dimension", "number"),
                                name="object_insats_once",
                                violation_error_message="Objektet hör redan till en insats.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsultationAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "consultation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="economy.consultation",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.member",
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="svarade")),
                        ("answer", models.TextField(blank=True, verbose_name="svar")),
                        ("considered", models.TextField(blank=True, verbose_name="hur svaret togs om hand")),
                    ],
                    options={
                        "ordering": ["consultation", "member__position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("consultation", "member"), name="member_answers_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FigureSet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "fiscal_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="figure_sets",
                                to="economy.fiscalyear",
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                max_length=40,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z0-9-]+$",
                                        "Nyckeln får ha små bokstäver a–z, siffror och bindestreck.",
                                    )
                                ],
                                verbose_name="nyckel",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("outcome", "Utfall"),
                                    ("budget", "Budget"),
                                    ("forecast", "Prognos"),
                                    ("plan", "Plan"),
                                ],
                                max_length=10,
                                verbose_name="slag",
                            ),
                        ),
                        ("label", models.CharField(max_length=60, verbose_name="rubrik")),
                        ("starts_on", models.DateField(verbose_name="från och med")),
                        ("ends_on", models.DateField(verbose_name="till och med")),
                        ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Utkast"), ("adopted", "Fastställd")],
                                default="draft",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("adopted_on", models.DateField(blank=True, null=True, verbose_name="fastställd")),
                        (
                            "adopted_by",
                            models.CharField(
                                blank=True,
                                help_text="Till exempel § 45, 2020-12-04.",
                                max_length=80,
                                verbose_name="fastställd genom",
                            ),
                        ),
                        (
                            "paragraph",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="figure_sets",
                                to="board.paragraph",
                            ),
                        ),
                        ("source", models.TextField(blank=True, verbose_name="källa")),
                    ],
                    options={
                        "verbose_name": "kolumn",
                        "verbose_name_plural": "kolumner",
                        "ordering": ["fiscal_year", "position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fiscal_year", "key", "version"),
                                name="figure_set_once",
                                violation_error_message="Det finns redan en kolumn med den nyckeln.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="figure_set_dates_in_order",
                                violation_error_message="Perioden slutar innan den börjar.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("adopted_on__isnull", False), ("state", "adopted")),
                                    models.Q(("adopted_on__isnull", True), ("state", "draft")),
                                    _connector="OR",
                                ),
                                name="figure_set_adopted_on_a_day",
                                violation_error_message="En fastställd kolumn har en dag då den fastställdes.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Note",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "fiscal_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="economy.fiscalyear",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="not")),
                        ("label", models.CharField(max_length=120, verbose_name="rubrik")),
                    ],
                    options={
                        "verbose_name": "not",
                        "verbose_name_plural": "noter",
                        "ordering": ["fiscal_year", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fiscal_year", "number"),
                                name="note_once_a_year",
                                violation_error_message="Det finns redan en not med det numret.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pasting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "fiscal_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pastings",
                                to="economy.fiscalyear",
                            ),
                        ),
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="hämtat ur")),
                        ("count", models.PositiveIntegerField(default=0, verbose_name="antal belopp")),
                        ("before", models.JSONField(default=dict, verbose_name="före")),
                        ("after", models.JSONField(default=dict, verbose_name="efter")),
                        ("pasted_at", models.DateTimeField()),
                        (
                            "pasted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("undone_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "verbose_name": "inklistring",
                        "verbose_name_plural": "inklistringar",
                        "ordering": ["-pasted_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="StatementLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "fiscal_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="economy.fiscalyear",
                            ),
                        ),
                        (
                            "statement",
                            models.CharField(
                                choices=[("income", "Resultaträkning"), ("balance", "Balansräkning")],
                                max_length=10,
                                verbose_name="räkning",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("heading", "Rubrik"),
                                    ("line", "Rad med belopp"),
                                    ("sum", "Summa"),
                                    ("memo", "Upplysning, ingår inte i någon summa"),
                                ],
                                default="line",
                                max_length=10,
                                verbose_name="slag",
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                max_length=60,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z0-9_]+$",
                                        "Nyckeln får ha små bokstäver a–z, siffror och understreck.",
                                    )
                                ],
                                verbose_name="nyckel",
                            ),
                        ),
                        ("label", models.CharField(max_length=120, verbose_name="benämning")),
                        ("position", models.PositiveIntegerField(default=0)),
                        ("level", models.PositiveSmallIntegerField(default=0, verbose_name="nivå")),
                        ("covers", models.JSONField(blank=True, default=list, verbose_name="summerar")),
                        (
                            "role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Ingen särskild"),
                                    ("contribution", "Medlemsbidrag"),
                                    ("other_income", "Övriga intäkter"),
                                    ("insatser", "Insatser, båda slagen"),
                                    ("individual", "Insatser, individinriktade"),
                                    ("structural", "Insatser, strukturinriktade"),
                                    ("administration", "Ledning, samordning och administration"),
                                    ("depreciation", "Avskrivningar"),
                                    ("financial_income", "Finansiella intäkter"),
                                    ("financial_cost", "Finansiella kostnader"),
                                    ("capital_gain", "Realisationsvinst"),
                                    ("capital_loss", "Realisationsförlust"),
                                    ("unrealised", "Orealiserade värdeförändringar"),
                                    ("extraordinary", "Extraordinära poster"),
                                    ("fixed_asset", "Anläggningstillgång"),
                                    ("receivable", "Fordran, förråd eller annan omsättningstillgång"),
                                    ("short_investment", "Kortfristig placering"),
                                    ("cash", "Kassa och bank"),
                                    ("opening_equity", "Eget kapital vid årets början"),
                                    ("years_result", "Årets resultat i balansräkningen"),
                                    ("provision", "Avsättning"),
                                    ("long_debt", "Långfristig skuld"),
                                    ("short_debt", "Kortfristig skuld"),
                                ],
                                default="",
                                max_length=20,
                                verbose_name="roll",
                            ),
                        ),
                        (
                            "sign",
                            models.SmallIntegerField(
                                choices=[(1, "Som de påverkar resultatet"), (-1, "Omvänt")],
                                default=1,
                                verbose_name="tecken",
                            ),
                        ),
                        ("note", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="not")),
                        (
                            "lkbr",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Ingen"),
                                    ("verksamhetens_intakter", "Verksamhetens intäkter"),
                                    ("verksamhetens_kostnader", "Verksamhetens kostnader"),
                                    ("avskrivningar", "Avskrivningar"),
                                    ("skatteintakter", "Skatteintäkter"),
                                    ("statsbidrag", "Generella statsbidrag och utjämning"),
                                    ("finansiella_intakter", "Finansiella intäkter"),
                                    ("finansiella_kostnader", "Finansiella kostnader"),
                                    ("extraordinara_poster", "Extraordinära poster"),
                                    ("immateriella", "Immateriella anläggningstillgångar"),
                                    ("mark_byggnader", "Mark, byggnader och tekniska anläggningar"),
                                    ("maskiner_inventarier", "Maskiner och inventarier"),
                                    ("ovriga_materiella", "Övriga materiella anläggningstillgångar"),
                                    ("finansiella_tillgangar", "Finansiella anläggningstillgångar"),
                                    ("infrastruktur", "Bidrag till infrastruktur"),
                                    ("forrad", "Förråd m.m."),
                                    ("fordringar", "Fordringar"),
                                    ("kortfristiga_placeringar", "Kortfristiga placeringar"),
                                    ("kassa_bank", "Kassa och bank"),
                                    ("eget_kapital_borjan", "Eget kapital vid årets början"),
                                    ("arets_resultat", "Årets resultat"),
                                    (
                                        "avsattningar_pensioner",
                                        "Avsättningar för pensioner och liknande förpliktelser",
                                    ),
                                    ("andra_avsattningar", "Andra avsättningar"),
                                    ("langfristiga_skulder", "Långfristiga skulder"),
                                    ("kortfristiga_skulder", "Kortfristiga skulder"),
                                    ("reserv_borjan", "Varav resultatreserv vid årets början"),
                                    ("reserv_slut", "Varav resultatreserv vid årets slut"),
                                    ("panter", "Panter och därmed jämförliga säkerheter"),
                                    (
                                        "pensionsforpliktelser",
                                        "Pensionsförpliktelser som inte har upptagits bland skulderna eller avsättningarna",
                                    ),
                                    ("ovriga_ansvarsforbindelser", "Övriga ansvarsförbindelser"),
                                    ("rakenskapsrevision", "Kostnad för räkenskapsrevision (9 kap. 13 §)"),
                                ],
                                default="",
                                max_length=30,
                                verbose_name="post enligt LKBR",
                            ),
                        ),
                        (
                            "accounts",
                            models.CharField(
                                blank=True,
                                help_text="Till exempel 3500-3599, 3985. Används av bokföringen.",
                                max_length=300,
                                verbose_name="konton",
                            ),
                        ),
                        (
                            "objects_filter",
                            models.CharField(blank=True, max_length=120, verbose_name="objekt"),
                        ),
                    ],
                    options={
                        "verbose_name": "rad",
                        "verbose_name_plural": "rader",
                        "ordering": ["fiscal_year", "statement", "position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fiscal_year", "key"),
                                name="line_key_once_a_year",
                                violation_error_message="Det finns redan en rad med den nyckeln.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contribution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "figure_set",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contributions",
                                to="economy.figureset",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contributions",
                                to="finsam.member",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, max_digits=14, verbose_name="belopp"),
                        ),
                    ],
                    options={
                        "verbose_name": "medlemsbidrag",
                        "verbose_name_plural": "medlemsbidrag",
                        "ordering": ["member__position", "member_id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("figure_set", "member"), name="contribution_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Figure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "figure_set",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="figures",
                                to="economy.figureset",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="figures",
                                to="economy.statementline",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="belopp"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "belopp",
                        "verbose_name_plural": "belopp",
                        "constraints": [
                            models.UniqueConstraint(fields=("figure_set", "line"), name="figure_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Forecast",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "figure_set",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="forecast",
                                to="economy.figureset",
                            ),
                        ),
                        ("until", models.DateField(verbose_name="utfall till och med")),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("kept_at", models.DateTimeField(null=True)),
                        (
                            "kept_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "prognos",
                        "verbose_name_plural": "prognoser",
                        "ordering": ["made_at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kept_by__isnull", True), ("kept_at__isnull", False), _connector="OR"
                                ),
                                name="forecast_kept_by_someone_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "association",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ledger_imports",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "fiscal_year",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ledger_imports",
                                to="economy.fiscalyear",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.document",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("sie", "SIE"),
                                    ("balances", "Saldon i Excel eller CSV"),
                                    ("transactions", "Transaktioner i Excel eller CSV"),
                                    ("budget", "Budget i Excel eller CSV"),
                                ],
                                max_length=15,
                                verbose_name="slag",
                            ),
                        ),
                        (
                            "encoding",
                            models.CharField(blank=True, max_length=20, verbose_name="teckenuppsättning"),
                        ),
                        ("columns", models.JSONField(blank=True, default=dict, verbose_name="kolumner")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("staged", "Granskas"),
                                    ("stored", "Inläst"),
                                    ("replaced", "Ersatt av en nyare fil"),
                                    ("taken_back", "Tillbakatagen"),
                                    ("discarded", "Kastad före inläsning"),
                                ],
                                default="staged",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        (
                            "found",
                            models.JSONField(blank=True, default=dict, verbose_name="vad filen innehåller"),
                        ),
                        (
                            "differences",
                            models.JSONField(
                                blank=True, default=dict, verbose_name="skillnader mot den ersatta"
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_in",
                                to="economy.ledgerimport",
                            ),
                        ),
                        (
                            "figure_set",
                            models.ForeignKey(
                                blank=True,
                                help_text="Kolumnen som en budgetfil blev.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="economy.figureset",
                            ),
                        ),
                        ("taken_in_at", models.DateTimeField()),
                        (
                            "taken_in_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("stored_at", models.DateTimeField(null=True)),
                        (
                            "stored_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        (
                            "taken_back_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bokföringsfil",
                        "verbose_name_plural": "bokföringsfiler",
                        "ordering": ["-taken_in_at", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("state", "stored"), models.Q(("kind", "budget"), _negated=True)
                                ),
                                fields=("fiscal_year",),
                                name="one_ledger_in_force_a_year",
                                violation_error_message="Året har redan en inläst bokföring.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["staged", "discarded"]), ("stored_at__isnull", True)
                                    ),
                                    models.Q(("fiscal_year__isnull", False), ("stored_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="ledger_import_stored_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "taken_back"), ("taken_back_at__isnull", False)),
                                    models.Q(
                                        models.Q(("state", "taken_back"), _negated=True),
                                        ("taken_back_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="ledger_import_taken_back_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stored_by__isnull", True), ("stored_at__isnull", False), _connector="OR"
                                ),
                                name="ledgerimport_stored_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("taken_back_by__isnull", True),
                                    ("taken_back_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="ledgerimport_taken_back_by_someone_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LineSpread",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "line",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="spread",
                                to="economy.statementline",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("equal", "Lika varje månad"),
                                    ("quarters", "En fjärdedel i slutet av varje kvartal"),
                                    ("last_year", "Som förra årets utfall"),
                                    ("own", "Egna belopp"),
                                ],
                                max_length=10,
                                verbose_name="fördelas",
                            ),
                        ),
                        (
                            "months",
                            models.JSONField(blank=True, default=list, verbose_name="månadernas belopp"),
                        ),
                    ],
                    options={
                        "verbose_name": "budget per månad",
                        "verbose_name_plural": "budget per månad",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("way", "own"), ("months", []), _connector="OR"),
                                name="line_spread_has_own_months_only_when_own",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoteRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="economy.note",
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                max_length=60,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z0-9_]+$",
                                        "Nyckeln får ha små bokstäver a–z, siffror och understreck.",
                                    )
                                ],
                                verbose_name="nyckel",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("group", models.CharField(blank=True, max_length=80, verbose_name="underrubrik")),
                        ("label", models.CharField(max_length=120, verbose_name="benämning")),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="note_rows",
                                to="finsam.member",
                            ),
                        ),
                        (
                            "insats",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="note_rows",
                                to="insatser.insats",
                            ),
                        ),
                        (
                            "orientation",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Ingen"),
                                    ("individ", "Individinriktad"),
                                    ("struktur", "Strukturinriktad"),
                                ],
                                default="",
                                help_text="För det som inte är en insats i registret; annars gäller insatsens.",
                                max_length=10,
                                verbose_name="inriktning",
                            ),
                        ),
                        (
                            "is_undivided",
                            models.BooleanField(default=False, verbose_name="det som inte är fördelat"),
                        ),
                    ],
                    options={
                        "verbose_name": "notrad",
                        "verbose_name_plural": "notrader",
                        "ordering": ["note", "position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("note", "key"),
                                name="note_row_key_once",
                                violation_error_message="Det finns redan en rad med den nyckeln i noten.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_undivided", True)),
                                fields=("note",),
                                name="one_undivided_row",
                                violation_error_message="Noten har redan en rad för det som inte är fördelat.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ForecastRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "forecast",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="economy.forecast",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="economy.statementline",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("rest", "Utfall och resten av budgeten"),
                                    ("grants", "Det som är beviljat"),
                                    ("own", "Eget belopp"),
                                ],
                                default="rest",
                                max_length=10,
                                verbose_name="räknas som",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="varför")),
                        ("written_at", models.DateTimeField(null=True)),
                        (
                            "written_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rad i prognos",
                        "verbose_name_plural": "rader i prognos",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("forecast", "line"), name="forecast_row_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("written_by__isnull", True),
                                    ("written_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="forecastrow_written_by_someone_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ledger_import",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="accounts",
                                to="economy.ledgerimport",
                            ),
                        ),
                        ("number", models.CharField(max_length=20, verbose_name="konto")),
                        ("name", models.TextField(blank=True, verbose_name="namn")),
                        ("is_balance", models.BooleanField(verbose_name="hör till balansräkningen")),
                        (
                            "opening",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=16, verbose_name="ingående"
                            ),
                        ),
                        (
                            "closing",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=16, verbose_name="utgående"
                            ),
                        ),
                        (
                            "before",
                            models.DecimalField(
                                decimal_places=2, max_digits=16, null=True, verbose_name="förra året"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "konto",
                        "verbose_name_plural": "konton",
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("ledger_import", "number"), name="ledger_account_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerTag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ledger_import",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tags",
                                to="economy.ledgerimport",
                            ),
                        ),
                        ("objects_list", models.JSONField(verbose_name="objekt")),
                        ("label", models.TextField(verbose_name="benämning")),
                    ],
                    options={
                        "verbose_name": "objekt",
                        "verbose_name_plural": "objekt",
                    },
                ),
                migrations.CreateModel(
                    name="LedgerVoucher",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ledger_import",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="vouchers",
                                to="economy.ledgerimport",
                            ),
                        ),
                        ("series", models.TextField(blank=True, verbose_name="serie")),
                        ("number", models.TextField(blank=True, verbose_name="nummer")),
                        ("day", models.DateField(verbose_name="datum")),
                        ("text", models.TextField(blank=True, verbose_name="text")),
                    ],
                    options={
                        "verbose_name": "verifikation",
                        "verbose_name_plural": "verifikationer",
                        "ordering": ["day", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="NoteFigure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "row",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="figures",
                                to="economy.noterow",
                            ),
                        ),
                        (
                            "figure_set",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="note_figures",
                                to="economy.figureset",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="belopp"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "notbelopp",
                        "verbose_name_plural": "notbelopp",
                        "constraints": [
                            models.UniqueConstraint(fields=("row", "figure_set"), name="note_figure_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "voucher",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="economy.ledgervoucher",
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="economy.ledgeraccount",
                            ),
                        ),
                        (
                            "tag",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="economy.ledgertag",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, max_digits=16, verbose_name="belopp"),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="text")),
                    ],
                    options={
                        "verbose_name": "rad",
                        "verbose_name_plural": "rader",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerSum",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sums",
                                to="economy.ledgeraccount",
                            ),
                        ),
                        (
                            "tag",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sums",
                                to="economy.ledgertag",
                            ),
                        ),
                        ("month", models.DateField(null=True, verbose_name="månadens första dag")),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, max_digits=16, verbose_name="belopp"),
                        ),
                    ],
                    options={
                        "verbose_name": "månadssumma",
                        "verbose_name_plural": "månadssummor",
                        "ordering": ["account", "month", "id"],
                    },
                ),
            ]
        ),
    ]
