"""Fold what can be found anew: accents make no difference, and amounts and hyphened words are found in one word too."""

from django.db import migrations

from finsam.search.vocabulary import folded, stems_of


def fold_anew(apps, schema_editor):
    entries = apps.get_model("finsam", "SearchEntry").objects
    keeps_stems = schema_editor.connection.vendor == "sqlite"
    for entry in entries.only("title", "body").iterator(chunk_size=200):
        facts = {"title_words": folded(entry.title), "body_words": folded(entry.body)}
        if keeps_stems:
            facts |= {"title_stems": stems_of(entry.title), "body_stems": stems_of(entry.body)}
        entries.filter(pk=entry.pk).update(**facts)


class Migration(migrations.Migration):
    dependencies = [("finsam", "0009_form_of_diarienummer")]

    operations = [migrations.RunPython(fold_anew, migrations.RunPython.noop, elidable=True)]
