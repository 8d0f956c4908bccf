"""The app's place in the project."""

from django.apps import AppConfig

from economy import frozen
from finsam.registries import freezing


class EconomyConfig(AppConfig):
    """The app for budget, imports, outcome and statements."""

    name = "economy"

    def ready(self) -> None:
        """Fill in the registries below: what must agree, figures that text may name, and what money insatser have to come."""
        freezing.freeze(*frozen.RULES)
        # The models exist only now.
        from economy import checks as own_checks  # noqa: PLC0415
        from economy import fields as own_fields  # noqa: PLC0415
        from economy import todos as own_todos  # noqa: PLC0415
        from economy.documents.registered import BIDRAGSREKVISITION  # noqa: PLC0415
        from economy.queries.outlook import insats_lines, outlook  # noqa: PLC0415
        from finsam.registries import checks, fields, printing, todos  # noqa: PLC0415
        from insatser.registries import outlook as money_to_come  # noqa: PLC0415

        checks.register(own_checks.figures_agree)
        fields.register(own_fields.figures, "economy.")
        money_to_come.register(outlook)
        money_to_come.register_lines(insats_lines)
        printing.register(BIDRAGSREKVISITION)
        todos.register(own_todos.requisitions_waiting)
        todos.register(own_todos.fees)
