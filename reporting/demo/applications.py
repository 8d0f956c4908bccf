"""The demo's applications: one that a contact has begun, one in beredning that lies on the called agenda, and a change that is asked for."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from finsam import clock
from finsam.mail import letters
from finsam.markup import markup_to_html
from finsam.models import Person
from insatser.actions.applying import begin, save_application_section, usual_categories
from insatser.actions.changing import ask_for_change
from insatser.actions.co_applicants import ask_parties
from insatser.actions.opinions import give_opinion, save_opinion
from insatser.actions.preparing import ask_opinions, save_criterion, save_preparation, suggest
from insatser.actions.proposing import put_application_on_agenda
from insatser.actions.received import submit_application, take_up
from insatser.actions.rounds import save_round
from insatser.models import Application, ApplicationRound, Criterion, Insats
from reporting.demo.stage import Stage, moment

OPENED = moment(dt.date(2022, 3, 1))
WRITTEN = moment(dt.date(2022, 4, 4), "09.40")
BEGUN = moment(dt.date(2022, 4, 8), "16.05")
ASKED = moment(dt.date(2022, 4, 5), "08.15")
PREPARED = moment(dt.date(2022, 4, 8), "09.20")
CHANGE_ASKED = moment(dt.date(2022, 4, 8), "15.10")
CHANGE_TAKEN_UP = moment(dt.date(2022, 4, 11), "08.05")

_MORE = {
    1: {"kind": "individ", "esf": "nej", "focus": "Unga med psykisk ohälsa", "followup": "Indikatorer Finsam", "starts_on": "2022-08-01"},
    2: {
        "phone": "", "party-1-organisation": "Region Exempelland", "party-1-brings": "Läkartid en halv dag i veckan", "party-1-email": "unga.norr@region.example.se",
        "party-2-organisation": "Arbetsförmedlingen", "party-2-brings": "En handläggare som följer med till mötena",
    },
    4: {
        "goal-1-wording": "Fler unga börjar studera eller arbeta", "goal-1-measure": "Andel av dem som avslutar",
        "goal-1-number": "40 procent", "activity-1-what": "Samtal varje vecka, enskilt och i grupp",
        "activity-1-when": "Från augusti", "answer-4.2": "Enkät när stödet börjar och slutar, och ett samtal efter ett halvår.",
    },
    5: {"places-2022": "25", "people-2022": "25", "places-2023": "40", "people-2023": "60"},
    6: {
        "cost-3-2022": "158 000", "cost-2-2022": "30 000", "cost-7-2022": "12 000",
        "cost-3-2023": "338 000", "cost-2-2023": "62 000", "cost-7-2023": "20 000",
        "other-2022": "60 000", "other-2023": "150 000", "other-who": "Region Exempelland",
    },
    7: {
        "answer-7.1": "Mottagningen anställer en samordnare på halvtid. Lokalen finns.",
        "answer-7.2": "Kommunen prövar under 2023 om samordnaren kan bli en del av mottagningen.",
    },
}  # fmt: skip
_BEGUN = {
    1: {"name": "Öppen verkstad", "kind": "individ"},
    3: {"answer-3.1": "Den som har varit sjuk länge behöver ett ställe att prova sig fram på."},
}
_CHANGE = {
    3: {"answer-3.1": "En handledare slutade i februari och tjänsten är tillsatt först i maj. Vi behöver därför mindre medel i år."},
    5: {"places-2022": "18", "people-2022": "22"},
    6: {"cost-3-2022": "485 000", "cost-7-2022": "55 000"},
}  # fmt: skip
_ASSESSMENT = (
    "Behovet är väl beskrivet och insatsen har gett resultat två år i rad. Kansliet föreslår medel till och med 2023. "
    "Plan för tiden därefter ska komma in senast i september 2023."
)
_AMOUNTS = {2022: Decimal(200_000), 2023: Decimal(420_000)}
_JUDGED = (
    ("Minst två parter bär insatsen", "ja", "Kommunen, regionen och Arbetsförmedlingen."),
    (
        "Målgruppen behöver stöd av flera samtidigt",
        "ja",
        "Unga med psykisk ohälsa som varken studerar eller arbetar.",
    ),
    (
        "Ryms inte i någon parts vanliga uppdrag",
        "delvis",
        "Samtalen gör det till en del. Samordnaren gör det inte.",
    ),
    (
        "Har mål som går att följa upp med tal",
        "ja",
        "60 deltagare 2023, och 40 procent till studier eller arbete.",
    ),
    (
        "Har en plan för tiden efter förbundets medel",
        "nej",
        "Prövas under 2023. Planen ska komma i september.",
    ),
)
_OPINIONS = (
    ("erik.dahlgren@example.se", moment(dt.date(2022, 4, 6), "10.05"), "tillstyrker", "Behovet är störst i gymnasiets årskurs två. Kommunen ställer upp med lokal."),
    ("pia.nordin@example.se", moment(dt.date(2022, 4, 7), "15.30"), "delvis", "Vi vill se beslut för ett år i taget, men är gärna med från augusti."),
)  # fmt: skip


def load_applications(stage: Stage) -> None:
    """Open a period; leave one ansökan half written, prepare the other and put it on the agenda of 20 May."""
    with letters.reach_nobody():
        with clock.standing_at(OPENED):
            period = save_round(period=_period(stage), by=stage.chief)
        with clock.standing_at(WRITTEN):
            more = _write(stage.people["samtal"], period, _MORE, insats=_insats(stage, "samtal"))
            more = submit_application(application=more, by=stage.people["samtal"])
        with clock.standing_at(BEGUN):
            _write(stage.people["lots"], period, _BEGUN)
        _prepare(stage, more)
        with clock.standing_at(PREPARED):
            put_application_on_agenda(
                application=more, meeting=stage.meetings["may"], amounts=_AMOUNTS, financing="budgetposten Insatser",
                assessment=markup_to_html(_ASSESSMENT), by=stage.chief,
            )  # fmt: skip
    stage.say("  En ansökan är påbörjad, och en är i beredning och ligger på dagordningen den 20 maj.")


def load_change(stage: Stage) -> None:
    """Have Äpplet ask to be granted less for the year, which the office has begun to prepare."""
    contact = stage.people["applet"]
    with letters.reach_nobody():
        with clock.standing_at(CHANGE_ASKED):
            change = ask_for_change(insats=_insats(stage, "applet"), by=contact)
            change = submit_application(application=_fill(change, _CHANGE, contact), by=contact)
        with clock.standing_at(CHANGE_TAKEN_UP):
            take_up(application=change, by=stage.chief)


def _prepare(stage: Stage, application: Application) -> None:
    """Hold it against the criteria, have two of the beredningsgrupp say what they think, and weigh it."""
    with clock.standing_at(OPENED):
        criteria = [
            save_criterion(
                criterion=Criterion(
                    association=stage.association, wording=wording, from_on=dt.date(2020, 4, 1), source="§ 12, 2020"
                ),
                by=stage.chief,
            )
            for wording, _, _ in _JUDGED
        ]  # fmt: skip
    with clock.standing_at(ASKED):
        take_up(application=application, by=stage.chief)
        ask_parties(application=application, by=stage.people["samtal"])
        ask_opinions(application=application, answer_by=dt.date(2022, 4, 28), by=stage.chief)
    for email, at, stance, text in _OPINIONS:
        person = Person.objects.get(association=stage.association, email=email)
        with clock.standing_at(at):
            save_opinion(
                application=application, person=person, fields={"stance": stance, "text": text}, base_version="0", by=person
            )  # fmt: skip
            give_opinion(application=application, person=person, by=person)
    with clock.standing_at(PREPARED):
        fields = {"assessment": markup_to_html(_ASSESSMENT)}
        for criterion, (_, tick, words) in zip(criteria, _JUDGED, strict=True):
            fields |= {f"tick-{criterion.pk}": tick, f"words-{criterion.pk}": words}
        saved = save_preparation(application=application, fields=fields, base_version="0", by=stage.chief)
        suggest(
            application=application,
            amounts=_AMOUNTS,
            start="2022-08",
            base_version=saved.version,
            by=stage.chief,
        )


def _period(stage: Stage) -> ApplicationRound:
    return ApplicationRound(
        association=stage.association, name="Våren 2022", opens_on=OPENED.date(), closes_on=dt.date(2022, 5, 31),
        first_year=2022, last_year=2023, categories=usual_categories(),
        lead="Styrelsen prioriterar unga som varken arbetar eller studerar, och insatser som minst två parter bär.",
    )  # fmt: skip


def _insats(stage: Stage, body: str) -> Insats:
    return Insats.objects.of(stage.association).get(body=stage.bodies[body])


def _write(
    by: Person, period: ApplicationRound, written: dict[int, dict[str, str]], insats: Insats | None = None
) -> Application:
    return _fill(begin(period=period, insats=insats, by=by), written, by)


def _fill(application: Application, written: dict[int, dict[str, str]], by: Person) -> Application:
    for section in application.sections.filter(number__in=written):
        fields = {
            name: markup_to_html(value) if name.startswith("answer-") else value
            for name, value in written[section.number].items()
        }
        save_application_section(section=section, fields=fields, base_version=str(section.version), by=by)
    return Application.objects.of(application.association).get(pk=application.pk)
