"""A public meeting is kungjort by a document."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("board", "0020_published_by_choice"),
        ("finsam", "0017_calendar_and_reminders"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="proclaimed_at",
            field=models.DateTimeField(null=True, verbose_name="kungjort"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="proclaimed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="finsam.person"
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="proclamation",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="finsam.document"
            ),
        ),
    ]
