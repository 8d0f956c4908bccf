"""What the reports' app stores."""

from reporting.models.goal import Activity, Goal, IndicatorResult
from reporting.models.report import Report, Section

__all__ = ["Activity", "Goal", "IndicatorResult", "Report", "Section"]
