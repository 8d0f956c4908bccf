"""A målområde becomes a row with a text of its own, and a goal's measures rows, each with what it came to."""

import django.db.models.deletion
from django.db import migrations, models


def _into_rows(apps, schema_editor):
    Goal, GoalArea = apps.get_model("reporting", "Goal"), apps.get_model("reporting", "GoalArea")
    Measure, Text = apps.get_model("reporting", "Measure"), apps.get_model("finsam", "Text")
    for goal in Goal.objects.order_by("association", "year", "position", "id"):
        lines = [line.strip() for line in goal.measure.splitlines() if line.strip()]
        Measure.objects.bulk_create(
            Measure(goal=goal, position=place, text=line) for place, line in enumerate(lines)
        )
        name = goal.area_name.strip()
        if not name:
            continue
        of_year = GoalArea.objects.filter(association=goal.association, year=goal.year)
        goal.area = of_year.filter(name=name).first() or GoalArea.objects.create(
            association=goal.association, year=goal.year, name=name, position=of_year.count(),
            text=Text.objects.create(association=goal.association),
        )  # fmt: skip
        goal.save(update_fields=["area"])


def _back_into_fields(apps, schema_editor):
    for goal in apps.get_model("reporting", "Goal").objects.select_related("area"):
        goal.area_name = goal.area.name if goal.area else ""
        goal.measure = "\n".join(each.text for each in goal.measures.all())
        goal.save(update_fields=["area_name", "measure"])


class Migration(migrations.Migration):
    dependencies = [
        ("finsam", "0019_titles_in_a_body"),
        ("reporting", "0010_how_a_signer_was_identified"),
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
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=200, verbose_name="målområde")),
                (
                    "association",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goal_areas",
                        to="finsam.association",
                    ),
                ),
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
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", models.TextField(verbose_name="mått")),
                ("outcome", models.TextField(blank=True, verbose_name="utfall")),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measures",
                        to="reporting.goal",
                    ),
                ),
            ],
            options={"ordering": ["goal", "position", "id"]},
        ),
        migrations.RenameField("goal", "area", "area_name"),
        migrations.AddField(
            model_name="goal",
            name="area",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="goals",
                to="reporting.goalarea",
            ),
        ),
        migrations.RunPython(_into_rows, _back_into_fields),
        migrations.RemoveField("goal", "area_name"),
        migrations.RemoveField("goal", "measure"),
    ]
