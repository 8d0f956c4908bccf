"""What someone is called in a body, where she works, and for whom she stands in."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Titles in a body."""

    dependencies = [("finsam", "0018_prints_kinds")]

    operations = [
        migrations.AddField(
            "appointment", "title", models.CharField(blank=True, max_length=120, verbose_name="titel")
        ),
        migrations.AddField(
            "appointment",
            "unit",
            models.CharField(blank=True, max_length=200, verbose_name="organisation och enhet"),
        ),
        migrations.AddField(
            "appointment",
            "stands_in_for",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="finsam.person",
                verbose_name="vikarierar för",
            ),
        ),
    ]
