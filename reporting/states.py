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
    """How far a section has come, as its writer says, and then whoever has looked it through."""

    EMPTY = "empty", "Inte påbörjat"
    STARTED = "started", "Skrivs"
    DONE = "done", "Klart"
    REVIEWED = "reviewed", "Genomläst"


WRITTEN = frozenset({SectionState.DONE, SectionState.REVIEWED})


class GoalStatus(TextChoices):
    """How far a goal was reached; the colours are those of the traffic light."""

    NOT_ASSESSED = "not_assessed", "Ej bedömt"
    RED = "red", "Ej uppnått"
    YELLOW = "yellow", "Delvis uppnått"
    GREEN = "green", "Uppnått"


class AreaKind(TextChoices):
    """What a plan's own lists are of."""

    AREA = "area", "Målområde"
    PERSPECTIVE = "perspective", "Perspektiv"
    STRATEGIC = "strategic", "Strategiskt område"
    FOCUS = "focus", "Fokusområde"
    OUTER = "outer", "Yttre mål"  # such as RUS and Agenda 2030


class MeasureKind(TextChoices):
    """How the values of a measure are written, and what they are held against."""

    NUMBER = "number", "Tal (26 dagar, 63 %)"
    SHARE = "share", "Andel av antal (3 av 14)"
    PERCENT_OF = "percent_of", "Procent av antal svar (44 % av 36)"
    CHANGE = "change", "Mot föregående år (ska öka eller minska)"


class Direction(TextChoices):
    """Which way is the right one."""

    UP = "up", "Högre är bättre"
    DOWN = "down", "Lägre är bättre"


class MeasureSource(TextChoices):
    """Where the values come from."""

    HAND = "hand", "Skrivs in"
    FIELD = "field", "Uppgift i finsam"
    SCB = "scb", "SCB"
    SURVEY = "survey", "Enkät"
    OTHER = "other", "Annan källa"


class ActivityState(TextChoices):
    """How far an activity has come."""

    PLANNED = "planned", "Planerad"
    GOING = "going", "Pågår"
    DONE = "done", "Klar"
    DROPPED = "dropped", "Blev inte av"


# Whoever reports may be wrong and take it back: any state may follow any other.
ACTIVITY_TRANSITIONS: dict[ActivityState, frozenset[ActivityState]] = {
    state: frozenset(ActivityState) - {state} for state in ActivityState
}
OPEN_ACTIVITIES = frozenset({ActivityState.PLANNED, ActivityState.GOING})


class EconomicReportState(TextChoices):
    """How far a month's economic report has come; what the board got does not change, a new one is made."""

    DRAFT = "draft", "Utkast"
    HANDED = "handed", "Lämnad till styrelsen"


ECONOMIC_REPORT_TRANSITIONS = {
    EconomicReportState.DRAFT: frozenset({EconomicReportState.HANDED}),
    EconomicReportState.HANDED: frozenset(),
}


class MemberQuestionKind(TextChoices):
    """What each member decides on for itself."""

    DISCHARGE = "discharge", "Ansvarsfrihet"
    ORDER = "order", "Förbundsordning"
    FINANCING = "financing", "Finansiering"
    OTHER = "other", "Annat"


YEARLY_QUESTIONS = frozenset({MemberQuestionKind.DISCHARGE, MemberQuestionKind.FINANCING})


class MemberOutcome(TextChoices):
    """What a member decided."""

    YES = "yes", "Ja"
    NO = "no", "Nej"


class AuditOpinion(TextChoices):
    """What a revisor says of ansvarsfrihet (12 kap. 13 § kommunallagen, through 26 § lag 2003:1210)."""

    FOR = "for", "Tillstyrker ansvarsfrihet"
    REMARK = "remark", "Tillstyrker, med anmärkning"
    AGAINST = "against", "Avstyrker ansvarsfrihet"


class ControlResult(TextChoices):
    """What a control of the internkontroll showed."""

    CLEAR = "clear", "Utan avvikelse"
    DEVIATION = "deviation", "Med avvikelse"


class ControlPaper(TextChoices):
    """What of the internkontroll is put before the board."""

    PLAN = "plan", "Plan för intern kontroll"
    FOLLOW_UP = "follow_up", "Uppföljning av intern kontroll"
