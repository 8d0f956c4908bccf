"""The day a report was begun, and who is asked to sign it."""

from django.db import migrations, models
from django.db.models.functions import TruncDate

import finsam.clock


def take_the_day_it_was_made(apps, schema_editor):
    apps.get_model("reporting", "Report").objects.update(begun_on=TruncDate("made_at"))


class Migration(migrations.Migration):
    dependencies = [("reporting", "0006_end_of_delar")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="begun_on",
            field=models.DateField(default=finsam.clock.today),
        ),
        migrations.AddField(
            model_name="reportsigning",
            name="is_asked",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="reportsigning",
            name="note",
            field=models.CharField(
                blank=True, help_text="Why she does not sign.", max_length=300, verbose_name="skäl"
            ),
        ),
        migrations.RunPython(take_the_day_it_was_made, migrations.RunPython.noop),
    ]
