"""What in a report may point out a person, for its writer to see before it is handed in and published."""

from __future__ import annotations

from finsam.swedish.persons_named import persons_named
from insatser.models import InsatsReport, ReportAnswer, ReportGoal


def named_in(report: InsatsReport) -> list[str]:
    """Say what of a report's answers and goals may point out a person, each with where it stands. Two queries."""
    answers = ReportAnswer.objects.filter(section__report=report, text__html__gt="").select_related("text")
    found = [f"{answer.key}: {said}" for answer in answers for said in persons_named(answer.text.html)]
    goals = ReportGoal.objects.filter(section__report=report)
    return found + [
        f"Mål: {said}" for goal in goals for said in persons_named(f"{goal.wording}\n{goal.outcome}")
    ]
