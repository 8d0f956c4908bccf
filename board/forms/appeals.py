"""What is typed of an appeal, one step at a time."""

from __future__ import annotations

from typing import Any

from django import forms

from board.models import Appeal, Decision, Paragraph
from board.states import OUTCOMES_FROM, AppealOutcome, AppealStage
from finsam.forms.fields import DayField, SeveralField
from finsam.swedish import words

_DAY = {"required": "Skriv vilken dag det var."}


class DecisionChoice(SeveralField):
    """Att-satser to tick, each after its §."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, decision: Decision) -> str:
        """Such as "§ 2: att godkänna planen"."""
        return f"{decision.paragraph.number_text}: {words.clause(decision.text)}"


class ParagraphChoice(forms.ModelChoiceField):
    """A § to choose."""

    def label_from_instance(self, paragraph: Paragraph) -> str:
        """Such as "§ 2, 2022-03-25: Yttrande"."""
        return f"{paragraph}: {paragraph.heading}"


class AppealForm(forms.Form):
    """An appeal that came in."""

    on = DayField(
        label="Inkom",
        help_text="Dagen då det kom till förbundet eller till förvaltningsrätten, den första av dem.",
        error_messages={"required": "Skriv dagen då överklagandet kom in."},
    )
    decisions = DecisionChoice(
        label="Vilka beslut överklagas?",
        queryset=Decision.objects.none(),
        error_messages={"required": "Kryssa för vilka beslut överklagandet gäller."},
    )
    sender = forms.CharField(
        label="Från", required=False, help_text="Initialer eller ett ärendenummer. Namnet behövs inte här."
    )
    note = forms.CharField(label="Anteckning", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, decisions: list[Decision], **kwargs: Any) -> None:
        """Offer the att-satser of the protocol; without any the appeal is of it all, and is told in words."""
        super().__init__(*args, **kwargs)
        if decisions:
            keys = [each.pk for each in decisions]
            rows = Decision.objects.filter(pk__in=keys).select_related("paragraph__meeting__body")
            self.fields["decisions"].queryset = rows.order_by("paragraph__number", "position", "pk")
        else:
            del self.fields["decisions"]
            self.fields["note"].required = True
            self.fields["note"].label = "Vad gäller det?"


class TimeForm(forms.Form):
    """Whether an appeal came in time."""

    is_in_time = forms.TypedChoiceField(
        label="Kom det in i tid?",
        choices=[("ja", "I tid"), ("nej", "För sent")],
        coerce=lambda said: said == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Välj om det kom in i tid."},
    )
    note = forms.CharField(label="Anteckning om tiden", required=False)


class ForwardForm(forms.Form):
    """When an appeal was handed over."""

    on = DayField(label="Lämnat till förvaltningsrätten", error_messages=_DAY)
    case_number = forms.CharField(label="Målnummer", required=False)


class StatementForm(forms.Form):
    """The board's yttrande to the court."""

    paragraph = ParagraphChoice(
        label="Styrelsens beslut om yttrandet",
        queryset=Paragraph.objects.none(),
        empty_label="Välj paragraf",
        error_messages={"required": "Välj den paragraf där styrelsen beslutade yttrandet."},
    )
    on = DayField(label="Yttrandet lämnat", error_messages=_DAY)

    def __init__(self, *args: Any, paragraphs: list[Paragraph], **kwargs: Any) -> None:
        """Offer the §§ by which the board has decided something since the appeal came in."""
        super().__init__(*args, **kwargs)
        rows = Paragraph.objects.filter(pk__in=[each.pk for each in paragraphs])
        self.fields["paragraph"].queryset = rows.select_related("meeting").order_by(
            "-meeting__held_on", "number"
        )


class CloseForm(forms.Form):
    """How an appeal ended, for each decision that it was of."""

    on = DayField(label="Avgjort", error_messages=_DAY)
    final_on = DayField(
        label="Avgörandet gäller från",
        required=False,
        help_text="Dagen då domstolens avgörande fick laga kraft. Det går att skriva senare.",
    )
    note = forms.CharField(label="Anteckning om utgången", required=False)

    def __init__(self, *args: Any, appeal: Appeal, **kwargs: Any) -> None:
        """Ask of each appealed att-sats; before the court has the appeal it can only be withdrawn."""
        super().__init__(*args, **kwargs)
        legal = OUTCOMES_FROM[AppealStage(appeal.state)]
        choices = [(each.value, each.label) for each in AppealOutcome if each in legal]
        rows = [(each.decision_id, str(each)) for each in appeal.decisions.all()] or [(0, "Utgång")]
        for key, label in rows:
            self.fields[f"outcome_{key}"] = forms.ChoiceField(
                label=label,
                choices=choices,
                initial=choices[0][0] if len(choices) == 1 else None,
                widget=forms.RadioSelect,
                error_messages={"required": "Välj hur det gick."},
            )
        if appeal.state != AppealStage.SENT:
            del self.fields["final_on"]
        self.order_fields([*(f"outcome_{key}" for key, _ in rows), "on", "final_on", "note"])

    @property
    def outcomes(self) -> dict[int, str]:
        """What was chosen for each att-sats, by its key."""
        return {
            int(name.removeprefix("outcome_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("outcome_")
        }


class FinalForm(forms.Form):
    """From when the court's ruling is final."""

    on = DayField(label="Avgörandet gäller från", error_messages=_DAY)
