"""The app's place in the project."""

from django.apps import AppConfig

from finsam.registries import freezing
from reporting import frozen


class ReportingConfig(AppConfig):
    """The app for goals, reports, front page, public page and the demo."""

    name = "reporting"

    def ready(self) -> None:
        """Fill in the registries: blocks, figures that text may name, and what can be printed."""
        freezing.freeze(*frozen.RULES)
        # The models exist only now.
        from board import indexing as found  # noqa: PLC0415
        from board.registries import public_files, verifying  # noqa: PLC0415
        from board.registries import wordings as offered  # noqa: PLC0415
        from board.registries import year_wheel as wheel  # noqa: PLC0415
        from economy.registries import motivations  # noqa: PLC0415
        from economy.registries import uses as used  # noqa: PLC0415
        from finsam import search  # noqa: PLC0415
        from finsam.registries import calendar_feed as feed  # noqa: PLC0415
        from finsam.registries import fields, guide, printing  # noqa: PLC0415
        from finsam.registries import todos as waiting  # noqa: PLC0415
        from reporting import fields as own  # noqa: PLC0415
        from reporting import indexing, todos, uses, wordings  # noqa: PLC0415
        from reporting.actions.public_files import report_files, told_of_reports  # noqa: PLC0415
        from reporting.blocks import shipped  # noqa: F401, PLC0415  each block registers itself
        from reporting.calendar_feed import entries as calendar_entries  # noqa: PLC0415
        from reporting.documents import registered  # noqa: PLC0415
        from reporting.queries import first_steps, underbalance, verification, year_wheel  # noqa: PLC0415
        from reporting.states import ReportKind  # noqa: PLC0415

        _give_months_their_report()
        public_files.register(told_of_reports, report_files)
        feed.register(calendar_entries)
        fields.register(own.figures)
        waiting.register(todos.of_reports)
        guide.register(first_steps.guide_of_page)
        used.register(uses.columns)
        motivations.register(underbalance.motivation)
        offered.register(wordings.of_budget)
        search.register(indexing.entries)
        verifying.register(verification.report_standing)
        found.register_choice("rapporter", "Rapporter och mål", indexing.KINDS, indexing.ASKED)
        wheel.register(
            "arsredovisning", "årsredovisningen är fastställd", year_wheel.adopted(ReportKind.ANNUAL, -1)
        )
        wheel.register(
            "delarsrapport", "delårsrapporten är fastställd", year_wheel.adopted(ReportKind.HALF_YEAR, 0)
        )
        wheel.register(
            "verksamhetsplan",
            "nästa års plan och budget är fastställd",
            year_wheel.adopted(ReportKind.PLAN, 1),
        )
        wheel.register("planforslag", "förslaget till plan och budget har lämnats", year_wheel.proposed_plan)
        wheel.register("samrad-ut", "budgetförslaget har gått till medlemmarna", year_wheel.consulted)
        wheel.register("samrad-svar", "alla medlemmar har svarat på samrådet", year_wheel.answered)
        wheel.register("samrad-hansyn", "varje svar har tagits om hand", year_wheel.considered)
        for kind in registered.KINDS:
            printing.register(kind)


def _give_months_their_report() -> None:
    """Let the economy's page of a month lead to the board's report of it."""
    from economy.registries import follow_up as month  # noqa: PLC0415
    from reporting.actions.economic_reports import begin_of_month, panel_of_month  # noqa: PLC0415

    month.register(panel_of_month, begin_of_month)
