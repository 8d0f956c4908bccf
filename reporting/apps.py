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
        from economy.registries import motivations  # noqa: PLC0415
        from economy.registries import uses as used  # noqa: PLC0415
        from finsam import search  # noqa: PLC0415
        from finsam.registries import calendar_feed as feed  # noqa: PLC0415
        from finsam.registries import fields, guide, printing  # noqa: PLC0415
        from finsam.registries import todos as waiting  # noqa: PLC0415
        from finsam.work import sweeping  # noqa: PLC0415
        from reporting import fields as own  # noqa: PLC0415
        from reporting import indexing, todos, uses, wordings  # noqa: PLC0415
        from reporting.actions.public_files import report_files, told_of_reports  # noqa: PLC0415
        from reporting.actions.reminding import remind_members_as_set  # noqa: PLC0415
        from reporting.blocks import shipped  # noqa: F401, PLC0415  each block registers itself
        from reporting.calendar_feed import entries as calendar_entries  # noqa: PLC0415
        from reporting.documents import registered  # noqa: PLC0415
        from reporting.queries import first_steps, underbalance, verification  # noqa: PLC0415

        sweeping.each_day(remind_members_as_set)
        _give_months_their_report()
        _tell_the_year_wheel()
        public_files.register(told_of_reports, report_files)
        feed.register(calendar_entries)
        fields.register(own.meetings, "reporting.meetings")
        fields.register(own.goals, "reporting.goals")
        fields.register(own.indicators, "reporting.indicator.")
        waiting.register(todos.of_reports)
        waiting.register(todos.of_year_end)
        waiting.register(todos.of_controls)
        waiting.register(todos.of_contracts)
        guide.register(first_steps.guide_of_page)
        used.register(uses.columns)
        motivations.register(underbalance.motivation)
        offered.register(wordings.of_budget)
        search.register(indexing.entries)
        verifying.register(verification.report_standing)
        found.register_choice("rapporter", "Rapporter och mål", indexing.KINDS, indexing.ASKED)
        for kind in registered.KINDS:
            printing.register(kind)


def _give_months_their_report() -> None:
    """Let the economy's page of a month lead to the board's report of it."""
    from economy.registries import follow_up as month  # noqa: PLC0415
    from reporting.actions.economic_reports import begin_of_month, panel_of_month  # noqa: PLC0415

    month.register(panel_of_month, begin_of_month)


def _tell_the_year_wheel() -> None:
    """Let the årshjul know what has come of reports, samråd and the members' own decisions."""
    from board.registries import year_wheel as wheel  # noqa: PLC0415
    from reporting.queries import member_decisions as members  # noqa: PLC0415
    from reporting.queries import year_wheel as came  # noqa: PLC0415
    from reporting.queries.controls import controls_done  # noqa: PLC0415
    from reporting.states import ReportKind  # noqa: PLC0415

    annual, half_year, plan = ReportKind.ANNUAL, ReportKind.HALF_YEAR, ReportKind.PLAN
    for key, label, found in (
        ("arsredovisning", "årsredovisningen är fastställd", came.adopted(annual, -1)),
        ("delarsrapport", "delårsrapporten är fastställd", came.adopted(half_year, 0)),
        ("verksamhetsplan", "nästa års plan och budget är fastställd", came.adopted(plan, 1)),
        ("planforslag", "förslaget till plan och budget har lämnats", came.proposed_plan),
        ("samrad-ut", "budgetförslaget har gått till medlemmarna", came.consulted),
        ("samrad-svar", "alla medlemmar har svarat på samrådet", came.answered),
        ("samrad-hansyn", "varje svar har tagits om hand", came.considered),
        (
            "revisionsberattelse",
            "revisionsberättelsen är lämnad till medlemmarna",
            members.audit_reports_came,
        ),
        ("ansvarsfrihet", "varje medlem har prövat ansvarsfriheten", members.discharges_came),
        ("internkontroll", "en paragraf har beslutat om uppföljningen av intern kontroll", controls_done),
    ):
        wheel.register(key, label, found)
