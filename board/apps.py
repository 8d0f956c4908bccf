"""The app's place in the project."""

from django.apps import AppConfig

from board import frozen
from finsam.registries import freezing


class BoardConfig(AppConfig):
    """The app for meetings, decisions, protocols, signing and anslag."""

    name = "board"

    def ready(self) -> None:
        """Fill in the core's registries: what waits for whom, what can be found, and what can be printed."""
        freezing.freeze(*frozen.RULES)
        # The models exist only now.
        from board import indexing  # noqa: PLC0415
        from board.actions import public_files as made  # noqa: PLC0415
        from board.actions.reminding import remind_as_set  # noqa: PLC0415
        from board.actions.year_wheel import start_missing  # noqa: PLC0415
        from board.calendar_feed import entries as calendar_entries  # noqa: PLC0415
        from board.documents import registered  # noqa: PLC0415
        from board.queries import verification  # noqa: PLC0415
        from board.queries.policies import gone_through  # noqa: PLC0415
        from board.queries.protocol import is_asked_to_sign  # noqa: PLC0415
        from board.registries import public_files, verifying  # noqa: PLC0415
        from board.registries import year_wheel as outcomes  # noqa: PLC0415
        from board.todos import meetings, policies, year_wheel  # noqa: PLC0415
        from board.wording import wheel  # noqa: PLC0415
        from finsam import permissions, search  # noqa: PLC0415
        from finsam.registries import calendar_feed, printing  # noqa: PLC0415
        from finsam.registries import todos as waiting  # noqa: PLC0415
        from finsam.work import sweeping  # noqa: PLC0415

        waiting.register(meetings.before_meetings)
        waiting.register(meetings.after_meetings)
        waiting.register(year_wheel.of_the_year)
        waiting.register(policies.policies_to_review)
        search.register(indexing.entries)
        verifying.register(verification.protocol_standing)
        verifying.register(verification.notice_standing)
        verifying.register(verification.made_standing)
        public_files.register(made.told_of_notices, made.public_notice_files)
        public_files.register(made.told_of_proclamations, made.proclamation_files)
        permissions.also_allow(permissions.Permission.SIGN, is_asked_to_sign)
        sweeping.each_day(remind_as_set)
        sweeping.each_day(start_missing)
        calendar_feed.register(calendar_entries)
        for key, label in wheel.OWN_OUTCOMES:
            outcomes.register(key, label, outcomes.known_by_the_board)
        outcomes.register(
            "styrdokument", "en paragraf har beslutat om genomgången av styrdokument", gone_through
        )
        for kind in registered.KINDS:
            printing.register(kind)
