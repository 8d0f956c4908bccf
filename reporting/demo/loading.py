"""Loading the demo: the list of what is loaded, in order."""

from __future__ import annotations

from collections.abc import Callable

from finsam import search
from finsam.models import Association
from finsam.queue import duties
from reporting.demo import (
    agreements,
    appealed,
    applications,
    associations,
    books,
    controlling,
    delegating,
    economy,
    gathering,
    insatser,
    keeping,
    meetings,
    neighbour,
    payments,
    people,
    reports,
    sharing,
    upcoming,
)
from reporting.demo.stage import Stage

Loader = Callable[[Stage], None]
Say = Callable[[str], None]

# What other rooms of the house have to show is written in a module here and gets a line of its own.
LOADERS: tuple[tuple[str, Loader], ...] = (
    ("Medlemmarna läggs in.", associations.load_members),
    ("Organen läggs in.", associations.load_bodies),
    ("Personer och roller läggs in.", people.load_people),
    ("Stående ärenden läggs in.", associations.load_standing_items),
    ("Sex sammanträden hålls, signeras och anslås.", meetings.load_meetings),
    ("", appealed.load_appeal),
    ("Beredningsgruppens anteckningar skrivs och skickas.", meetings.load_notes),
    ("Det som ligger framåt planeras.", upcoming.load_upcoming),
    ("Insatserna och deras årsrapporter läggs in.", insatser.load_insatser),
    ("Räkenskaperna för 2020 och 2021 läggs in.", economy.load_economy),
    ("Målen och årsredovisningen läggs in.", reports.load_reports),
    ("Bokföringen för januari–mars 2022 läses in.", books.load_books),
    ("Ansökningarna läggs in.", applications.load_applications),
    ("Kallelsen till nästa sammanträde skickas.", upcoming.call_to_may),
    ("Överenskommelserna skrivs och skickas.", agreements.load_agreements),
    ("Rekvisitionerna läggs in.", payments.load_payments),
    ("Årshjulet börjar.", upcoming.load_year_wheel),
    ("Delegationsordningen läggs in.", delegating.load_delegation),
    ("Den interna kontrollen läggs in.", controlling.load_controls),
    ("Arrangemangen och arvodesreglerna läggs in.", gathering.load_events),
    ("", gathering.load_fees),
    ("En ändring av beviljade medel begärs.", applications.load_change),
    ("Styrdokument, avtal och bidragsrekvisitioner läggs in.", keeping.load_policies),
    ("", keeping.load_contracts),
    ("", keeping.load_requisitions),
    ("", keeping.load_scenario),
)


def load(say: Say) -> Stage:
    """Make the demo's two förbund, doing every job at once, and give the larger one as it stands."""
    with duties.at_once():
        say("Samordningsförbundet Exempelbygden läggs upp.")
        stage = Stage(say=say, association=associations.make_association("exempelbygden"))
        for what, loader in LOADERS:
            if what:
                say(what)
            loader(stage)
        say("Grannförbundet läggs upp.")
        beside = Stage(say=say, association=associations.make_association("grannbygden"))
        neighbour.load_neighbour(beside)
        sharing.load_shared(beside, stage)
        for association in Association.objects.all():
            search.rebuild(association)
    return stage
