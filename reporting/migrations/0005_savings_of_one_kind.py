"""Savings of a section hold fields, as those of a § and of an insats's report do."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def move_texts(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let each text that waits for a choice, or was not chosen, be the one field of its saving."""
    savings = apps.get_model("reporting", "SectionSaving").objects.using(schema_editor.connection.alias)
    for saving in savings.all():
        saving.content, saving.collisions = {"text": saving.html}, ["text"]
        saving.save(update_fields=["content", "collisions"])


class Migration(migrations.Migration):
    """One kind of saving."""

    dependencies = [("finsam", "0015_paper_of_a_body"), ("reporting", "0004_told_meetings")]

    operations = [
        migrations.AddField("sectionsaving", "collisions", models.JSONField(default=list)),
        migrations.AddField("sectionsaving", "content", models.JSONField(default=dict)),
        migrations.AddField("sectionsaving", "number", models.PositiveIntegerField(null=True)),
        migrations.AddField(
            "sectionsaving",
            "seen",
            models.JSONField(
                null=True,
                help_text="The fields as its writer had them, where others had changed more than she has seen.",
            ),
        ),
        migrations.RunPython(move_texts, migrations.RunPython.noop),
        migrations.RemoveField("sectionsaving", "html"),
        migrations.AddConstraint(
            "sectionsaving",
            models.UniqueConstraint(
                condition=models.Q(number__isnull=False),
                fields=["section", "number"],
                name="written_section_saving_number",
            ),
        ),
    ]
