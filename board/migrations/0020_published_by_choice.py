"""Protocols are shown to everyone by choice; those that were shown already still are."""

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def show_what_was_shown(apps, schema_editor):
    """Publish what everyone could see before there was a choice."""
    protocols = apps.get_model("board", "Protocol").objects
    shown = protocols.filter(adjusted_on__isnull=False, meeting__body__kind="styrelse")
    publications = apps.get_model("board", "Publication").objects
    publications.bulk_create(
        publications.model(protocol=each, published_at=each.signed_at or timezone.now()) for each in shown
    )


class Migration(migrations.Migration):
    dependencies = [
        ("board", "0019_how_a_signer_was_identified"),
        ("finsam", "0017_calendar_and_reminders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("published_at", models.DateTimeField(null=True)),
                ("shown_until", models.DateField(blank=True, null=True, verbose_name="visas till och med")),
                ("content", models.JSONField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finsam.document",
                    ),
                ),
                (
                    "protocol",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication",
                        to="board.protocol",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finsam.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "publicering",
                "verbose_name_plural": "publiceringar",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("content__isnull", True), ("document__isnull", True)),
                            models.Q(("content__isnull", False), ("document__isnull", False)),
                            _connector="OR",
                        ),
                        name="publication_masks_page_and_file_alike",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Withholding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="ord")),
                ("ground", models.TextField(verbose_name="rättslig grund")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="finsam.person"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withholdings",
                        to="board.meeting",
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withholdings",
                        to="board.paragraph",
                    ),
                ),
            ],
            options={
                "verbose_name": "undantag",
                "verbose_name_plural": "undantag",
                "ordering": ["meeting", "paragraph__number", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paragraph__isnull", False), ("words", "")),
                            models.Q(("paragraph__isnull", True), models.Q(("words", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="withholding_of_a_paragraph_or_of_words",
                    )
                ],
            },
        ),
        migrations.RunPython(show_what_was_shown, migrations.RunPython.noop),
    ]
