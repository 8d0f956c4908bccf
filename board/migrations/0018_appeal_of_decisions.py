"""An appeal is of single decisions, and goes by stages."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F


def tell_the_stage(apps, schema_editor):
    """Give each appeal the stage that its days tell; a ruling was final from its day."""
    appeals = apps.get_model("board", "Appeal").objects
    appeals.filter(forwarded_on__isnull=False).update(state="sent")
    appeals.filter(closed_on__isnull=False).update(state="closed", final_on=F("closed_on"))


class Migration(migrations.Migration):
    dependencies = [
        ("board", "0017_not_taken_up"),
    ]

    operations = [
        migrations.CreateModel(
            name="AppealedDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("denied", "Avslag"),
                            ("quashed", "Upphävt"),
                            ("rejected", "Avvisat"),
                            ("withdrawn", "Återkallat"),
                        ],
                        max_length=10,
                        verbose_name="utgång",
                    ),
                ),
            ],
            options={
                "ordering": ["appeal", "decision__paragraph__number", "decision__position", "id"],
            },
        ),
        migrations.AlterModelOptions(
            name="appeal",
            options={
                "ordering": ["received_on", "id"],
                "verbose_name": "överklagande",
                "verbose_name_plural": "överklaganden",
            },
        ),
        migrations.AddField(
            model_name="appeal",
            name="case_number",
            field=models.TextField(blank=True, verbose_name="målnummer"),
        ),
        migrations.AddField(
            model_name="appeal",
            name="final_on",
            field=models.DateField(blank=True, null=True, verbose_name="avgörandet gäller från"),
        ),
        migrations.AddField(
            model_name="appeal",
            name="sender",
            field=models.TextField(
                blank=True,
                help_text="Initialer eller ett ärendenummer: namnet behövs inte här.",
                verbose_name="från",
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "Inkommet"),
                    ("in_time", "Inkommet i tid"),
                    ("late", "Inkommet för sent"),
                    ("sent", "Hos förvaltningsrätten"),
                    ("closed", "Avslutat"),
                ],
                default="received",
                max_length=10,
                verbose_name="läge",
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="statement",
            field=models.ForeignKey(
                blank=True,
                help_text="The § by which the board decided its yttrande: no one else may (10 § lag 2003:1210).",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statements_to_court",
                to="board.paragraph",
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="statement_on",
            field=models.DateField(blank=True, null=True, verbose_name="yttrandet lämnat"),
        ),
        migrations.AddField(
            model_name="appeal",
            name="time_note",
            field=models.TextField(blank=True, verbose_name="om tiden"),
        ),
        migrations.AlterField(
            model_name="appeal",
            name="closed_on",
            field=models.DateField(blank=True, null=True, verbose_name="avgjort"),
        ),
        migrations.AlterField(
            model_name="appeal",
            name="forwarded_on",
            field=models.DateField(blank=True, null=True, verbose_name="lämnat till förvaltningsrätten"),
        ),
        migrations.AlterField(
            model_name="appeal",
            name="note",
            field=models.TextField(blank=True, verbose_name="vad det gäller"),
        ),
        migrations.AlterField(
            model_name="appeal",
            name="outcome",
            field=models.TextField(blank=True, verbose_name="om utgången"),
        ),
        migrations.RunPython(tell_the_stage, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", frozenset(["in_time", "late", "received"])),
                    ("state", "closed"),
                    ("forwarded_on__isnull", False),
                    _connector="OR",
                ),
                name="appeal_at_court_was_forwarded",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", False), ("state", "closed")),
                    models.Q(models.Q(("state", "closed"), _negated=True), ("closed_on__isnull", True)),
                    _connector="OR",
                ),
                name="appeal_closed_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("statement__isnull", True), ("statement_on__isnull", True)),
                    models.Q(("statement__isnull", False), ("statement_on__isnull", False)),
                    _connector="OR",
                ),
                name="appeal_statement_has_its_day",
            ),
        ),
        migrations.AddField(
            model_name="appealeddecision",
            name="appeal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="board.appeal"
            ),
        ),
        migrations.AddField(
            model_name="appealeddecision",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="appealed", to="board.decision"
            ),
        ),
        migrations.AddConstraint(
            model_name="appealeddecision",
            constraint=models.UniqueConstraint(
                fields=("appeal", "decision"), name="appeal_once_of_a_decision"
            ),
        ),
    ]
