"""What the core does: to texts, to the association, to its people and to who sits where."""

from finsam.actions.appointments import (
    NewSeat,
    appoint,
    appoint_newcomer,
    change_appointment,
    change_mandate,
    end_appointment,
)
from finsam.actions.association import (
    add_body,
    add_member,
    change_association,
    change_body,
    change_member,
    end_member,
)
from finsam.actions.people import add_person, change_person, give_account, remove_person, welcome_back
from finsam.actions.texts import save_text, start_text

__all__ = [
    "NewSeat",
    "add_body",
    "add_member",
    "add_person",
    "appoint",
    "appoint_newcomer",
    "change_appointment",
    "change_association",
    "change_body",
    "change_mandate",
    "change_member",
    "change_person",
    "end_appointment",
    "end_member",
    "give_account",
    "remove_person",
    "save_text",
    "start_text",
    "welcome_back",
]
