"""The core's place in the project."""

from django import forms
from django.apps import AppConfig
from django.urls import register_converter

from finsam import frozen
from finsam.access import shared_cache  # noqa: F401  registers the check of the cache
from finsam.pdf import system  # noqa: F401  registers the check that says which library typesetting lacks
from finsam.registries import freezing
from finsam.swedish import collation  # noqa: F401  registers the Swedish order on each SQLite connection
from finsam.web import asked, text_in


class FinsamConfig(AppConfig):
    """The core: associations, people, access, text, documents and jobs."""

    name = "finsam"
    verbose_name = "finsam"

    def ready(self) -> None:
        """Tell the registries what the core knows."""
        # They read models, which are not there before now.
        from finsam.access import accounts  # noqa: PLC0415
        from finsam.mail import letters  # noqa: PLC0415
        from finsam.registries import todos  # noqa: PLC0415
        from finsam.work import unfinished  # noqa: PLC0415

        forms.CharField.default_validators = [
            text_in.refuse_turned
        ]  # in every form, so that no new one forgets it
        freezing.freeze(*frozen.RULES)
        freezing.follow_migrations(self)
        register_converter(asked.KeyConverter, "key")
        register_converter(asked.YearConverter, "year")
        todos.register(letters.not_arrived)
        todos.register(unfinished.not_done)
        todos.register(accounts.second_factor_missing)
