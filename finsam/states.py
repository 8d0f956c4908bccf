"""The core's fixed vocabularies."""

from django.db.models import TextChoices


class MemberKind(TextChoices):
    """The kinds of party that 1 and 3 §§ lag (2003:1210) name."""

    KOMMUN = "kommun", "Kommun"
    REGION = "region", "Region"
    FK = "fk", "Försäkringskassan"
    AF = "af", "Arbetsförmedlingen"


class BodyKind(TextChoices):
    """What a body is to the association; its name is the association's own."""

    BOARD = "styrelse", "Styrelse"
    PRESIDIUM = "presidium", "Presidium"
    PREPARATORY = "beredningsgrupp", "Beredningsgrupp"
    CONSULTATION = "medlemssamrad", "Medlemssamråd"
    AUDIT = "revision", "Revision"
    OFFICE = "kansli", "Kansli"
    INSATS = "insats", "Insatsens kontakter"
    OTHER = "annat", "Annat organ"


MEETING_BODIES = frozenset(set(BodyKind) - {BodyKind.OFFICE, BodyKind.INSATS})


class AppointmentRole(TextChoices):
    """What a person is in a body."""

    CHAIR = "ordforande", "Ordförande"
    VICE_CHAIR = "vice", "Vice ordförande"
    MEMBER = "ledamot", "Ledamot"
    DEPUTY = "ersattare", "Ersättare"
    CHIEF = "forbundschef", "Förbundschef"
    OFFICER = "handlaggare", "Handläggare"
    AUDITOR = "revisor", "Revisor"
    CONTACT = "kontakt", "Kontaktperson"


VOTING_ROLES = frozenset({AppointmentRole.CHAIR, AppointmentRole.VICE_CHAIR, AppointmentRole.MEMBER})


class JobState(TextChoices):
    """How far a piece of work in the worker has come."""

    WAITING = "waiting", "Väntar"
    RUNNING = "running", "Pågår"
    DONE = "done", "Klart"
    FAILED = "failed", "Gick inte"
    DROPPED = "dropped", "Lämnas"


JOB_UNFINISHED = frozenset({JobState.WAITING, JobState.RUNNING})


class LetterState(TextChoices):
    """How far a letter has come on its way to the mail server."""

    WAITING = "waiting", "Väntar"
    SENDING = "sending", "Skickas"
    SENT = "sent", "Skickat"
    FAILED = "failed", "Kom inte fram"
    DROPPED = "dropped", "Skickas inte"


LETTER_CLOSED = frozenset({LetterState.SENT, LetterState.DROPPED})
