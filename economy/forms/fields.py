"""An amount as Swedes write it, in the unit that the year is typed in."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from economy.pasting import amounts
from economy.states import Unit
from finsam.swedish import money


class AmountField(forms.Field):
    """Kronor, typed in kronor or in thousands; nothing typed is None, not known.

    A unit that is typed wins over the year's, and an amount that may be of either unit is refused with both readings.
    """

    widget = forms.TextInput

    def __init__(self, *, unit: str = Unit.KR, sign: int = 1, **kwargs: object) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.unit, self.sign = unit, sign
        self.widget.attrs |= {"inputmode": "text", "class": "num", "autocomplete": "off"}

    def to_python(self, value: object) -> Decimal | None:
        """Read what was typed and return kronor with the sign that is stored."""
        text = str(value or "").strip()
        if not text or text in {"–", "-"}:
            return None
        try:
            amount = amounts.read(text, self.unit)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
        return None if amount is None else amount * self.sign

    def prepare_value(self, value: object) -> object:
        """Write a stored amount as it is typed; what was typed stays as it is."""
        return typed(value, self.unit, self.sign) if isinstance(value, Decimal) else value


class AmountsForm(forms.Form):
    """A table of amounts in which several may write: only what somebody changed is given on.

    Each cell is sent with what it held when the page was shown (`was-<name>`), so that an old page that is saved
    late does not put back what another has changed since.
    """

    def was(self, name: str) -> str:
        """Give what the cell held when the page was shown first."""
        if self.is_bound:
            return self.data.get(f"was-{name}", "")
        shown = self[name].value()
        return "" if shown is None else str(shown)

    def is_touched(self, name: str) -> bool:
        """Tell whether somebody changed the cell; without word of what it held, it is taken as changed."""
        return self.data.get(f"was-{name}") != self.data.get(name)


def typed(amount: Decimal, unit: str, sign: int = 1) -> str:
    """Write kronor as one types them in the unit: 5 034 000, 404 315,57, or thousands with what decimals it takes."""
    shown = amount * sign
    if unit == Unit.KR:
        return money.kr_as_needed(shown)
    return money.number_as_needed(shown / 1000)
