from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("insatser", "0016_event_registrations")]

    operations = [
        migrations.AddField(
            model_name="applicationround",
            name="is_for_changes",
            field=models.BooleanField(
                default=False,
                help_text="Changes of what is granted are asked for in it.",
                verbose_name="för begärda ändringar",
            ),
        ),
    ]
