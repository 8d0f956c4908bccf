"""A meeting knows which day, hour and place its kungörelse told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """What the kungörelse told."""

    dependencies = [("board", "0022_points_and_seats_of_a_day")]

    operations = [
        migrations.AddField(
            "meeting",
            "proclaimed_to",
            models.JSONField(null=True, help_text="The day, hours and place that the kungörelse has told."),
        ),
    ]
