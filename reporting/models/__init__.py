"""What the reports' app stores."""

from reporting.models.goal import Activity, Goal, GoalArea, IndicatorResult, Measure
from reporting.models.meetings import ToldMeetings, ToldSeat
from reporting.models.report import Report, Section
from reporting.models.signing import ReportCopy, ReportSigning, SectionSaving

__all__ = [
    "Activity",
    "Goal",
    "GoalArea",
    "IndicatorResult",
    "Measure",
    "Report",
    "ReportCopy",
    "ReportSigning",
    "Section",
    "SectionSaving",
    "ToldMeetings",
    "ToldSeat",
]
