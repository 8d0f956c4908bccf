"""Handlingar as they are chosen: one or several files at a time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from board.models import Paragraph, Point
from finsam.files.kinds import ACCEPTED, TAKEN


class FilesInput(forms.ClearableFileInput):
    """A file control that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Give the files; each is looked into by the action, one at a time."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(each, initial) for each in files or [None]]


class PublicField(forms.BooleanField):
    """Whether everyone may read the handling once its sammanträde is kungjort."""

    def __init__(self) -> None:
        super().__init__(
            label="Visas för alla med kungörelsen",
            required=False,
            help_text="Bara för ett offentligt sammanträde, från det att kallelsen skickas. Gäller till exempel budgetförslaget.",
        )


class PointField(forms.ModelChoiceField):
    """Which underpunkt a handling belongs to."""

    def __init__(self) -> None:
        super().__init__(
            label="Underpunkt", queryset=Point.objects.none(), required=False, empty_label="Hela ärendet"
        )


def choose_among(form: forms.Form, paragraph: Paragraph) -> None:
    """Offer the underpunkter of the ärende; a form for one without any does not ask."""
    points = paragraph.points.all()
    if points:
        form.fields["point"].queryset = points
    else:
        del form.fields["point"]


class AttachmentForm(forms.Form):
    """Files that belong to an ärende."""

    files = FilesField(
        label="Filer",
        allow_empty_file=True,  # the action says what is wrong with it, by name
        help_text=f"{TAKEN} Högst 25 MB var. Filerna sparas precis som de är.",
        widget=FilesInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": "Välj minst en fil."},
    )
    title = forms.CharField(
        label="Benämning",
        max_length=200,
        required=False,
        help_text="För en ensam fil. Annars får handlingen filens namn.",
    )
    is_appendix = forms.BooleanField(label="Ska följa protokollet som bilaga", required=False)
    is_public = PublicField()
    point = PointField()

    def __init__(self, *args: Any, paragraph: Paragraph, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, paragraph)


class AttachmentChangeForm(forms.Form):
    """What may be changed of a handling that has been handed in."""

    title = forms.CharField(
        label="Benämning", max_length=200, error_messages={"required": "Skriv vad handlingen ska heta."}
    )
    is_appendix = forms.BooleanField(label="Ska följa protokollet som bilaga", required=False)
    is_public = PublicField()
    is_read = forms.BooleanField(
        label="Jag har läst filen, och den får visas för alla",
        required=False,
        help_text="Förbundet håller tillbaka ord, och det som står i en uppladdad fil maskeras inte.",
    )
    point = PointField()

    def __init__(self, *args: Any, paragraph: Paragraph, holds_back: bool, **kwargs: Any) -> None:
        """Ask whether the file has been read where the förbund holds anything back."""
        super().__init__(*args, **kwargs)
        choose_among(self, paragraph)
        if not holds_back:
            del self.fields["is_read"]
