"""What is typed about one's own way of logging in."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

from finsam.access import logins


class PasskeyForm(AddWebAuthnForm):
    """A new passkey: there are no passwords here, so it always logs in by itself and asks for finger, face or PIN."""

    name = forms.CharField(label="Namn", max_length=100, required=False)
    # allauth's script reads this box: ticked, the passkey is kept where the browser finds it at log in.
    passwordless = forms.BooleanField(
        required=False, initial=True, widget=forms.CheckboxInput(attrs={"hidden": True})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": "Min passnyckel"} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


def _code_field() -> forms.CharField:
    return forms.CharField(
        label="Kod",
        help_text="Ur kodappen, eller en av dina reservkoder.",
        max_length=20,
        error_messages={"required": "Skriv koden."},
    )


class SecondStepForm(AuthenticateForm):
    """The code of the second step at log in."""

    code = _code_field()


class ShowAgainForm(ReauthenticateForm):
    """The same code, asked for again before one changes how one logs in."""

    code = _code_field()


class LoginCodeForm(ConfirmLoginCodeForm):
    """The code that was mailed; of one account no more guesses are heard in an hour than can lead anywhere."""

    def clean_code(self) -> str:
        """Compare, unless so many have guessed that only a new and longer code will do."""
        user = context.request._login_stage.login.user
        if user is not None and self.expected_code and not logins.may_guess(user, self.expected_code):
            raise forms.ValidationError("Någon har gissat många gånger. Be om en ny kod: den är längre.")
        return super().clean_code()
