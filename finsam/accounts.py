"""How allauth behaves here: nobody makes an account by herself, kansliet enters people."""

import datetime as dt
from collections.abc import Iterable

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse

from finsam.models import Association, Person
from finsam.permissions import Permission
from finsam.todos import Todo


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from kansliet's people, so sign-up is closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up; a person with an appointment has an account already."""
        return False


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
            about="Lägg till en passkey eller en kodapp. Du kan ändra allt i förbundet.",
            url=reverse("mfa_index"),
        )
