"""What insatser are, and the life of an insats's report: its states and every legal move."""

from django.db.models import TextChoices

from finsam.swedish.local_words import word_lazily


class InsatsKind(TextChoices):
    """Whom an insats is for; one that is for both is two insatser (Uppföljning Finsam)."""

    INDIVID = "individ", word_lazily("individual", "{!}")
    STRUKTUR = "struktur", word_lazily("structural", "{!}")


class ReportKind(TextChoices):
    """Which questions a report answers."""

    YEAR = "arsrapport", "Årsrapport"
    HALF_YEAR = "halvar", "Halvårsrapport"
    FREE = "fritext", "Årsrapport i fri text"


APPLICATION = "ansokan"  # beside the kinds of report: what an ansökan asks
QUESTION_KINDS = (*ReportKind.choices, (APPLICATION, "Ansökan"))

YEARLY = frozenset({ReportKind.YEAR, ReportKind.FREE})


class ReportState(TextChoices):
    """A report from the day it is awaited."""

    DUE = "due", "Inte påbörjad"
    DRAFT = "draft", "Påbörjad"
    SUBMITTED = "submitted", "Inlämnad"
    RETURNED = "returned", "Tillbaka för komplettering"
    APPROVED = "approved", "Godkänd"


REPORT_TRANSITIONS: dict[ReportState, frozenset[ReportState]] = {
    ReportState.DUE: frozenset({ReportState.DRAFT, ReportState.SUBMITTED}),
    ReportState.DRAFT: frozenset({ReportState.SUBMITTED}),
    ReportState.SUBMITTED: frozenset({ReportState.RETURNED, ReportState.APPROVED}),
    ReportState.RETURNED: frozenset({ReportState.SUBMITTED}),
    # Found wrong afterwards: it goes back with a reason, and what was approved stays as a version.
    ReportState.APPROVED: frozenset({ReportState.RETURNED}),
}

WRITABLE = frozenset({ReportState.DUE, ReportState.DRAFT, ReportState.RETURNED})
HANDED_IN = frozenset({ReportState.SUBMITTED, ReportState.APPROVED})


class Reached(TextChoices):
    """Whether a goal was reached, in the insats's own judgement."""

    YES = "ja", "Ja"
    PARTLY = "delvis", "Delvis"
    NO = "nej", "Nej"


class CostCategory(TextChoices):
    """The kostnadsslag of the yearly report, in its order."""

    ACTIVITIES = "aktiviteter", "Aktiviteter"
    SERVICES = "tjanster", "Externa tjänster"
    WAGES = "loner", "Löner"
    PREMISES = "lokaler", "Lokaler"
    MATERIAL = "material", "Material"
    TRAVEL = "resor", "Resor"
    OTHER = "ovrigt", "Övrigt"


class Part(TextChoices):
    """What a section of a report holds."""

    FACTS = "facts", "Uppgifter"
    PARTIES = "parties", "Parter"
    TEXTS = "texts", "Svar"
    RESULTS = "results", "Mål och svar"
    COSTS = "costs", "Kostnader"
    SIGNATURES = "signatures", "Underskrifter"


class Phase(TextChoices):
    """What participants are counted by in a period (Uppföljning Finsam counts sex and nothing else)."""

    NEW = "nya", "Nya"
    GOING = "pagaende", "Pågående"
    ENDED = "avslutade", "Avslutade"


class Counted(TextChoices):
    """What a figure of participants counts: the phases, and all who took part in the period."""

    TOOK_PART = "deltagare", "Deltagare"
    NEW = "nya", "Nya"
    GOING = "pagaende", "Pågående"
    ENDED = "avslutade", "Avslutade"


class Measure(TextChoices):
    """What a cell of a counting counts; a full-time share is kept in hundredths of a full-time job (4,3 is 430)."""

    OPENING = "borjan", "Vid periodens början"
    NEW = "nya", "Nya"
    TOOK_PART = "deltagare", "Deltagare"
    ENDED = "avslutade", "Avslutade"
    GOING = "pagaende", "Pågående vid slutet"
    QUEUE = "ko", "I kö"
    PLACES = "platser", "Platser"
    REASON = "orsak", "Varför de avslutades"
    INCOME_BEFORE = "forsorjning_fore", "Försörjning före"
    INCOME_AFTER = "forsorjning_efter", "Försörjning efter"
    WORK_BEFORE = "sysselsattning_fore", "Sysselsättning före"
    WORK_AFTER = "sysselsattning_efter", "Sysselsättning efter"
    HOURS_BEFORE = "heltid_fore", "Motsvarar heltid före"
    HOURS_AFTER = "heltid_efter", "Motsvarar heltid efter"
    OWN = "eget", "Eget mått"


