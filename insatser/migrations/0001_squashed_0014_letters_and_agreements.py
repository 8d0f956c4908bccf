from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from finsam.models import tables


class Migration(migrations.Migration):
    replaces = [
        ("insatser", "0001_insatser"),
        ("insatser", "0002_own_questions"),
        ("insatser", "0003_published_figures"),
        ("insatser", "0004_count_savings"),
        ("insatser", "0005_savings_of_one_kind"),
        ("insatser", "0006_who_did_it_at_a_time"),
        ("insatser", "0007_applications"),
        ("insatser", "0008_granted_from_the_meeting"),
        ("insatser", "0009_counted_once"),
        ("insatser", "0010_payments"),
        ("insatser", "0011_preparing"),
        ("insatser", "0012_co_applicants"),
        ("insatser", "0013_dialogues"),
        ("insatser", "0014_letters_and_agreements"),
    ]

    initial = True

    dependencies = [
        ("board", "0001_squashed_0029_delegation"),
        ("finsam", "0001_squashed_0022_who_did_it_at_a_time"),
    ]

    operations = [
        tables.CreateTables(
            [
                migrations.CreateModel(
                    name="ApplicationRound",
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
                                related_name="application_rounds",
                                to="finsam.association",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="namn")),
                        ("opens_on", models.DateField(verbose_name="öppnar")),
                        (
                            "closes_on",
                            models.DateField(
                                blank=True,
                                help_text="Tomt: öppen tills du stänger den.",
                                null=True,
                                verbose_name="sista dag",
                            ),
                        ),
                        ("first_year", models.PositiveSmallIntegerField(verbose_name="från år")),
                        ("last_year", models.PositiveSmallIntegerField(verbose_name="till och med år")),
                        ("lead", models.TextField(blank=True, verbose_name="till den som söker")),
                        ("categories", models.JSONField(default=list, verbose_name="kostnadsslag")),
                    ],
                    options={
                        "verbose_name": "ansökningsperiod",
                        "verbose_name_plural": "ansökningsperioder",
                        "ordering": ["-opens_on", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "name"),
                                name="round_name_once",
                                violation_error_message="Det finns redan en ansökningsperiod med det namnet.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closes_on__isnull", True),
                                    ("closes_on__gte", models.F("opens_on")),
                                    _connector="OR",
                                ),
                                name="round_days_in_order",
                                violation_error_message="Sista dagen ligger före den dag då perioden öppnar.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_year__gte", models.F("first_year")),
                                    (
                                        "last_year__lt",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("first_year"), "+", models.Value(5)
                                        ),
                                    ),
                                ),
                                name="round_years_in_order",
                                violation_error_message="Sista året ligger före det första, eller mer än 5 år bort.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CountList",
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
                                related_name="count_lists",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("orsak", "Orsaker till avslut"),
                                    ("forsorjning", "Försörjning"),
                                    ("sysselsattning", "Sysselsättning"),
                                    ("kommun", "Kommuner"),
                                    ("alder", "Åldrar"),
                                    ("eget", "Egna mått"),
                                ],
                                max_length=16,
                                verbose_name="slag",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="namn")),
                        (
                            "until_on",
                            models.DateField(blank=True, null=True, verbose_name="används till och med"),
                        ),
                    ],
                    options={
                        "verbose_name": "lista",
                        "verbose_name_plural": "listor",
                        "ordering": ["association", "kind", "name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "kind", "name"),
                                name="count_list_name_once",
                                violation_error_message="Det finns redan en lista med det namnet.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Criterion",
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
                                related_name="criteria",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(default=0, verbose_name="plats i listan"),
                        ),
                        ("wording", models.TextField(verbose_name="kriterium")),
                        ("from_on", models.DateField(verbose_name="gäller från")),
                        (
                            "to_on",
                            models.DateField(blank=True, null=True, verbose_name="gäller till och med"),
                        ),
                        (
                            "source",
                            models.TextField(
                                blank=True, help_text="Till exempel § 12, 2020.", verbose_name="antaget"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kriterium",
                        "verbose_name_plural": "kriterier",
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True),
                                    ("to_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="criterion_days_in_order",
                                violation_error_message="Sista dagen ligger före den första.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Insats",
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
                                related_name="insatser",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                help_text="Används i texternas siffror och ändras inte.",
                                max_length=60,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z][a-z0-9-]*$",
                                        "Skriv nyckeln med små bokstäver a–z, siffror och bindestreck.",
                                    )
                                ],
                                verbose_name="nyckel",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(db_collation="svenska", max_length=200, verbose_name="namn"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("individ", "Individinriktad"), ("struktur", "Strukturinriktad")],
                                help_text="En insats med båda läggs upp som två.",
                                max_length=10,
                                verbose_name="inriktning",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="owned_insatser",
                                to="finsam.member",
                                verbose_name="insatsägare",
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="enhet hos insatsägaren"
                            ),
                        ),
                        (
                            "body",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="insats",
                                to="finsam.body",
                            ),
                        ),
                        ("background", models.TextField(blank=True, verbose_name="bakgrund")),
                        ("purpose", models.TextField(blank=True, verbose_name="syfte")),
                        ("target_group", models.TextField(blank=True, verbose_name="målgrupp")),
                        ("method", models.TextField(blank=True, verbose_name="arbetssätt")),
                        (
                            "focus",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="preciserad inriktning"
                            ),
                        ),
                        (
                            "followup",
                            models.CharField(blank=True, max_length=200, verbose_name="uppföljningsmetod"),
                        ),
                        (
                            "national_target",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="målgrupp i Uppföljning Finsam"
                            ),
                        ),
                        (
                            "is_esf",
                            models.BooleanField(blank=True, null=True, verbose_name="finansieras av ESF"),
                        ),
                        ("starts_on", models.DateField(verbose_name="börjar")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="slutar")),
                        (
                            "report_kind",
                            models.CharField(
                                choices=[
                                    ("arsrapport", "Årsrapport"),
                                    ("halvar", "Halvårsrapport"),
                                    ("fritext", "Årsrapport i fri text"),
                                ],
                                default="arsrapport",
                                max_length=12,
                                verbose_name="rapporterar med",
                            ),
                        ),
                        (
                            "parties",
                            models.ManyToManyField(
                                blank=True,
                                related_name="shared_insatser",
                                to="finsam.member",
                                verbose_name="andra parter",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "insats",
                        "verbose_name_plural": "insatser",
                        "ordering": ["name", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "key"),
                                name="insats_key_once",
                                violation_error_message="En annan insats har den nyckeln.",
                            ),
                            models.UniqueConstraint(
                                fields=("association", "name"),
                                name="insats_name_once",
                                violation_error_message="Det finns redan en insats med det namnet.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="insats_dates_in_order",
                                violation_error_message="Slutdatum ligger före startdatum.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwnQuestion",
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
                                related_name="own_questions",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("arsrapport", "Årsrapport"),
                                    ("halvar", "Halvårsrapport"),
                                    ("fritext", "Årsrapport i fri text"),
                                    ("ansokan", "Ansökan"),
                                ],
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                        ("section", models.PositiveSmallIntegerField(verbose_name="avsnitt")),
                        ("key", models.CharField(max_length=12)),
                        ("label", models.CharField(max_length=200, verbose_name="fråga")),
                        ("hint", models.CharField(blank=True, max_length=300, verbose_name="ledning")),
                        ("is_left_out", models.BooleanField(default=False, verbose_name="ställs inte")),
                    ],
                    options={
                        "ordering": ["association", "kind", "section", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "kind", "key"),
                                name="own_question_once",
                                violation_error_message="Frågan finns redan.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwnWords",
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
                                related_name="own_words",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "document",
                            models.CharField(
                                choices=[
                                    ("beviljat", "Beslutsmeddelande, beviljat"),
                                    ("avslag", "Beslutsmeddelande, avslag"),
                                    ("avtal", "Överenskommelse"),
                                ],
                                max_length=12,
                                verbose_name="handling",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        (
                            "clauses",
                            models.JSONField(
                                default=list, help_text="Heading and text of each, with fields as {belopp}."
                            ),
                        ),
                        ("saved_at", models.DateTimeField()),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["association", "document", "-version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "document", "version"), name="own_words_version_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentRules",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payment_rules",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "two_from",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="två attesterar från, kronor",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "attestregler",
                        "verbose_name_plural": "attestregler",
                    },
                ),
                migrations.CreateModel(
                    name="Agreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "insats",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="insatser.insats",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_in",
                                to="insatser.agreement",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Utkast"),
                                    ("for_signing", "För underskrift"),
                                    ("signed", "Undertecknad"),
                                    ("ended", "Avslutad"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="läge",
                            ),
                        ),
                        ("party", models.CharField(blank=True, max_length=200, verbose_name="part")),
                        ("starts_on", models.DateField(verbose_name="från och med")),
                        ("ends_on", models.DateField(verbose_name="till och med")),
                        (
                            "interval",
                            models.CharField(
                                choices=[
                                    ("manad", "En gång i månaden"),
                                    ("kvartal", "En gång i kvartalet"),
                                    ("tertial", "En gång i tertialet"),
                                ],
                                default="kvartal",
                                max_length=10,
                                verbose_name="medlen begärs ut",
                            ),
                        ),
                        (
                            "places",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="platser"),
                        ),
                        ("reports", models.TextField(blank=True, verbose_name="rapporter")),
                        (
                            "dialogue_on",
                            models.DateField(blank=True, null=True, verbose_name="uppföljningsdialog"),
                        ),
                        (
                            "notice_months",
                            models.PositiveSmallIntegerField(
                                default=3, verbose_name="uppsägningstid, månader"
                            ),
                        ),
                        ("clauses", models.JSONField(default=list)),
                        (
                            "content",
                            models.JSONField(help_text="What was sent, as it was printed.", null=True),
                        ),
                        (
                            "frozen",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.document",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.document",
                            ),
                        ),
                        ("begun_at", models.DateTimeField()),
                        (
                            "begun_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("sent_at", models.DateTimeField(null=True)),
                        (
                            "sent_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("returned_at", models.DateTimeField(null=True)),
                        (
                            "returned_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("return_reason", models.TextField(blank=True)),
                        (
                            "agreed_on",
                            models.DateField(
                                help_text="The day of the last signature.",
                                null=True,
                                verbose_name="undertecknad",
                            ),
                        ),
                        (
                            "is_elsewhere",
                            models.BooleanField(default=False, verbose_name="undertecknad på annat håll"),
                        ),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("ended_on", models.DateField(null=True, verbose_name="upphörde")),
                        ("end_reason", models.TextField(blank=True, verbose_name="varför")),
                    ],
                    options={
                        "verbose_name": "överenskommelse",
                        "verbose_name_plural": "överenskommelser",
                        "ordering": ["insats", "-version"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_by__isnull", True), ("sent_at__isnull", False), _connector="OR"
                                ),
                                name="agreement_sent_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("returned_by__isnull", True),
                                    ("returned_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="agreement_returned_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_by__isnull", True), ("ended_at__isnull", False), _connector="OR"
                                ),
                                name="agreement_ended_by_someone_at_a_time",
                            ),
                            models.UniqueConstraint(
                                fields=("insats", "version"), name="agreement_version_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["draft", "for_signing"])),
                                fields=("insats",),
                                name="one_agreement_under_way",
                                violation_error_message="Insatsen har redan en överenskommelse som skrivs eller undertecknas.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="agreement_days_in_order",
                                violation_error_message="Slutdagen ligger före den första dagen.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "for_signing"), _negated=True),
                                    models.Q(
                                        ("content__isnull", False),
                                        ("frozen__isnull", False),
                                        ("sent_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="sent_agreement_is_frozen",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["signed", "ended"]), _negated=True),
                                    models.Q(("agreed_on__isnull", False), ("document__isnull", False)),
                                    _connector="OR",
                                ),
                                name="signed_agreement_has_its_day_and_file",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_on__isnull", False),
                                        ("state", "ended"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "ended"), _negated=True),
                                        ("ended_at__isnull", True),
                                        ("ended_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="ended_agreement_has_its_stamp",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Application",
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
                                related_name="applications",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to="insatser.applicationround",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to="finsam.body",
                            ),
                        ),
                        (
                            "insats",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to="insatser.insats",
                            ),
                        ),
                        (
                            "entered_insats",
                            models.BooleanField(
                                default=False,
                                help_text="The insats was entered by the decision on this ansökan.",
                            ),
                        ),
                        (
                            "matter",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="application",
                                to="board.matter",
                            ),
                        ),
                        (
                            "name",
                            models.TextField(
                                blank=True, db_collation="svenska", verbose_name="insatsens namn"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Påbörjad"),
                                    ("submitted", "Inlämnad"),
                                    ("preparing", "I beredning"),
                                    ("to_complete", "Att komplettera"),
                                    ("decided", "Beslutad"),
                                    ("withdrawn", "Återkallad"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="läge",
                            ),
                        ),
                        ("begun_at", models.DateTimeField()),
                        (
                            "begun_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(null=True)),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "proposal",
                            models.TextField(
                                blank=True,
                                help_text="The att-satser that were last put on an agenda.",
                                verbose_name="förslag till beslut",
                            ),
                        ),
                        (
                            "withdrawn_why",
                            models.TextField(blank=True, verbose_name="varför den återkallades"),
                        ),
                    ],
                    options={
                        "verbose_name": "ansökan",
                        "verbose_name_plural": "ansökningar",
                        "ordering": ["-begun_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("submitted_by__isnull", True),
                                    ("submitted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="application_submitted_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_by__isnull", True),
                                    ("withdrawn_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="application_withdrawn_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("matter__isnull", True), ("submitted_at__isnull", True)),
                                    models.Q(
                                        ("matter__isnull", False),
                                        ("submitted_at__isnull", False),
                                        ("submitted_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="received_application_has_its_stamp_and_matter",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("submitted_at__isnull", False),
                                    ("state__in", ["draft", "withdrawn"]),
                                    _connector="OR",
                                ),
                                name="application_state_has_its_stamp",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), ("withdrawn_at__isnull", False)),
                                    models.Q(
                                        models.Q(("state", "withdrawn"), _negated=True),
                                        ("withdrawn_at__isnull", True),
                                        ("withdrawn_by__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="withdrawn_application_has_its_stamp",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Counting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "insats",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="countings",
                                to="insatser.insats",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("manad", "Månad"),
                                    ("kvartal", "Kvartal"),
                                    ("tertial", "Tertial"),
                                    ("halvar", "Halvår"),
                                    ("ar", "År"),
                                    ("annan", "Andra dagar"),
                                ],
                                max_length=10,
                                verbose_name="period",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="från och med")),
                        ("ends_on", models.DateField(verbose_name="till och med")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Öppen"),
                                    ("handed_in", "Lämnad"),
                                    ("closed", "Stängd"),
                                    ("reopened", "Öppnad igen"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("note", models.TextField(blank=True, verbose_name="förklaring")),
                        ("handed_in_at", models.DateTimeField(null=True)),
                        (
                            "handed_in_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("closed_at", models.DateTimeField(null=True)),
                        (
                            "closed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("reopened_at", models.DateTimeField(null=True)),
                        (
                            "reopened_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "reopened_because",
                            models.TextField(blank=True, verbose_name="varför den öppnades igen"),
                        ),
                    ],
                    options={
                        "verbose_name": "räknad period",
                        "verbose_name_plural": "räknade perioder",
                        "ordering": ["insats", "-ends_on", "starts_on", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("handed_in_by__isnull", True),
                                    ("handed_in_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="counting_handed_in_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_by__isnull", True), ("closed_at__isnull", False), _connector="OR"
                                ),
                                name="counting_closed_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reopened_by__isnull", True),
                                    ("reopened_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="counting_reopened_by_someone_at_a_time",
                            ),
                            models.UniqueConstraint(
                                fields=("insats", "starts_on", "ends_on"), name="period_counted_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="counting_dates_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"), ("handed_in_at__isnull", False), _connector="OR"
                                ),
                                name="counting_handed_in_has_its_stamp",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "closed"), _negated=True),
                                    ("closed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="counting_closed_has_its_stamp",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "reopened"), _negated=True),
                                    models.Q(
                                        ("reopened_at__isnull", False),
                                        models.Q(("reopened_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="counting_reopened_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CountingPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "insats",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="counting_plan",
                                to="insatser.insats",
                            ),
                        ),
                        (
                            "period_kind",
                            models.CharField(
                                choices=[
                                    ("manad", "Månad"),
                                    ("kvartal", "Kvartal"),
                                    ("tertial", "Tertial"),
                                    ("halvar", "Halvår"),
                                    ("ar", "År"),
                                    ("annan", "Andra dagar"),
                                ],
                                default="ar",
                                max_length=10,
                                verbose_name="räknas för varje",
                            ),
                        ),
                        (
                            "due_days",
                            models.PositiveSmallIntegerField(
                                default=31, verbose_name="lämnas inom dagar efter periodens slut"
                            ),
                        ),
                        (
                            "planned",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="planerat antal deltagare om året"
                            ),
                        ),
                        (
                            "reasons",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="insatser.countlist",
                                verbose_name="orsaker",
                            ),
                        ),
                        (
                            "incomes",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="insatser.countlist",
                                verbose_name="försörjning",
                            ),
                        ),
                        (
                            "occupations",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="insatser.countlist",
                                verbose_name="sysselsättning",
                            ),
                        ),
                        (
                            "municipalities",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="insatser.countlist",
                                verbose_name="kommuner",
                            ),
                        ),
                        (
                            "ages",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="insatser.countlist",
                                verbose_name="åldrar",
                            ),
                        ),
                        (
                            "own",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="insatser.countlist",
                                verbose_name="egna mått",
                            ),
                        ),
                        (
                            "has_participants",
                            models.BooleanField(
                                default=False, verbose_name="fråga efter deltagare (unika personer)"
                            ),
                        ),
                        (
                            "has_queue",
                            models.BooleanField(default=False, verbose_name="fråga efter kö och platser"),
                        ),
                        (
                            "has_income_by_age",
                            models.BooleanField(
                                default=False, verbose_name="försörjning efter ålder i stället för kön"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vad som räknas",
                        "verbose_name_plural": "vad som räknas",
                    },
                ),
                migrations.CreateModel(
                    name="CountValue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="values",
                                to="insatser.countlist",
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                max_length=60,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z0-9_]+$",
                                        "Skriv nyckeln med små bokstäver a–z, siffror och understreck.",
                                    )
                                ],
                                verbose_name="nyckel",
                            ),
                        ),
                        ("label", models.CharField(max_length=120, verbose_name="namn")),
                        (
                            "group",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("arbete", "Arbete"),
                                    ("studier", "Studier"),
                                    ("arbete_studier", "Arbete eller studier"),
                                    ("arbetssokande", "Aktivt arbetssökande"),
                                    ("rehabilitering", "Arbetslivsinriktad rehabilitering"),
                                    ("sjukdom", "Sjukdom"),
                                    ("annat", "Annat skäl"),
                                    ("offentlig", "Offentlig försörjning"),
                                    ("ingen_offentlig", "Ingen offentlig försörjning"),
                                    ("okand", "Uppgift saknas"),
                                ],
                                max_length=16,
                                verbose_name="nationell grupp",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "from_on",
                            models.DateField(blank=True, null=True, verbose_name="gäller från och med"),
                        ),
                        (
                            "until_on",
                            models.DateField(blank=True, null=True, verbose_name="gäller till och med"),
                        ),
                    ],
                    options={
                        "verbose_name": "värde",
                        "verbose_name_plural": "värden",
                        "ordering": ["list", "position", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("list", "key"), name="count_value_key_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("from_on__isnull", True),
                                    ("until_on__isnull", True),
                                    ("until_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="count_value_dates_in_order",
                                violation_error_message="Sista dagen ligger före den första.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Dialogue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "insats",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dialogues",
                                to="insatser.insats",
                            ),
                        ),
                        ("planned_on", models.DateField(verbose_name="planerad")),
                        ("subject", models.TextField(blank=True, verbose_name="vad den ska handla om")),
                        ("held_on", models.DateField(blank=True, null=True, verbose_name="hållen")),
                        ("notes", models.TextField(blank=True, verbose_name="anteckningar")),
                        ("planned_at", models.DateTimeField()),
                        (
                            "planned_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("noted_at", models.DateTimeField(null=True)),
                        (
                            "noted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "uppföljningsdialog",
                        "verbose_name_plural": "uppföljningsdialoger",
                        "ordering": ["insats", "-planned_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("noted_by__isnull", True), ("noted_at__isnull", False), _connector="OR"
                                ),
                                name="dialogue_noted_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("held_on__isnull", True), ("noted_at__isnull", False), _connector="OR"
                                ),
                                name="held_dialogue_was_noted",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GivenBack",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "insats",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="given_back",
                                to="insatser.insats",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, max_digits=14, verbose_name="belopp, kronor"
                            ),
                        ),
                        ("why", models.TextField(verbose_name="varför")),
                        ("given_at", models.DateTimeField()),
                        (
                            "given_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "återlämnade medel",
                        "verbose_name_plural": "återlämnade medel",
                        "ordering": ["insats", "-year", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", Decimal(0))), name="given_back_is_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("undone_by__isnull", True), ("undone_at__isnull", False), _connector="OR"
                                ),
                                name="givenback_undone_by_someone_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Grant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "insats",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grants",
                                to="insatser.insats",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, max_digits=14, verbose_name="beviljat, kronor"
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grants",
                                to="board.decision",
                                verbose_name="beslut",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="beslutat i")),
                        (
                            "is_preliminary",
                            models.BooleanField(
                                default=False, verbose_name="preliminärt tills protokollet är justerat"
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_in",
                                to="insatser.grant",
                            ),
                        ),
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
                    ],
                    options={
                        "verbose_name": "beviljade medel",
                        "verbose_name_plural": "beviljade medel",
                        "ordering": ["insats", "year", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decision__isnull", False),
                                    models.Q(("source", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="grant_says_who_decided",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InsatsGoal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "insats",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to="insatser.insats",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("wording", models.TextField(verbose_name="mål")),
                        ("is_pursued", models.BooleanField(default=True, verbose_name="gäller")),
                    ],
                    options={
                        "verbose_name": "mål",
                        "verbose_name_plural": "mål",
                        "ordering": ["insats", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="InsatsReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "insats",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="insatser.insats",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("arsrapport", "Årsrapport"),
                                    ("halvar", "Halvårsrapport"),
                                    ("fritext", "Årsrapport i fri text"),
                                ],
                                max_length=12,
                                verbose_name="slag",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("due", "Inte påbörjad"),
                                    ("draft", "Påbörjad"),
                                    ("submitted", "Inlämnad"),
                                    ("returned", "Tillbaka för komplettering"),
                                    ("approved", "Godkänd"),
                                ],
                                default="due",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="lämnas senast")),
                        ("starts_on", models.DateField(null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(null=True, verbose_name="till och med")),
                        ("opened_at", models.DateTimeField()),
                        ("reminded_at", models.DateTimeField(null=True)),
                        ("submitted_at", models.DateTimeField(null=True)),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("returned_at", models.DateTimeField(null=True)),
                        (
                            "returned_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("approved_at", models.DateTimeField(null=True)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "årsrapport",
                        "verbose_name_plural": "årsrapporter",
                        "ordering": ["-year", "insats__name", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("insats", "year", "kind"), name="report_once_a_year"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("submitted_at__isnull", False),
                                    ("state__in", ["draft", "due", "returned"]),
                                    _connector="OR",
                                ),
                                name="handed_in_report_has_its_stamp",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_at__isnull", False),
                                    models.Q(("state", "approved"), _negated=True),
                                    _connector="OR",
                                ),
                                name="approved_report_has_its_stamp",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["returned"]), _negated=True),
                                    ("returned_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="insatsreport_returned_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("submitted_by__isnull", True),
                                    ("submitted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="insatsreport_submitted_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("returned_by__isnull", True),
                                    ("returned_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="insatsreport_returned_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    ("approved_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="insatsreport_approved_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("starts_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="report_dates_in_order",
                                violation_error_message="Slutdatum ligger före startdatum.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublishedFigure",
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
                                related_name="published_figures",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "insats",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="published_figures",
                                to="insatser.insats",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="från och med")),
                        ("ends_on", models.DateField(verbose_name="till och med")),
                        (
                            "counted",
                            models.CharField(
                                choices=[
                                    ("borjan", "Vid periodens början"),
                                    ("nya", "Nya"),
                                    ("deltagare", "Deltagare"),
                                    ("avslutade", "Avslutade"),
                                    ("pagaende", "Pågående vid slutet"),
                                    ("ko", "I kö"),
                                    ("platser", "Platser"),
                                    ("orsak", "Varför de avslutades"),
                                    ("forsorjning_fore", "Försörjning före"),
                                    ("forsorjning_efter", "Försörjning efter"),
                                    ("sysselsattning_fore", "Sysselsättning före"),
                                    ("sysselsattning_efter", "Sysselsättning efter"),
                                    ("heltid_fore", "Motsvarar heltid före"),
                                    ("heltid_efter", "Motsvarar heltid efter"),
                                    ("eget", "Eget mått"),
                                ],
                                max_length=24,
                                verbose_name="vad som räknas",
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[
                                    ("women", "Kvinnor"),
                                    ("men", "Män"),
                                    ("unknown", "Uppgift saknas"),
                                    ("total", "Totalt"),
                                ],
                                max_length=10,
                                verbose_name="kön",
                            ),
                        ),
                        ("detail", models.CharField(blank=True, max_length=200, verbose_name="uppdelat på")),
                        ("value", models.PositiveIntegerField(null=True, verbose_name="antal")),
                        ("where", models.TextField(verbose_name="publicerat i")),
                        ("published_at", models.DateTimeField()),
                        (
                            "published_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "publicerat antal",
                        "verbose_name_plural": "publicerade antal",
                        "ordering": ["association", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementSigning",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signings",
                                to="insatser.agreement",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreement_signings",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("forbundet", "Förbundet"), ("part", "Den andra parten")],
                                max_length=12,
                                verbose_name="för",
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=120, verbose_name="titel")),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("field", models.CharField(max_length=40)),
                        ("signed_at", models.DateTimeField(null=True)),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.document",
                            ),
                        ),
                        (
                            "identified",
                            models.TextField(
                                blank=True, help_text="By what the signer was known when she signed."
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["agreement", "position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agreement", "field"), name="agreement_field_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_at__isnull", True), ("document__isnull", False), _connector="OR"
                                ),
                                name="agreement_signing_has_its_revision",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="insatser.application",
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
                        ("title", models.TextField(verbose_name="bilaga")),
                    ],
                    options={
                        "ordering": ["application", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationSection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sections",
                                to="insatser.application",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="avsnitt")),
                        ("title", models.CharField(max_length=120, verbose_name="rubrik")),
                        ("lead", models.CharField(blank=True, max_length=300, verbose_name="inledning")),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("facts", "Insatsen"),
                                    ("parties", "Sökande"),
                                    ("texts", "Beskrivning"),
                                    ("goals", "Mål och aktiviteter"),
                                    ("places", "Deltagare"),
                                    ("costs", "Kostnader"),
                                    ("files", "Bilagor"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("asked", models.JSONField(default=dict)),
                        ("content", models.JSONField(default=dict)),
                        ("version", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["application", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("application", "number"), name="application_section_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="insatser.application",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                        ("content", models.JSONField(default=dict)),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.document",
                            ),
                        ),
                        ("submitted_at", models.DateTimeField()),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["application", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("application", "number"), name="application_version_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CoApplicant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="co_applicants",
                                to="insatser.application",
                            ),
                        ),
                        ("organisation", models.TextField(blank=True, verbose_name="organisation")),
                        ("name", models.TextField(blank=True, verbose_name="kontaktperson")),
                        ("email", models.EmailField(max_length=254, verbose_name="e-post")),
                        (
                            "brings",
                            models.TextField(
                                blank=True,
                                help_text="As the ansökan said when it was asked.",
                                verbose_name="bidrar med",
                            ),
                        ),
                        ("secret_sha256", models.CharField(max_length=64, unique=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Har inte svarat"),
                                    ("confirmed", "Bekräftat"),
                                    ("declined", "Är inte med"),
                                    ("ended", "Gäller inte längre"),
                                ],
                                default="asked",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("answered_name", models.TextField(blank=True, verbose_name="den som svarade")),
                        (
                            "confirmed_brings",
                            models.TextField(blank=True, verbose_name="bekräftar att de bidrar med"),
                        ),
                        ("words", models.TextField(blank=True, verbose_name="med egna ord")),
                    ],
                    options={
                        "verbose_name": "medsökande",
                        "verbose_name_plural": "medsökande",
                        "ordering": ["application", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("asked_by__isnull", True), ("asked_at__isnull", False), _connector="OR"
                                ),
                                name="coapplicant_asked_by_someone_at_a_time",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "ended"), _negated=True),
                                fields=("application", "email"),
                                name="co_applicant_asked_once_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", True), ("state", "asked")),
                                    ("state", "ended"),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("state__in", ["confirmed", "declined"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="co_applicant_answer_has_its_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Completion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="completions",
                                to="insatser.application",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="att komplettera")),
                        ("answer_by", models.DateField(verbose_name="senast")),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("settled_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "verbose_name": "komplettering",
                        "verbose_name_plural": "kompletteringar",
                        "ordering": ["application", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="CountCell",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "counting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cells",
                                to="insatser.counting",
                            ),
                        ),
                        (
                            "measure",
                            models.CharField(
                                choices=[
                                    ("borjan", "Vid periodens början"),
                                    ("nya", "Nya"),
                                    ("deltagare", "Deltagare"),
                                    ("avslutade", "Avslutade"),
                                    ("pagaende", "Pågående vid slutet"),
                                    ("ko", "I kö"),
                                    ("platser", "Platser"),
                                    ("orsak", "Varför de avslutades"),
                                    ("forsorjning_fore", "Försörjning före"),
                                    ("forsorjning_efter", "Försörjning efter"),
                                    ("sysselsattning_fore", "Sysselsättning före"),
                                    ("sysselsattning_efter", "Sysselsättning efter"),
                                    ("heltid_fore", "Motsvarar heltid före"),
                                    ("heltid_efter", "Motsvarar heltid efter"),
                                    ("eget", "Eget mått"),
                                ],
                                max_length=24,
                                verbose_name="mått",
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[
                                    ("women", "Kvinnor"),
                                    ("men", "Män"),
                                    ("unknown", "Uppgift saknas"),
                                    ("total", "Totalt"),
                                ],
                                max_length=10,
                                verbose_name="kön",
                            ),
                        ),
                        ("value", models.CharField(blank=True, max_length=60, verbose_name="värde")),
                        ("municipality", models.CharField(blank=True, max_length=60, verbose_name="kommun")),
                        ("age", models.CharField(blank=True, max_length=60, verbose_name="ålder")),
                        ("number", models.PositiveIntegerField(verbose_name="antal")),
                    ],
                    options={
                        "verbose_name": "antal",
                        "verbose_name_plural": "antal",
                        "ordering": ["counting", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("counting", "measure", "sex", "value", "municipality", "age"),
                                name="cell_counted_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CountingSaving",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(null=True)),
                        ("content", models.JSONField(default=dict)),
                        (
                            "seen",
                            models.JSONField(
                                help_text="The fields as its writer had them, where others had changed more than she has seen.",
                                null=True,
                            ),
                        ),
                        ("collisions", models.JSONField(default=list)),
                        ("save_key", models.CharField(blank=True, max_length=64)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "counting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="savings",
                                to="insatser.counting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["counting", "-id"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("save_key", ""), _negated=True),
                                fields=("counting", "save_key"),
                                name="counting_saving_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number__isnull", False)),
                                fields=("counting", "number"),
                                name="counting_saving_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionLetter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "paragraph",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision_letters",
                                to="board.paragraph",
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision_letters",
                                to="insatser.application",
                            ),
                        ),
                        (
                            "insats",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision_letters",
                                to="insatser.insats",
                            ),
                        ),
                        ("content", models.JSONField(default=dict)),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.document",
                            ),
                        ),
                        ("sent_to", models.JSONField(default=list)),
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
                    ],
                    options={
                        "verbose_name": "beslutsmeddelande",
                        "verbose_name_plural": "beslutsmeddelanden",
                        "ordering": ["-made_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("application__isnull", False), ("insats__isnull", False), _connector="OR"
                                ),
                                name="decision_letter_is_about_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="insatser.application",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "organisation",
                            models.TextField(
                                blank=True, help_text="As it was when it was given.", verbose_name="för"
                            ),
                        ),
                        (
                            "stance",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("tillstyrker", "Tillstyrker"),
                                    ("delvis", "Tillstyrker delvis"),
                                    ("avstyrker", "Avstyrker"),
                                    ("avstar", "Tar inte ställning"),
                                ],
                                max_length=12,
                                verbose_name="ställning",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="yttrande")),
                        ("version", models.PositiveIntegerField(default=0)),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Skrivs"), ("given", "Lämnat")],
                                default="draft",
                                max_length=8,
                                verbose_name="läge",
                            ),
                        ),
                        ("given_at", models.DateTimeField(null=True)),
                        (
                            "given_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "yttrande",
                        "verbose_name_plural": "yttranden",
                        "ordering": ["application", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("given_by__isnull", True), ("given_at__isnull", False), _connector="OR"
                                ),
                                name="opinion_given_by_someone_at_a_time",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("person__isnull", False)),
                                fields=("application", "person"),
                                name="opinion_once_a_person",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("person__isnull", True)),
                                fields=("application",),
                                name="opinion_of_the_group_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("given_at__isnull", False),
                                        ("state", "given"),
                                        models.Q(("stance", ""), _negated=True),
                                    ),
                                    models.Q(("given_at__isnull", True), ("state", "draft")),
                                    _connector="OR",
                                ),
                                name="given_opinion_has_its_stamp_and_stance",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Preparation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="preparation",
                                to="insatser.application",
                            ),
                        ),
                        ("content", models.JSONField(default=dict)),
                        ("asked", models.JSONField(default=list)),
                        ("version", models.PositiveIntegerField(default=0)),
                        (
                            "rank",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="plats bland periodens ansökningar"
                            ),
                        ),
                        (
                            "answer_by",
                            models.DateField(blank=True, null=True, verbose_name="yttranden senast"),
                        ),
                        ("asked_at", models.DateTimeField(null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "beredning",
                        "verbose_name_plural": "beredningar",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("asked_by__isnull", True), ("asked_at__isnull", False), _connector="OR"
                                ),
                                name="preparation_asked_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer_by__isnull", True), ("asked_at__isnull", True)),
                                    models.Q(("answer_by__isnull", False), ("asked_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="opinions_asked_for_by_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProposedGrant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposed",
                                to="insatser.application",
                            ),
                        ),
                        ("clause", models.TextField(verbose_name="att-sats")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, max_digits=14, verbose_name="belopp, kronor"
                            ),
                        ),
                        ("financing", models.TextField(blank=True, verbose_name="finansieras ur")),
                    ],
                    options={
                        "ordering": ["application", "year", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Remark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="remarks",
                                to="insatser.insatsreport",
                            ),
                        ),
                        ("section", models.PositiveSmallIntegerField(verbose_name="avsnitt")),
                        ("text", models.TextField(verbose_name="anmärkning")),
                        ("version", models.PositiveSmallIntegerField(default=0)),
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
                        ("settled_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "verbose_name": "anmärkning",
                        "verbose_name_plural": "anmärkningar",
                        "ordering": ["report", "section", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ReportSection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sections",
                                to="insatser.insatsreport",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="avsnitt")),
                        ("title", models.CharField(max_length=120, verbose_name="rubrik")),
                        ("lead", models.CharField(blank=True, max_length=300, verbose_name="inledning")),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("facts", "Uppgifter"),
                                    ("parties", "Parter"),
                                    ("texts", "Svar"),
                                    ("results", "Mål och svar"),
                                    ("costs", "Kostnader"),
                                    ("signatures", "Underskrifter"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["report", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("report", "number"), name="report_section_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportSigner",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signers",
                                to="insatser.insatsreport",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=120, verbose_name="namn")),
                        ("organisation", models.CharField(max_length=200, verbose_name="organisation")),
                        ("place", models.CharField(max_length=80, verbose_name="ort")),
                        ("signed_on", models.DateField(verbose_name="datum")),
                    ],
                    options={
                        "ordering": ["report", "version", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ReportVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="insatser.insatsreport",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                        ("content", models.JSONField(default=dict)),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.document",
                            ),
                        ),
                        ("submitted_at", models.DateTimeField()),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["report", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("report", "number"), name="report_version_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationSaving",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(null=True)),
                        ("content", models.JSONField(default=dict)),
                        (
                            "seen",
                            models.JSONField(
                                help_text="The fields as its writer had them, where others had changed more than she has seen.",
                                null=True,
                            ),
                        ),
                        ("collisions", models.JSONField(default=list)),
                        ("save_key", models.CharField(blank=True, max_length=64)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="savings",
                                to="insatser.applicationsection",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["section", "-id"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("save_key", ""), _negated=True),
                                fields=("section", "save_key"),
                                name="application_saving_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number__isnull", False)),
                                fields=("section", "number"),
                                name="application_saving_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AskedAmount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="amounts",
                                to="insatser.applicationversion",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                        ("category", models.CharField(max_length=120, verbose_name="kostnadsslag")),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, max_digits=14, verbose_name="sökt, kronor"),
                        ),
                    ],
                    options={
                        "ordering": ["version", "position", "year"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "year", "position"), name="asked_amount_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CostRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="costs",
                                to="insatser.reportsection",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("aktiviteter", "Aktiviteter"),
                                    ("tjanster", "Externa tjänster"),
                                    ("loner", "Löner"),
                                    ("lokaler", "Lokaler"),
                                    ("material", "Material"),
                                    ("resor", "Resor"),
                                    ("ovrigt", "Övrigt"),
                                ],
                                max_length=12,
                                verbose_name="kostnadsslag",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("what", models.CharField(blank=True, max_length=200, verbose_name="vad")),
                        (
                            "budget",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="budget"
                            ),
                        ),
                        (
                            "outcome",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="utfall"
                            ),
                        ),
                        ("unread", models.JSONField(blank=True, default=dict)),
                    ],
                    options={
                        "verbose_name": "kostnad",
                        "verbose_name_plural": "kostnader",
                        "ordering": ["section", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="OpinionSaving",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(null=True)),
                        ("content", models.JSONField(default=dict)),
                        (
                            "seen",
                            models.JSONField(
                                help_text="The fields as its writer had them, where others had changed more than she has seen.",
                                null=True,
                            ),
                        ),
                        ("collisions", models.JSONField(default=list)),
                        ("save_key", models.CharField(blank=True, max_length=64)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "opinion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="savings",
                                to="insatser.opinion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["opinion", "-id"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("save_key", ""), _negated=True),
                                fields=("opinion", "save_key"),
                                name="opinion_saving_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number__isnull", False)),
                                fields=("opinion", "number"),
                                name="opinion_saving_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PreparationSaving",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(null=True)),
                        ("content", models.JSONField(default=dict)),
                        (
                            "seen",
                            models.JSONField(
                                help_text="The fields as its writer had them, where others had changed more than she has seen.",
                                null=True,
                            ),
                        ),
                        ("collisions", models.JSONField(default=list)),
                        ("save_key", models.CharField(blank=True, max_length=64)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "preparation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="savings",
                                to="insatser.preparation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["preparation", "-id"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("save_key", ""), _negated=True),
                                fields=("preparation", "save_key"),
                                name="preparation_saving_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number__isnull", False)),
                                fields=("preparation", "number"),
                                name="preparation_saving_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="insatser.reportsection",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("key", models.CharField(max_length=12)),
                        ("question", models.CharField(max_length=200, verbose_name="fråga")),
                        ("hint", models.CharField(blank=True, max_length=300, verbose_name="ledning")),
                        ("is_optional", models.BooleanField(default=False)),
                        (
                            "text",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="report_answer",
                                to="finsam.text",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["section", "position", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("section", "key"), name="question_asked_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportGoal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to="insatser.reportsection",
                            ),
                        ),
                        (
                            "goal",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reported",
                                to="insatser.insatsgoal",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("wording", models.TextField(blank=True, verbose_name="mål")),
                        (
                            "reached",
                            models.CharField(
                                blank=True,
                                choices=[("ja", "Ja"), ("delvis", "Delvis"), ("nej", "Nej")],
                                max_length=10,
                                verbose_name="uppnått",
                            ),
                        ),
                        ("outcome", models.TextField(blank=True, verbose_name="resultat")),
                    ],
                    options={
                        "verbose_name": "mål",
                        "verbose_name_plural": "mål",
                        "ordering": ["section", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ReportParty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parties",
                                to="insatser.reportsection",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "organisation",
                            models.CharField(blank=True, max_length=200, verbose_name="organisation"),
                        ),
                        (
                            "contact",
                            models.CharField(blank=True, max_length=120, verbose_name="kontaktperson"),
                        ),
                        ("email", models.CharField(blank=True, max_length=200, verbose_name="e-post")),
                    ],
                    options={
                        "verbose_name": "part",
                        "verbose_name_plural": "parter",
                        "ordering": ["section", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ReportSaving",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(null=True)),
                        ("content", models.JSONField(default=dict)),
                        (
                            "seen",
                            models.JSONField(
                                help_text="The fields as its writer had them, where others had changed more than she has seen.",
                                null=True,
                            ),
                        ),
                        ("collisions", models.JSONField(default=list)),
                        ("save_key", models.CharField(blank=True, max_length=64)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "section",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="savings",
                                to="insatser.reportsection",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["section", "-id"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("save_key", ""), _negated=True),
                                fields=("section", "save_key"),
                                name="section_saving_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number__isnull", False)),
                                fields=("section", "number"),
                                name="section_saving_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "insats",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payment_requests",
                                to="insatser.insats",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Påbörjad"),
                                    ("submitted", "Inlämnad"),
                                    ("returned", "Tillbaka för komplettering"),
                                    ("attested", "Attesterad"),
                                    ("paid", "Betald"),
                                    ("credited", "Krediterad"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("categories", models.JSONField(default=list, verbose_name="kostnadsslag")),
                        ("content", models.JSONField(default=dict)),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("begun_at", models.DateTimeField()),
                        (
                            "begun_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(null=True)),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("returned_at", models.DateTimeField(null=True)),
                        (
                            "returned_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("returned_why", models.TextField(blank=True, verbose_name="vad som ska ändras")),
                        ("attested_at", models.DateTimeField(null=True)),
                        (
                            "attested_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "attested_outside_on",
                            models.DateField(null=True, verbose_name="attesterad utanför programmet"),
                        ),
                        ("attested_outside_in", models.TextField(blank=True, verbose_name="attesterad i")),
                        ("paid_on", models.DateField(null=True, verbose_name="betald")),
                        ("voucher", models.TextField(blank=True, verbose_name="verifikation")),
                        ("paid_at", models.DateTimeField(null=True)),
                        (
                            "paid_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("credited_on", models.DateField(null=True, verbose_name="krediterad")),
                        (
                            "credited_why",
                            models.TextField(blank=True, verbose_name="varför den krediterades"),
                        ),
                        ("credited_at", models.DateTimeField(null=True)),
                        (
                            "credited_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rekvisition",
                        "verbose_name_plural": "rekvisitioner",
                        "ordering": ["-year", "insats__name", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("insats", "year", "number"), name="payment_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "draft")),
                                fields=("insats", "year"),
                                name="one_payment_draft_a_year",
                                violation_error_message="Insatsen har redan en påbörjad rekvisition för året.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["returned"]), _negated=True),
                                    ("returned_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="paymentrequest_returned_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["attested", "credited", "paid"]), _negated=True),
                                    ("attested_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="paymentrequest_attested_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["credited", "paid"]), _negated=True),
                                    ("paid_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="paymentrequest_paid_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["credited"]), _negated=True),
                                    ("credited_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="paymentrequest_credited_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("submitted_by__isnull", True),
                                    ("submitted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="paymentrequest_submitted_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("returned_by__isnull", True),
                                    ("returned_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="paymentrequest_returned_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("attested_by__isnull", True),
                                    ("attested_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="paymentrequest_attested_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("paid_by__isnull", True), ("paid_at__isnull", False), _connector="OR"
                                ),
                                name="paymentrequest_paid_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("credited_by__isnull", True),
                                    ("credited_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="paymentrequest_credited_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("paid_at__isnull", True), ("paid_on__isnull", False), _connector="OR"
                                ),
                                name="paid_payment_has_its_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "payment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="insatser.paymentrequest",
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
                        ("title", models.TextField(verbose_name="underlag")),
                    ],
                    options={
                        "ordering": ["payment", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentSaving",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(null=True)),
                        ("content", models.JSONField(default=dict)),
                        (
                            "seen",
                            models.JSONField(
                                help_text="The fields as its writer had them, where others had changed more than she has seen.",
                                null=True,
                            ),
                        ),
                        ("collisions", models.JSONField(default=list)),
                        ("save_key", models.CharField(blank=True, max_length=64)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "payment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="savings",
                                to="insatser.paymentrequest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["payment", "-id"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("save_key", ""), _negated=True),
                                fields=("payment", "save_key"),
                                name="payment_saving_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number__isnull", False)),
                                fields=("payment", "number"),
                                name="payment_saving_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "payment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="insatser.paymentrequest",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                        ("content", models.JSONField(default=dict)),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.document",
                            ),
                        ),
                        ("submitted_at", models.DateTimeField()),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["payment", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("payment", "number"), name="payment_version_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentAttest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attests",
                                to="insatser.paymentversion",
                            ),
                        ),
                        ("attested_at", models.DateTimeField()),
                        (
                            "attested_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["version", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "attested_by"), name="attested_once_by_each"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="insatser.paymentversion",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("category", models.CharField(max_length=120, verbose_name="kostnadsslag")),
                        (
                            "budget",
                            models.DecimalField(
                                decimal_places=2, max_digits=14, null=True, verbose_name="budget, kronor"
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, max_digits=14, verbose_name="perioden, kronor"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["version", "position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "position"), name="payment_line_once")
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="paymentrequest",
            name="current",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="counted_as",
                to="insatser.paymentversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"),
                    models.Q(("current__isnull", False), ("submitted_at__isnull", False)),
                    _connector="OR",
                ),
                name="received_payment_has_its_stamp_and_version",
            ),
        ),
    ]
