"""Applications for tests, brought to where a test needs them by the program's own actions."""

import datetime as dt

from finsam.models import Person
from insatser.actions.applying import begin, save_application_section, usual_categories
from insatser.actions.preparing import save_criterion
from insatser.actions.received import submit_application
from insatser.actions.rounds import save_round
from insatser.models import Application, ApplicationRound, ApplicationSection, Criterion
from tests.cast import Cast

WRITTEN = {
    1: {"name": "Samtalsstöd för unga", "kind": "individ", "esf": "nej", "starts_on": "2022-08-01"},
    2: {
        "contact": "Kim Wester",
        "party-1-organisation": "Regionen",
        "party-1-brings": "En kurator på halvtid",
    },
    3: {
        "answer-3.1": "<p>Många unga får vänta.</p>",
        "answer-3.2": "<p>Kortare väntan.</p>",
        "answer-3.3": "<p>Unga 16–25 år.</p>",
    },
    4: {
        "goal-1-wording": "Fler börjar studera",
        "goal-1-measure": "Andel",
        "goal-1-number": "40 procent",
        "activity-1-what": "Samtal en gång i veckan",
        "answer-4.1": "<p>Samtal.</p>",
        "answer-4.2": "<p>Enkät.</p>",
    },
    5: {"places-2022": "25"},
    6: {"cost-3-2022": "158 000", "cost-2-2022": "30 000,50", "other-2022": "12000"},
    7: {"answer-7.1": "<p>Vi börjar i augusti.</p>", "answer-7.2": "<p>Kommunen tar över.</p>"},
}


def make_round(cast: Cast, **facts) -> ApplicationRound:
    """An open period for money in 2022 and 2023."""
    defaults = {
        "name": "Vår 2022", "opens_on": dt.date(2022, 1, 1), "closes_on": None, "first_year": 2022, "last_year": 2023,
        "lead": "", "categories": usual_categories(),
    }  # fmt: skip
    return save_round(
        period=ApplicationRound(association=cast.association, **(defaults | facts)), by=cast.chief
    )


def make_application(
    cast: Cast, *, by: Person | None = None, period: ApplicationRound | None = None, **facts
):
    """An ansökan that nobody has written in."""
    period = (
        period or ApplicationRound.objects.filter(association=cast.association).first() or make_round(cast)
    )
    return begin(period=period, by=by or cast.contact, **facts)


def write(application: Application, number: int, fields: dict[str, str], by: Person, base: str = ""):
    """Save some fields of a section from a page that saw it as it stands."""
    section = ApplicationSection.objects.get(application=application, number=number)
    return save_application_section(
        section=section, fields=fields, base_version=base or str(section.version), by=by
    )


def written(cast: Cast, **facts) -> Application:
    """An ansökan with everything filled in."""
    application = make_application(cast, **facts)
    for number, fields in WRITTEN.items():
        write(application, number, fields, cast.contact)
    write(application, 2, {"member": str(cast.kommun.pk)}, cast.contact)
    return Application.objects.of(cast.association).get(pk=application.pk)


def received(cast: Cast, **facts) -> Application:
    """An ansökan that has come in, with everything filled in."""
    return submit_application(application=written(cast, **facts), by=cast.contact)


def make_criterion(cast: Cast, wording: str = "Minst två parter bär insatsen", **facts) -> Criterion:
    """A criterion in force since 2020."""
    defaults = {"from_on": dt.date(2020, 4, 1), "source": "§ 12, 2020"}
    return save_criterion(
        criterion=Criterion(association=cast.association, wording=wording, **(defaults | facts)),
        by=cast.chief,
    )