HEADS = frozenset(Measure) - {Measure.PLACES, Measure.HOURS_BEFORE, Measure.HOURS_AFTER}  # that count persons


class ListKind(TextChoices):
    """What the values of a förbund's own list are; ages and kommuner divide, the others are counted themselves."""

    REASON = "orsak", "Orsaker till avslut"
    INCOME = "forsorjning", "Försörjning"
    WORK = "sysselsattning", "Sysselsättning"
    MUNICIPALITY = "kommun", "Kommuner"
    AGE = "alder", "Åldrar"
    OWN = "eget", "Egna mått"


class NationalGroup(TextChoices):
    """What a value of a förbund's own list is counted as together with those of others."""

    WORK = "arbete", "Arbete"
    STUDIES = "studier", "Studier"
    WORK_OR_STUDIES = "arbete_studier", "Arbete eller studier"
    SEEKING = "arbetssokande", "Aktivt arbetssökande"
    REHABILITATION = "rehabilitering", "Arbetslivsinriktad rehabilitering"
    SICKNESS = "sjukdom", "Sjukdom"
    OTHER = "annat", "Annat skäl"
    PUBLIC = "offentlig", "Offentlig försörjning"
    NOT_PUBLIC = "ingen_offentlig", "Ingen offentlig försörjning"
    UNKNOWN = "okand", "Uppgift saknas"


class PeriodKind(TextChoices):
    """How long a counted period is."""

    MONTH = "manad", "Månad"
    QUARTER = "kvartal", "Kvartal"
    TERTIAL = "tertial", "Tertial"
    HALF_YEAR = "halvar", "Halvår"
    YEAR = "ar", "År"
    OTHER = "annan", "Andra dagar"


class CountingState(TextChoices):
    """A counted period, from its first figure to the day it is closed; it is opened again with a reason."""

    OPEN = "open", "Öppen"
    HANDED_IN = "handed_in", "Lämnad"
    CLOSED = "closed", "Stängd"
    REOPENED = "reopened", "Öppnad igen"


COUNTING_TRANSITIONS: dict[CountingState, frozenset[CountingState]] = {
    CountingState.OPEN: frozenset({CountingState.HANDED_IN}),
    CountingState.HANDED_IN: frozenset({CountingState.CLOSED, CountingState.REOPENED}),
    CountingState.CLOSED: frozenset({CountingState.REOPENED}),
    CountingState.REOPENED: frozenset({CountingState.HANDED_IN}),
}

TOLD_TO_SHARERS = frozenset({CountingState.HANDED_IN, CountingState.CLOSED})
COUNTABLE = frozenset({CountingState.OPEN, CountingState.REOPENED})


class Sex(TextChoices):
    """By what participants are divided, and all of them."""

    WOMEN = "women", "Kvinnor"
    MEN = "men", "Män"
    UNKNOWN = "unknown", "Uppgift saknas"
    TOTAL = "total", "Totalt"


class ApplicationState(TextChoices):
    """An ansökan from its first word to the board's decision."""

    DRAFT = "draft", "Påbörjad"
    SUBMITTED = "submitted", "Inlämnad"
    PREPARING = "preparing", "I beredning"
    TO_COMPLETE = "to_complete", "Att komplettera"
    DECIDED = "decided", "Beslutad"
    WITHDRAWN = "withdrawn", "Återkallad"


APPLICATION_TRANSITIONS: dict[ApplicationState, frozenset[ApplicationState]] = {
    ApplicationState.DRAFT: frozenset({ApplicationState.SUBMITTED, ApplicationState.WITHDRAWN}),
    ApplicationState.SUBMITTED: frozenset(
        {
            ApplicationState.PREPARING,
            ApplicationState.TO_COMPLETE,
            ApplicationState.DECIDED,
            ApplicationState.WITHDRAWN,
        }
    ),
    ApplicationState.PREPARING: frozenset(
        {ApplicationState.TO_COMPLETE, ApplicationState.DECIDED, ApplicationState.WITHDRAWN}
    ),
    # The office may go on with what it has, whether or not the completion comes.
    ApplicationState.TO_COMPLETE: frozenset(
        {
            ApplicationState.SUBMITTED,
            ApplicationState.PREPARING,
            ApplicationState.DECIDED,
            ApplicationState.WITHDRAWN,
        }
    ),
    # Referred back, or a new § takes the place of the old.
    ApplicationState.DECIDED: frozenset({ApplicationState.PREPARING}),
    ApplicationState.WITHDRAWN: frozenset(),
}

