"""Who signs a report, and what is sent back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from finsam.forms.fields import DayField
from insatser.actions.handing_in import Signature
from insatser.models import ReportSection


class SignatureForm(forms.Form):
    """One who answers for the report."""

    name = forms.CharField(label="Namn", max_length=120)
    organisation = forms.CharField(label="Organisation", max_length=200)
    place = forms.CharField(label="Ort", max_length=80)
    signed_on = DayField(label="Datum")


class BaseSignatures(forms.BaseFormSet):
    """Those who answer for the report; an untouched row is nobody."""

    def signatures(self) -> list[Signature]:
        """Give what the action takes."""
        return [Signature(**form.cleaned_data) for form in self.forms if form.cleaned_data.get("name")]


Signatures = forms.formset_factory(
    SignatureForm, formset=BaseSignatures, min_num=1, extra=1, max_num=4, validate_min=True
)


class ReturnForm(forms.Form):
    """What must be mended, section by section."""

    def __init__(self, *args: Any, sections: Iterable[ReportSection], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in sections:
            self.fields[f"section-{section.number}"] = forms.CharField(
                label=f"Avsnitt {section}", required=False, widget=forms.Textarea(attrs={"rows": 3})
            )

    def remarks(self) -> dict[int, str]:
        """Give what was written by the number of the section."""
        return {int(name.partition("-")[2]): text for name, text in self.cleaned_data.items() if text}
