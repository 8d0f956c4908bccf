"""How allauth behaves here: nobody makes an account by herself, kansliet enters people."""

import datetime as dt
import secrets
import time
from collections.abc import Iterable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.signals import login_code_rejected, user_logged_in
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse

from finsam import audit
from finsam.access import codes, logins, vault
from finsam.models import Association, Person, User
from finsam.permissions import Permission, has_second_factor
from finsam.registries.todos import Todo


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from kansliet's people, so sign-up is closed."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": "Koden stämmer inte. Kontrollera att det är koden ur det senaste mejlet.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up; a person with an appointment has an account already."""
        return False

    def generate_login_code(self) -> str:
        """Make a code; while somebody guesses at this account's, such a long one that guesses lead nowhere."""
        stage = getattr(self.request, "_login_stage", None)
        user = stage.login.user if stage else getattr(self.request, "asked_login", None)
        if user is None:
            email = self.request.POST.get("email", "").strip()
            user = User.objects.filter(email__iexact=email).first()
        return "".join(secrets.choice("0123456789") for _ in range(logins.length_of_code(user)))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail a code, or the word that there is none; a mail server that does not answer is nobody's fault here.

        So many to one address from one place on the net, and no more.
        """
        place = f"{self.get_client_ip(self.request)} {email.lower()}"
        if not ratelimit.consume(self.request, action="codes_to_an_address", key=place):
            raise ImmediateHttpResponse(ratelimit.respond_429(self.request))
        facts = {"request": self.request, "email": email, "current_site": get_current_site(self.request)}
        letter = self.render_mail(template_prefix, email, facts | context)
        good_for = dt.timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        codes.send(to=email, subject=str(letter.subject), body=str(letter.body), good_for=good_for)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """One who logged in a moment ago has shown who she is, by whichever means."""
        logins = get_authentication_records(self.request, self.request.user)
        if logins and time.time() - logins[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)


def send_login_code(request: HttpRequest, user: User) -> None:
    """Mail a code to one who has asked for it by something only she has, as a link in a mail; she is then asked for the code.

    Her address is not asked for again. allauth's own page does the same, but from an address that is typed there.
    """
    request.asked_login = user  # type: ignore[attr-defined]
    LoginCodeVerificationProcess.initiate(request=request, user=user, email=user.email)


class SecondStepAdapter(DefaultMFAAdapter):
    """The second step at log in says what is wrong in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Koden stämmer inte. Ta den som kodappen visar nu, eller en reservkod som inte är använd.",
    }

    def encrypt(self, text: str) -> str:
        """Lock what a second factor is made of."""
        return vault.lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Unlock it."""
        return vault.unlock(encrypted_text)


@receiver(login_code_rejected)
def count_guess(sender: Any, user: User, **more: Any) -> None:
    """Count a wrong guess at log in."""
    logins.guessed_wrong(user.pk)


@receiver(user_logged_in)
def write_down_login(sender: Any, request: HttpRequest, user: User, **more: Any) -> None:
    """Write in the log of each of her förbund that she logged in, and with what kind of device."""
    device = logins.device_of(request.headers.get("User-Agent", ""))
    for person in Person.objects.filter(user=user, left_on=None).select_related("association"):
        audit.record(
            association=person.association, by=person, verb="loggade in", target=person, device=device
        )


def second_factor_missing(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Remind those who may change everything to protect their login with more than a mail box."""
    if Permission.MANAGE_PEOPLE not in permissions or person.user_id is None:
        return
    if not has_second_factor(person.user_id):
        yield Todo(
            what="Skydda din inloggning",
            about="Lägg till en passnyckel eller en kodapp. Du kan ändra allt i förbundet.",
            url=reverse("mfa_index"),
        )
