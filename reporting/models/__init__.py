"""What the reports' app stores."""

from reporting.models.activity import Activity
from reporting.models.audit_room import AuditRequest
from reporting.models.contract import Contract
from reporting.models.control import Control, ControlHanding
from reporting.models.economic_report import EconomicReport
from reporting.models.goal import Assessment, Goal, GoalArea, GoalHabits, GoalLevel
from reporting.models.indicator import IndicatorResult
from reporting.models.measure import Measure, MeasureTarget, MeasureValue, Series
from reporting.models.meetings import ToldMeetings, ToldSeat
from reporting.models.members import AuditReport, MemberDecision, MemberQuestion
from reporting.models.members_meeting import MeetingShare, MembersMeeting, Wish
from reporting.models.report import Report, Section, SectionRemark
from reporting.models.signing import ReportCopy, ReportSigning, SectionSaving
from reporting.models.slides import Slide, SlideSet
from reporting.models.year_end import YearEndStep

__all__ = [
    "Activity",
    "Assessment",
    "AuditReport",
    "AuditRequest",
    "Contract",
    "Control",
    "ControlHanding",
    "EconomicReport",
    "Goal",
    "GoalArea",
    "GoalHabits",
    "GoalLevel",
    "IndicatorResult",
    "Measure",
    "MeasureTarget",
    "MeasureValue",
    "MeetingShare",
    "MemberDecision",
    "MemberQuestion",
    "MembersMeeting",
    "Report",
    "ReportCopy",
    "ReportSigning",
    "Section",
    "SectionRemark",
    "SectionSaving",
    "Series",
    "Slide",
    "SlideSet",
    "ToldMeetings",
    "ToldSeat",
    "Wish",
    "YearEndStep",
]
