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


class BodyPaper(TextChoices):
    """What a body writes of its meetings."""

    PROTOCOL = "protokoll", "Protokoll med paragrafer, som justeras"
    NOTES = "anteckningar", "Minnesanteckningar med punkter, som skickas till alla"


# The board (19 §) and the revisorer (26 § lag 2003:1210) keep protocols, and those alone are announced by anslag.
ANNOUNCED = frozenset({BodyKind.BOARD, BodyKind.AUDIT})
NOTE_TAKERS = frozenset({BodyKind.PRESIDIUM, BodyKind.PREPARATORY, BodyKind.CONSULTATION, BodyKind.OTHER})


class NotesSigners(TextChoices):
    """Who signs a body's minnesanteckningar before they are sent out."""

    NOBODY = "ingen", "Ingen"
    CHAIR = "ordforande", "Den som leder mötet"
    CHAIR_AND_ADJUSTERS = "justerare", "Den som leder mötet och de justerare som mötet väljer"


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
