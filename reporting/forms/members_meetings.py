"""What is typed about a medlemssamråd."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from finsam.models import Association, Member


class _MemberChoice(forms.ModelChoiceField):
    def __init__(self, label: str, empty: str) -> None:
        super().__init__(Member.objects.none(), label=label, required=False, empty_label=empty)


class TurnForm(forms.Form):
    """Which member calls this samråd, and which the next."""

    convener = _MemberChoice("Sammankallande", "Inte bestämt")
    next_convener = _MemberChoice("Sammankallande nästa gång", "Inte bestämt")

    def __init__(self, *args: Any, association: Association, day: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = association.members.on(day)  # type: ignore[attr-defined]


class WishForm(forms.Form):
    """A wanted direction, whose it is, and the plan that it is for."""

    text = forms.CharField(label="Önskad riktning", widget=forms.Textarea(attrs={"rows": 2}))
    member = _MemberChoice("Vem önskar det", "Alla medlemmar tillsammans")
    year = forms.IntegerField(label="Gäller planen för", min_value=2004, max_value=2100)

    def __init__(self, *args: Any, association: Association, day: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"year": day.year + 1}, **kwargs)
        self.fields["member"].queryset = association.members.on(day)  # type: ignore[attr-defined]


class ConsiderForm(forms.Form):
    """How a wish was taken into account."""

    text = forms.CharField(label="Önskad riktning", widget=forms.Textarea(attrs={"rows": 2}))
    considered = forms.CharField(
        label="Så har vi tagit hänsyn", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Står i planen bredvid önskemålet.",
    )  # fmt: skip


class ShareForm(forms.Form):
    """The förbund that a samråd is held together with."""

    name = forms.CharField(
        label="Förbund",
        max_length=200,
        help_text="Namnet eller adressen som det har här, till exempel samordningsforbundet.",
    )


class PartForm(forms.Form):
    """A förbund's own part of what was said, and what the writer began from."""

    part = forms.CharField(
        label="Er del av anteckningarna", required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
