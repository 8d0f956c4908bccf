import django.db.models.deletion
from django.db import migrations, models

import finsam.clock
from finsam.models import tables


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
        ("reporting", "0013_goals_written_once"),
        ("reporting", "0014_economic_reports"),
    ]

    initial = True

    dependencies = [
        ("board", "0001_squashed_0029_delegation"),
        ("economy", "0001_squashed_0010_inhabitants"),
        ("finsam", "0001_squashed_0022_who_did_it_at_a_time"),
    ]

    operations = [
        tables.CreateTables(
            [
                migrations.CreateModel(
                    name="EconomicReport",
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
                                related_name="economic_reports",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "fiscal_year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="economic_reports",
                                to="economy.fiscalyear",
                            ),
                        ),
                        ("until", models.DateField(verbose_name="till och med")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Utkast"), ("handed", "Lämnad till styrelsen")],
                                default="draft",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        (
                            "text",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="economic_report",
                                to="finsam.text",
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
                        (
                            "content",
                            models.JSONField(help_text="What it said when it was handed over.", null=True),
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
                            "paragraph",
                            models.ForeignKey(
                                help_text="Where it lies as a handling.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="board.paragraph",
                            ),
                        ),
                        ("handed_at", models.DateTimeField(null=True)),
                        (
                            "handed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ekonomisk rapport",
                        "verbose_name_plural": "ekonomiska rapporter",
                        "ordering": ["-until", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "draft")),
                                fields=("fiscal_year", "until"),
                                name="one_economic_report_draft_a_month",
                                violation_error_message="Månadens ekonomiska rapport är redan påbörjad.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("content__isnull", True),
                                        ("handed_at__isnull", True),
                                        ("pdf__isnull", True),
                                        ("state", "draft"),
                                    ),
                                    models.Q(
                                        ("content__isnull", False),
                                        ("handed_at__isnull", False),
                                        ("pdf__isnull", False),
                                        ("state", "handed"),
                                    ),
                                    _connector="OR",
                                ),
                                name="economic_report_handed_is_frozen",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("handed_by__isnull", True), ("handed_at__isnull", False), _connector="OR"
                                ),
                                name="economicreport_handed_by_someone_at_a_time",
                            ),
                        ],
                    },
                ),
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("area", "Målområde"),
                                    ("perspective", "Perspektiv"),
                                    ("strategic", "Strategiskt område"),
                                    ("focus", "Fokusområde"),
                                    ("outer", "Yttre mål"),
                                ],
                                default="area",
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("name", models.TextField(verbose_name="namn")),
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
                        "ordering": ["association", "-year", "kind", "position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "year", "kind", "name"), name="goal_area_once_a_year"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoalHabits",
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
                                related_name="goal_habits",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "area_word",
                            models.CharField(
                                default="Målområde", max_length=60, verbose_name="ord för målområde"
                            ),
                        ),
                        (
                            "perspective_word",
                            models.CharField(
                                default="Perspektiv", max_length=60, verbose_name="ord för perspektiv"
                            ),
                        ),
                        (
                            "near_percent",
                            models.DecimalField(
                                decimal_places=2,
                                default=10,
                                help_text="How far from its target a measure still counts as near, in percent of the target.",
                                max_digits=5,
                                verbose_name="nära målet, procent",
                            ),
                        ),
                        (
                            "silent_days",
                            models.PositiveSmallIntegerField(
                                default=90,
                                help_text="After how many days without a word a goal counts as silent.",
                                verbose_name="tyst efter dagar",
                            ),
                        ),
                        (
                            "is_public",
                            models.BooleanField(default=False, verbose_name="målen visas för alla"),
                        ),
                    ],
                    options={
                        "verbose_name": "hur förbundet skriver mål",
                    },
                ),
                migrations.CreateModel(
                    name="GoalLevel",
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
                                related_name="goal_levels",
                                to="finsam.association",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("name", models.CharField(max_length=80, verbose_name="nivå")),
                    ],
                    options={
                        "ordering": ["association", "position", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("association", "name"), name="goal_level_once")
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
                        (
                            "mean",
                            models.DecimalField(decimal_places=2, max_digits=4, verbose_name="medelvärde"),
                        ),
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
                            models.UniqueConstraint(
                                fields=("association", "year", "group"), name="indicator_once"
                            )
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
                    name="Series",
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
                                related_name="measure_series",
                                to="finsam.association",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mätserie",
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
                            models.UniqueConstraint(
                                fields=("association", "year"), name="meetings_told_once_a_year"
                            )
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
                        ("until_year", models.PositiveSmallIntegerField(verbose_name="till och med år")),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("goal", models.TextField(verbose_name="mål")),
                        (
                            "level",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to="reporting.goallevel",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="parts",
                                to="reporting.goal",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="goals",
                                to="reporting.goalarea",
                            ),
                        ),
                        (
                            "perspective",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="perspective_goals",
                                to="reporting.goalarea",
                            ),
                        ),
                        ("how", models.TextField(blank=True, verbose_name="hur")),
                        ("follow_up", models.TextField(blank=True, verbose_name="uppföljning")),
                        (
                            "budget",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="budget, kronor",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to="finsam.body",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to="finsam.person",
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
                            "text",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goal_told",
                                to="finsam.text",
                            ),
                        ),
                        (
                            "result",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goal",
                                to="finsam.text",
                            ),
                        ),
                        (
                            "listed",
                            models.ManyToManyField(related_name="listed_goals", to="reporting.goalarea"),
                        ),
                    ],
                    options={
                        "verbose_name": "mål",
                        "verbose_name_plural": "mål",
                        "ordering": ["association", "-year", "position", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until_year__gte", models.F("year"))),
                                name="goal_ends_after_it_begins",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureValue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="values",
                                to="reporting.series",
                            ),
                        ),
                        ("day", models.DateField(verbose_name="dag")),
                        ("number", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("of", models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True)),
                        ("note", models.TextField(blank=True, verbose_name="kommentar")),
                        ("written_at", models.DateTimeField()),
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
                        "ordering": ["series", "day", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("written_by__isnull", True),
                                    ("written_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="measurevalue_written_by_someone_at_a_time",
                            )
                        ],
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
                                blank=True,
                                help_text="Why she does not sign.",
                                max_length=300,
                                verbose_name="skäl",
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
                            models.TextField(
                                blank=True, help_text="By what the signer was known when she signed."
                            ),
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
                                blank=True,
                                help_text="Keeps its name from year to year when renamed.",
                                max_length=60,
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
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="activities",
                                to="reporting.goal",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="activities",
                                to="reporting.goalarea",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("text", models.TextField(verbose_name="aktivitet")),
                        ("when", models.TextField(blank=True, verbose_name="när")),
                        ("who", models.TextField(blank=True, verbose_name="ansvarig")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="klart senast")),
                        (
                            "owner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "cost",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="kostnad, kronor",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planerad"),
                                    ("going", "Pågår"),
                                    ("done", "Klar"),
                                    ("dropped", "Blev inte av"),
                                ],
                                default="planned",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="kommentar")),
                        ("told_at", models.DateTimeField(null=True)),
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
                        "ordering": ["goal", "area", "position", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("area__isnull", True), ("goal__isnull", False)),
                                    models.Q(("area__isnull", False), ("goal__isnull", True)),
                                    _connector="OR",
                                ),
                                name="activity_of_a_goal_or_an_area",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("told_by__isnull", True), ("told_at__isnull", False), _connector="OR"
                                ),
                                name="activity_told_by_someone_at_a_time",
                            ),
                        ],
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
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="measures",
                                to="reporting.goal",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="measures",
                                to="reporting.goalarea",
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="reporting.series",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("text", models.TextField(verbose_name="mått")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("number", "Tal (26 dagar, 63 %)"),
                                    ("share", "Andel av antal (3 av 14)"),
                                    ("percent_of", "Procent av antal svar (44 % av 36)"),
                                    ("change", "Mot föregående år (ska öka eller minska)"),
                                ],
                                default="number",
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=60, verbose_name="enhet")),
                        (
                            "direction",
                            models.CharField(
                                choices=[("up", "Högre är bättre"), ("down", "Lägre är bättre")],
                                default="up",
                                max_length=10,
                                verbose_name="riktning",
                            ),
                        ),
                        (
                            "start_number",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=18,
                                null=True,
                                verbose_name="utgångsläge",
                            ),
                        ),
                        (
                            "start_of",
                            models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True),
                        ),
                        ("start_on", models.DateField(blank=True, null=True, verbose_name="utgångsläge den")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("hand", "Skrivs in"),
                                    ("field", "Uppgift i finsam"),
                                    ("scb", "SCB"),
                                    ("survey", "Enkät"),
                                    ("other", "Annan källa"),
                                ],
                                default="hand",
                                max_length=20,
                                verbose_name="källa",
                            ),
                        ),
                        (
                            "source_key",
                            models.CharField(
                                blank=True, help_text="The program's figure by its key.", max_length=200
                            ),
                        ),
                        ("source_note", models.TextField(blank=True, verbose_name="källa i ord")),
                        ("outcome", models.TextField(blank=True, verbose_name="utfall i ord")),
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
                    ],
                    options={
                        "ordering": ["goal", "area", "position", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("area__isnull", True), ("goal__isnull", False)),
                                    models.Q(("area__isnull", False), ("goal__isnull", True)),
                                    _connector="OR",
                                ),
                                name="measure_of_a_goal_or_an_area",
                            )
                        ],
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
                migrations.CreateModel(
                    name="Assessment",
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
                                related_name="assessments",
                                to="reporting.goal",
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assessments",
                                to="reporting.measure",
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
                                max_length=20,
                                verbose_name="bedömning",
                            ),
                        ),
                        (
                            "proposed",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_assessed", "Ej bedömt"),
                                    ("red", "Ej uppnått"),
                                    ("yellow", "Delvis uppnått"),
                                    ("green", "Uppnått"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="kommentar")),
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
                        "ordering": ["goal", "-made_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("made_by__isnull", True), ("made_at__isnull", False), _connector="OR"
                                ),
                                name="assessment_made_by_someone_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="targets",
                                to="reporting.measure",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                        ("number", models.DecimalField(decimal_places=4, max_digits=18)),
                        ("of", models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True)),
                    ],
                    options={
                        "ordering": ["measure", "year"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("measure", "year"), name="measure_target_once_a_year"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
