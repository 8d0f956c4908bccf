"""The lives of meetings, paragraphs and protocols: their states, and every legal move."""

from django.db.models import TextChoices


class MeetingState(TextChoices):
    """A sammanträde from plan to end."""

    PLANNED = "planned", "Planerat"
    CALLED = "called", "Kallat"
    IN_SESSION = "in_session", "Pågår"
    CLOSED = "closed", "Avslutat"
    CANCELLED = "cancelled", "Inställt"


class ProtocolState(TextChoices):
    """A protocol from draft to signed; what is signed never changes. Notes that nobody signs are sent."""

    DRAFT = "draft", "Utkast"
    FOR_SIGNING = "for_signing", "För justering"
    SIGNED = "signed", "Justerat"
    SENT = "sent", "Utskickat"


MEETING_TRANSITIONS: dict[MeetingState, frozenset[MeetingState]] = {
    # A meeting that nobody called may still be held: the program marks it and stops no one.
    MeetingState.PLANNED: frozenset({MeetingState.CALLED, MeetingState.IN_SESSION, MeetingState.CANCELLED}),
    MeetingState.CALLED: frozenset({MeetingState.IN_SESSION, MeetingState.CANCELLED}),
    MeetingState.IN_SESSION: frozenset({MeetingState.CLOSED}),
    # "Avslutade för tidigt": until the protocol is sent for signing the meeting can be opened again.
    MeetingState.CLOSED: frozenset({MeetingState.IN_SESSION}),
    MeetingState.CANCELLED: frozenset(),
}

PROTOCOL_TRANSITIONS: dict[ProtocolState, frozenset[ProtocolState]] = {
    # Minnesanteckningar that nobody signs go from draft to those who were called.
    ProtocolState.DRAFT: frozenset({ProtocolState.FOR_SIGNING, ProtocolState.SENT}),
    # Back to draft when a signer returns it with a reason, or kansliet takes it back before anyone signed.
    ProtocolState.FOR_SIGNING: frozenset({ProtocolState.SIGNED, ProtocolState.DRAFT}),
    ProtocolState.SIGNED: frozenset(),
    # Nobody has put her name to them: they are opened again, and a new version is sent in their place.
    ProtocolState.SENT: frozenset({ProtocolState.DRAFT}),
}

AGENDA_OPEN = frozenset({MeetingState.PLANNED, MeetingState.CALLED, MeetingState.IN_SESSION})
HELD = frozenset({MeetingState.IN_SESSION, MeetingState.CLOSED})
UPCOMING = frozenset({MeetingState.PLANNED, MeetingState.CALLED})


class MeetingKind(TextChoices):
    """Which standing ärenden a meeting starts from."""

    ORDINARY = "ordinarie", "Ordinarie"
    CONSTITUTING = "konstituerande", "Konstituerande"
    EXTRA = "extra", "Extra"


class ParagraphKind(TextChoices):
    """What a § is for; the program fills in some of them by itself."""

    OPENING = "opening", "Öppnande"
    ADJUSTERS = "adjusters", "Val av justerare"
    PREVIOUS = "previous", "Föregående protokoll"
    INFORMATION = "information", "Information"
    FOLLOW_UP = "follow_up", "Uppföljning av uppdrag"
    DELEGATED = "delegated", "Delegationsbeslut"
    MATTER = "matter", "Ärende"
    OTHER = "other", "Övriga frågor"
    CLOSING = "closing", "Avslutning"


# What every meeting has: these §§ settle the meeting itself and no matter of the förbund's.
FORMAL = frozenset(
    {
        ParagraphKind.OPENING, ParagraphKind.ADJUSTERS, ParagraphKind.PREVIOUS, ParagraphKind.FOLLOW_UP,
        ParagraphKind.DELEGATED, ParagraphKind.CLOSING,
    }
)  # fmt: skip


class Outcome(TextChoices):
    """What became of a § at the meeting."""

    DECIDED = "decided", "Behandlat"
    TABLED = "tabled", "Bordlagt"
    REFERRED_BACK = "referred_back", "Återremitterat"
    NOT_TAKEN_UP = "not_taken_up", "Inte behandlat"


COMES_BACK = frozenset({Outcome.TABLED, Outcome.REFERRED_BACK, Outcome.NOT_TAKEN_UP})


class PresenceChange(TextChoices):
    """An exception from being present the whole meeting."""

    CAME = "came", "Kom"
    LEFT = "left", "Gick"
    CONFLICT = "conflict", "Jäv"
    ABSTAINED = "abstained", "Avstod"
    SERVES = "serves", "Går in för"
    LEADS = "leads", "Leder"


class AtParagraph(TextChoices):
    """How one was at a §, as it is corrected afterwards."""

    HERE = "here", "Här"
    AWAY = "away", "Borta"
    CONFLICT = "conflict", "Jävig"
    ABSTAINED = "abstained", "Deltog inte i beslutet"


class Vote(TextChoices):
    """How someone voted in an open vote."""

    YES = "yes", "Ja"
    NO = "no", "Nej"
    ABSTAIN = "abstain", "Avstår"


class StatementKind(TextChoices):
    """What someone has written into the protocol beside the decision."""

    MOTION = "motion", "Yrkande"
    RESERVATION = "reservation", "Reservation"
    OPINION = "opinion", "Särskilt yttrande"
    NOTE = "note", "Protokollsanteckning"