APPLICATION_WRITABLE = frozenset({ApplicationState.DRAFT, ApplicationState.TO_COMPLETE})
UNDECIDED = frozenset({ApplicationState.SUBMITTED, ApplicationState.PREPARING, ApplicationState.TO_COMPLETE})
RECEIVED = frozenset(ApplicationState) - {ApplicationState.DRAFT}


class Ask(TextChoices):
    """What a section of an ansökan asks for."""

    FACTS = "facts", "Insatsen"
    PARTIES = "parties", "Sökande"
    TEXTS = "texts", "Beskrivning"
    GOALS = "goals", "Mål och aktiviteter"
    PLACES = "places", "Deltagare"
    COSTS = "costs", "Kostnader"
    FILES = "files", "Bilagor"


class PaymentState(TextChoices):
    """A rekvisition from its first word until the money has gone out, or come back."""

    DRAFT = "draft", "Påbörjad"
    SUBMITTED = "submitted", "Inlämnad"
    RETURNED = "returned", "Tillbaka för komplettering"
    ATTESTED = "attested", "Attesterad"
    PAID = "paid", "Betald"
    CREDITED = "credited", "Krediterad"


PAYMENT_TRANSITIONS: dict[PaymentState, frozenset[PaymentState]] = {
    PaymentState.DRAFT: frozenset({PaymentState.SUBMITTED}),
    PaymentState.SUBMITTED: frozenset({PaymentState.RETURNED, PaymentState.ATTESTED}),
    PaymentState.RETURNED: frozenset({PaymentState.SUBMITTED}),
    # Found wrong before the money went out: what was attested is attested anew.
    PaymentState.ATTESTED: frozenset({PaymentState.RETURNED, PaymentState.PAID}),
    PaymentState.PAID: frozenset({PaymentState.CREDITED}),
    PaymentState.CREDITED: frozenset(),
}

PAYMENT_WRITABLE = frozenset({PaymentState.DRAFT, PaymentState.RETURNED})
REQUESTED = frozenset(
    {PaymentState.SUBMITTED, PaymentState.ATTESTED, PaymentState.PAID}
)  # asks for money now
PAYMENT_RECEIVED = frozenset(PaymentState) - {PaymentState.DRAFT}


class Met(TextChoices):
    """Whether an ansökan meets one of the förbund's criteria, in the office's judgement."""

    YES = "ja", "Ja"
    PARTLY = "delvis", "Delvis"
    NO = "nej", "Nej"


class Stance(TextChoices):
    """What a member of the beredningsgrupp, or all of it, says of an ansökan."""

    FOR = "tillstyrker", "Tillstyrker"
    PARTLY = "delvis", "Tillstyrker delvis"
    AGAINST = "avstyrker", "Avstyrker"
    NEITHER = "avstar", "Tar inte ställning"


class OpinionState(TextChoices):
    """A yttrande: what is being written is its writer's alone."""

    DRAFT = "draft", "Skrivs"
    GIVEN = "given", "Lämnat"


OPINION_TRANSITIONS: dict[OpinionState, frozenset[OpinionState]] = {
    OpinionState.DRAFT: frozenset({OpinionState.GIVEN}),
    # Taken back to be changed, as long as the board has not decided.
    OpinionState.GIVEN: frozenset({OpinionState.DRAFT}),
}


class CoApplicantState(TextChoices):
    """A party that is named in an ansökan, and what it says of being so."""

    ASKED = "asked", "Har inte svarat"
    CONFIRMED = "confirmed", "Bekräftat"
    DECLINED = "declined", "Är inte med"
    ENDED = "ended", "Gäller inte längre"


