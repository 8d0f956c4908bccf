from django.db import migrations

from finsam.access import vault
from finsam.access.locking import lock_again


def _all(apps, of_text, of_bytes):
    models = (
        apps.get_model("finsam", "SealCertificate"),
        apps.get_model("mfa", "Authenticator"),
        apps.get_model("sessions", "Session"),
    )
    lock_again(*models, of_text=of_text, of_bytes=of_bytes)


def lock(apps, schema_editor):
    _all(
        apps,
        lambda kept: vault.lock(vault.unlock(kept)),
        lambda kept: vault.lock_bytes(vault.unlock_bytes(kept)),
    )


def unlock(apps, schema_editor):
    _all(apps, vault.unlock, vault.unlock_bytes)


class Migration(migrations.Migration):
    dependencies = [
        ("finsam", "0013_logins"),
    ]

    operations = [migrations.RunPython(lock, unlock)]
