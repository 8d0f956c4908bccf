"""How allauth behaves here: nobody makes an account by herself, kansliet enters people."""

import datetime as dt
import time
from collections.abc import Iterable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest
from django.urls import reverse

from finsam import codes
from finsam.models import Association, Person
from finsam.permissions import Permission
from finsam.todos import Todo


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from kansliet's people, so sign-up is closed."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": "Koden stämmer inte. Kontrollera att det är koden ur det senaste mejlet.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up; a person with an appointment has an account already."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail a code, or the word that there is none; a mail server that does not answer is nobody's fault here."""
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


class SecondStepAdapter(DefaultMFAAdapter):
    """The second step at log in says what is wrong in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Koden stämmer inte. Ta den som kodappen visar nu, eller en reservkod som inte är använd.",
    }


def second_factor_missing(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Remind those who may change everything to protect their login with more than a mail box."""
    if Permission.MANAGE_PEOPLE not in permissions or person.user_id is None:
        return
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    if not Authenticator.objects.filter(user=person.user_id, type__in=kinds).exists():
        yield Todo(
            what="Skydda din inloggning",
            about="Lägg till en passnyckel eller en kodapp. Du kan ändra allt i förbundet.",
            url=reverse("mfa_index"),
        )
