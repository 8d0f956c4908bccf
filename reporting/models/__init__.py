"""What the reports' app stores."""

from reporting.models.goal import Activity, Goal, IndicatorResult
from reporting.models.meetings import ToldMeetings
from reporting.models.report import Report, Section
from reporting.models.signing import ReportSigning, SectionSaving

__all__ = [
    "Activity",
    "Goal",
    "IndicatorResult",
    "Report",
    "ReportSigning",
    "Section",
    "SectionSaving",
    "ToldMeetings",
]
