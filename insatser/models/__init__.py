"""What is stored about insatser and their reports."""

from insatser.models.application import (
    Application,
    ApplicationFile,
    ApplicationRound,
    ApplicationSaving,
    ApplicationSection,
    ApplicationVersion,
    AskedAmount,
    Completion,
    ProposedGrant,
)
from insatser.models.counting import CountSaving
from insatser.models.insats import Grant, Insats, InsatsGoal, ParticipantCount
from insatser.models.parts import CostRow, ReportAnswer, ReportGoal, ReportParty, ReportSection, ReportSigner
from insatser.models.published import PublishedFigure
from insatser.models.question import OwnQuestion
from insatser.models.report import InsatsReport, Remark, ReportSaving, ReportVersion

__all__ = [
    "Application",
    "ApplicationFile",
    "ApplicationRound",
    "ApplicationSaving",
    "ApplicationSection",
    "ApplicationVersion",
    "AskedAmount",
    "Completion",
    "CostRow",
    "CountSaving",
    "Grant",
    "Insats",
    "InsatsGoal",
    "InsatsReport",
    "OwnQuestion",
    "ParticipantCount",
    "ProposedGrant",
    "PublishedFigure",
    "Remark",
    "ReportAnswer",
    "ReportGoal",
    "ReportParty",
    "ReportSaving",
    "ReportSection",
    "ReportSigner",
    "ReportVersion",
]
