import django.db.models.deletion
from django.db import migrations, models

import finsam.clock


class Migration(migrations.Migration):
    replaces = [
        ("reporting", "0001_reports"),
        ("reporting", "0002_signing"),
        ("reporting", "0003_activities_of_any_length"),
        ("reporting", "0004_told_meetings"),
        ("reporting", "0005_savings_of_one_kind"),
        ("reporting", "0006_end_of_delar"),
        ("reporting", "0007_who_signs"),
        ("reporting", "0008_consultation_copies"),
        ("reporting", "0009_copies_to_the_board"),
        ("reporting", "0010_how_a_signer_was_identified"),
        ("reporting", "0011_goal_areas_and_measures"),
        ("reporting", "0012_told_seats"),
    ]

    initial = True

    dependencies = [
        ("board", "0001_squashed_0027_who_did_it_at_a_time"),
        ("finsam", "0001_squashed_0022_who_did_it_at_a_time"),
    ]

    operations = [
        migrations.CreateModel(
            name="GoalArea",
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
                        related_name="goal_areas",
                        to="finsam.association",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=200, verbose_name="målområde")),
                (
                    "text",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goal_area",
                        to="finsam.text",
                    ),
                ),
            ],
            options={
                "ordering": ["association", "-year", "position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("association", "year", "name"), name="goal_area_once_a_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorResult",
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
                        related_name="indicators",
                        to="finsam.association",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("group", models.CharField(max_length=120, verbose_name="grupp")),
                ("is_total", models.BooleanField(default=False, verbose_name="sammanlagt")),
                ("mean", models.DecimalField(decimal_places=2, max_digits=4, verbose_name="medelvärde")),
                (
                    "lowest",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=4, null=True, verbose_name="lägsta"
                    ),
                ),
                (
                    "highest",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=4, null=True, verbose_name="högsta"
                    ),
                ),
                (
                    "respondents",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="svarande"),
                ),
                (
                    "answers",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="How many answers on each step of the scale, 1 to 6.",
                    ),
                ),
            ],
            options={
                "ordering": ["association", "-year", "position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("association", "year", "group"), name="indicator_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
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
                        related_name="reports",
                        to="finsam.association",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("arsredovisning", "Årsredovisning"),
                            ("delarsrapport", "Delårsrapport"),
                            ("verksamhetsplan", "Verksamhetsplan"),
                        ],
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        help_text="The last day that a delårsrapport tells of.",
                        null=True,
                        verbose_name="till och med",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("kr", "kronor"), ("tkr", "tusental kronor")],
                        default="kr",
                        max_length=4,
                        verbose_name="belopp i",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("before_board", "Hos styrelsen"),
                            ("adopted", "Fastställd"),
                            ("published", "Publicerad"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="reporting.report",
                    ),
                ),
                (
                    "correction_note",
                    models.CharField(blank=True, max_length=300, verbose_name="vad som rättas"),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.report",
                    ),
                ),
                ("board_on", models.DateField(blank=True, null=True, verbose_name="till styrelsen")),
                (
                    "adopted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adopted_reports",
                        to="board.paragraph",
                    ),
                ),
                ("frozen_at", models.DateTimeField(null=True)),
                ("content", models.JSONField(null=True)),
                (
                    "html",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finsam.document",
                    ),
                ),
                (
                    "pdf",
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
                        help_text="The pdf with its signatures so far.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finsam.document",
                    ),
                ),
                ("published_at", models.DateTimeField(null=True)),
                ("begun_on", models.DateField(default=finsam.clock.today)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
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
                "verbose_name": "rapport",
                "verbose_name_plural": "rapporter",
                "ordering": ["-year", "kind", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("association", "kind", "year", "version"),
                        name="report_once_per_kind_year_and_version",
                        violation_error_message="Den rapporten finns redan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["adopted", "published"]), _negated=True),
                            models.Q(
                                ("adopted_by__isnull", False),
                                ("frozen_at__isnull", False),
                                ("html__isnull", False),
                                ("pdf__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="report_adopted_is_frozen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="report_published_has_stamp",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ToldMeetings",
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
                        related_name="told_meetings",
                        to="finsam.association",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("count", models.PositiveSmallIntegerField(verbose_name="antal sammanträden")),
                ("paragraphs", models.TextField(blank=True, verbose_name="paragrafer")),
                ("told_at", models.DateTimeField()),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finsam.person",
                    ),
                ),
            ],
            options={
                "ordering": ["association", "-year"],
                "constraints": [
                    models.UniqueConstraint(fields=("association", "year"), name="meetings_told_once_a_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="ToldSeat",
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
                        related_name="told_seats",
                        to="finsam.association",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("is_deputy", models.BooleanField(default=False, verbose_name="ersättare")),
                ("name", models.TextField(verbose_name="namn")),
                ("what", models.TextField(blank=True, verbose_name="uppdrag")),
                ("days", models.TextField(blank=True, verbose_name="tid")),
                ("told_at", models.DateTimeField()),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finsam.person",
                    ),
                ),
            ],
            options={
                "ordering": ["association", "-year", "is_deputy", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Goal",
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
                        related_name="goals",
                        to="finsam.association",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("goal", models.CharField(max_length=400, verbose_name="mål")),
                (
                    "area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="goals",
                        to="reporting.goalarea",
                    ),
                ),
                ("how", models.TextField(blank=True, verbose_name="hur")),
                ("follow_up", models.TextField(blank=True, verbose_name="uppföljning")),
                ("strategic_area", models.TextField(blank=True, verbose_name="strategiskt område")),
                ("focus_area", models.TextField(blank=True, verbose_name="fokusområden")),
                (
                    "budget",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="budget, kronor"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_assessed", "Ej bedömt"),
                            ("red", "Ej uppnått"),
                            ("yellow", "Delvis uppnått"),
                            ("green", "Uppnått"),
                        ],
                        default="not_assessed",
                        max_length=20,
                        verbose_name="bedömning",
                    ),
                ),
                (
                    "result",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="goal", to="finsam.text"
                    ),
                ),
            ],
            options={
                "verbose_name": "mål",
                "verbose_name_plural": "mål",
                "ordering": ["association", "-year", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReportCopy",
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
                        related_name="copies",
                        to="reporting.report",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("board", "Styrelsen"), ("consultation", "Samråd")],
                        default="consultation",
                        max_length=20,
                        verbose_name="lämnad till",
                    ),
                ),
                ("content", models.JSONField()),
                (
                    "pdf",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finsam.document",
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        help_text="Where the copy lies as a handling.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="board.paragraph",
                    ),
                ),
                ("made_on", models.DateField()),
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
                "verbose_name": "lämnad version",
                "verbose_name_plural": "lämnade versioner",
                "ordering": ["report", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ReportSigning",
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
                        related_name="signings",
                        to="reporting.report",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_signings",
                        to="finsam.person",
                    ),
                ),
                ("role", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("field", models.CharField(max_length=40)),
                ("is_asked", models.BooleanField(default=True)),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="Why she does not sign.", max_length=300, verbose_name="skäl"
                    ),
                ),
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
                    models.TextField(blank=True, help_text="By what the signer was known when she signed."),
                ),
            ],
            options={
                "ordering": ["report", "position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "field"), name="report_field_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_at__isnull", True), ("document__isnull", False), _connector="OR"
                        ),
                        name="report_signing_has_its_revision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="reporting.report",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="reporting.section",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "key",
                    models.CharField(
                        blank=True, help_text="Keeps its name from year to year when renamed.", max_length=60
                    ),
                ),
                ("heading", models.CharField(max_length=200, verbose_name="rubrik")),
                ("is_numbered", models.BooleanField(default=True, verbose_name="numreras")),
                ("starts_page", models.BooleanField(default=False, verbose_name="börjar på ny sida")),
                ("block", models.CharField(blank=True, max_length=60, verbose_name="block")),
                ("options", models.JSONField(blank=True, default=dict)),
                (
                    "text",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_section",
                        to="finsam.text",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("empty", "Inte påbörjat"), ("started", "Pågår"), ("done", "Klart")],
                        default="empty",
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                (
                    "hint",
                    models.CharField(
                        blank=True, help_text="What belongs here, for the writer.", max_length=300
                    ),
                ),
                (
                    "kept_numbers",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Typed numbers that the writer wants as they stand.",
                    ),
                ),
            ],
            options={
                "verbose_name": "avsnitt",
                "verbose_name_plural": "avsnitt",
                "ordering": ["report", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activities",
                        to="reporting.goal",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", models.TextField(verbose_name="aktivitet")),
                ("when", models.TextField(blank=True, verbose_name="när")),
                ("who", models.TextField(blank=True, verbose_name="ansvarig")),
            ],
            options={
                "ordering": ["goal", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measures",
                        to="reporting.goal",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", models.TextField(verbose_name="mått")),
                ("outcome", models.TextField(blank=True, verbose_name="utfall")),
            ],
            options={
                "ordering": ["goal", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="SectionSaving",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="savings",
                        to="reporting.section",
                    ),
                ),
            ],
            options={
                "ordering": ["section", "-id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("section", "number"),
                        name="written_section_saving_number",
                    )
                ],
            },
        ),
    ]
