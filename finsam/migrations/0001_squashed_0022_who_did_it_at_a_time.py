import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import finsam.search.schema
import finsam.swedish.collation
import finsam.swedish.dnr
from finsam.models import tables


class Migration(migrations.Migration):
    replaces = [
        ("finsam", "0001_initial"),
        ("finsam", "0002_search"),
        ("finsam", "0003_letters"),
        ("finsam", "0004_letters_dropped_and_calendar"),
        ("finsam", "0005_address_changed"),
        ("finsam", "0006_smallest_number_shown"),
        ("finsam", "0007_workers"),
        ("finsam", "0008_whole_texts"),
        ("finsam", "0009_form_of_diarienummer"),
        ("finsam", "0010_search_folded"),
        ("finsam", "0011_log_in_a_chain"),
        ("finsam", "0012_sent_forms"),
        ("finsam", "0013_logins"),
        ("finsam", "0014_lock_secrets"),
        ("finsam", "0015_paper_of_a_body"),
        ("finsam", "0016_first_steps_away"),
        ("finsam", "0017_calendar_and_reminders"),
        ("finsam", "0018_prints_kinds"),
        ("finsam", "0019_titles_in_a_body"),
        ("finsam", "0020_tasks_from_their_rooms"),
        ("finsam", "0021_words_of_a_forbund"),
        ("finsam", "0022_who_did_it_at_a_time"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        finsam.swedish.collation.CreateSwedishCollation(),
        tables.CreateTables(
            [
                migrations.CreateModel(
                    name="Association",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="adress")),
                        ("name", models.CharField(max_length=200, verbose_name="namn")),
                        ("short_name", models.CharField(max_length=80, verbose_name="kort namn")),
                        (
                            "organisation_number",
                            models.CharField(
                                max_length=11,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^\\d{6}-\\d{4}$", "Skriv organisationsnumret som 222000-0000."
                                    )
                                ],
                                verbose_name="organisationsnummer",
                            ),
                        ),
                        ("seat", models.CharField(max_length=80, verbose_name="säte")),
                        ("address", models.TextField(blank=True, verbose_name="postadress")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-post")),
                        (
                            "archive_place",
                            models.CharField(
                                default="Förbundets kansli",
                                max_length=200,
                                verbose_name="förvaringsplats för protokoll",
                            ),
                        ),
                        ("court", models.CharField(max_length=120, verbose_name="förvaltningsrätt")),
                        (
                            "court_address",
                            models.TextField(blank=True, verbose_name="förvaltningsrättens adress"),
                        ),
                        (
                            "local_words",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="By the keys of finsam.swedish.local_words.",
                                verbose_name="egna ord",
                            ),
                        ),
                        (
                            "accent",
                            models.CharField(
                                default="#1f4b8e",
                                max_length=7,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^#[0-9a-fA-F]{6}$",
                                        "Skriv färgen som # och sex tecken, till exempel #1f4b8e.",
                                    )
                                ],
                                verbose_name="färg",
                            ),
                        ),
                        ("mark_svg", models.TextField(blank=True, verbose_name="märke (svg)")),
                        (
                            "call_days",
                            models.PositiveSmallIntegerField(
                                default=14,
                                help_text="Ur arbetsordningen.",
                                verbose_name="kallelse, dagar före",
                            ),
                        ),
                        (
                            "remind_call_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="En gång, av sig självt. Tomt: bara när kansliet ber om det.",
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(60)],
                                verbose_name="påminn den som inte har svarat på kallelsen, dagar före sammanträdet",
                            ),
                        ),
                        (
                            "remind_sign_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="En gång, av sig självt. Tomt: bara när kansliet ber om det.",
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(60)],
                                verbose_name="påminn den som inte har signerat, dagar efter utskicket",
                            ),
                        ),
                        (
                            "adjustment_manner",
                            models.CharField(
                                blank=True,
                                help_text="Styrelsens beslut enligt 5 kap. 69 § kommunallagen, till exempel § 4, 2021-02-26.",
                                max_length=300,
                                verbose_name="beslut om justeringens sätt",
                            ),
                        ),
                        (
                            "remote_decision",
                            models.CharField(
                                blank=True,
                                help_text="Styrelsens beslut enligt 19 a § lagen om finansiell samordning.",
                                max_length=300,
                                verbose_name="beslut om deltagande på distans",
                            ),
                        ),
                        (
                            "vacant_seats_count",
                            models.BooleanField(
                                default=True,
                                help_text="En tolkning av 6 kap. 27 § kommunallagen.",
                                verbose_name="vakanta platser räknas vid beslutsförhet",
                            ),
                        ),
                        (
                            "prints_kinds",
                            models.BooleanField(
                                default=False,
                                help_text="Beslutsärende, informationsärende eller val.",
                                verbose_name="skriv ut ärendets slag i protokollet",
                            ),
                        ),
                        (
                            "count_limit",
                            models.PositiveSmallIntegerField(
                                default=5,
                                help_text="Lägre antal, och de som skulle avslöja dem, skrivs som .. i det som lämnar förbundet.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="minsta antal personer som visas utåt",
                            ),
                        ),
                        (
                            "count_limit_decision",
                            models.CharField(
                                blank=True,
                                help_text="Vem som beslutade och när, till exempel Styrelsen, § 9, 2021-02-26.",
                                max_length=300,
                                verbose_name="beslut om minsta antal",
                            ),
                        ),
                        (
                            "dnr_form",
                            models.CharField(
                                default="{år}/{nummer}",
                                help_text="{år} är årtalet och {nummer} numret. Skriv det ni vill ha runt dem, till exempel SF {år}:{nummer}.",
                                max_length=60,
                                validators=[finsam.swedish.dnr.check],
                                verbose_name="diarienumrets form",
                            ),
                        ),
                        (
                            "second_factor_roles",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Roles whose people need more than a mail box to log in with.",
                            ),
                        ),
                        (
                            "first_steps_away",
                            models.BooleanField(
                                default=False,
                                help_text="Whether kansliet has put away the list of a new förbund's first steps.",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "förbund",
                        "verbose_name_plural": "förbund",
                        "ordering": ["short_name"],
                    },
                ),
                migrations.CreateModel(
                    name="SentForm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.CharField(help_text="Given to the form with its page.", max_length=64),
                        ),
                        (
                            "digest",
                            models.CharField(help_text="Of who sent it, where to and what.", max_length=64),
                        ),
                        (
                            "status",
                            models.PositiveSmallIntegerField(
                                help_text="Empty while it is being done.", null=True
                            ),
                        ),
                        ("address", models.TextField(blank=True, help_text="Where the answer leads.")),
                        ("sent_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("key", "digest"), name="sent_form_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-post")),
                        ("is_active", models.BooleanField(default=True, verbose_name="aktivt")),
                        ("is_staff", models.BooleanField(default=False, verbose_name="sköter konton")),
                        ("date_joined", models.DateTimeField(auto_now_add=True, verbose_name="skapat")),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "konto",
                        "verbose_name_plural": "konton",
                    },
                ),
                migrations.CreateModel(
                    name="WorkerBeat",
                    fields=[
                        ("worker_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("started_at", models.DateTimeField()),
                        ("seen_at", models.DateTimeField(db_index=True)),
                        ("ended_at", models.DateTimeField(help_text="When it stopped in order.", null=True)),
                    ],
                    options={
                        "ordering": ["-seen_at"],
                    },
                ),
                migrations.CreateModel(
                    name="AuditEvent",
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
                                related_name="audit_events",
                                to="finsam.association",
                            ),
                        ),
                        ("happened_at", models.DateTimeField(auto_now_add=True)),
                        ("by_name", models.CharField(max_length=120)),
                        ("by_id", models.BigIntegerField(null=True)),
                        ("verb", models.CharField(max_length=60)),
                        ("target_kind", models.CharField(max_length=60)),
                        ("target_id", models.CharField(max_length=40)),
                        ("target_label", models.CharField(max_length=300)),
                        ("facts", models.JSONField(default=dict)),
                    ],
                    options={
                        "ordering": ["-happened_at", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["association", "target_kind", "target_id"],
                                name="finsam_audi_associa_b30059_idx",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Body",
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
                                related_name="bodies",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("styrelse", "Styrelse"),
                                    ("presidium", "Presidium"),
                                    ("beredningsgrupp", "Beredningsgrupp"),
                                    ("medlemssamrad", "Medlemssamråd"),
                                    ("revision", "Revision"),
                                    ("kansli", "Kansli"),
                                    ("insats", "Insatsens kontakter"),
                                    ("annat", "Annat organ"),
                                ],
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="namn")),
                        (
                            "paper",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("protokoll", "Protokoll med paragrafer, som justeras"),
                                    ("anteckningar", "Minnesanteckningar med punkter, som skickas till alla"),
                                ],
                                help_text="Tomt: som organets slag brukar.",
                                max_length=20,
                                verbose_name="skriver",
                            ),
                        ),
                        (
                            "notes_signers",
                            models.CharField(
                                choices=[
                                    ("ingen", "Ingen"),
                                    ("ordforande", "Den som leder mötet"),
                                    ("justerare", "Den som leder mötet och de justerare som mötet väljer"),
                                ],
                                default="ingen",
                                max_length=20,
                                verbose_name="minnesanteckningar undertecknas av",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                        ("is_active", models.BooleanField(default=True, verbose_name="används")),
                    ],
                    options={
                        "verbose_name": "organ",
                        "verbose_name_plural": "organ",
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "name"),
                                name="body_name_once",
                                violation_error_message="Det finns redan ett organ med det namnet.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("paper", "anteckningar"), _negated=True),
                                    models.Q(("kind__in", ["revision", "styrelse"]), _negated=True),
                                    _connector="OR",
                                ),
                                name="announced_bodies_keep_protocols",
                                violation_error_message="Styrelsen och revisorerna för protokoll (19 och 26 §§ lag 2003:1210).",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Login",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="logins",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("session_key", models.CharField(max_length=40, unique=True)),
                        ("device", models.CharField(blank=True, max_length=80)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["-made_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Member",
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
                                related_name="members",
                                to="finsam.association",
                                verbose_name="förbund",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("kommun", "Kommun"),
                                    ("region", "Region"),
                                    ("fk", "Försäkringskassan"),
                                    ("af", "Arbetsförmedlingen"),
                                ],
                                max_length=10,
                                verbose_name="slag",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="namn")),
                        ("abbreviation", models.CharField(max_length=8, verbose_name="förkortning")),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                        (
                            "seats",
                            models.PositiveSmallIntegerField(
                                default=1,
                                help_text="Enligt förbundsordningen.",
                                verbose_name="platser i styrelsen",
                            ),
                        ),
                        (
                            "registrar_email",
                            models.EmailField(blank=True, max_length=254, verbose_name="registrators e-post"),
                        ),
                        (
                            "noticeboard_url",
                            models.URLField(blank=True, verbose_name="anslagstavlans adress"),
                        ),
                        ("from_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("to_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                    ],
                    options={
                        "verbose_name": "medlem",
                        "verbose_name_plural": "medlemmar",
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "name"),
                                name="member_name_once",
                                violation_error_message="Det finns redan en medlem med det namnet.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True),
                                    ("from_on__isnull", True),
                                    ("to_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="member_dates_in_order",
                                violation_error_message="Slutdatum ligger före startdatum.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Person",
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
                                related_name="people",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="persons",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "name",
                            models.CharField(db_collation="svenska", max_length=120, verbose_name="namn"),
                        ),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-post")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="telefon")),
                        (
                            "organisation",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="arbetsplats eller parti"
                            ),
                        ),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="slutade")),
                        (
                            "address_changed_at",
                            models.DateTimeField(
                                help_text="When somebody else changed her address.", null=True
                            ),
                        ),
                        (
                            "address_changed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "person",
                        "verbose_name_plural": "personer",
                        "ordering": ["name", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("user__isnull", False)),
                                fields=("association", "user"),
                                name="user_is_one_person_per_association",
                            ),
                            models.UniqueConstraint(
                                models.F("association"),
                                django.db.models.functions.text.Lower("email"),
                                condition=models.Q(("email", ""), _negated=True),
                                name="person_email_once_per_association",
                                violation_error_message="Någon annan i förbundet har redan den e-postadressen.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("address_changed_by__isnull", True),
                                    ("address_changed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="person_address_changed_by_someone_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PrintedFigure",
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
                                related_name="printed_figures",
                                to="finsam.association",
                            ),
                        ),
                        ("document", models.CharField(max_length=120)),
                        ("place", models.CharField(max_length=200)),
                        ("key", models.CharField(max_length=120)),
                        ("value", models.CharField(max_length=60)),
                    ],
                    options={
                        "ordering": ["document", "place"],
                    },
                ),
                migrations.CreateModel(
                    name="SealCertificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "association",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificate",
                                to="finsam.association",
                            ),
                        ),
                        ("pkcs12", models.BinaryField()),
                        ("is_self_made", models.BooleanField(default=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="SearchEntry",
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
                                related_name="search_entries",
                                to="finsam.association",
                            ),
                        ),
                        ("kind", models.CharField(max_length=40)),
                        ("key", models.CharField(max_length=100)),
                        ("title", models.CharField(max_length=500)),
                        ("body", models.TextField(blank=True)),
                        ("body_name", models.CharField(blank=True, max_length=120)),
                        ("url", models.CharField(max_length=300)),
                        ("occurred_on", models.DateField(blank=True, null=True)),
                        ("title_words", models.TextField(editable=False)),
                        ("body_words", models.TextField(editable=False)),
                        ("title_stems", models.TextField(blank=True, editable=False)),
                        ("body_stems", models.TextField(blank=True, editable=False)),
                    ],
                    options={
                        "verbose_name": "sökpost",
                        "verbose_name_plural": "sökposter",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "kind", "key"), name="search_entry_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WrongGuess",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(auto_now_add=True, db_index=True)),
                    ],
                    options={
                        "ordering": ["at"],
                    },
                ),
                migrations.CreateModel(
                    name="Appointment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="finsam.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="finsam.body",
                                verbose_name="organ",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
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
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="finsam.member",
                                verbose_name="utsedd av",
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=120, verbose_name="titel")),
                        (
                            "unit",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="organisation och enhet"
                            ),
                        ),
                        (
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
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Ersättarnas tjänstgöringsordning.",
                                verbose_name="ordning",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="från och med")),
                        ("to_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                    ],
                    options={
                        "verbose_name": "roll",
                        "verbose_name_plural": "ledamöter och roller",
                        "ordering": ["body", "position", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True),
                                    ("to_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="appointment_dates_in_order",
                                violation_error_message="Slutdatum ligger före startdatum.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditSeal",
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
                                related_name="audit_seals",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "event",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seal",
                                to="finsam.auditevent",
                            ),
                        ),
                        ("number", models.PositiveBigIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                    ],
                    options={
                        "ordering": ["association", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("association", "number"), name="audit_chain_has_no_branches"
                            )
                        ],
                    },
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
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feed",
                                to="finsam.person",
                            ),
                        ),
                        ("secret_sha256", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "kalenderadress",
                        "verbose_name_plural": "kalenderadresser",
                    },
                ),
                migrations.CreateModel(
                    name="Document",
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
                                related_name="documents",
                                to="finsam.association",
                            ),
                        ),
                        ("sha256", models.CharField(db_index=True, max_length=64)),
                        ("file", models.FileField(upload_to="")),
                        ("name", models.TextField(verbose_name="filnamn")),
                        ("content_type", models.CharField(max_length=120)),
                        ("size", models.PositiveBigIntegerField()),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("made_from", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["-made_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Text",
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
                                related_name="texts",
                                to="finsam.association",
                            ),
                        ),
                        ("html", models.TextField(blank=True)),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("updated_at", models.DateTimeField(null=True)),
                        (
                            "updated_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("updated_by__isnull", True),
                                    ("updated_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="text_updated_by_someone_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Job",
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
                                related_name="jobs",
                                to="finsam.association",
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                help_text="What the work is about; one unfinished job a key.", max_length=200
                            ),
                        ),
                        ("label", models.CharField(max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Väntar"),
                                    ("running", "Pågår"),
                                    ("done", "Klart"),
                                    ("failed", "Gick inte"),
                                    ("dropped", "Lämnas"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("path", models.CharField(blank=True, max_length=200)),
                        ("arguments", models.JSONField(blank=True, default=dict)),
                        ("claim", models.CharField(blank=True, max_length=100)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("message", models.TextField(blank=True)),
                        ("back_url", models.CharField(blank=True, max_length=300)),
                        (
                            "result",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.document",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                        ("started_at", models.DateTimeField(null=True)),
                        ("finished_at", models.DateTimeField(null=True)),
                        (
                            "askers",
                            models.ManyToManyField(
                                help_text="Everyone who has asked for it, the first as well.",
                                related_name="+",
                                to="finsam.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["association", "state"], name="finsam_job_associa_37c57c_idx"
                            ),
                            models.Index(
                                fields=["association", "back_url"], name="finsam_job_associa_53216f_idx"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["waiting", "running"])),
                                fields=("association", "key"),
                                name="job_one_unfinished_per_key",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
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
                                related_name="letters",
                                to="finsam.association",
                            ),
                        ),
                        ("to", models.EmailField(max_length=254, verbose_name="till")),
                        ("subject", models.TextField(verbose_name="ärende")),
                        ("body", models.TextField(blank=True)),
                        (
                            "calendar",
                            models.TextField(
                                blank=True,
                                help_text="An invitation as iCalendar, which mail programs answer.",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Väntar"),
                                    ("sending", "Skickas"),
                                    ("sent", "Skickat"),
                                    ("failed", "Kom inte fram"),
                                    ("dropped", "Skickas inte"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        (
                            "claim",
                            models.CharField(
                                blank=True,
                                help_text="The worker that sends it, and its turn.",
                                max_length=100,
                            ),
                        ),
                        (
                            "handed_at",
                            models.DateTimeField(
                                help_text="When the mail server began to get it; from then on it may have gone.",
                                null=True,
                            ),
                        ),
                        ("error", models.TextField(blank=True)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("touched_at", models.DateTimeField(auto_now=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("documents", models.ManyToManyField(related_name="+", to="finsam.document")),
                    ],
                    options={
                        "ordering": ["-made_at", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["association", "state"], name="finsam_lett_associa_04b025_idx"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TextVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "text",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="finsam.text",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("html", models.TextField(blank=True)),
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
                    ],
                    options={
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("text", "number"), name="text_version_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("save_key", ""), _negated=True),
                                fields=("text", "save_key"),
                                name="text_saving_once",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunPython(
            finsam.search.schema.create_indexes, finsam.search.schema.drop_indexes, elidable=False
        ),
    ]
