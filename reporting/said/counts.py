"""How many a text says that took part, that there were of insatser, meetings and goals, held against what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from finsam.registries.fields import Field
from insatser.states import Counted
from reporting.said.concepts import sentences
from reporting.said.numbers import Said, counts_in

_PARTICIPANTS = re.compile(r"^insatser\.(?P<insats>.+)\.(?P<counted>[a-z_]+)\.(?P<sex>[a-z-]+)$")
_ALL = "insatser._alla."
_IN_ALL = re.compile(r"\b(?:totalt|sammanlagt|i allt|tillsammans)\b", re.IGNORECASE)
_ENDED = str(Counted.ENDED)
_MONEY_TO = re.compile(r"finansier|bevilj|medel|stöd|bedriv|pågå", re.IGNORECASE)


def miscounted_numbers(html: str, known: Mapping[str, Field]) -> Iterator[tuple[str, Field]]:
    """Give the counts of participants, insatser, meetings and goals that are not as stored, each with the stored one."""
    before = ""
    for sentence in sentences(html):
        before += f" {sentence}"
        for said in counts_in(sentence):
            figure = _miscounted(said, sentence, known, before)
            if figure:
                yield said.text, figure


def _miscounted(said: Said, sentence: str, known: Mapping[str, Field], before: str) -> Field | None:
    """Give the stored count that a text's is not; `before` is the text so far, which names the insats that is told of."""
    if said.noun in {"deltagare", "personer"} or said.noun.startswith("avsluta"):
        return _wrong_participants(said, before, known, is_of_all=bool(_IN_ALL.search(sentence)))
    if said.noun == "insatser" and _MONEY_TO.search(sentence):
        return _wrong_total(said, known, ("insatser.count",))
    if said.noun in {"sammanträden", "möten"} and "styrelse" in sentence.casefold():
        return _wrong_total(said, known, ("reporting.meetings",))
    if said.noun == "mål":
        return _wrong_total(
            said,
            known,
            (
                "reporting.goals",
                "reporting.goals.reached",
                "reporting.goals.partly",
                "reporting.goals.missed",
            ),
        )
    return None


def _wrong_total(said: Said, known: Mapping[str, Field], keys: tuple[str, ...]) -> Field | None:
    """Give the stored count that a text's is not; a count of less than half is taken to be of a part."""
    own = [
        known[key] for key in keys if key in known and known[key].value.isdigit() and known[key].value != "0"
    ]
    if not own or any(Decimal(each.value) == said.value for each in own):
        return None
    return own[0] if said.value * 2 > Decimal(own[0].value) else None


def _wrong_participants(
    said: Said, before: str, known: Mapping[str, Field], *, is_of_all: bool
) -> Field | None:
    """Give the count of the insats that the text named last, or of them all, where the text's is none of its counts.

    A sentence that says that it tells of all is held against all of them, also where it is far from it. Of how many ended only that count is asked; a number of less than half is taken to be of a part.
    """
    ended = said.noun.startswith("avsluta")
    told = {
        key: figure
        for key, figure in known.items()
        if (match := _PARTICIPANTS.match(key))
        and figure.value.isdigit()
        and (not ended or match["counted"] == _ENDED)
    }
    own = _named_last(before, told)
    counts = {key: figure for key, figure in told.items() if key.startswith(own or _ALL)}
    if any(Decimal(figure.value) == said.value for figure in (counts if own else told).values()):
        return None
    totals = [figure for key, figure in counts.items() if key.endswith(".totalt")]
    if own:
        return next((each for each in totals if said.value * 2 > Decimal(each.value)), None)
    if is_of_all and ended:
        return next((each for each in totals if said.value * 2 > Decimal(each.value)), None)
    near = (each for each in totals if abs(Decimal(each.value) - said.value) * 10 <= Decimal(each.value))
    return next(near, None) if said.noun != "personer" else None


def _named_last(text: str, told: Mapping[str, Field]) -> str:
    """Give the beginning of the keys of the insats that a text names last; "" where it names none."""
    places = {
        key.rsplit(".", 2)[0] + ".": text.casefold().rfind(figure.label.rsplit(", ", 3)[0].casefold())
        for key, figure in told.items()
        if not key.startswith(_ALL)
    }
    last = max(places, key=lambda key: places[key], default="")
    return last if last and places[last] >= 0 else ""
