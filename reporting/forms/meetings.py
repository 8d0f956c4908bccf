"""What is told of meetings and seats that the program does not hold."""

from __future__ import annotations

from django import forms

from reporting.models import ToldSeat


class ToldMeetingsForm(forms.Form):
    """How many, and which §§."""

    count = forms.IntegerField(
        label="Antal sammanträden", min_value=0, max_value=200,
        help_text="Bara de protokollförda som inte finns i programmet. 0 tar bort det som är skrivet.",
    )  # fmt: skip
    paragraphs = forms.CharField(label="Paragrafer", required=False, help_text="Till exempel §§ 1–31.")


class ToldSeatsForm(forms.Form):
    """Who sat in the board, a line each."""

    ordinary = forms.CharField(
        label="Ordinarie ledamöter", required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="En på varje rad. Skriv | mellan namn, uppdrag och medlem, och tid.",
    )  # fmt: skip
    deputies = forms.CharField(label="Ersättare", required=False, widget=forms.Textarea(attrs={"rows": 6}))

    @classmethod
    def initial_of(cls, seats: list[ToldSeat]) -> dict[str, str]:
        """Give what is told as the form shows it."""
        lines: dict[bool, list[str]] = {False: [], True: []}
        for each in seats:
            lines[each.is_deputy].append(f"{each.name} | {each.what} | {each.days}".rstrip(" |"))
        return {"ordinary": "\n".join(lines[False]), "deputies": "\n".join(lines[True])}

    @property
    def seats(self) -> dict[str, list[tuple[str, str, str]]]:
        """What the action is told: name, what and days of each; a third bar is part of the days."""
        return {
            name: [_parted(line) for line in text.splitlines() if line.strip()]
            for name, text in self.cleaned_data.items()
        }


def _parted(line: str) -> tuple[str, str, str]:
    name, what, days = [*map(str.strip, line.split("|", 2)), "", ""][:3]
    return name, what, days
