"""What is typed about the members' own decisions, and about a revisionsberättelse."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from finsam import clock
from finsam.forms.fields import DayField, SeveralField
from finsam.models import Association
from reporting.actions.audit_reports import AuditReportDraft
from reporting.actions.member_decisions import QuestionDraft
from reporting.models import MemberDecision
from reporting.states import AuditOpinion, MemberOutcome, MemberQuestionKind


def _file(given: Any) -> tuple[str, bytes] | None:
    return (given.name, given.read()) if given else None


def _year(*, is_required: bool, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label="År", min_value=2004, max_value=2100, required=is_required, help_text=help_text
    )


class QuestionForm(forms.Form):
    """A question to the members, and whether the program sends it."""

    kind = forms.ChoiceField(label="Fråga", choices=MemberQuestionKind.choices)
    year = _year(is_required=False, help_text="För ansvarsfrihet och finansiering: vilket år det gäller.")
    title = forms.CharField(label="Rubrik", max_length=200, help_text="Till exempel Ny förbundsordning.")
    message = forms.CharField(
        label="Text till medlemmarna", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    file = forms.FileField(label="Handling, PDF", required=False)
    sent_on = DayField(label="Gick till medlemmarna")
    answer_by = DayField(label="Svar senast", required=False)
    members = SeveralField(
        label="Medlemmar som ska besluta", queryset=None, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj vilka medlemmar som ska besluta."},
    )  # fmt: skip
    is_mailed = forms.BooleanField(label="Mejla frågan till registratorerna nu", required=False)

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        self.fields["members"].queryset = association.members.on(today)  # type: ignore[attr-defined]
        self.fields["members"].initial = [each.pk for each in association.members.on(today)]
        self.fields["sent_on"].initial = today

    def draft(self) -> QuestionDraft:
        """What the action is told."""
        given = {
            name: self.cleaned_data[name]
            for name in ("kind", "year", "title", "message", "sent_on", "answer_by")
        }
        return QuestionDraft(**given, file=_file(self.cleaned_data["file"]))


class QuestionChangeForm(forms.Form):
    """What may change of a question that the members have."""

    title = forms.CharField(label="Rubrik", max_length=200)
    message = forms.CharField(
        label="Text till medlemmarna", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    answer_by = DayField(label="Svar senast", required=False)


class DecisionForm(forms.Form):
    """What one member decided."""

    outcome = forms.ChoiceField(label="Beslut", required=False, widget=forms.RadioSelect)
    decided_on = DayField(label="Dag", required=False)
    body = forms.CharField(
        label="Beslutades av", max_length=120, required=False, help_text="Till exempel kommunfullmäktige."
    )
    paragraph = forms.CharField(
        label="Paragraf", max_length=40, required=False, help_text="Till exempel § 45."
    )
    note = forms.CharField(label="Anteckning", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, decision: MemberDecision, **kwargs: Any) -> None:
        initial = {name: getattr(decision, name) for name in self.base_fields}
        super().__init__(*args, initial=initial, **kwargs)
        said = [(each.value, decision.question.outcome_label(each)) for each in MemberOutcome]
        self.fields["outcome"].choices = [("", "Har inte beslutat"), *said]  # type: ignore[attr-defined]


class AuditReportForm(forms.Form):
    """A revisionsberättelse, as a revisor gives it in."""

    year = _year(is_required=True)
    given_by = forms.CharField(
        label="Lämnad av", max_length=200, help_text="Revisorns namn, och för vilka medlemmar hen granskar."
    )
    dated_on = DayField(label="Undertecknad")
    opinion = forms.ChoiceField(label="Ansvarsfrihet", choices=AuditOpinion.choices, widget=forms.RadioSelect)
    file = forms.FileField(
        label="Revisionsberättelsen, PDF", error_messages={"required": "Välj den undertecknade PDF-filen."}
    )

    def draft(self) -> AuditReportDraft:
        """What the action is told."""
        given = {name: self.cleaned_data[name] for name in ("year", "given_by", "opinion")}
        day: dt.date = self.cleaned_data["dated_on"]
        file = _file(self.cleaned_data["file"])
        assert file  # the form asks for one
        return AuditReportDraft(**given, dated_on=day, file=file)


class AuditRequestForm(forms.Form):
    """What a revisor asks."""

    question = forms.CharField(
        label="Fråga, eller en handling som du vill ha", widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv vad du undrar eller vill ha."},
    )  # fmt: skip


class AuditAnswerForm(forms.Form):
    """What a revisor is answered."""

    answer = forms.CharField(label="Svar", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    file = forms.FileField(label="Fil", required=False)

    def given(self) -> dict[str, Any]:
        """Give what the action takes."""
        return {"answer": self.cleaned_data["answer"], "file": _file(self.cleaned_data["file"])}
