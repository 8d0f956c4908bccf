"""A real plan and a real årsredovisning from nothing, through the pages alone: pasted, written, adopted, signed, published, corrected.

What they say and count is read from the folder shared beside the project; none of their sentences stands here.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import TestCase
from django.urls import reverse

from board.models import Meeting, Paragraph
from board.states import ParagraphKind
from economy.models import StatementLine
from finsam.models import Association, Body, Person
from finsam.queue import duties
from finsam.registries import fields
from finsam.states import AppointmentRole, BodyKind, MemberKind
from reporting.documents.report import frozen_sections
from reporting.models import Activity, Report
from reporting.queries.reports import typed_in
from tests.cast import client_of
from tests.economy.desk import Desk
from tests.economy.plan import as_excel

SHARED = Path(__file__).resolve().parents[3] / "shared"
pytestmark = pytest.mark.skipif(
    not SHARED.exists(), reason="the folder shared with real documents does not lie beside the project"
)


def seed(number: str) -> str:
    return next(SHARED.glob(f"seeds/{number}_*.txt")).read_text(encoding="utf-8")


def case(name: str) -> dict:
    return json.loads((SHARED / "cases" / f"{name}.json").read_text(encoding="utf-8"))


def areas_of(text: str) -> list[tuple[str, str, list[str]]]:
    """The plan's areas: name, what is said of it, and its activities, each ended by a full stop at the end of a line."""
    chapter = text[
        text.index("4 Mal") if "4 Mal" in text else text.index("4 Mål") : text.index("\n5 Organisation")
    ]
    heads = list(re.finditer(r"^(\w+) [—-] Att", chapter, re.MULTILINE))
    ends = [*(head.start() for head in heads[1:]), len(chapter)]
    found = []
    for head, end in zip(heads, ends, strict=True):
        said, activities = re.split(r"M[aå]l/aktiviteter 2023:", chapter[head.start() : end])
        rows = re.split(r"(?<=\.)\s*\n", activities)
        found.append(
            (
                head[1],
                " ".join(said.split()),
                [" ".join(row.split()).removeprefix("- ") for row in rows if row.strip()],
            )
        )
    return found


def passages(text: str) -> list[str]:
    """The passages of a text, each on a line, without page numbers and web addresses."""
    found = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return [part for part in found if len(part) > 20 and not part.startswith(("http", "|", "<"))]


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@dataclass(frozen=True)
class Town:
    """A förbund as its pages made it: who sits in its board, and its förbundschef, the only one whom a command adds."""

    association: Association
    chief: Person

    @property
    def board(self) -> Body:
        return self.association.bodies.get(kind=BodyKind.BOARD)


MEMBERS = (
    ("kommun", "Exempels kommun", "EK", AppointmentRole.CHAIR, "Margareta Ek"),
    ("region", "Region Exempelland", "RE", AppointmentRole.VICE_CHAIR, "Lars-Erik Norén"),
    ("fk", "Försäkringskassan", "FK", AppointmentRole.MEMBER, "Daniel Haddad"),
    ("af", "Arbetsförmedlingen", "AF", AppointmentRole.MEMBER, "Solveig Åström"),
)


@pytest.fixture
def town(db: None, settings) -> Town:
    """A förbund of 2020 from nothing."""
    return founded(settings, "2020-01-02")


def founded(settings, day: str) -> Town:
    """A förbund from nothing on that day: its members and its board are typed on their pages."""
    settings.FINSAM_TODAY = day
    call_command(
        "add_association", "exempel", "Samordningsförbundet Exempel", "222000-0000", "Exempelby", "Förvaltningsrätten i Exempelby",
        "Anna Berglund", "anna.berglund@example.se",
    )  # fmt: skip
    association = Association.objects.get(slug="exempel")
    made = Town(association, association.people.get())
    desk = Desk(made)
    for place, (kind, name, short, role, sitting) in enumerate(MEMBERS):
        desk.post(
            "member_add",
            kind=MemberKind[kind.upper()],
            name=name,
            abbreviation=short,
            seats=1,
            position=place,
        )
        page = f"{reverse('appointment_add', args=['exempel'])}?organ={made.board.pk}"
        facts = {"name": sitting, "email": f"ledamot{place}@example.se", "role": role, "from_on": day,
                 "member": association.members.get(name=name).pk, "position": place}  # fmt: skip
        assert desk.client.post(page, facts).status_code == 302
    return made


class Office(Desk):
    """Whoever writes reports in the office; work is done at once."""

    def ask(self, name: str, /, *args: object, **data: object):
        with duties.at_once(), TestCase.captureOnCommitCallbacks(execute=True):
            return self.post(name, *args, **data)

    def write(self, report: Report, heading: str, *paragraphs: str) -> None:
        """Write a section's text and say that it is done."""
        section = report.sections.get(heading=heading)
        html = "".join(f"<p>{each}</p>" for each in paragraphs)
        self.post(
            "section_save",
            section.pk,
            text=html,
            text_format="html",
            base_version=section.text.version,
            act="done",
        )

    def adopt(self, report: Report, paragraph: Paragraph) -> Report:
        """Choose the §, hear what is remarked, and let it be frozen."""
        self.ask("report_adopt", report.pk, paragraph=paragraph.pk, heard=paragraph.pk)
        return Report.objects.get(pk=report.pk)


