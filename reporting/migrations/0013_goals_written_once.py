"""A goal is one thing for its years, with measures, values and lists that plans choose from."""

import django.db.models.deletion
from django.db import migrations, models


def _settle(schema_editor):
    """Let what refers be checked now: PostgreSQL changes no table with checks left to do."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _into_rows(apps, schema_editor):
    Goal, GoalArea = apps.get_model("reporting", "Goal"), apps.get_model("reporting", "GoalArea")
    Measure, Series = apps.get_model("reporting", "Measure"), apps.get_model("reporting", "Series")
    Text = apps.get_model("finsam", "Text")
    for goal in Goal.objects.order_by("association", "year", "position", "id"):
        goal.until_year = goal.year
        goal.save(update_fields=["until_year"])
        for kind, told in (("strategic", goal.strategic_area), ("focus", goal.focus_area)):
            for name in filter(None, map(str.strip, told.splitlines())):
                of_year = GoalArea.objects.filter(association=goal.association, year=goal.year, kind=kind)
                area = of_year.filter(name=name).first() or GoalArea.objects.create(
                    association=goal.association, year=goal.year, kind=kind, name=name,
                    position=of_year.count(), text=Text.objects.create(association=goal.association),
                )  # fmt: skip
                goal.listed.add(area)
    for measure in Measure.objects.select_related("goal"):
        measure.series = Series.objects.create(association_id=measure.goal.association_id)
        measure.save(update_fields=["series"])
    _settle(schema_editor)


def _back_into_fields(apps, schema_editor):
    for goal in apps.get_model("reporting", "Goal").objects.prefetch_related("listed"):
        named = {"strategic": [], "focus": []}
        for area in goal.listed.all():
            named.setdefault(area.kind, []).append(area.name)
        goal.strategic_area, goal.focus_area = "\n".join(named["strategic"]), "\n".join(named["focus"])
        goal.save(update_fields=["strategic_area", "focus_area"])
    _settle(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("finsam", "0022_who_did_it_at_a_time"),
        ("reporting", "0012_told_seats"),
    ]

    operations = [
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
            ],
            options={
                "ordering": ["goal", "-made_at", "-id"],
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
                    "area_word",
                    models.CharField(default="Målområde", max_length=60, verbose_name="ord för målområde"),
                ),
                (
                    "perspective_word",
                    models.CharField(default="Perspektiv", max_length=60, verbose_name="ord för perspektiv"),
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
                ("is_public", models.BooleanField(default=False, verbose_name="målen visas för alla")),
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
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=80, verbose_name="nivå")),
            ],
            options={
                "ordering": ["association", "position", "id"],
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
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("number", models.DecimalField(decimal_places=4, max_digits=18)),
                ("of", models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True)),
            ],
            options={
                "ordering": ["measure", "year"],
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
                ("day", models.DateField(verbose_name="dag")),
                ("number", models.DecimalField(decimal_places=4, max_digits=18)),
                ("of", models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True)),
                ("note", models.TextField(blank=True, verbose_name="kommentar")),
                ("written_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["series", "day", "id"],
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
            ],
            options={
                "verbose_name": "mätserie",
            },
        ),
        migrations.AlterModelOptions(
            name="activity",
            options={"ordering": ["goal", "area", "position", "id"]},
        ),
        migrations.AlterModelOptions(
            name="goalarea",
            options={"ordering": ["association", "-year", "kind", "position", "id"]},
        ),
        migrations.AlterModelOptions(
            name="measure",
            options={"ordering": ["goal", "area", "position", "id"]},
        ),
        migrations.RemoveConstraint(
            model_name="goalarea",
            name="goal_area_once_a_year",
        ),
        migrations.AddField(
            model_name="activity",
            name="area",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="activities",
                to="reporting.goalarea",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="cost",
            field=models.DecimalField(
                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="kostnad, kronor"
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="due_on",
            field=models.DateField(blank=True, null=True, verbose_name="klart senast"),
        ),
        migrations.AddField(
            model_name="activity",
            name="note",
            field=models.TextField(blank=True, verbose_name="kommentar"),
        ),
        migrations.AddField(
            model_name="activity",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="activities",
                to="finsam.person",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="state",
            field=models.CharField(
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
        migrations.AddField(
            model_name="activity",
            name="told_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="activity",
            name="told_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="finsam.person"
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="body",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="finsam.body"
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="listed",
            field=models.ManyToManyField(related_name="listed_goals", to="reporting.goalarea"),
        ),
        migrations.AddField(
            model_name="goal",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="goals",
                to="finsam.person",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="parent",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="parts",
                to="reporting.goal",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="perspective",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="perspective_goals",
                to="reporting.goalarea",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="text",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="goal_told",
                to="finsam.text",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="until_year",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="till och med år"),
        ),
        migrations.AddField(
            model_name="goalarea",
            name="kind",
            field=models.CharField(
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
        migrations.AddField(
            model_name="measure",
            name="area",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="measures",
                to="reporting.goalarea",
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="direction",
            field=models.CharField(
                choices=[("up", "Högre är bättre"), ("down", "Lägre är bättre")],
                default="up",
                max_length=10,
                verbose_name="riktning",
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="kind",
            field=models.CharField(
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
        migrations.AddField(
            model_name="measure",
            name="source",
            field=models.CharField(
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
        migrations.AddField(
            model_name="measure",
            name="source_key",
            field=models.CharField(blank=True, help_text="The program's figure by its key.", max_length=200),
        ),
        migrations.AddField(
            model_name="measure",
            name="source_note",
            field=models.TextField(blank=True, verbose_name="källa i ord"),
        ),
        migrations.AddField(
            model_name="measure",
            name="start_number",
            field=models.DecimalField(
                blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="utgångsläge"
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="start_of",
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True),
        ),
        migrations.AddField(
            model_name="measure",
            name="start_on",
            field=models.DateField(blank=True, null=True, verbose_name="utgångsläge den"),
        ),
        migrations.AddField(
            model_name="measure",
            name="status",
            field=models.CharField(
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
        migrations.AddField(
            model_name="measure",
            name="unit",
            field=models.CharField(blank=True, max_length=60, verbose_name="enhet"),
        ),
        migrations.AlterField(
            model_name="activity",
            name="goal",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="activities",
                to="reporting.goal",
            ),
        ),
        migrations.AlterField(
            model_name="goal",
            name="goal",
            field=models.TextField(verbose_name="mål"),
        ),
        migrations.AlterField(
            model_name="goalarea",
            name="name",
            field=models.TextField(verbose_name="namn"),
        ),
        migrations.AlterField(
            model_name="measure",
            name="goal",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="measures",
                to="reporting.goal",
            ),
        ),
        migrations.AlterField(
            model_name="measure",
            name="outcome",
            field=models.TextField(blank=True, verbose_name="utfall i ord"),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("area__isnull", True), ("goal__isnull", False)),
                    models.Q(("area__isnull", False), ("goal__isnull", True)),
                    _connector="OR",
                ),
                name="activity_of_a_goal_or_an_area",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("told_by__isnull", True), ("told_at__isnull", False), _connector="OR"),
                name="activity_told_by_someone_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="goalarea",
            constraint=models.UniqueConstraint(
                fields=("association", "year", "kind", "name"), name="goal_area_once_a_year"
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="goal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="assessments", to="reporting.goal"
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="finsam.person"
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="measure",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assessments",
                to="reporting.measure",
            ),
        ),
        migrations.AddField(
            model_name="goalhabits",
            name="association",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="goal_habits",
                to="finsam.association",
            ),
        ),
        migrations.AddField(
            model_name="goallevel",
            name="association",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="goal_levels",
                to="finsam.association",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="level",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="goals",
                to="reporting.goallevel",
            ),
        ),
        migrations.AddField(
            model_name="measuretarget",
            name="measure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="targets", to="reporting.measure"
            ),
        ),
        migrations.AddField(
            model_name="measurevalue",
            name="written_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="finsam.person"
            ),
        ),
        migrations.AddField(
            model_name="series",
            name="association",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="measure_series",
                to="finsam.association",
            ),
        ),
        migrations.AddField(
            model_name="measurevalue",
            name="series",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="values", to="reporting.series"
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="series",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="measures",
                to="reporting.series",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("area__isnull", True), ("goal__isnull", False)),
                    models.Q(("area__isnull", False), ("goal__isnull", True)),
                    _connector="OR",
                ),
                name="measure_of_a_goal_or_an_area",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_by__isnull", True), ("made_at__isnull", False), _connector="OR"),
                name="assessment_made_by_someone_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="goallevel",
            constraint=models.UniqueConstraint(fields=("association", "name"), name="goal_level_once"),
        ),
        migrations.AddConstraint(
            model_name="measuretarget",
            constraint=models.UniqueConstraint(fields=("measure", "year"), name="measure_target_once_a_year"),
        ),
        migrations.AddConstraint(
            model_name="measurevalue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("written_by__isnull", True), ("written_at__isnull", False), _connector="OR"
                ),
                name="measurevalue_written_by_someone_at_a_time",
            ),
        ),
        migrations.RunPython(_into_rows, _back_into_fields),
        migrations.RemoveField(
            model_name="goal",
            name="focus_area",
        ),
        migrations.RemoveField(
            model_name="goal",
            name="strategic_area",
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_year__gte", models.F("year"))), name="goal_ends_after_it_begins"
            ),
        ),
        migrations.AlterField(
            model_name="measure",
            name="series",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="reporting.series"
            ),
        ),
        migrations.AlterField(
            model_name="goal",
            name="until_year",
            field=models.PositiveSmallIntegerField(verbose_name="till och med år"),
        ),
    ]
