"""A calendar at a secret address, and when people are reminded of themselves."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("finsam", "0016_first_steps_away"),
    ]

    operations = [
        migrations.AddField(
            model_name="association",
            name="remind_call_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="En gång, av sig självt. Tomt: bara när kansliet ber om det.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(60)],
                verbose_name="påminn den som inte har svarat på kallelsen, dagar före sammanträdet",
            ),
        ),
        migrations.AddField(
            model_name="association",
            name="remind_sign_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="En gång, av sig självt. Tomt: bara när kansliet ber om det.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(60)],
                verbose_name="påminn den som inte har signerat, dagar efter utskicket",
            ),
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("secret_sha256", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feed",
                        to="finsam.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "kalenderadress",
                "verbose_name_plural": "kalenderadresser",
            },
        ),
    ]