class RsvpAnswer(TextChoices):
    """What one has answered a kallelse."""

    WAITING = "waiting", "Inget svar"
    COMING = "coming", "Kommer"
    REMOTE = "remote", "Kommer på distans"
    ABSENT = "absent", "Kan inte"


class ProtocolKind(TextChoices):
    """The main protocol, that of a § justerad at once, and a rättelse of one already signed."""

    MAIN = "main", "Protokoll"
    IMMEDIATE = "immediate", "Omedelbart justerat"
    CORRECTION = "correction", "Rättelse"


class AppealStage(TextChoices):
    """How far an appeal has come: a laglighetsprövning of decisions of the board."""

    RECEIVED = "received", "Inkommet"
    IN_TIME = "in_time", "Inkommet i tid"
    LATE = "late", "Inkommet för sent"
    SENT = "sent", "Hos förvaltningsrätten"
    CLOSED = "closed", "Avslutat"


APPEAL_TRANSITIONS: dict[AppealStage, frozenset[AppealStage]] = {
    # Whether it came in time is noted first. It can be withdrawn at any time, and is closed then.
    AppealStage.RECEIVED: frozenset({AppealStage.IN_TIME, AppealStage.LATE, AppealStage.CLOSED}),
    AppealStage.IN_TIME: frozenset({AppealStage.LATE, AppealStage.SENT, AppealStage.CLOSED}),
    # What came too late is handed over too: the court is where it should have gone, and the court turns it away.
    AppealStage.LATE: frozenset({AppealStage.IN_TIME, AppealStage.SENT, AppealStage.CLOSED}),
    AppealStage.SENT: frozenset({AppealStage.CLOSED}),
    AppealStage.CLOSED: frozenset(),
}

APPEAL_OPEN = frozenset({AppealStage.RECEIVED, AppealStage.IN_TIME, AppealStage.LATE, AppealStage.SENT})
BEFORE_COURT = frozenset({AppealStage.RECEIVED, AppealStage.IN_TIME, AppealStage.LATE})


class AppealOutcome(TextChoices):
    """What an appeal came to for one decision."""

    DENIED = "denied", "Avslag"
    QUASHED = "quashed", "Upphävt"
    REJECTED = "rejected", "Avvisat"
    WITHDRAWN = "withdrawn", "Återkallat"


# Before the court has the appeal only she who appealed can end it.
OUTCOMES_FROM: dict[AppealStage, frozenset[AppealOutcome]] = {
    AppealStage.RECEIVED: frozenset({AppealOutcome.WITHDRAWN}),
    AppealStage.IN_TIME: frozenset({AppealOutcome.WITHDRAWN}),
    AppealStage.LATE: frozenset({AppealOutcome.WITHDRAWN}),
    AppealStage.SENT: frozenset(AppealOutcome),
    AppealStage.CLOSED: frozenset(),
}


class SigningRole(TextChoices):
    """In what capacity one signs; the secretary's signature does not count for the date of justering."""

    CHAIR = "chair", "Ordförande"
    ADJUSTER = "adjuster", "Justerare"
    SECRETARY = "secretary", "Sekreterare"


ADJUSTING_ROLES = frozenset({SigningRole.CHAIR, SigningRole.ADJUSTER})


class FollowUp(TextChoices):
    """How far a task given by a decision has come."""

    OPEN = "open", "Inte påbörjat"
    STARTED = "started", "Pågår"
    DONE = "done", "Klart"
    DROPPED = "dropped", "Avskrivet"


UNFINISHED = frozenset({FollowUp.OPEN, FollowUp.STARTED})


class PolicyKind(TextChoices):
    """What kind of styrdokument it is."""

    ORDER = "forbundsordning", "Förbundsordning"
    WORK = "arbetsordning", "Arbetsordning eller reglemente"
    DELEGATION = "delegationsordning", "Delegationsordning"
    ATTEST = "attestordning", "Attestordning"
    POLICY = "policy", "Policy"
    PLAN = "plan", "Plan"
    ROUTINE = "rutin", "Riktlinje eller rutin"
    OTHER = "annat", "Annat"


class PointOwner(TextChoices):
    """Whose a point of the årshjul is, when it is not a named person's."""

    CHIEF = "forbundschef", "Förbundschefen"
    OFFICE = "kansli", "Kansliet"
    CHAIR = "ordforande", "Ordföranden"
    BOARD = "styrelse", "Styrelsen"
    AUDITORS = "revisorer", "Revisorerna"
    MEMBERS = "medlemmar", "Medlemmarna"


class PointBasis(TextChoices):
    """Whether a law or a habit wants the point done."""

    LAW = "lag", "Lag"
    HABIT = "vana", "Vana"


class TurnState(TextChoices):
    """What a person has said of a point in one year; what happened by itself is read from there."""

    OPEN = "open", "Att göra"
    DONE = "done", "Klart"
    DROPPED = "dropped", "Görs inte i år"


TURN_TRANSITIONS: dict[TurnState, frozenset[TurnState]] = {
    TurnState.OPEN: frozenset({TurnState.DONE, TurnState.DROPPED}),
    # Ticked by mistake, or taken up after all.
    TurnState.DONE: frozenset({TurnState.OPEN}),
    TurnState.DROPPED: frozenset({TurnState.OPEN}),
}
