"""What is stored about insatser and their reports."""

from insatser.models.agreement import Agreement, AgreementSigning
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
from insatser.models.co_applicant import CoApplicant
from insatser.models.counting import CellKey, CountCell, Counting, CountingPlan, CountingSaving
from insatser.models.counting_lists import CountList, CountValue
from insatser.models.decision_letter import DecisionLetter
from insatser.models.dialogue import Dialogue
from insatser.models.event import Event, EventGroup, EventRegistration
from insatser.models.insats import Grant, Insats, InsatsGoal
from insatser.models.own_words import OwnWords
from insatser.models.parts import CostRow, ReportAnswer, ReportGoal, ReportParty, ReportSection, ReportSigner
from insatser.models.payment import (
    GivenBack,
    PaymentAttest,
    PaymentFile,
    PaymentLine,
    PaymentRequest,
    PaymentRules,
    PaymentSaving,
    PaymentVersion,
)
from insatser.models.preparing import Criterion, Opinion, OpinionSaving, Preparation, PreparationSaving
from insatser.models.published import PublishedFigure
from insatser.models.question import OwnQuestion
from insatser.models.report import InsatsReport, Remark, ReportSaving, ReportVersion
from insatser.models.share import Share

__all__ = [
    "Agreement",
    "AgreementSigning",
    "Application",
    "ApplicationFile",
    "ApplicationRound",
    "ApplicationSaving",
    "ApplicationSection",
    "ApplicationVersion",
    "AskedAmount",
    "CellKey",
    "CoApplicant",
    "Completion",
    "CostRow",
    "CountCell",
    "CountList",
    "CountValue",
    "Counting",
    "CountingPlan",
    "CountingSaving",
    "Criterion",
    "DecisionLetter",
    "Dialogue",
    "Event",
    "EventGroup",
    "EventRegistration",
    "GivenBack",
    "Grant",
    "Insats",
    "InsatsGoal",
    "InsatsReport",
    "Opinion",
    "OpinionSaving",
    "OwnQuestion",
    "OwnWords",
    "PaymentAttest",
    "PaymentFile",
    "PaymentLine",
    "PaymentRequest",
    "PaymentRules",
    "PaymentSaving",
    "PaymentVersion",
    "Preparation",
    "PreparationSaving",
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
    "Share",
]
