"""How allauth behaves here: nobody makes an account by herself, kansliet enters people."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from kansliet's people, so sign-up is closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up; a person with an appointment has an account already."""
        return False