def decided(town: Town, office: Office, settings, day: dt.date, number: int, heading: str) -> Paragraph:
    """A § of its true number and day: planned, called, held and closed on the pages of the meeting."""
    page = f"{reverse('number_list', args=['exempel'])}?ar={day.year}"
    settings.FINSAM_TODAY = (day - dt.timedelta(days=15)).isoformat()
    form = office.client.get(page).context["form"]
    wanted = {line.key: number - 1 if line.body == town.board else line.next for line in form.lines}
    office.client.post(page, wanted)
    office.post("meeting_plan", body=town.board.pk, held_on=day, starts_at="09.00", ends_at="11.00", place="Torget", kind="ordinarie",
                is_public="on")  # fmt: skip
    meeting = Meeting.objects.get(body=town.board, held_on=day)
    office.post(
        "paragraph_add",
        meeting.pk,
        heading=heading,
        kind=ParagraphKind.MATTER,
        proposal="fastställa handlingen",
    )
    office.ask("meeting_call", meeting.pk, message="")
    for person in Person.objects.filter(appointments__body=town.board):
        client_of(person).post(reverse("meeting_answer", args=["exempel", meeting.pk]), {"answer": "coming"})
    settings.FINSAM_TODAY = day.isoformat()
    office.post("meeting_open", meeting.pk)
    paragraph = meeting.paragraphs.get(heading=heading)
    office.post("paragraph_save", paragraph.pk, **{
        "base_version": paragraph.version, "text": "<p>Handlingen gås igenom.</p>", "decisions-TOTAL_FORMS": 1,
        "decisions-0-key": "k1", "decisions-0-text": "fastställa handlingen", "act": "take_up",
    })  # fmt: skip
    office.post("meeting_close", meeting.pk)
    paragraph.refresh_from_db()
    assert paragraph.number == number
    return paragraph


def sign(report: Report, person: Person) -> None:
    """Ask for a code, and sign with it."""
    client = client_of(person)
    answer = client.post(reverse("report_sign", args=["exempel", report.pk]))
    client.post(answer.url, {"code": mail.outbox[-1].subject.split()[0]})


def text_of(report: Report) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", each.html) for each in frozen_sections(report.content))


def let_stand(office: Office, report: Report) -> None:
    """Let each typed number stand that a stored figure looks like, as the office does where the seed writes so."""
    figures = fields.values(office.association, report.year)
    for section in report.sections.select_related("text"):
        for typed in typed_in(section, figures):
            office.post("section_number", section.pk, typed=typed.text, act="keep")


def begin_correction(office: Office, report: Report, heading: str) -> Report:
    """Begin a new version of an adopted report, and mend one section."""
    office.post("report_correct", report.pk, note="Ett ord i texten.")
    new = Report.objects.get(corrects=report)
    office.write(new, heading, "Rättat.")
    let_stand(office, new)
    return new


def adopt_correction(town: Town, office: Office, settings, new: Report, day: dt.date, number: int) -> None:
    """Have the correction adopted by a § held after it began, and published."""
    office.adopt(new, decided(town, office, settings, day, number, f"Rättelse av {new.title}"))
    office.post("report_publish", new.pk)


def test_the_plan_of_areas_and_activities_is_built_adopted_and_corrected(town: Town, settings, client):
    settings.FINSAM_TODAY = "2022-11-01"
    office, areas = Office(town), areas_of(seed("002"))
    office.open_year(2023, layout="empty", unit="tkr")
    office.paste(2023, as_excel(case("norra-vastmanland-2023")), unit="", document="Budgeten")
    for name, said, activities in areas:
        office.post("goal_area_add", 2023, name=name, text=f"<p>{escape(said)}</p>", text_format="html")
        office.post(
            "goal_add", 2023, goal=name, area=name, status="not_assessed", result="", result_format="html",
            activities="\n".join(activities), measures="",
        )  # fmt: skip
    assert len(areas) == 3
    assert Activity.objects.count() == sum(len(each) for _, _, each in areas) > 20

    report = Report.objects.get(
        pk=office.begin_report("verksamhetsplan", 2023, outline="verksamhetsplan-omraden", unit="tkr")
    )
    shares = report.sections.get(block="shares")
    process = StatementLine.objects.get(label__contains="Processtöd")
    office.post("section_groups", shares.pk, **{f"line-{process.key}": "Processtöd"})
    office.write(report, "Bakgrund", *passages(seed("002").split("1 Om")[0]))
    let_stand(office, report)

    adopted = office.adopt(
        report, decided(town, office, settings, dt.date(2022, 11, 24), 45, "Verksamhetsplan och budget 2023")
    )
    assert (adopted.state, adopted.adopted_by.meeting.held_on) == ("adopted", dt.date(2022, 11, 24))
    printed = words_of(unescape(text_of(adopted)))
    assert [
        each for _, _, rows in areas for row in rows for each in words_of(row) if each not in printed
    ] == []
    split = case("norra-vastmanland-2023")["split_2023_percent"]
    said = words_of(" ".join(said for _, said, _ in areas))
    assert [each for each in said if each not in printed] == []  # a målområde's own text
    assert f"Processtöd 421 {split['processtöd']} %" in " ".join(unescape(text_of(adopted)).split())

    office.post("report_publish", adopted.pk)
    new = begin_correction(office, adopted, "Bakgrund")
    adopt_correction(town, office, settings, new, dt.date(2022, 12, 15), 60)
    page = client.get(reverse("public_report", args=["exempel", new.pk])).content.decode()
    assert "Rättat." in page
    assert Report.objects.get(pk=adopted.pk).replaced_by == new


