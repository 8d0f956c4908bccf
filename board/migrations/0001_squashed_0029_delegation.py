import datetime as dt

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import board.models.paragraph
import board.models.protocol
import finsam.clock
from finsam.models import tables


class Migration(migrations.Migration):
    replaces = [
        ("board", "0001_initial"),
        ("board", "0002_initial"),
        ("board", "0003_writing_in_session"),
        ("board", "0004_saving_seen"),
        ("board", "0005_number_series"),
        ("board", "0006_phrases"),
        ("board", "0007_invitation_letters"),
        ("board", "0008_attachment_public"),
        ("board", "0009_whole_texts_in_a_meeting"),
        ("board", "0010_serving_from_a_paragraph"),
        ("board", "0011_matter_reference"),
        ("board", "0012_seats_and_leaders"),
        ("board", "0013_held_times"),
        ("board", "0014_asked_anew"),
        ("board", "0015_notes"),
        ("board", "0016_versions_of_a_protocol"),
        ("board", "0017_not_taken_up"),
        ("board", "0018_appeal_of_decisions"),
        ("board", "0019_how_a_signer_was_identified"),
        ("board", "0020_published_by_choice"),
        ("board", "0021_kungorelse"),
        ("board", "0022_points_and_seats_of_a_day"),
        ("board", "0023_proclaimed_to"),
        ("board", "0024_public_files_without_what_is_held_back"),
        ("board", "0025_proposals_of_points"),
        ("board", "0026_lead_words_and_settled_ballots"),
        ("board", "0027_who_did_it_at_a_time"),
        ("board", "0028_year_wheel"),
        ("board", "0029_delegation"),
    ]

    initial = True

    dependencies = [
        ("finsam", "0001_squashed_0022_who_did_it_at_a_time"),
    ]

    operations = [
        tables.CreateTables(
            [
                migrations.CreateModel(
                    name="DelegationPoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "association",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegation_points",
                                to="finsam.association",
                            ),
                        ),
                        ("number", models.CharField(max_length=20, verbose_name="punkt")),
                        ("text", models.CharField(max_length=300, verbose_name="ärenden")),
                        (
                            "role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ordforande", "Ordförande"),
                                    ("vice", "Vice ordförande"),
                                    ("ledamot", "Ledamot"),
                                    ("ersattare", "Ersättare"),
                                    ("forbundschef", "Förbundschef"),
                                    ("handlaggare", "Handläggare"),
                                    ("revisor", "Revisor"),
                                    ("kontakt", "Kontaktperson"),
                                ],
                                max_length=20,
                                verbose_name="delegat",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                                verbose_name="en viss person",
                            ),
                        ),
                        (
                            "most",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="högst, kronor",
                            ),
                        ),
                        ("conditions", models.CharField(blank=True, max_length=300, verbose_name="villkor")),
                        (
                            "decided_in",
                            models.CharField(
                                blank=True,
                                help_text="Paragraf och dag, till exempel § 8, 2022-01-28.",
                                max_length=120,
                                verbose_name="beslutad",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="gäller från")),
                        (
                            "to_on",
                            models.DateField(blank=True, null=True, verbose_name="gäller till och med"),
                        ),
                    ],
                    options={
                        "verbose_name": "punkt i delegationsordningen",
                        "verbose_name_plural": "punkter i delegationsordningen",
                        "ordering": ["number", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("person__isnull", True), models.Q(("role", ""), _negated=True)),
                                    models.Q(("person__isnull", False), ("role", "")),
                                    _connector="OR",
                                ),
                                name="delegation_to_a_role_or_a_person",
                                violation_error_message="Delegaten är en roll eller en viss person.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True),
                                    ("to_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="delegation_days_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeadWords",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lead_words",
                                to="finsam.body",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("opening", "Öppnande"),
                                    ("adjusters", "Val av justerare"),
                                    ("previous", "Föregående protokoll"),
                                    ("information", "Information"),
                                    ("follow_up", "Uppföljning av uppdrag"),
                                    ("delegated", "Delegationsbeslut"),
                                    ("matter", "Ärende"),
                                    ("other", "Övriga frågor"),
                                    ("closing", "Avslutning"),
                                ],
                                max_length=20,
                                verbose_name="gäller",
                            ),
                        ),
                        ("words", models.TextField(blank=True, verbose_name="före att-satser")),
                        ("alone", models.TextField(blank=True, verbose_name="utan att-satser")),
                    ],
                    options={
                        "verbose_name": "inledning",
                        "verbose_name_plural": "inledningar",
                        "ordering": ["body", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("body", "kind"), name="lead_words_once_a_kind")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Matter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "association",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matters",
                                to="finsam.association",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                        ("number", models.PositiveIntegerField(verbose_name="nummer")),
                        (
                            "reference",
                            models.CharField(
                                blank=True,
                                help_text="As it was written when the number was given.",
                                max_length=90,
                                verbose_name="diarienummer",
                            ),
                        ),
                        ("title", models.TextField(verbose_name="rubrik")),
                        ("opened_on", models.DateField(verbose_name="öppnat")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="avslutat")),
                        (
                            "opened_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ärende",
                        "verbose_name_plural": "ärenden",
                        "ordering": ["-year", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "year", "number"), name="matter_number_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="finsam.body",
                                verbose_name="organ",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("ordinarie", "Ordinarie"),
                                    ("konstituerande", "Konstituerande"),
                                    ("extra", "Extra"),
                                ],
                                default="ordinarie",
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planerat"),
                                    ("called", "Kallat"),
                                    ("in_session", "Pågår"),
                                    ("closed", "Avslutat"),
                                    ("cancelled", "Inställt"),
                                ],
                                default="planned",
                                max_length=20,
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="datum")),
                        ("starts_at", models.TimeField(verbose_name="börjar")),
                        ("ends_at", models.TimeField(blank=True, null=True, verbose_name="slutar")),
                        ("place", models.CharField(blank=True, max_length=200, verbose_name="plats")),
                        ("video_url", models.URLField(blank=True, verbose_name="länk till videomöte")),
                        (
                            "is_public",
                            models.BooleanField(
                                default=False,
                                help_text="Sammanträdet där budgeten fastställs är offentligt (19 §).",
                                verbose_name="offentligt",
                            ),
                        ),
                        ("proclaimed_at", models.DateTimeField(null=True, verbose_name="kungjort")),
                        (
                            "proclaimed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "proclamation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.document",
                            ),
                        ),
                        (
                            "proclaimed_to",
                            models.JSONField(
                                help_text="The day, hours and place that the kungörelse has told.", null=True
                            ),
                        ),
                        ("message", models.TextField(blank=True, verbose_name="hälsning i kallelsen")),
                        (
                            "audio_only_reason",
                            models.CharField(
                                blank=True,
                                help_text="19 a § lag (2003:1210).",
                                max_length=300,
                                verbose_name="särskilda skäl för enbart ljud",
                            ),
                        ),
                        (
                            "chair",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings_led",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "secretary",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings_written",
                                to="finsam.person",
                            ),
                        ),
                        ("called_at", models.DateTimeField(null=True)),
                        (
                            "called_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "call_document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.document",
                            ),
                        ),
                        ("call_version", models.PositiveSmallIntegerField(default=0)),
                        (
                            "called_to",
                            models.JSONField(
                                help_text="The day, hours and place that those called have been told.",
                                null=True,
                            ),
                        ),
                        ("opened_at", models.DateTimeField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("began_at", models.TimeField(blank=True, null=True, verbose_name="började")),
                        ("finished_at", models.TimeField(blank=True, null=True, verbose_name="slutade")),
                        (
                            "breaks",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Pairs of clock times.",
                                verbose_name="ajourneringar",
                            ),
                        ),
                        (
                            "ordained",
                            models.JSONField(
                                help_text="Each member's seats by förbundsordningen, as they were when the meeting was opened.",
                                null=True,
                            ),
                        ),
                        (
                            "is_notes",
                            models.BooleanField(
                                default=False,
                                help_text="What the meeting was written as, fixed when it was opened.",
                            ),
                        ),
                        ("attendance_version", models.PositiveIntegerField(default=0)),
                        ("is_imported", models.BooleanField(default=False)),
                    ],
                    options={
                        "verbose_name": "sammanträde",
                        "verbose_name_plural": "sammanträden",
                        "ordering": ["-held_on", "-starts_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at__isnull", True),
                                    ("ends_at__gt", models.F("starts_at")),
                                    models.Q(
                                        ("ends_at__lte", dt.time(6, 0)), ("starts_at__gte", dt.time(12, 0))
                                    ),
                                    _connector="OR",
                                ),
                                name="meeting_ends_after_start",
                                violation_error_message="Sluttiden ligger före starttiden.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "called"), _negated=True),
                                    ("called_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="meeting_called_has_stamp",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "closed"), _negated=True),
                                    ("closed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="meeting_closed_has_stamp",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("called_by__isnull", True), ("called_at__isnull", False), _connector="OR"
                                ),
                                name="meeting_called_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("proclaimed_by__isnull", True),
                                    ("proclaimed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="meeting_proclaimed_by_someone_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NumberSeries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "association",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="number_series",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="number_series",
                                to="finsam.body",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("body__isnull", False)),
                                fields=("body", "year"),
                                name="number_series_once_a_body",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("body__isnull", True)),
                                fields=("association", "year"),
                                name="number_series_once_a_diarium",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Phrase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "association",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="phrases",
                                to="finsam.association",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="ordning")),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("opening", "Öppnande"),
                                    ("adjusters", "Val av justerare"),
                                    ("previous", "Föregående protokoll"),
                                    ("information", "Information"),
                                    ("follow_up", "Uppföljning av uppdrag"),
                                    ("delegated", "Delegationsbeslut"),
                                    ("matter", "Ärende"),
                                    ("other", "Övriga frågor"),
                                    ("closing", "Avslutning"),
                                ],
                                max_length=20,
                                verbose_name="gäller",
                            ),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="fras")),
                    ],
                    options={
                        "verbose_name": "fras",
                        "verbose_name_plural": "fraser",
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "kind", "text"), name="phrase_once_a_kind"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "original",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="public_file",
                                to="finsam.document",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.document",
                            ),
                        ),
                        ("content_sha256", models.CharField(max_length=64)),
                    ],
                    options={
                        "verbose_name": "offentlig fil",
                        "verbose_name_plural": "offentliga filer",
                    },
                ),
                migrations.CreateModel(
                    name="StandingItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="standing_items",
                                to="finsam.body",
                            ),
                        ),
                        (
                            "meeting_kind",
                            models.CharField(
                                choices=[
                                    ("ordinarie", "Ordinarie"),
                                    ("konstituerande", "Konstituerande"),
                                    ("extra", "Extra"),
                                ],
                                default="ordinarie",
                                max_length=20,
                                verbose_name="slag av möte",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("opening", "Öppnande"),
                                    ("adjusters", "Val av justerare"),
                                    ("previous", "Föregående protokoll"),
                                    ("information", "Information"),
                                    ("follow_up", "Uppföljning av uppdrag"),
                                    ("delegated", "Delegationsbeslut"),
                                    ("matter", "Ärende"),
                                    ("other", "Övriga frågor"),
                                    ("closing", "Avslutning"),
                                ],
                                default="matter",
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                        ("heading", models.CharField(max_length=200, verbose_name="rubrik")),
                        ("opening_text", models.TextField(blank=True, verbose_name="inledande text")),
                        ("proposal", models.TextField(blank=True, verbose_name="förslag till beslut")),
                    ],
                    options={
                        "ordering": ["body", "meeting_kind", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="YearWheelItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "association",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="year_wheel",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                blank=True,
                                help_text="Names a point of the shipped list; empty for the förbund's own.",
                                max_length=40,
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="vad")),
                        (
                            "month",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(12),
                                ],
                                verbose_name="månad",
                            ),
                        ),
                        (
                            "day",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(31),
                                ],
                                verbose_name="dag",
                            ),
                        ),
                        (
                            "anchor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="board.yearwheelitem",
                                verbose_name="räknas från",
                            ),
                        ),
                        (
                            "days_before",
                            models.SmallIntegerField(
                                blank=True,
                                help_text="Before the anchor; a negative number is after it.",
                                null=True,
                                verbose_name="dagar före",
                            ),
                        ),
                        (
                            "every",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(20),
                                ],
                                verbose_name="vart hur många år",
                            ),
                        ),
                        (
                            "first_year",
                            models.PositiveSmallIntegerField(default=2004, verbose_name="första året"),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[("lag", "Lag"), ("vana", "Vana")],
                                default="vana",
                                max_length=10,
                                verbose_name="lag eller vana",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="varför")),
                        (
                            "owner",
                            models.CharField(
                                choices=[
                                    ("forbundschef", "Förbundschefen"),
                                    ("kansli", "Kansliet"),
                                    ("ordforande", "Ordföranden"),
                                    ("styrelse", "Styrelsen"),
                                    ("revisorer", "Revisorerna"),
                                    ("medlemmar", "Medlemmarna"),
                                ],
                                default="forbundschef",
                                max_length=20,
                                verbose_name="vems",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                                verbose_name="en viss person",
                            ),
                        ),
                        (
                            "lead_days",
                            models.PositiveSmallIntegerField(
                                default=30,
                                validators=[django.core.validators.MaxValueValidator(366)],
                                verbose_name="syns så många dagar före",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="year_wheel",
                                to="finsam.body",
                                verbose_name="tas upp i",
                            ),
                        ),
                        (
                            "heading",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="rubrik på dagordningen"
                            ),
                        ),
                        ("proposal", models.TextField(blank=True, verbose_name="förslag till beslut")),
                        (
                            "papers",
                            models.TextField(
                                blank=True, help_text="En på varje rad.", verbose_name="handlingar"
                            ),
                        ),
                        ("outcome", models.CharField(blank=True, max_length=40, verbose_name="klart när")),
                        (
                            "starts_on",
                            models.DateField(
                                default=finsam.clock.today,
                                help_text="Nobody is alarmed of an earlier day.",
                                verbose_name="gäller från",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="används")),
                    ],
                    options={
                        "verbose_name": "punkt i årshjulet",
                        "verbose_name_plural": "punkter i årshjulet",
                        "ordering": ["month", "day", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("key", ""), _negated=True),
                                fields=("association", "key"),
                                name="shipped_point_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("anchor__isnull", True),
                                        ("day__isnull", False),
                                        ("days_before__isnull", True),
                                        ("month__isnull", False),
                                    ),
                                    models.Q(
                                        ("anchor__isnull", False),
                                        ("day__isnull", True),
                                        ("days_before__isnull", False),
                                        ("month__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="point_has_a_day_or_an_anchor",
                                violation_error_message="En punkt har en dag, eller räknas från en annan punkt.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Adjuster",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="adjusters",
                                to="board.meeting",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["meeting", "position", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "person"), name="adjuster_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendances",
                                to="board.meeting",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ordforande", "Ordförande"),
                                    ("vice", "Vice ordförande"),
                                    ("ledamot", "Ledamot"),
                                    ("ersattare", "Ersättare"),
                                    ("forbundschef", "Förbundschef"),
                                    ("handlaggare", "Handläggare"),
                                    ("revisor", "Revisor"),
                                    ("kontakt", "Kontaktperson"),
                                ],
                                max_length=20,
                                verbose_name="roll",
                            ),
                        ),
                        ("title", models.TextField(blank=True, verbose_name="titel")),
                        (
                            "member_name",
                            models.CharField(blank=True, max_length=120, verbose_name="utsedd av"),
                        ),
                        ("member_abbreviation", models.CharField(blank=True, max_length=8)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "stand_in",
                            models.PositiveSmallIntegerField(
                                help_text="A ledamot's place among those who lead when chair and vice chair are away.",
                                null=True,
                            ),
                        ),
                        ("is_present", models.BooleanField(default=False, verbose_name="närvarande")),
                        ("is_remote", models.BooleanField(default=False, verbose_name="på distans")),
                        (
                            "serves_for",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                                verbose_name="tjänstgör för",
                            ),
                        ),
                        (
                            "serves_vacant",
                            models.BooleanField(default=False, verbose_name="tjänstgör på en vakant plats"),
                        ),
                    ],
                    options={
                        "ordering": ["meeting", "position", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "person"), name="attendance_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to="board.meeting",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("waiting", "Inget svar"),
                                    ("coming", "Kommer"),
                                    ("remote", "Kommer på distans"),
                                    ("absent", "Kan inte"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="svar",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="meddelande")),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "earlier_answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("waiting", "Inget svar"),
                                    ("coming", "Kommer"),
                                    ("remote", "Kommer på distans"),
                                    ("absent", "Kan inte"),
                                ],
                                help_text="For a day, hour or place that has been changed.",
                                max_length=10,
                            ),
                        ),
                        ("reminded_at", models.DateTimeField(null=True)),
                        (
                            "asked_for",
                            models.ForeignKey(
                                help_text="The ledamot whose place this ersättare, who stands in turn, has been asked to take.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("sent_version", models.PositiveSmallIntegerField(default=0)),
                        (
                            "letter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.letter",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["meeting", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "person"), name="invitation_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Paragraph",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paragraphs",
                                to="board.meeting",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paragraphs",
                                to="board.matter",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("opening", "Öppnande"),
                                    ("adjusters", "Val av justerare"),
                                    ("previous", "Föregående protokoll"),
                                    ("information", "Information"),
                                    ("follow_up", "Uppföljning av uppdrag"),
                                    ("delegated", "Delegationsbeslut"),
                                    ("matter", "Ärende"),
                                    ("other", "Övriga frågor"),
                                    ("closing", "Avslutning"),
                                ],
                                default="matter",
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="§")),
                        ("heading", models.TextField(verbose_name="rubrik")),
                        ("presenter", models.TextField(blank=True, verbose_name="föredragande")),
                        (
                            "text",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paragraph",
                                to="finsam.text",
                            ),
                        ),
                        (
                            "proposal",
                            models.TextField(
                                blank=True,
                                help_text="En att-sats på varje rad.",
                                verbose_name="förslag till beslut",
                            ),
                        ),
                        ("lead", models.TextField(blank=True, verbose_name="inledning till beslutet")),
                        (
                            "refers_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referred_to_by",
                                to="board.paragraph",
                                verbose_name="hör till tidigare paragraf",
                            ),
                        ),
                        (
                            "corrects_it",
                            models.BooleanField(default=False, verbose_name="rättar den tidigare paragrafen"),
                        ),
                        (
                            "proposition_order",
                            models.TextField(blank=True, verbose_name="propositionsordning"),
                        ),
                        ("is_late", models.BooleanField(default=False, verbose_name="på tilläggslistan")),
                        (
                            "is_immediate",
                            models.BooleanField(default=False, verbose_name="omedelbar justering"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("decided", "Behandlat"),
                                    ("tabled", "Bordlagt"),
                                    ("referred_back", "Återremitterat"),
                                    ("not_taken_up", "Inte behandlat"),
                                ],
                                default="decided",
                                max_length=20,
                                verbose_name="utfall",
                            ),
                        ),
                        (
                            "continues",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="continued_in",
                                to="board.paragraph",
                            ),
                        ),
                        ("yes_means", models.TextField(blank=True, verbose_name="den som röstar ja")),
                        ("no_means", models.TextField(blank=True, verbose_name="den som röstar nej")),
                        (
                            "is_election",
                            models.BooleanField(
                                default=False,
                                help_text="Vid lika röstetal avgör lotten (5 kap. 56 § kommunallagen).",
                                verbose_name="val eller anställning",
                            ),
                        ),
                        (
                            "lot",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Ja"), ("no", "Nej")],
                                max_length=10,
                                verbose_name="lotten föll på",
                            ),
                        ),
                        (
                            "ballot",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Pairs of what was proposed and its votes.",
                                verbose_name="röster för varje förslag",
                            ),
                        ),
                        (
                            "ballot_winner",
                            models.TextField(
                                blank=True,
                                help_text="Ett av förslagen med lika många röster (5 kap. 56 § kommunallagen).",
                                verbose_name="lotten eller utslagsrösten gav",
                            ),
                        ),
                        ("is_secret", models.BooleanField(default=False, verbose_name="sluten omröstning")),
                        ("taken_up_at", models.DateTimeField(null=True)),
                        ("version", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "paragraf",
                        "verbose_name_plural": "paragrafer",
                        "ordering": ["meeting", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="BallotVote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "paragraph",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="votes",
                                to="board.paragraph",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "vote",
                            models.CharField(
                                choices=[("yes", "Ja"), ("no", "Nej"), ("abstain", "Avstår")],
                                max_length=10,
                                verbose_name="röst",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["paragraph", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("paragraph", "person"), name="one_vote_each")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DelegatedDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "association",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegated_decisions",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="board.delegationpoint",
                            ),
                        ),
                        ("decided_on", models.DateField(verbose_name="beslutat")),
                        (
                            "delegate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                                verbose_name="beslutade",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="beslut")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="belopp, kronor",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegated_decisions",
                                to="board.matter",
                            ),
                        ),
                        ("noted_at", models.DateTimeField()),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "paragraph",
                            models.ForeignKey(
                                help_text="Where it is reported to the board.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="delegated_decisions",
                                to="board.paragraph",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "delegationsbeslut",
                        "verbose_name_plural": "delegationsbeslut",
                        "ordering": ["-decided_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("noted_by__isnull", True), ("noted_at__isnull", False), _connector="OR"
                                ),
                                name="delegateddecision_noted_by_someone_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Point",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "paragraph",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="points",
                                to="board.paragraph",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "row_key",
                            models.CharField(default=board.models.paragraph.new_row_key, max_length=64),
                        ),
                        ("heading", models.TextField(blank=True, verbose_name="rubrik")),
                        ("presenter", models.TextField(blank=True, verbose_name="föredragande")),
                        ("html", models.TextField(blank=True, verbose_name="text")),
                        (
                            "proposal",
                            models.TextField(
                                blank=True,
                                help_text="En att-sats på varje rad.",
                                verbose_name="förslag till beslut",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "underpunkt",
                        "verbose_name_plural": "underpunkter",
                        "ordering": ["paragraph", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="PresenceException",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "attendance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exceptions",
                                to="board.attendance",
                            ),
                        ),
                        (
                            "change",
                            models.CharField(
                                choices=[
                                    ("came", "Kom"),
                                    ("left", "Gick"),
                                    ("conflict", "Jäv"),
                                    ("abstained", "Avstod"),
                                    ("serves", "Går in för"),
                                    ("leads", "Leder"),
                                ],
                                max_length=10,
                                verbose_name="vad",
                            ),
                        ),
                        (
                            "paragraph",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="presence_exceptions",
                                to="board.paragraph",
                            ),
                        ),
                        (
                            "serves_for",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                                verbose_name="tjänstgör från paragrafen för",
                            ),
                        ),
                        (
                            "serves_vacant",
                            models.BooleanField(
                                default=False, verbose_name="tjänstgör från paragrafen på en vakant plats"
                            ),
                        ),
                        ("at_time", models.TimeField(blank=True, null=True, verbose_name="klockslag")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="anmärkning")),
                    ],
                    options={
                        "ordering": ["paragraph__position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("attendance", "change", "paragraph"), name="presence_exception_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Protocol",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="protocols",
                                to="board.meeting",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("main", "Protokoll"),
                                    ("immediate", "Omedelbart justerat"),
                                    ("correction", "Rättelse"),
                                ],
                                default="main",
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Utkast"),
                                    ("for_signing", "För justering"),
                                    ("signed", "Justerat"),
                                    ("sent", "Utskickat"),
                                ],
                                default="draft",
                                max_length=20,
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="board.protocol",
                            ),
                        ),
                        ("correction_html", models.TextField(blank=True, verbose_name="rättelsens text")),
                        ("version", models.PositiveSmallIntegerField(default=0)),
                        (
                            "content",
                            models.JSONField(help_text="What the frozen document was made from.", null=True),
                        ),
                        (
                            "earlier_content",
                            models.JSONField(
                                help_text="What the version before was made from, so that a new one can say what it changes.",
                                null=True,
                            ),
                        ),
                        (
                            "frozen",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.document",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.document",
                            ),
                        ),
                        ("sent_at", models.DateTimeField(null=True)),
                        (
                            "sent_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "sent_to",
                            models.JSONField(
                                blank=True, default=list, help_text="Names of those who got the notes."
                            ),
                        ),
                        ("return_reason", models.TextField(blank=True)),
                        ("returned_at", models.DateTimeField(null=True)),
                        (
                            "returned_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "adjusted_on",
                            models.DateField(
                                help_text="Last signature of chair and adjusters.",
                                null=True,
                                verbose_name="justeringsdatum",
                            ),
                        ),
                        ("signed_at", models.DateTimeField(null=True)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "paragraphs",
                            models.ManyToManyField(
                                help_text="Those that this one adjusts.",
                                related_name="protocols",
                                to="board.paragraph",
                            ),
                        ),
                        (
                            "asked",
                            models.ManyToManyField(
                                help_text="Those who were asked to sign a version that came back.",
                                related_name="protocols_asked",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "protokoll",
                        "verbose_name_plural": "protokoll",
                        "ordering": ["-meeting__held_on", "-meeting__starts_at", "kind", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "main")),
                                fields=("meeting",),
                                name="one_main_protocol_per_meeting",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "draft"),
                                    models.Q(("frozen__isnull", False), ("sent_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="protocol_sent_is_frozen",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "signed"), _negated=True),
                                    models.Q(("adjusted_on__isnull", False), ("signed_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="protocol_signed_has_dates",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "correction"), ("corrects__isnull", False)),
                                    models.Q(
                                        models.Q(("kind", "correction"), _negated=True),
                                        ("corrects__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="correction_names_what_it_corrects",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_by__isnull", True), ("sent_at__isnull", False), _connector="OR"
                                ),
                                name="protocol_sent_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("returned_by__isnull", True),
                                    ("returned_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="protocol_returned_by_someone_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SessionSaving",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(null=True)),
                        ("content", models.JSONField(default=dict)),
                        (
                            "seen",
                            models.JSONField(
                                help_text="The fields as its writer had them, where others had changed more than she has seen.",
                                null=True,
                            ),
                        ),
                        ("collisions", models.JSONField(default=list)),
                        ("save_key", models.CharField(blank=True, max_length=64)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="savings",
                                to="board.meeting",
                            ),
                        ),
                        (
                            "paragraph",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="savings",
                                to="board.paragraph",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("paragraph", "number"), name="paragraph_saving_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("paragraph__isnull", True)),
                                fields=("meeting", "number"),
                                name="attendance_saving_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("save_key", ""), _negated=True),
                                fields=("meeting", "save_key"),
                                name="session_saving_sent_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Statement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "paragraph",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="statements",
                                to="board.paragraph",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("motion", "Yrkande"),
                                    ("reservation", "Reservation"),
                                    ("opinion", "Särskilt yttrande"),
                                    ("note", "Protokollsanteckning"),
                                ],
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                        ("who", models.TextField(verbose_name="vem")),
                        ("text", models.TextField(blank=True, verbose_name="text")),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "row_key",
                            models.CharField(default=board.models.paragraph.new_row_key, max_length=64),
                        ),
                    ],
                    options={
                        "ordering": ["paragraph", "position", "id"],
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
                        ("words", models.TextField(blank=True, verbose_name="ord")),
                        ("ground", models.TextField(verbose_name="rättslig grund")),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
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
                                    models.Q(
                                        ("paragraph__isnull", True), models.Q(("words", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="withholding_of_a_paragraph_or_of_words",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearWheelTurn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="turns",
                                to="board.yearwheelitem",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="flyttad till")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Att göra"),
                                    ("done", "Klart"),
                                    ("dropped", "Görs inte i år"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="anteckning")),
                        ("done_at", models.DateTimeField(null=True)),
                        (
                            "done_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="klart den")),
                        ("dropped_at", models.DateTimeField(null=True)),
                        (
                            "dropped_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "paragraph",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="year_wheel_turns",
                                to="board.paragraph",
                            ),
                        ),
                        (
                            "was_placed",
                            models.BooleanField(
                                default=False,
                                help_text="It has been on an agenda: taken off, it does not put itself there again.",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "punkt ett år",
                        "verbose_name_plural": "punkter ett år",
                        "ordering": ["item", "year"],
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "year"), name="turn_once_a_year"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_by__isnull", True), ("done_at__isnull", False), _connector="OR"
                                ),
                                name="yearwheelturn_done_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dropped_by__isnull", True),
                                    ("dropped_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="yearwheelturn_dropped_by_someone_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["done"]), _negated=True),
                                    ("done_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="yearwheelturn_done_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["dropped"]), _negated=True),
                                    ("dropped_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="yearwheelturn_dropped_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appeal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "protocol",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appeals",
                                to="board.protocol",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
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
                        ("received_on", models.DateField(verbose_name="inkom")),
                        (
                            "sender",
                            models.TextField(
                                blank=True,
                                help_text="Initialer eller ett ärendenummer: namnet behövs inte här.",
                                verbose_name="från",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="vad det gäller")),
                        ("time_note", models.TextField(blank=True, verbose_name="om tiden")),
                        (
                            "forwarded_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="lämnat till förvaltningsrätten"
                            ),
                        ),
                        ("case_number", models.TextField(blank=True, verbose_name="målnummer")),
                        (
                            "statement",
                            models.ForeignKey(
                                blank=True,
                                help_text="The § by which the board decided its yttrande: no one else may (10 § lag 2003:1210).",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statements_to_court",
                                to="board.paragraph",
                            ),
                        ),
                        (
                            "statement_on",
                            models.DateField(blank=True, null=True, verbose_name="yttrandet lämnat"),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="avgjort")),
                        (
                            "final_on",
                            models.DateField(blank=True, null=True, verbose_name="avgörandet gäller från"),
                        ),
                        ("outcome", models.TextField(blank=True, verbose_name="om utgången")),
                    ],
                    options={
                        "verbose_name": "överklagande",
                        "verbose_name_plural": "överklaganden",
                        "ordering": ["received_on", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", frozenset(["in_time", "late", "received"])),
                                    ("state", "closed"),
                                    ("forwarded_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="appeal_at_court_was_forwarded",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_on__isnull", False), ("state", "closed")),
                                    models.Q(
                                        models.Q(("state", "closed"), _negated=True),
                                        ("closed_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="appeal_closed_has_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("statement__isnull", True), ("statement_on__isnull", True)),
                                    models.Q(("statement__isnull", False), ("statement_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="appeal_statement_has_its_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "paragraph",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="board.paragraph",
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="attachments",
                                to="board.point",
                                verbose_name="underpunkt",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("title", models.TextField(verbose_name="benämning")),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.document",
                            ),
                        ),
                        (
                            "is_appendix",
                            models.BooleanField(default=False, verbose_name="bilaga till protokollet"),
                        ),
                        (
                            "is_public",
                            models.BooleanField(
                                default=False,
                                help_text="Budgetförslaget hör hit (8 kap. 14 § kommunallagen); inget annat blir offentligt av sig självt.",
                                verbose_name="visas för alla med kungörelsen",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "handling",
                        "verbose_name_plural": "handlingar",
                        "ordering": ["paragraph__position", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "paragraph",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="decisions",
                                to="board.paragraph",
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="decisions",
                                to="board.point",
                                verbose_name="underpunkt",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "text",
                            models.TextField(
                                help_text="Utan inledande att och utan punkt.", verbose_name="att-sats"
                            ),
                        ),
                        ("who", models.TextField(blank=True, verbose_name="vem")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="senast")),
                        (
                            "row_key",
                            models.CharField(default=board.models.paragraph.new_row_key, max_length=64),
                        ),
                        (
                            "unread",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="What was typed where a day or an amount could not be read.",
                            ),
                        ),
                        (
                            "follow_up",
                            models.CharField(
                                choices=[
                                    ("open", "Inte påbörjat"),
                                    ("started", "Pågår"),
                                    ("done", "Klart"),
                                    ("dropped", "Avskrivet"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        (
                            "follow_up_note",
                            models.CharField(blank=True, max_length=300, verbose_name="anteckning"),
                        ),
                        ("followed_up_at", models.DateTimeField(null=True)),
                        (
                            "followed_up_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "assignees",
                            models.ManyToManyField(blank=True, related_name="tasks", to="finsam.person"),
                        ),
                    ],
                    options={
                        "verbose_name": "beslut",
                        "verbose_name_plural": "beslut",
                        "ordering": ["paragraph", "position", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("followed_up_by__isnull", True),
                                    ("followed_up_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="decision_followed_up_by_someone_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "protocol",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notice",
                                to="board.protocol",
                            ),
                        ),
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
                            "proof",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.document",
                            ),
                        ),
                        (
                            "final_proof",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.document",
                            ),
                        ),
                        ("sent_at", models.DateTimeField()),
                        (
                            "sent_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "anslag",
                        "verbose_name_plural": "anslag",
                        "ordering": ["-sent_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Publication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        ("published_at", models.DateTimeField(null=True)),
                        (
                            "published_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "shown_until",
                            models.DateField(blank=True, null=True, verbose_name="visas till och med"),
                        ),
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
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_by__isnull", True),
                                    ("published_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="publication_published_by_someone_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "protocol",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signings",
                                to="board.protocol",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signings",
                                to="finsam.person",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("chair", "Ordförande"),
                                    ("adjuster", "Justerare"),
                                    ("secretary", "Sekreterare"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "numbers",
                            models.TextField(
                                blank=True,
                                help_text="Empty when the signature holds for every §.",
                                verbose_name="paragrafer",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("field", models.CharField(max_length=40)),
                        ("signed_at", models.DateTimeField(null=True)),
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
                            "identified",
                            models.TextField(
                                blank=True, help_text="By what the signer was known when she signed."
                            ),
                        ),
                        ("reminded_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["protocol", "position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("protocol", "person", "role"), name="sign_once_in_each_role"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_at__isnull", True), ("document__isnull", False), _connector="OR"
                                ),
                                name="signing_has_its_revision",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SigningComment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "protocol",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="board.protocol",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        (
                            "paragraph",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="board.paragraph",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="kommentar")),
                        ("saved_at", models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        "ordering": ["paragraph__position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("protocol", "version", "paragraph", "person"), name="one_comment_each"
                            )
                        ],
                    },
                ),
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
                            "appeal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="decisions",
                                to="board.appeal",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appealed",
                                to="board.decision",
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("appeal", "decision"), name="appeal_once_of_a_decision"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionAmount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="amounts",
                                to="board.decision",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, max_digits=14, verbose_name="belopp, kronor"
                            ),
                        ),
                        (
                            "financing",
                            models.TextField(
                                blank=True,
                                help_text="11 kap. 15 § kommunallagen: budgetpost eller eget kapital.",
                                verbose_name="finansieras ur",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["decision", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Posting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="board.notice",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="finsam.member",
                            ),
                        ),
                        (
                            "token",
                            models.CharField(
                                default=board.models.protocol.new_token, max_length=64, unique=True
                            ),
                        ),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("reminded_at", models.DateTimeField(null=True)),
                        ("posted_on", models.DateField(blank=True, null=True, verbose_name="anslaget")),
                        ("posted_said_by", models.TextField(blank=True)),
                        ("down_on", models.DateField(blank=True, null=True, verbose_name="nedtaget")),
                        ("down_said_by", models.TextField(blank=True)),
                        (
                            "follows",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_by",
                                to="board.posting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["notice", "member__position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("follows__isnull", True)),
                                fields=("notice", "member"),
                                name="one_first_posting_per_member",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("down_on__isnull", True),
                                    models.Q(
                                        ("down_on__gte", models.F("posted_on")), ("posted_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="posting_down_after_up",
                                violation_error_message="Nedtaget kan inte ligga före anslaget.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
