"""The demo's förbund, their members and bodies."""

from __future__ import annotations

from django.utils import timezone

from board.actions.filling import save_standing_items
from board.states import MeetingKind, ParagraphKind
from board.wording.standing import Standing
from finsam import seal
from finsam.access import vault
from finsam.actions import add_body, add_member
from finsam.models import Association, SealCertificate
from finsam.states import BodyKind, MemberKind
from reporting.demo import names
from reporting.demo.stage import FOUNDED_ON, TERM_FROM, Stage, moment

_MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><g fill="#1f4b8e">'
    '<path d="M19 19H1A18 18 0 0 1 19 1z"/><path d="M21 1h18a18 18 0 0 1-18 18z" opacity=".55"/>'
    '<path d="M1 21h18a18 18 0 0 1-18 18z" opacity=".55"/><path d="M21 21h18a18 18 0 0 1-18 18z"/></g></svg>'
)

STANDING = (
    Standing(ParagraphKind.OPENING, "Sammanträdet öppnas"),
    Standing(ParagraphKind.ADJUSTERS, "Val av justerare"),
    Standing(
        ParagraphKind.PREVIOUS,
        "Föregående protokoll",
        "lägga protokollet till handlingarna utan anmärkning",
    ),
    Standing(ParagraphKind.INFORMATION, "Informationsärenden", "notera informationen"),
    Standing(ParagraphKind.OTHER, "Övriga frågor"),
    Standing(ParagraphKind.CLOSING, "Avslutning"),
)


def make_association(slug: str) -> Association:
    """Make one of the two förbund with its own facts; nobody is in it yet."""
    facts = {"exempelbygden": _exempelbygden, "grannbygden": _grannbygden}[slug]()
    association = Association.objects.create(slug=slug, court=names.COURT, **facts)
    SealCertificate.objects.create(
        association=association,
        pkcs12=vault.lock_bytes(seal.make_certificate(association.name, valid_from=moment(TERM_FROM))),
        made_at=timezone.now(),
    )
    return association


def _exempelbygden() -> dict[str, str]:
    return {
        "name": names.ASSOCIATION,
        "short_name": names.SHORT_NAME,
        "organisation_number": "222000-0000",
        "seat": names.TOWN,
        "address": f"Stadshuset\n000 00 {names.TOWN}",
        "email": f"kansli@{names.DOMAIN}",
        "archive_place": f"Samordningsförbundets kansli, Stadshuset, {names.TOWN}",
        "court_address": "Box 0, 000 00 Exempelstad",
        "mark_svg": _MARK,
        "adjustment_manner": "§ 4, 2019-04-26",
        "remote_decision": "§ 5, 2021-02-26",
    }


def _grannbygden() -> dict[str, str]:
    return {
        "name": names.NEIGHBOUR,
        "short_name": names.NEIGHBOUR_SHORT,
        "organisation_number": "222000-0001",
        "seat": names.NEIGHBOUR_TOWN,
        "address": f"Kommunhuset\n000 01 {names.NEIGHBOUR_TOWN}",
        "email": f"kansli.grannbygden@{names.DOMAIN}",
        "archive_place": f"Samordningsförbundets kansli, Kommunhuset, {names.NEIGHBOUR_TOWN}",
        "court_address": "Box 0, 000 00 Exempelstad",
        "accent": "#17505e",
        "remote_decision": "§ 6, 2020-09-18",
    }


def load_members(stage: Stage) -> None:
    """Enter the kommun, the region and the two authorities."""
    home = stage.association.slug == "exempelbygden"
    kommun = names.KOMMUN if home else names.NEIGHBOUR_KOMMUN
    rows = [
        ("kommun", MemberKind.KOMMUN, kommun, "EK" if home else "GK", True),
        ("region", MemberKind.REGION, names.REGION, "RE", True),
        ("fk", MemberKind.FK, "Försäkringskassan", "FK", False),
        ("af", MemberKind.AF, "Arbetsförmedlingen", "AF", False),
    ]
    for position, (key, kind, name, abbreviation, has_board) in enumerate(rows, start=1):
        host = name.lower().replace(" ", "-")
        facts = {
            "kind": kind, "name": name, "abbreviation": abbreviation, "position": position, "from_on": FOUNDED_ON,
        }  # fmt: skip
        if has_board:
            facts |= {
                "registrar_email": f"registrator@{host}.{names.DOMAIN}",
                "noticeboard_url": f"https://{host}.{names.DOMAIN}/anslagstavla",
            }
        stage.members[key] = add_member(association=stage.association, facts=facts, by=None)


def load_bodies(stage: Stage) -> None:
    """Enter the board, its presidium, the beredningsgrupp, kansliet, the revisorer and one body an insats."""
    rows = [
        ("board", BodyKind.BOARD, "Styrelsen"),
        ("presidium", BodyKind.PRESIDIUM, "Presidiet"),
        ("group", BodyKind.PREPARATORY, "Beredningsgruppen"),
        ("office", BodyKind.OFFICE, "Kansliet"),
        ("audit", BodyKind.AUDIT, "Revisorerna"),
        *((key, BodyKind.INSATS, name) for key, name in names.INSATSER.items()),
    ]
    for position, (key, kind, name) in enumerate(rows, start=1):
        facts = {"kind": kind, "name": name, "position": position}
        stage.bodies[key] = add_body(association=stage.association, facts=facts, by=None)


def load_standing_items(stage: Stage) -> None:
    """Let every board meeting start from the same six ärenden."""
    save_standing_items(body=stage.bodies["board"], kind=MeetingKind.ORDINARY, items=STANDING, by=stage.chief)