def income_table(found: dict, *columns: str) -> str:
    """Some columns of the income statement as the seed prints it; what follows the sum of the costs is computed."""
    rows, totals = [("(kr)", columns)], found["totals"]
    places = [found["columns"].index(column.lower().replace(" ", "_")) for column in columns]
    for group in dict.fromkeys(row["group"] for row in found["rows"]):
        rows.append((group, []))
        rows += [(row["line"], row["values"]) for row in found["rows"] if row["group"] == group]
        rows.append((f"Summa {group.lower()}", totals[group]))
    rows += [(name, totals[name]) for name in ("Ränteintäkter", "Räntekostnader", "Årets resultat")]
    return written_out(rows, places)


def balance_table(found: dict, column: str) -> str:
    """A year of the balance sheet as the seed prints it, with a head for each side."""
    rows, totals = [("(kr)", [column])], found["totals"]
    for side, head, last in (
        ("tillgångar", "Tillgångar", "Summa tillgångar"),
        ("eget kapital och skulder", "Eget kapital och skulder", "Summa skulder och eget kapital"),
    ):
        rows.append((head, []))
        rows += [(row["line"], row["values"]) for row in found["rows"] if row["side"] == side]
        rows.append((last, totals[last]))
    return written_out(rows, [found["columns"].index(f"{column[-4:]}-12-31")])


def written_out(rows: list, places: list[int]) -> str:
    """A table as it is copied: heads as they are, of the amounts the chosen columns."""
    heads, body = rows[0], rows[1:]
    lines = ["\t".join([heads[0], *heads[1]])]
    lines += [
        "\t".join([label, *(str(values[place]) for place in places if values)]) for label, values in body
    ]
    return "\n".join(lines)


def chapters_of(text: str) -> dict[str, list[str]]:
    """What stands under each heading of the årsredovisning, by its words alone."""
    parts = re.split(r"^#+ (.*)$", text[text.index("## Ordförande har ordet") :], flags=re.MULTILINE)
    return {
        " ".join(words_of(re.sub(r"^[\d.]+", "", head))).casefold(): passages(body)
        for head, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def test_the_arsredovisning_is_built_adopted_by_26_signed_published_and_corrected(
    town: Town, settings, client
):
    settings.FINSAM_TODAY = "2022-03-01"
    office, found = Office(town), case("ornskoldsvik-2021")
    income, balance = found["income_statement"], found["balance_sheet"]
    office.open_year(2020, layout="empty")
    office.paste(2020, income_table(income, "Utfall 2020"), unit="", document="Årsredovisningen")
    office.paste(2020, balance_table(balance, "Utfall 2020"), unit="", document="Årsredovisningen")
    office.open_year(2021, layout="2020")
    office.paste(
        2021, income_table(income, "Utfall 2021", "Budget 2021"), unit="", document="Årsredovisningen"
    )
    office.paste(2021, balance_table(balance, "Utfall 2021"), unit="", document="Årsredovisningen")
    report = Report.objects.get(pk=office.begin_report("arsredovisning", 2021))
    chapters, written = chapters_of(seed("003")), []
    for section in report.sections.filter(text__isnull=False):
        said = chapters.get(" ".join(words_of(section.heading)).casefold(), [])
        if said:
            office.write(report, section.heading, *map(escape, said))
            written.append(section.heading)
    assert len(written) >= 4
    let_stand(office, report)

    adopted = office.adopt(
        report, decided(town, office, settings, dt.date(2022, 3, 25), 26, "Årsredovisning för 2021")
    )
    assert (adopted.state, adopted.adopted_by.number) == ("adopted", 26)
    printed = "".join(unescape(text_of(adopted)).split())
    figures = {value for row in income["rows"] + balance["rows"] for value in row["values"]}
    assert [each for each in figures if f"{abs(each)}" not in printed] == []

    places = list(adopted.signings.select_related("person"))
    assert {place.person.name for place in places} == {name for *_, name in MEMBERS}
    for place in places:
        sign(adopted, place.person)
    assert not adopted.signings.filter(signed_at__isnull=True).exists()
    office.post("report_publish", adopted.pk)
    new = begin_correction(office, adopted, written[0])
    adopt_correction(town, office, settings, new, dt.date(2022, 4, 29), 40)
    page = client.get(reverse("public_report", args=["exempel", new.pk])).content.decode()
    assert "Version 2: Ett ord i texten." in page
