"""The app's place in the project."""

from django.apps import AppConfig


class EconomyConfig(AppConfig):
    """The app for budget, imports, outcome and statements."""

    name = "economy"

    def ready(self) -> None:
        """Fill in the core's registries: what must agree, and figures that text may name."""
        # The models exist only now.
        from economy import checks as own_checks  # noqa: PLC0415
        from economy import fields as own_fields  # noqa: PLC0415
        from finsam.registries import checks, fields  # noqa: PLC0415

        checks.register(own_checks.figures_agree)
        fields.register(own_fields.figures)
