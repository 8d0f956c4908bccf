"""The cast: one small förbund with everyone who has something to do in it, and a neighbour."""

from dataclasses import dataclass

import pytest
from django.test import Client

from finsam.models import Association, Body, Member, Person
from finsam.states import AppointmentRole, BodyKind, MemberKind
from tests.factories import appoint, make_association, make_body, make_member, make_person


@dataclass(frozen=True)
class Cast:
    """The people of a förbund by what they are, and the bodies they sit in."""

    association: Association
    board: Body
    office: Body
    kommun: Member
    region: Member
    fk: Member
    af: Member
    chief: Person
    officer: Person
    chair: Person
    vice: Person
    adjuster: Person
    member: Person
    deputy: Person
    auditor: Person
    preparer: Person
    contact: Person
    outsider: Person

    def by_role(self) -> dict[str, Person]:
        """Everyone by the name of her role; the outsider belongs to the neighbour."""
        names = [
            "chief",
            "officer",
            "chair",
            "vice",
            "adjuster",
            "member",
            "deputy",
            "auditor",
            "preparer",
            "contact",
        ]
        return {name: getattr(self, name) for name in [*names, "outsider"]}


def make_cast(slug: str = "exempel") -> Cast:
    """Make the förbund, its four members, its people and the neighbour's förbundschef."""
    association = make_association(slug=slug)
    kommun = make_member(
        association=association, kind=MemberKind.KOMMUN, name="Exempels kommun", abbreviation="EK"
    )
    region = make_member(
        association=association, kind=MemberKind.REGION, name="Region Exempelland", abbreviation="RE"
    )
    fk = make_member(
        association=association,
        kind=MemberKind.FK,
        name="Försäkringskassan",
        abbreviation="FK",
        registrar_email="",
    )
    af = make_member(
        association=association,
        kind=MemberKind.AF,
        name="Arbetsförmedlingen",
        abbreviation="AF",
        registrar_email="",
    )
    board = make_body(association=association, kind=BodyKind.BOARD, name="Styrelsen")
    office = make_body(association=association, kind=BodyKind.OFFICE, name="Kansliet")
    audit = make_body(association=association, kind=BodyKind.AUDIT, name="Revisorerna")
    group = make_body(association=association, kind=BodyKind.PREPARATORY, name="Beredningsgruppen")
    contacts = make_body(association=association, kind=BodyKind.INSATS, name="Vidare Vy")

    def person(name: str) -> Person:
        local = name.lower().translate(str.maketrans("åäö ", "aao.")).replace("-", "")
        return make_person(association=association, name=name, email=f"{local}@{slug}.example.se")

    chief, officer = person("Anna Berglund"), person("Sara Holm")
    chair, vice = person("Margareta Ek"), person("Lars-Erik Norén")
    adjuster, member = person("Solveig Åström"), person("Daniel Haddad")
    deputy, auditor = person("Tomas Lindgren"), person("Berit Sandin")
    preparer, contact = person("Pia Nordin"), person("Kim Wester")
    appoint(chief, office, role=AppointmentRole.CHIEF)
    appoint(officer, office, role=AppointmentRole.OFFICER)
    appoint(chair, board, role=AppointmentRole.CHAIR, member=kommun)
    appoint(vice, board, role=AppointmentRole.VICE_CHAIR, member=region)
    appoint(adjuster, board, member=af)
    appoint(member, board, member=fk)
    appoint(deputy, board, role=AppointmentRole.DEPUTY, member=region)
    appoint(auditor, audit, role=AppointmentRole.AUDITOR)
    appoint(preparer, group, member=af)
    appoint(contact, contacts, role=AppointmentRole.CONTACT)
    neighbour = make_association(slug=f"{slug}-granne")
    outsider = make_person(
        association=neighbour, name="Nils Granne", email=f"nils.granne@{slug}-granne.example.se"
    )
    appoint(outsider, make_body(association=neighbour, kind=BodyKind.OFFICE), role=AppointmentRole.CHIEF)
    return Cast(
        association=association, board=board, office=office, kommun=kommun, region=region, fk=fk, af=af,
        chief=chief, officer=officer, chair=chair, vice=vice, adjuster=adjuster, member=member, deputy=deputy,
        auditor=auditor, preparer=preparer, contact=contact, outsider=outsider,
    )  # fmt: skip


def client_of(person: Person) -> Client:
    """A browser's stand-in, logged in as the person."""
    client = Client()
    client.force_login(person.user)
    return client


@pytest.fixture
def cast(db: None) -> Cast:
    """The förbund called exempel with its people."""
    return make_cast()


@pytest.fixture(autouse=True)
def _on_the_demo_day(settings: object) -> None:
    """Tests live on 11 April 2022 unless they say otherwise."""
    settings.FINSAM_TODAY = "2022-04-11"  # type: ignore[attr-defined]
