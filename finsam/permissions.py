"""Who may do what: one table from role to permissions, and the mark that every view carries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from finsam import clock
from finsam.models import Appointment, Association, Job, Person
from finsam.states import AppointmentRole, BodyKind
from finsam.swedish.local_words import speak
from finsam.web.asked_once import kept_for_page


class Permission(StrEnum):
    """What a view may ask for."""

    SEE_FRONT = "se översikten"
    SEARCH = "söka"
    READ_MEETINGS = "läsa kallelser och protokoll"
    READ_DRAFTS = "läsa utkast till protokoll"
    ANSWER_CALL = "svara på en kallelse"
    WRITE_MEETINGS = "planera sammanträden och skriva protokoll"
    SIGN = "justera och signera protokoll som en själv ska signera"
    POST_NOTICES = "anslå och följa upp anslag"
    FOLLOW_UP = "se och följa upp uppdrag"
    READ_PEOPLE = "se ledamöter och roller"
    MANAGE_PEOPLE = "sköta personer, medlemmar, organ och roller"
    MANAGE_ASSOCIATION = "ändra förbundets uppgifter"
    READ_AUDIT = "läsa händelseloggen"
    SEE_LETTERS = "se vart mejlen har gått och skicka dem igen"
    OPEN_INSATS = "öppna insatser som rollen får se"
    READ_INSATSER = "läsa om alla insatser"
    WRITE_INSATSER = "sköta insatser"
    REPORT_INSATS = "skriva årsrapport för insatser som rollen får skriva om"
    APPLY = "söka medel"
    ATTEST = "attestera rekvisitioner som en annan har skrivit"
    PREPARE_APPLICATIONS = "bereda ansökningar"
    READ_ECONOMY = "läsa ekonomin"
    CLAIM_FEES = "bekräfta sina egna arvoden"
    WRITE_ECONOMY = "sköta ekonomin"
    READ_REPORTS = "läsa rapporter"
    WRITE_REPORTS = "skriva rapporter"
    ENTER_AUDIT_ROOM = "lämna revisionsberättelse och sköta det som revisorerna frågar"


class Role(StrEnum):
    """What a person is to the association, from the appointments in force."""

    CHIEF = "förbundschef"
    OFFICER = "handläggare"
    CHAIR = "ordförande"
    MEMBER = "ledamot"
    DEPUTY = "ersättare"
    AUDITOR = "revisor"
    PREPARER = "beredningsgruppens ledamot"
    CONTACT = "insatsens kontaktperson"


P = Permission
_READER = {
    P.SEE_FRONT,
    P.SEARCH,
    P.READ_MEETINGS,
    P.READ_PEOPLE,
    P.OPEN_INSATS,
    P.READ_INSATSER,
    P.READ_ECONOMY,
    P.READ_REPORTS,
}
_BOARD = _READER | {P.ANSWER_CALL, P.READ_DRAFTS, P.SIGN, P.FOLLOW_UP, P.CLAIM_FEES}
_OFFICE = _BOARD | {
    P.WRITE_MEETINGS,
    P.POST_NOTICES,
    P.MANAGE_PEOPLE,
    P.READ_AUDIT,
    P.SEE_LETTERS,
    P.WRITE_INSATSER,
    P.REPORT_INSATS,
    P.APPLY,
    P.ATTEST,
    P.PREPARE_APPLICATIONS,
    P.WRITE_ECONOMY,
    P.WRITE_REPORTS,
    P.ENTER_AUDIT_ROOM,
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CHIEF: frozenset(_OFFICE | {P.MANAGE_ASSOCIATION}),
    Role.OFFICER: frozenset(_OFFICE),
    Role.CHAIR: frozenset(_BOARD | {P.ATTEST}),
    Role.MEMBER: frozenset(_BOARD),
    Role.DEPUTY: frozenset(_BOARD),
    Role.AUDITOR: frozenset(_READER | {P.ANSWER_CALL, P.SIGN, P.READ_AUDIT, P.FOLLOW_UP, P.ENTER_AUDIT_ROOM}),
    Role.PREPARER: frozenset(
        {
            P.SEE_FRONT,
            P.ANSWER_CALL,
            P.READ_MEETINGS,
            P.SIGN,
            P.FOLLOW_UP,
            P.OPEN_INSATS,
            P.READ_INSATSER,
            P.PREPARE_APPLICATIONS,
        }
    ),
    Role.CONTACT: frozenset({P.SEE_FRONT, P.OPEN_INSATS, P.REPORT_INSATS, P.APPLY}),
}

_BOARD_ROLES = {
    AppointmentRole.CHAIR: Role.CHAIR,
    AppointmentRole.VICE_CHAIR: Role.MEMBER,
    AppointmentRole.MEMBER: Role.MEMBER,
    AppointmentRole.DEPUTY: Role.DEPUTY,
}
_OFFICE_ROLES = {AppointmentRole.CHIEF: Role.CHIEF, AppointmentRole.OFFICER: Role.OFFICER}


def role_of(appointment: Appointment) -> Role | None:
    """Give the role that an appointment carries, or None; `appointment.body` must be at hand."""
    kind = appointment.body.kind
    if kind == BodyKind.BOARD:
        return _BOARD_ROLES.get(AppointmentRole(appointment.role))
    if kind == BodyKind.OFFICE:
        return _OFFICE_ROLES.get(AppointmentRole(appointment.role))
    if kind == BodyKind.AUDIT or appointment.role == AppointmentRole.AUDITOR:
        return Role.AUDITOR
    if kind == BodyKind.INSATS:
        return Role.CONTACT
    return Role.PREPARER


def appointments_of(person: Person, today: dt.date) -> list[Appointment]:
    """Give the person's appointments in force on the day, with their bodies and members; once a page."""
    kept = kept_for_page(appointments_of)
    if (person.pk, today) not in kept:
        rows = Appointment.objects.in_force(today).filter(person=person)
        kept[person.pk, today] = list(rows.select_related("body", "member"))
    found: list[Appointment] = kept[person.pk, today]
    return found


