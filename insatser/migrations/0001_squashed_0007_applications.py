import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("insatser", "0001_insatser"),
        ("insatser", "0002_own_questions"),
        ("insatser", "0003_published_figures"),
        ("insatser", "0004_count_savings"),
        ("insatser", "0005_savings_of_one_kind"),
        ("insatser", "0006_who_did_it_at_a_time"),
        ("insatser", "0007_applications"),
    ]

    initial = True

    dependencies = [
        ("board", "0001_squashed_0027_who_did_it_at_a_time"),
        ("finsam", "0001_squashed_0022_who_did_it_at_a_time"),
    ]

    operations = [
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
                ("name", models.CharField(db_collation="svenska", max_length=200, verbose_name="namn")),
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
                ("unit", models.CharField(blank=True, max_length=120, verbose_name="enhet hos insatsägaren")),
                (
                    "body",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="insats", to="finsam.body"
                    ),
                ),
                ("background", models.TextField(blank=True, verbose_name="bakgrund")),
                ("purpose", models.TextField(blank=True, verbose_name="syfte")),
                ("target_group", models.TextField(blank=True, verbose_name="målgrupp")),
                ("method", models.TextField(blank=True, verbose_name="arbetssätt")),
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
                    "matter",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="application",
                        to="board.matter",
                    ),
                ),
                ("name", models.TextField(blank=True, db_collation="svenska", verbose_name="insatsens namn")),
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
                ("withdrawn_why", models.TextField(blank=True, verbose_name="varför den återkallades")),
            ],
            options={
                "verbose_name": "ansökan",
                "verbose_name_plural": "ansökningar",
                "ordering": ["-begun_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted_by__isnull", True), ("submitted_at__isnull", False), _connector="OR"
                        ),
                        name="application_submitted_by_someone_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_by__isnull", True), ("withdrawn_at__isnull", False), _connector="OR"
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
            name="CountSaving",
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
                        related_name="count_savings",
                        to="insatser.insats",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="från och med")),
                ("ends_on", models.DateField(verbose_name="till och med")),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField(default=dict)),
                ("note", models.TextField(blank=True, verbose_name="förklaring")),
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
                "ordering": ["insats", "-ends_on", "starts_on", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("insats", "starts_on", "ends_on", "number"), name="count_saving_number"
                    )
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
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="beviljat, kronor"),
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
                    models.UniqueConstraint(fields=("insats", "year", "kind"), name="report_once_a_year"),
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
                            ("submitted_by__isnull", True), ("submitted_at__isnull", False), _connector="OR"
                        ),
                        name="insatsreport_submitted_by_someone_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("returned_by__isnull", True), ("returned_at__isnull", False), _connector="OR"
                        ),
                        name="insatsreport_returned_by_someone_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True), ("approved_at__isnull", False), _connector="OR"
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
            name="ParticipantCount",
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
                        related_name="counts",
                        to="insatser.insats",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="från och med")),
                ("ends_on", models.DateField(verbose_name="till och med")),
                (
                    "phase",
                    models.CharField(
                        choices=[("nya", "Nya"), ("pagaende", "Pågående"), ("avslutade", "Avslutade")],
                        max_length=10,
                        verbose_name="skede",
                    ),
                ),
                ("women", models.PositiveIntegerField(blank=True, null=True, verbose_name="kvinnor")),
                ("men", models.PositiveIntegerField(blank=True, null=True, verbose_name="män")),
                (
                    "unknown",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="uppgift saknas"),
                ),
            ],
            options={
                "verbose_name": "deltagare",
                "verbose_name_plural": "deltagare",
                "ordering": ["insats", "-ends_on", "starts_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("insats", "starts_on", "ends_on", "phase"), name="counted_once_a_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="count_dates_in_order",
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
                            ("deltagare", "Deltagare"),
                            ("nya", "Nya"),
                            ("pagaende", "Pågående"),
                            ("avslutade", "Avslutade"),
                        ],
                        max_length=10,
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="finsam.document"
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
                    models.UniqueConstraint(fields=("application", "number"), name="application_section_once")
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
                    models.UniqueConstraint(fields=("application", "number"), name="application_version_once")
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
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="belopp, kronor"),
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
                ("amount", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="sökt, kronor")),
            ],
            options={
                "ordering": ["version", "position", "year"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "year", "position"), name="asked_amount_once")
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
                ("organisation", models.CharField(blank=True, max_length=200, verbose_name="organisation")),
                ("contact", models.CharField(blank=True, max_length=120, verbose_name="kontaktperson")),
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
    ]
