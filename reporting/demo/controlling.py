"""The demo's internkontroll of 2022: one control that showed nothing, one with an avvikelse, and some to come."""

from __future__ import annotations

import datetime as dt

from board.models import Meeting
from finsam.mail import letters
from reporting.actions.controls import hand_over, report_control, save_control
from reporting.demo.meetings import at
from reporting.demo.stage import Stage
from reporting.documents.controls import build_controls, render_controls
from reporting.models import Control
from reporting.states import ControlPaper, ControlResult

YEAR = 2022
# key, process, risk, likelihood, consequence, control, who, by when
_ROWS = (
    ("medel", "Utbetalning till insatser", "Medel betalas ut utan beslut eller till fel mottagare.", 2, 4,
     "Tio rekvisitioner jämförs med beslut, överenskommelse och bankens kvitto.", "chief", dt.date(2022, 3, 31)),
    ("attest", "Attest av fakturor", "Samma person beställer och attesterar.", 3, 3,
     "Alla fakturor i mars gås igenom mot attestordningen.", "officer", dt.date(2022, 4, 29)),
    ("arvode", "Arvoden", "Arvode betalas för sammanträden där ledamoten inte var med.", 2, 2,
     "Underlaget till lönen jämförs med närvaron i protokollen.", "officer", dt.date(2022, 3, 31)),
    ("anslag", "Anslag av protokoll", "Ett anslag kommer upp för sent, eller inte hos varje medlem.", 2, 3,
     "Fem anslag jämförs med medlemmarnas anslagstavlor.", "officer", dt.date(2022, 9, 30)),
    ("bidrag", "Medlemsbidrag", "Ett bidrag begärs med fel belopp eller betalas inte.", 1, 4,
     "Bokförda bidrag jämförs med den fastställda budgeten.", "vice", dt.date(2022, 10, 31)),
    ("uppgifter", "Personuppgifter", "Uppgifter om deltagare sparas hos förbundet.", 1, 4,
     "Mejl och mappar gås igenom; inget om en enskild ska finnas kvar.", "chief", dt.date(2022, 11, 15)),
)  # fmt: skip


def load_controls(stage: Stage) -> None:
    """Plan the year's controls, report two, and put the plan on the agenda of June."""
    rows: dict[str, Control] = {}
    with at("2022-01-31 13.00"):
        for key, process, risk, likelihood, consequence, control, who, due_on in _ROWS:
            facts = {
                "process": process, "risk": risk, "likelihood": likelihood, "consequence": consequence,
                "control": control, "person": stage.people[who], "due_on": due_on,
            }  # fmt: skip
            rows[key] = save_control(association=stage.association, year=YEAR, facts=facts, by=stage.chief)
    with at("2022-03-28 15.10"):
        report_control(
            control=rows["medel"], result=ControlResult.CLEAR, measure="", by=stage.chief,
            outcome="Tio av tio stämde med beslut och överenskommelse.",
        )  # fmt: skip
    with at("2022-03-30 10.40"):
        report_control(
            control=rows["arvode"], result=ControlResult.DEVIATION, by=stage.people["officer"],
            outcome="I ett av sexton fall saknades tiden då ledamoten gick.",
            measure="Närvaron läses upp innan sammanträdet avslutas.",
        )  # fmt: skip
    with at("2022-04-08 16.00"), letters.reach_nobody():
        meeting = Meeting.objects.select_related("body__association").get(
            body=stage.bodies["board"], held_on=dt.date(2022, 6, 17)
        )
        document = build_controls(stage.association, YEAR, ControlPaper.PLAN, meeting_on=meeting.held_on)
        content = render_controls(document, stage.association)
        hand_over(meeting=meeting, document=document, typeset=content, by=stage.chief)
