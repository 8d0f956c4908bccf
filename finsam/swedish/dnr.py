"""The form of a förbund's diarienummer: what stands around the year and the number."""

from django.core.exceptions import ValidationError

YEAR, NUMBER = "{år}", "{nummer}"
USUAL = f"{YEAR}/{NUMBER}"
_SPELLINGS = {"{year}": YEAR, "{number}": NUMBER, "{nr}": NUMBER, "{ar}": YEAR}


def tidy(form: str) -> str:
    """Give a typed form with one space at a time and the two places spelled as they are kept."""
    for typed, kept in _SPELLINGS.items():
        form = form.replace(typed, kept)
    return " ".join(form.split())


def check(form: str) -> None:
    """Raise a ValidationError unless the year and the number stand in the form once each, and no other place."""
    around = form.replace(YEAR, "", 1).replace(NUMBER, "", 1)
    if YEAR not in form or NUMBER not in form or "{" in around or "}" in around:
        raise ValidationError(
            f"Skriv {YEAR} där året ska stå och {NUMBER} där numret ska stå, en gång var, till exempel SF {YEAR}:{NUMBER}."
        )


def write(form: str, *, year: int, number: int) -> str:
    """Write one diarienummer, such as 2022/14 or SF 2022:14."""
    return form.replace(YEAR, str(year)).replace(NUMBER, str(number))
