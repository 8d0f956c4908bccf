"""A code once more before an act that binds: mailed to the person, good for one purpose and one session."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from finsam.access import codes, logins
from finsam.errors import DomainError
from finsam.models import Person
from finsam.swedish import dates

LIFETIME = dt.timedelta(minutes=10)
TRIES = 3
CODES_PER_LIFETIME = 5
_SECOND_FACTORS = (("webauthn", "passnyckel"), ("totp", "kodapp"), ("recovery_codes", "reservkod"))
_SESSION_KEY = "finsam_reauth"


def send_code(request: HttpRequest, person: Person, purpose: str) -> None:
    """Mail the person a new six-digit code for `purpose` ("sign:protocol:17"); an older one is void.

    The session keeps only a keyed hash. Raises DomainError when the person has no address or asks for too many.
    """
    if not person.email:
        raise DomainError("Du har ingen e-postadress i förbundet. Be kansliet lägga in den.")
    _refuse_when_held(person)
    kept = _kept(request)
    sent = [moment for moment in kept.get("sent", []) if moment > _stamp(timezone.now() - LIFETIME)]
    if len(sent) >= CODES_PER_LIFETIME:
        raise DomainError("Du har bett om flera koder på kort tid. Vänta tio minuter och försök igen.")
    code = f"{secrets.randbelow(1_000_000):06}"
    _mail(person, code)
    kept["sent"] = [*sent, _stamp(timezone.now())]
    kept["codes"] = kept.get("codes", {}) | {
        purpose: {
            "digest": _digest(code, purpose, request),
            "until": _stamp(timezone.now() + LIFETIME),
            "tries": TRIES,
        }
    }
    request.session[_SESSION_KEY] = kept


def how_identified(request: HttpRequest, person: Person) -> str:
    """Say by what one who has just given the right code was known: for the signature, and as it is printed on it.

    Kept whole: the address that the code went to, and what she had logged in with before.
    """
    means = {record["method"] for record in get_authentication_records(request, request.user)}
    kinds = [record.get("type") for record in get_authentication_records(request, request.user)]
    known = [word for kind, word in _SECOND_FACTORS if kind in kinds or kind in means]
    return ", ".join([f"Kod i mejl till {person.email}", *(f"inloggad med {word}" for word in known)])


def as_printed(identified: str) -> str:
    """Give how a signer was identified without her address, which a published paper does not carry."""
    return re.sub(r" till \S+@[^\s,]+", "", identified)


def code_is_sent(request: HttpRequest, purpose: str) -> bool:
    """Whether a code for the purpose is still good, so that the page asks for it instead of offering to send one."""
    waiting = _kept(request).get("codes", {}).get(purpose)
    return bool(waiting) and waiting["tries"] > 0 and waiting["until"] > _stamp(timezone.now())


def check_code(request: HttpRequest, code: str, purpose: str) -> bool:
    """Whether `code` is the one last sent for `purpose` in this session; a right one is used up.

    Spaces do not matter. After three wrong tries or ten minutes every answer is no, until a new code is sent.
    """
    if not code_is_sent(request, purpose) or logins.guesses(request.user.pk) >= logins.GUESSES_AN_HOUR:
        return False
    kept = _kept(request)
    waiting = kept["codes"][purpose]
    is_right = constant_time_compare(waiting["digest"], _digest("".join(code.split()), purpose, request))
    if is_right:
        del kept["codes"][purpose]
    else:
        waiting["tries"] -= 1
        logins.guessed_wrong(request.user.pk)
    request.session[_SESSION_KEY] = kept
    return is_right


def demand_code(request: HttpRequest, code: str, purpose: str) -> None:
    """Use up the code last sent for `purpose`. Raises DomainError, with what to do, when it is not the right one."""
    if not code_is_sent(request, purpose):
        raise DomainError("Koden gäller inte längre. Välj att få en ny kod.")
    if not check_code(request, code, purpose):
        raise DomainError("Koden stämmer inte. Kontrollera att det är koden ur det senaste mejlet.")


def _refuse_when_held(person: Person) -> None:
    """A signature by a code to an address that somebody else has just put there would be somebody else's."""
    if person.held_until and timezone.now() < person.held_until:
        until = timezone.localtime(person.held_until)
        by = person.address_changed_by.name if person.address_changed_by else "kansliet"
        raise DomainError(
            f"Din e-postadress ändrades av {by}. Du kan signera från den {dates.long_date(until)} klockan "
            f"{dates.clock_time(until.time())}. Den gamla adressen har fått veta det."
        )


def _kept(request: HttpRequest) -> dict[str, Any]:
    return dict(request.session.get(_SESSION_KEY, {}))


def _digest(code: str, purpose: str, request: HttpRequest) -> str:
    # The user is part of the key, so that a session that changes hands takes no code along.
    salt = f"finsam.reauth:{request.user.pk}:{purpose}"
    return salted_hmac(salt, code, algorithm="sha256").hexdigest()


def _stamp(moment: dt.datetime) -> float:
    return moment.timestamp()


def _mail(person: Person, code: str) -> None:
    facts = {"person": person, "code": code, "minutes": int(LIFETIME.total_seconds() // 60)}
    body = render_to_string("mail/reauth_code.txt", facts)
    codes.send(to=person.email, subject=f"{code} är din kod", body=body, good_for=LIFETIME)
