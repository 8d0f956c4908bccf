"""A § as print shows it: text, yrkanden, omröstning, beslut, reservationer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from board.wording import statements
from finsam.swedish import words
from finsam.swedish.dates import day_month, long_date, paragraphs, points


@dataclass(frozen=True)
class Clause:
    """One att-sats: what is decided, and who does it by when."""

    text: str
    responsible: str = ""
    due_on: date | None = None
    financing: tuple[
        str, ...
    ] = ()  # what each amount is and out of what it is paid (11 kap. 15 § kommunallagen)

    @property
    def task_text(self) -> str:
        """Such as "Ansvarig: Jonas Ekwall. Klart senast den 13 maj 2022."; nothing when nobody is asked."""
        says_who = _says_who(self.text, self.responsible)
        parts = [f"Ansvarig: {self.responsible}."] if self.responsible and not says_who else []
        if self.due_on and not _says_day(self.text, self.due_on):
            parts.append(f"Klart senast den {long_date(self.due_on)}.")
        return " ".join(parts)

    @property
    def money_text(self) -> str:
        """Such as "Finansiering: 420 000 kronor 2022, ur Insatser."; nothing when no money is moved."""
        untold = [each for each in self.financing if not _says_money(self.text, each)]
        return f"Finansiering: {'; '.join(untold)}." if untold else ""

    @property
    def agreed_task(self) -> str:
        """Such as "Jonas Ekwall, senast den 13 maj 2022", as notes say it; nothing when nobody is asked."""
        says_day = self.due_on is not None and _says_day(self.text, self.due_on)
        by = f"senast den {long_date(self.due_on)}" if self.due_on and not says_day else ""
        who = "" if _says_who(self.text, self.responsible) else self.responsible
        return words.capitalised(", ".join(filter(None, (who, by))))


def _says_who(text: str, who: str) -> bool:
    """Whether the att-sats itself gives the task to her: "uppdra till Anna Ek att …", or "Anna Ek tar fram …"."""
    name = re.escape(who.strip())
    given = rf"^(?:att )?{name}\b|\b(?:uppdra (?:till|åt)|ge|låta|bemyndiga|be|utse|välja) {name}\b"
    return bool(name) and bool(re.search(given, " ".join(text.split()), re.IGNORECASE))


def _says_money(text: str, financing: str) -> bool:
    """Whether the att-sats itself says the amount and what it is paid out of (11 kap. 15 § kommunallagen)."""
    told = text.replace("\u00a0", " ").casefold()
    amount, _, source = financing.replace("\u00a0", " ").casefold().partition(", ur ")
    kronor = amount.rpartition(" kronor")[0]
    return bool(source) and f" {kronor} kr" in f" {told}" and f" ur {source}" in told


_ORDINAL = re.compile(r"(\d):(?:a|e)\b")


def _says_day(text: str, day: date) -> bool:
    """Whether the att-sats names its last day itself, so that it is not said twice."""
    said = _ORDINAL.sub(r"\1", text.replace("\u00a0", " ").casefold())
    numbers = rf"(?<![\d/]){day.day}/{day.month}(?!/)(?:[ -](?:{day.year}|{day:%y}))?(?![ -]?\d)"
    if re.search(numbers, said):
        return True
    in_words = f"{day_month(day)} {day.year}".replace("\u00a0", " ").casefold()
    alone = rf"(?<!\d){re.escape(in_words.removesuffix(f' {day.year}'))}(?! \d{{4}})"
    return day.isoformat() in said or f" {in_words}" in f" {said}" or bool(re.search(alone, said))


def sentence(text: str) -> str:
    """Write what was agreed as a sentence of its own."""
    return f"{words.capitalised(words.clause(text).removeprefix('att '))}."


def printed(clauses: Iterable[Clause]) -> tuple[tuple[str, str, str], ...]:
    """Give each att-sats with its punctuation, how it is financed, and who does it by when."""
    written = [clause for clause in clauses if words.clause(clause.text)]
    texts = words.clauses(clause.text for clause in written)
    told = ((clause.money_text, clause.task_text) for clause in written)
    return tuple((text, money, task) for text, (money, task) in zip(texts, told, strict=True))


def agreed(clauses: Iterable[Clause]) -> tuple[tuple[str, str], ...]:
    """Give what was agreed under a point, each as a sentence, and who does it by when."""
    written = [clause for clause in clauses if words.clause(clause.text)]
    return tuple((sentence(clause.text), clause.agreed_task) for clause in written)


def papers_text(attachments: Sequence[int], papers: Sequence[str]) -> str:
    """Name the handlingar of a §: "Bilaga 1 och 2. Även: Lägesrapport och Enkät."."""
    numbered = f"Bilaga {words.join_och(map(str, attachments))}" if attachments else ""
    if not papers:
        return numbered
    named = words.join_och(papers)
    return f"{numbered}. Till ärendet hör även {named}." if numbered else f"{words.capitalised(named)}."


@dataclass(frozen=True)
class Subsection:
    """An underpunkt of a §: text, att-satser and handlingar under a heading of its own."""

    heading: str
    presenter: str = ""
    text: SafeString | str = ""
    clauses: tuple[Clause, ...] = ()
    attachments: tuple[int, ...] = ()
    papers: tuple[str, ...] = ()

    @property
    def printed_clauses(self) -> tuple[tuple[str, str, str], ...]:
        return printed(self.clauses)

    @property
    def agreed(self) -> tuple[tuple[str, str], ...]:
        return agreed(self.clauses)

    @property
    def attachments_text(self) -> str:
        return papers_text(self.attachments, self.papers)


@dataclass(frozen=True)
class Vote:
    """How one person voted: ja, nej or avstår."""

    name: str
    choice: str


@dataclass(frozen=True)
class Voting:
    """An open vote: what ja and nej meant, how each voted, and the outcome (kommunallagen 5 kap. 66 §)."""

    proposition: str
    votes: tuple[Vote, ...]
    outcome: str
    counts: tuple[tuple[str, str], ...] = ()  # what was proposed and its votes, where each vote is not told
    is_secret: bool = False

    CHOICES = ("Ja", "Nej", "Avstår")

    @property
    def rows(self) -> tuple[tuple[str, tuple[bool, ...]], ...]:
        """Each voter with one mark under ja, nej or avstår."""
        return tuple(
            (vote.name, tuple(vote.choice.lower() == choice.lower() for choice in self.CHOICES))
            for vote in self.votes
        )


@dataclass(frozen=True)
class Statement:
    """What a person has put down in the protocol: a reservation or a särskilt yttrande."""

    name: str
    text: SafeString | str

    @property
    def as_reservation(self) -> str:
        return statements.reservation(self.name, self.text)

    @property
    def as_opinion(self) -> str:
        return statements.note(self.name, self.text, without_text="lämnar ett särskilt yttrande")

    @property
    def as_note(self) -> str:
        return statements.note(self.name, self.text, without_text="lämnar en anteckning till protokollet")


@dataclass(frozen=True)
class Section:
    """One § of a protocol."""

    number: int
    heading: str
    text: SafeString | str = ""
    reference: str = ""  # diarienummer of the ärende
    conflicts: tuple[str, ...] = ()  # sentences: who left because of jäv
    proposals: tuple[str, ...] = ()  # yrkanden that were not withdrawn, each a sentence
    order: str = ""  # propositionsordning
    votings: tuple[Voting, ...] = ()
    decider: str = "Styrelsen"
    clauses: tuple[Clause, ...] = ()
    reservations: tuple[Statement, ...] = ()
    statements: tuple[Statement, ...] = ()
    attachments: tuple[int, ...] = ()
    is_adjusted_immediately: bool = False
    adjusted_immediately_on: date | None = None
    points: tuple[Subsection, ...] = ()
    lead: str = ""  # the förbund's own words before the att-satser
    alone: str | None = (
        None  # the sentence where nothing is decided; as `lead` in what was frozen before it had one
    )
    kind: str = ""  # "Beslutsärende", where the förbund has it printed
    refers: str = ""  # a sentence: which earlier § this one follows or corrects
    papers: tuple[str, ...] = ()  # handlingar that are no bilaga
    notes: tuple[Statement, ...] = ()  # protokollsanteckningar
    presenter: str = ""
    is_point: bool = False  # of minnesanteckningar: what is agreed is no decision

    @property
    def anchor(self) -> str:
        """The place that contents and bookmarks point to."""
        return f"p{self.number}"

    @property
    def number_text(self) -> str:
        """Such as "§ 26", or "Punkt 3" of minnesanteckningar."""
        return words.capitalised(points([self.number])) if self.is_point else paragraphs([self.number])

    @property
    def printed_clauses(self) -> tuple[tuple[str, str, str], ...]:
        """Each att-sats with its punctuation, how it is financed, and who does it by when."""
        return printed(self.clauses)

    @property
    def lead_text(self) -> str:
        """What stands before the att-satser: "Styrelsen beslutar", or the förbund's own words."""
        return self.lead or f"{self.decider} beslutar"

    @property
    def lead_sentence(self) -> str:
        """The förbund's own words as a sentence, where no att-sats follows them, here or in an underpunkt."""
        said = self.lead if self.alone is None else self.alone
        decides = self.printed_clauses or any(point.printed_clauses for point in self.points)
        return f"{said.rstrip('.')}." if said and not decides else ""

    @property
    def above(self) -> str:
        """What stands under the heading: kind, diarienummer, and the earlier § it belongs to."""
        dnr = f"Dnr {self.reference}" if self.reference else ""
        return ". ".join(filter(None, (self.kind, dnr, self.refers)))

    @property
    def agreed(self) -> tuple[tuple[str, str], ...]:
        """What was agreed under a point, each as a sentence, and who does it by when."""
        return agreed(self.clauses)

    @property
    def adjusted_text(self) -> str:
        """What the main protocol says of a § that was justerad at once."""
        if self.adjusted_immediately_on:
            return f"Paragrafen justerades omedelbart den {long_date(self.adjusted_immediately_on)} i eget protokoll."
        return "Paragrafen justeras omedelbart i eget protokoll."

    @property
    def attachments_text(self) -> str:
        """Such as "Bilaga 1 och 2", and the handlingar that are no bilaga by name."""
        return papers_text(self.attachments, self.papers)