def permissions_of(appointments: Iterable[Appointment]) -> frozenset[Permission]:
    """Give everything that the appointments together allow."""
    roles = {role for role in map(role_of, appointments) if role}
    return frozenset().union(*(ROLE_PERMISSIONS[role] for role in roles))


class AccessRequest(HttpRequest):
    """A request that has passed `requires`: it knows its association, its person and what she may do."""

    association: Association
    person: Person
    appointments: list[Appointment]
    permissions: frozenset[Permission]


View = Callable[..., HttpResponseBase]
Granted = Callable[[Person], bool]
_granted: dict[Permission, list[Granted]] = {}


def also_allow(permission: Permission, granted: Granted) -> None:
    """Let `granted(person)` say who has the permission beside her roles; called from `AppConfig.ready()`.

    A chosen justerare signs though her role has ended since, or never gave it.
    """
    if granted not in (known := _granted.setdefault(permission, [])):
        known.append(granted)


def _is_allowed(request: AccessRequest, permission: Permission) -> bool:
    if permission in request.permissions:
        return True
    return any(granted(request.person) for granted in _granted.get(permission, ()))


def requires(permission: Permission) -> Callable[[View], View]:
    """Mark a view with the permission it takes, and let nobody else in.

    The view's first path argument is the association's slug. Without a login: to the login page (401 for
    scripts, so that what was typed stays in the browser). In another association: 404. Without the
    permission: 403, with a sentence.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: AccessRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _ask_to_log_in(request)
            enter(request, slug)
            if not _is_allowed(request, permission):
                raise PermissionDenied(f"Din roll får inte {permission.value}.")
            if lacks_second_factor(request):
                return _ask_for_second_factor(request)
            response = view(request, *args, **kwargs)
            response.headers.setdefault(
                "Cache-Control", "private, no-store"
            )  # a shared computer keeps no page
            return response

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(view: View) -> View:
    """Mark a view that anyone may open, and say so out loud."""
    view.permission = None  # type: ignore[attr-defined]
    return view


def enter(request: AccessRequest, slug: str) -> None:
    """Put the association, the person and her permissions on the request; Http404 for a stranger.

    `work_left_here` on the person says whether what was asked for at this address is not done.
    """
    person, request.appointments = _seated(request.user.pk, slug, request.path)
    request.person = person
    request.association = person.association
    speak(lambda: request.association.local_words)
    request.permissions = permissions_of(request.appointments)


def _seated(user_id: int | None, slug: str, path: str) -> tuple[Person, list[Appointment]]:
    """Give the user's person in an association and her appointments today: one query, two where she has none."""
    today, left = clock.today(), Job.objects.left_of(path)
    seats = Appointment.objects.in_force(today).filter(
        person__association__slug=slug, person__user=user_id, person__left_on__isnull=True
    )
    seats = seats.annotate(work_left_here=Exists(left.filter(association=OuterRef("person__association"))))
    if rows := list(seats.select_related("person__association", "body", "member")):
        person = rows[0].person
        person.work_left_here = rows[0].work_left_here  # type: ignore[attr-defined]
        kept_for_page(appointments_of)[person.pk, today] = rows
        return person, [*rows]
    found = Person.objects.filter(association__slug=slug, user=user_id, left_on__isnull=True)
    found = found.annotate(work_left_here=Exists(left.filter(association=OuterRef("association"))))
    alone = found.select_related("association").first()
    if alone is None:
        raise Http404
    kept_for_page(appointments_of)[alone.pk, today] = []
    return alone, []


def has_second_factor(user_id: int | None) -> bool:
    """Whether one has more than a mail box to log in with."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=user_id, type__in=kinds).exists()


def lacks_second_factor(request: AccessRequest) -> bool:
    """Whether her förbund wants more than a mail box of a role that she has, and she has nothing more."""
    wanted = set(request.association.second_factor_roles)
    if not wanted or wanted.isdisjoint(filter(None, map(role_of, request.appointments))):
        return False
    return not has_second_factor(request.user.pk)


def _ask_for_second_factor(request: HttpRequest) -> HttpResponseBase:
    sentence = "Ditt förbund kräver att du loggar in med mer än kod i mejlen. Lägg till en passnyckel eller en kodapp här, och gå sedan vidare."
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": sentence}, status=403)
    messages.warning(request, sentence)
    return redirect("mfa_index")


def _ask_to_log_in(request: HttpRequest) -> HttpResponseBase:
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": "Du är utloggad. Det du skrev ligger kvar här."}, status=401)
    return redirect_to_login(request.get_full_path())