CO_APPLICANT_TRANSITIONS: dict[CoApplicantState, frozenset[CoApplicantState]] = {
    CoApplicantState.ASKED: frozenset(
        {CoApplicantState.CONFIRMED, CoApplicantState.DECLINED, CoApplicantState.ENDED}
    ),
    # Asked anew, since what was confirmed has been changed; each time by a link of its own.
    CoApplicantState.CONFIRMED: frozenset({CoApplicantState.ENDED}),
    CoApplicantState.DECLINED: frozenset({CoApplicantState.ENDED}),
    CoApplicantState.ENDED: frozenset(),
}


class WordsOf(TextChoices):
    """Documents that the förbund words itself."""

    GRANTED = "beviljat", "Beslutsmeddelande, beviljat"
    REFUSED = "avslag", "Beslutsmeddelande, avslag"
    AGREEMENT = "avtal", "Överenskommelse"


class AgreementState(TextChoices):
    """An överenskommelse from its first word until it has run out."""

    DRAFT = "draft", "Utkast"
    FOR_SIGNING = "for_signing", "För underskrift"
    SIGNED = "signed", "Undertecknad"
    ENDED = "ended", "Avslutad"


AGREEMENT_TRANSITIONS: dict[AgreementState, frozenset[AgreementState]] = {
    # One that was signed on paper is taken in as it is.
    AgreementState.DRAFT: frozenset({AgreementState.FOR_SIGNING, AgreementState.SIGNED}),
    # Sent back by one who signs, or taken back by the office.
    AgreementState.FOR_SIGNING: frozenset({AgreementState.DRAFT, AgreementState.SIGNED}),
    AgreementState.SIGNED: frozenset({AgreementState.ENDED}),
    AgreementState.ENDED: frozenset(),
}


class PaymentInterval(TextChoices):
    """How often money is asked for."""

    MONTH = "manad", "En gång i månaden"
    QUARTER = "kvartal", "En gång i kvartalet"
    TERTIAL = "tertial", "En gång i tertialet"


INTERVAL_MONTHS = {PaymentInterval.MONTH: 1, PaymentInterval.QUARTER: 3, PaymentInterval.TERTIAL: 4}


class Side(TextChoices):
    """The parties of an överenskommelse."""

    ASSOCIATION = "forbundet", "Förbundet"
    PARTY = "part", "Den andra parten"


class EventKind(TextChoices):
    """What kind of arrangemang it is."""

    CONFERENCE = "konferens", "Konferens"
    LECTURE = "forelasning", "Föreläsning"
    TRAINING = "utbildning", "Utbildning"
    NETWORK = "natverk", "Nätverksträff"
    CAMPAIGN = "temadagar", "Temadagar"
    INFORMATION = "information", "Information"
    OTHER = "annat", "Annat"


class EventState(TextChoices):
    """An arrangemang from the day it is planned."""

    PLANNED = "planned", "Planerat"
    HELD = "held", "Genomfört"
    CANCELLED = "cancelled", "Inställt"


EVENT_TRANSITIONS: dict[EventState, frozenset[EventState]] = {
    EventState.PLANNED: frozenset({EventState.HELD, EventState.CANCELLED}),
    EventState.HELD: frozenset({EventState.HELD}),  # what is told of it may be told better
    EventState.CANCELLED: frozenset(),
}


class Way(TextChoices):
    """How people came to an arrangemang."""

    PLACE = "plats", "På plats"
    ONLINE = "digitalt", "Digitalt"
    WATCHED = "visning", "Visningar i efterhand"


VISITS = "besok"  # beside the measures of countings, in the ledger of what has been published


class ShareState(TextChoices):
    """A share of an insats from the day another förbund is offered it."""

    OFFERED = "offered", "Erbjuden"
    ACCEPTED = "accepted", "Gäller"
    DECLINED = "declined", "Avböjd"
    WITHDRAWN = "withdrawn", "Tillbakadragen"
    ENDED = "ended", "Avslutad"


SHARE_TRANSITIONS: dict[ShareState, frozenset[ShareState]] = {
    ShareState.OFFERED: frozenset({ShareState.ACCEPTED, ShareState.DECLINED, ShareState.WITHDRAWN}),
    ShareState.ACCEPTED: frozenset({ShareState.ENDED}),
    ShareState.DECLINED: frozenset(),
    ShareState.WITHDRAWN: frozenset(),
    ShareState.ENDED: frozenset(),
}
OPEN_SHARES = frozenset({ShareState.OFFERED, ShareState.ACCEPTED})
GIVEN_SHARES = frozenset({ShareState.ACCEPTED, ShareState.ENDED})  # what they counted stays counted
