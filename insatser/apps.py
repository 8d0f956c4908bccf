"""The app's place in the project."""

from django.apps import AppConfig

from finsam.registries import freezing
from insatser import frozen


class InsatserConfig(AppConfig):
    """The app for insatser, what they are granted, and their reports."""

    name = "insatser"

    def ready(self) -> None:
        """Fill in the registries of the floors below."""
        freezing.freeze(*frozen.RULES)
        self._answer_the_board()
        self._answer_the_core()
        _tell_the_wheel()

    def _answer_the_board(self) -> None:
        """What a § brings about, what it is proposed to give, and how our files stand."""
        # The models exist only now.
        from board import indexing as found  # noqa: PLC0415
        from board.registries import effects, follow_up, money_left, verifying  # noqa: PLC0415
        from insatser import indexing  # noqa: PLC0415
        from insatser.actions.correcting import correct_by_paragraph, let_go_of_correction  # noqa: PLC0415
        from insatser.actions.deciding import decide_applications  # noqa: PLC0415
        from insatser.actions.following import follow_paragraph, let_go_of  # noqa: PLC0415
        from insatser.actions.grants import settle_grants  # noqa: PLC0415
        from insatser.actions.publishing import publish_in_protocol  # noqa: PLC0415
        from insatser.effects import grants_by  # noqa: PLC0415
        from insatser.queries.agreements import agreement_standing  # noqa: PLC0415
        from insatser.queries.follow_up import insatser_to_follow_up  # noqa: PLC0415
        from insatser.queries.line_left import left_of_line  # noqa: PLC0415
        from insatser.queries.proposals import proposed_for  # noqa: PLC0415

        effects.register_on_written(follow_paragraph)
        effects.register_on_written(correct_by_paragraph)
        effects.register_letting_go(let_go_of)
        effects.register_letting_go(let_go_of_correction)
        effects.register_on_signed(settle_grants)
        effects.register_on_signed(decide_applications)
        effects.register_proposed_amounts(proposed_for)
        money_left.register(left_of_line)
        follow_up.register(insatser_to_follow_up)
        effects.register_on_signed(publish_in_protocol)
        effects.register_consequences(grants_by)
        verifying.register(agreement_standing)
        found.register_choice(
            "insatser",
            "Insatser",
            {indexing.INSATS: "Insats", indexing.REPORT: "Årsrapport", indexing.APPLICATION: "Ansökan"},
        )

    def _answer_the_core(self) -> None:
        """What waits, what agrees, what texts may name, what is found and printed, and who else signs."""
        from finsam import permissions, search  # noqa: PLC0415
        from finsam.registries import calendar_feed, printing  # noqa: PLC0415
        from finsam.registries import checks as agreement  # noqa: PLC0415
        from finsam.registries import fields as known  # noqa: PLC0415
        from finsam.registries import todos as waiting  # noqa: PLC0415
        from finsam.work import sweeping  # noqa: PLC0415
        from insatser import checks, fields, indexing, todos  # noqa: PLC0415
        from insatser.actions.registering import forget_registered, remind_registered  # noqa: PLC0415
        from insatser.calendar_feed import entries as calendar_entries  # noqa: PLC0415
        from insatser.documents import registered  # noqa: PLC0415
        from insatser.queries.agreements import is_asked_to_sign_agreement  # noqa: PLC0415

        for waits in (
            todos.reports_to_write, todos.reports_for_office, todos.reports_to_open, todos.applications_to_write,
            todos.applications_for_office, todos.opinions_to_write, todos.payments_to_write, todos.payments_to_attest, todos.dialogues_to_hold, todos.agreements_to_sign,
            todos.agreements_for_office, todos.shares_to_answer,
        ):  # fmt: skip
            waiting.register(waits)
        permissions.also_allow(permissions.Permission.SIGN, is_asked_to_sign_agreement)
        known.register(fields.figures, "insatser.")
        known.register(fields.moneys, "insatser.")
        known.register(fields.participants, "insatser.")
        known.register(fields.event_figures, fields.EVENT_KEYS)
        for agrees in (
            checks.budget_is_what_was_granted, checks.granted_is_what_was_decided, checks.granted_once, checks.printed_sums,
            checks.shared_is_counted_once,
        ):  # fmt: skip
            agreement.register(agrees)
        search.register(indexing.entries)
        sweeping.each_day(remind_registered)
        sweeping.each_day(forget_registered)
        calendar_feed.register(calendar_entries)
        for kind in registered.KINDS:
            printing.register(kind)


def _tell_the_wheel() -> None:
    """Let points of the årshjul wait for what insatser bring."""
    from board.registries import year_wheel  # noqa: PLC0415
    from insatser.queries.year_wheel import reports_in  # noqa: PLC0415

    year_wheel.register("arsrapporter", "insatsernas årsrapporter har kommit in", reports_in)
