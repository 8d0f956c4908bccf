"""Made-up documents for the tests of print: factories that take keywords only."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from django.utils.safestring import mark_safe

from board.documents import (
    Agenda,
    AgendaGroup,
    AgendaItem,
    Appeal,
    Attachment,
    AttendanceGroup,
    Attendee,
    BoardPosting,
    Clause,
    Contact,
    Extract,
    Notice,
    NoticeProof,
    Protocol,
    ProtocolKind,
    Section,
    Signer,
    Statement,
    TimeAndPlace,
    Vote,
    Voting,
)
from finsam.pdf import Look

LOOK = Look(name="Samordningsförbundet Exempelbygden", organisation_number="222000-0000")
WHEN = TimeAndPlace(
    on=date(2022, 3, 25),
    place="Storgatan 6, Exempelby, och på distans",
    starts_at=time(8, 30),
    ends_at=time(11, 30),
)
KEPT_AT = "Förbundets kansli, Storgatan 6, 000 00 Exempelby"
VERIFY = "finsam.example.se/verifiera"
APPEAL = Appeal(court="Förvaltningsrätten i Exempelstad", court_address="Box 1, 000 01 Exempelstad")
PARAGRAPH = (
    "<p>Förbundschefen redovisar utfallet till och med februari. Kostnaderna följer budgeten på 5 034 000 kronor, "
    "och av dem är 21,0 % använda. Två insatser har ännu inte rekvirerat medel för årets första månader.</p>"
)


def an_attendance() -> tuple[AttendanceGroup, ...]:
    """Four who decide, one of them an ersättare, and two others."""
    return (
        AttendanceGroup(
            "Beslutande",
            (
                Attendee("Karin Alström", "Exempelbygdens kommun", "Ordförande", "§§ 22–30"),
                Attendee(
                    "Mats Nyberg",
                    "Region Mellanbygd",
                    "Vice ordförande",
                    "§§ 22–27, 29–30",
                    remark="Jäv § 28",
                ),
                Attendee("Elin Sjögren", "Försäkringskassan", "Ledamot", "§§ 22–30", is_remote=True),
                Attendee(
                    "Amir Haddad",
                    "Arbetsförmedlingen",
                    "Tjänstgörande ersättare",
                    "§§ 24–30",
                    serving_for="Sofia Berg",
                    remark="Kom kl. 8.45",
                ),
            ),
        ),
        AttendanceGroup(
            "Övriga",
            (
                Attendee("Birgitta Lund", "Region Mellanbygd", "Ersättare", "§§ 22–30"),
                Attendee("Jonas Ekwall", "Förbundet", "Förbundschef, sekreterare", "§§ 22–30"),
            ),
        ),
    )


def a_section(number: int, heading: str, *, paragraphs: int = 1, **changes: Any) -> Section:
    """A § with so many paragraphs of text; `changes` are further fields of it."""
    return Section(number=number, heading=heading, text=mark_safe(PARAGRAPH * paragraphs), **changes)


def sections() -> tuple[Section, ...]:
    """Nine §§ that between them show everything a § can show."""
    filed = (Clause("lägga informationen till handlingarna"),)
    return (
        a_section(22, "Sammanträdet öppnas"),
        a_section(
            23,
            "Val av justerare",
            clauses=(Clause("utse Amir Haddad att justera protokollet tillsammans med ordföranden"),),
        ),
        a_section(24, "Föregående protokoll", clauses=filed),
        a_section(25, "Information", paragraphs=7, clauses=filed),
        a_section(
            26,
            "Årsredovisning för 2021",
            paragraphs=2,
            reference="2022/9",
            clauses=(
                Clause("att godkänna årsredovisningen för 2021, bilaga 1,"),
                Clause(
                    "att överlämna den till revisorerna och förbundsmedlemmarna",
                    responsible="Jonas Ekwall",
                    due_on=date(2022, 3, 31),
                ),
                Clause("att förklara paragrafen omedelbart justerad."),
            ),
            attachments=(1, 2),
            is_adjusted_immediately=True,
        ),
        a_section(27, "Indikatorenkäten 2021", paragraphs=3, clauses=filed, attachments=(3,)),
        a_section(
            28,
            "Medel ur Europeiska socialfonden plus",
            paragraphs=2,
            reference="2022/17",
            conflicts=(
                "Mats Nyberg anmäler jäv och lämnar sammanträdet. Han deltar inte i handläggningen av paragrafen.",
            ),
            proposals=(
                "Birgitta Lund yrkar att förbundet ska avstå från ansökan under 2022.",
                "Elin Sjögren yrkar bifall till förbundschefens förslag.",
            ),
            order="Ordföranden ställer de två yrkandena mot varandra och finner att styrelsen beslutar enligt förbundschefens förslag. Omröstning begärs.",
            votings=(
                Voting(
                    proposition="Den som bifaller förbundschefens förslag röstar ja. Den som bifaller Birgitta Lunds yrkande röstar nej.",
                    votes=(
                        Vote("Karin Alström", "ja"),
                        Vote("Elin Sjögren", "ja"),
                        Vote("Birgitta Lund", "nej"),
                        Vote("Amir Haddad", "avstår"),
                    ),
                    outcome="Två röster ja, en röst nej, en avstår. Styrelsen beslutar enligt förbundschefens förslag.",
                ),
            ),
            clauses=(
                Clause(
                    "ge förbundschefen i uppdrag att undersöka förutsättningarna för en ansökan och vilka insatser som kan komma i fråga",
                    responsible="Jonas Ekwall",
                    due_on=date(2022, 5, 13),
                ),
                Clause("uppdraget redovisas vid sammanträdet i maj"),
            ),
            reservations=(
                Statement(
                    "Birgitta Lund", "Förbundet har under 2022 ett budgeterat underskott på 622 000 kronor."
                ),
            ),
            statements=(
                Statement("Amir Haddad", "Frågan borde ha beretts i beredningsgruppen före sammanträdet."),
            ),
        ),
        a_section(
            29,
            "Medverkan vid nätverkets årsmöte",
            paragraphs=4,
            clauses=(
                Clause("avsätta högst 10 000 kronor, som ryms inom budgeten för kurser och konferenser"),
            ),
        ),
        a_section(30, "Sammanträdet avslutas"),
    )


SIGNERS = (
    Signer("underskrift-sekreterare", "Jonas Ekwall", "Sekreterare", label="Vid protokollet"),
    Signer("underskrift-ordforande", "Karin Alström", "Ordförande", label="Justeras"),
    Signer("underskrift-justerare-1", "Amir Haddad", "Justerare"),
)
ATTACHMENTS = (
    Attachment(1, "Årsredovisning 2021", "§ 26"),
    Attachment(2, "Revisorernas bedömning", "§ 26"),
    Attachment(3, "Sammanställning av indikatorenkäten", "§ 27", remark="Excel"),
)


def a_protocol(**changes: Any) -> Protocol:
    """The protocol of 25 March 2022, six pages or more."""
    protocol = Protocol(
        kind=ProtocolKind.MAIN,
        body="Styrelsen",
        when=WHEN,
        sections=sections(),
        attendance=an_attendance(),
        secretary="Jonas Ekwall",
        adjusters=("Amir Haddad",),
        signers=SIGNERS,
        kept_at=KEPT_AT,
        verify_address=VERIFY,
        reference="2022/14",
        attachments=ATTACHMENTS,
        distance_note="Den som deltar på distans ser och hör de andra på lika villkor.",
    )
    return replace(protocol, **changes)


def an_immediate_protocol() -> Protocol:
    """§ 26 alone, justerad at once."""
    return a_protocol(
        kind=ProtocolKind.IMMEDIATE,
        sections=(replace(sections()[4], is_adjusted_immediately=False),),
        attachments=ATTACHMENTS[:2],
    )


def a_correction() -> Protocol:
    """A rättelse of § 29."""
    return a_protocol(
        kind=ProtocolKind.CORRECTION,
        sections=(sections()[7],),
        attachments=(),
        corrects="§ 29 i protokollet från den 25 mars 2022",
        correction_reason="Beloppet i beslutet skrevs som 1 000 kronor.",
    )


def an_extract() -> Extract:
    """§ 28 of the signed protocol, for the kommun."""
    return Extract(
        body="Styrelsen",
        when=WHEN,
        sections=(sections()[6],),
        attendance=an_attendance(),
        certifier=Signer("bestyrkande", "Jonas Ekwall", "Förbundschef", label="Bestyrks"),
        made_on=date(2022, 4, 8),
        verify_address=VERIFY,
        reference="2022/17",
        adjusted_on=date(2022, 4, 5),
        signed_by=("ordföranden Karin Alström", "justeraren Amir Haddad"),
        sent_to=("Exempelbygdens kommun", "Region Mellanbygd"),
    )


def a_notice(**changes: Any) -> Notice:
    """The anslag of the main protocol, not yet posted."""
    notice = Notice(
        association=LOOK.name,
        body="Styrelsen",
        meeting_on=date(2022, 3, 25),
        section_numbers=(22, 23, 24, 25, 27, 28, 29, 30),
        adjusted_on=date(2022, 4, 5),
        kept_at=KEPT_AT,
        responsible="Jonas Ekwall, förbundschef",
        appeal=APPEAL,
        reference="2022/14",
        boards=("Exempelbygdens kommun", "Region Mellanbygd"),
        protocol_address="finsam.example.se/exempelbygden/protokoll/2022-03-25",
    )
    return replace(notice, **changes)


def a_notice_proof() -> NoticeProof:
    """The last anslagsbevis of § 26, whose appeal time Easter moved, with one board that was too early."""
    return NoticeProof(
        association=LOOK.name,
        body="Styrelsen",
        meeting_on=date(2022, 3, 25),
        sections="§ 26",
        adjusted_on=date(2022, 3, 25),
        postings=(
            BoardPosting(
                "Exempelbygdens kommun", "§ 26", date(2022, 3, 28), date(2022, 4, 20), date(2022, 4, 20)
            ),
            BoardPosting(
                "Region Mellanbygd", "§ 26", date(2022, 3, 28), date(2022, 4, 20), date(2022, 4, 19)
            ),
        ),
        last_appeal_on=date(2022, 4, 19),
        down_earliest_on=date(2022, 4, 20),
        made_on=date(2022, 4, 21),
        kept_at=KEPT_AT,
        responsible="Jonas Ekwall, förbundschef",
        appeal=APPEAL,
        reference="2022/14",
        is_immediate=True,
        moved_because="Tre veckor infaller på annandag påsk den 18 april 2022. Tiden går därför ut nästa vardag.",
        final_on=date(2022, 4, 20),
        appeals_text="Ingen har överklagat.",
    )


def an_agenda() -> Agenda:
    """The kallelse to 25 March 2022 on one page."""
    return Agenda(
        body="Styrelsen",
        when=replace(WHEN, place="Videomöte. Länken finns i mejlet och på förbundets sida för sammanträdet."),
        called_on=date(2022, 3, 11),
        called="Ledamöter och ersättare. Revisorerna är inbjudna.",
        hindrance="Meddelas kansliet senast den 22 mars, så att en ersättare hinner kallas.",
        groups=(
            AgendaGroup(
                "Öppnande",
                (
                    AgendaItem(1, "Sammanträdet öppnas", presenter="Karin Alström"),
                    AgendaItem(2, "Val av justerare", "Val", "Karin Alström"),
                    AgendaItem(
                        3, "Protokoll från den 25 februari 2022", "Beslut", "Karin Alström", "Bilaga 1"
                    ),
                ),
            ),
            AgendaGroup(
                "Ärenden för beslut",
                (
                    AgendaItem(
                        4,
                        "Årsredovisning för 2021",
                        "Beslut",
                        "Jonas Ekwall",
                        "Bilaga 2, 3",
                        remark="Paragrafen föreslås bli omedelbart justerad",
                    ),
                    AgendaItem(
                        5, "Medel ur Europeiska socialfonden plus", "Beslut", "Jonas Ekwall", "Bilaga 4"
                    ),
                ),
            ),
            AgendaGroup(
                "Information",
                (
                    AgendaItem(
                        6, "Ekonomisk lägesrapport till och med februari", "", "Jonas Ekwall", "Bilaga 5"
                    ),
                    AgendaItem(7, "Indikatorenkäten 2021", "", "Sara Hedman"),
                ),
            ),
            AgendaGroup(
                "Avslutning",
                (
                    AgendaItem(8, "Övriga frågor"),
                    AgendaItem(9, "Nästa sammanträde den 13 maj 2022", "", "Karin Alström"),
                ),
            ),
        ),
        contacts=(
            Contact("Karin Alström", "Ordförande"),
            Contact("Jonas Ekwall", "Förbundschef", "000-000 00 00", "jonas.ekwall@example.se"),
        ),
        reference="2022/14",
    )
