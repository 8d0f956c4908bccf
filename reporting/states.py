"""The lives of reports and goals."""

from django.db.models import TextChoices


class ReportKind(TextChoices):
    """The documents of a förbund's year."""

    ANNUAL = "arsredovisning", "Årsredovisning"
    HALF_YEAR = "delarsrapport", "Delårsrapport"
    PLAN = "verksamhetsplan", "Verksamhetsplan"


class ReportState(TextChoices):
    """A report from draft to the public page."""

    DRAFT = "draft", "Utkast"
    BEFORE_BOARD = "before_board", "Hos styrelsen"
    ADOPTED = "adopted", "Fastställd"
    PUBLISHED = "published", "Publicerad"


REPORT_TRANSITIONS: dict[ReportState, frozenset[ReportState]] = {
    ReportState.DRAFT: frozenset({ReportState.BEFORE_BOARD, ReportState.ADOPTED}),
    # The board may ask for changes before it adopts.
    ReportState.BEFORE_BOARD: frozenset({ReportState.DRAFT, ReportState.ADOPTED}),
    ReportState.ADOPTED: frozenset({ReportState.PUBLISHED}),
    ReportState.PUBLISHED: frozenset(),
}

WRITABLE = frozenset({ReportState.DRAFT, ReportState.BEFORE_BOARD})
FROZEN = frozenset({ReportState.ADOPTED, ReportState.PUBLISHED})


class CopyPurpose(TextChoices):
    """Whom a copy of a report was handed to."""

    BOARD = "board", "Styrelsen"
    CONSULTATION = "consultation", "Samråd"


class Unit(TextChoices):
    """How a report shows amounts; they are stored in kronor."""

    KR = "kr", "kronor"
    TKR = "tkr", "tusental kronor"


class SectionState(TextChoices):
    """How far a section has come, as its writer says."""

    EMPTY = "empty", "Inte påbörjat"
    STARTED = "started", "Pågår"
    DONE = "done", "Klart"


class GoalStatus(TextChoices):
    """How far a goal was reached; the colours are those of the traffic light."""

    NOT_ASSESSED = "not_assessed", "Ej bedömt"
    RED = "red", "Ej uppnått"
    YELLOW = "yellow", "Delvis uppnått"
    GREEN = "green", "Uppnått"
