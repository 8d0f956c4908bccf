"""What the board's rooms wait for, one finder a stage of a meeting's life."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from board import rules
from board.models import Invitation, Meeting, Posting, Protocol, Signing
from board.queries.appeals import struck
from board.queries.held import held_of
from board.queries.meetings import open_meetings
from board.queries.notice import NoticePage, notice_page, unsettled_notices
from board.queries.protocol import open_protocols
from board.queries.tasks import own_tasks, task_text
from board.registries.public_files import shown_files
from board.states import UPCOMING, MeetingState, ProtocolKind, ProtocolState, RsvpAnswer
from board.todos.appeals import to_settle
from finsam import clock
from finsam.models import Association, Person
from finsam.permissions import Permission
from finsam.registries.todos import Todo
from finsam.states import BodyKind
from finsam.swedish import dates, words

ANSWER_AHEAD_DAYS = 7  # how long before the meeting the office is told to remind
HINDRANCE_DAYS = 3  # so that an ersättare can be called in
CALL_AHEAD_DAYS = 21  # how long before the last day to call the line appears


def before_meetings(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterator[Todo]:
    """Give what waits before meetings: calls to send, calls to answer, a next meeting to plan."""
    if Permission.WRITE_MEETINGS in permissions:
        yield from _to_call(association, today)
        yield from _to_call_anew(association, today)
        yield from _to_remind(association, today)
        yield from _to_proclaim(association, today)
        yield from _to_plan(association, today)
    if Permission.ANSWER_CALL in permissions:
        yield from _to_answer(association, person, today)


def _to_call(association: Association, today: dt.date) -> Iterator[Todo]:
    horizon = today + dt.timedelta(days=association.call_days + CALL_AHEAD_DAYS)
    planned = (each for each in open_meetings(association) if each.state == MeetingState.PLANNED)
    for meeting in (each for each in planned if today <= each.held_on <= horizon):
        due_on = meeting.held_on - dt.timedelta(days=association.call_days)
        yield Todo(
            what="Skicka kallelsen",
            about=f"{meeting.body.name} {dates.weekday_date(meeting.held_on)}",
            url=reverse("meeting_call", args=[association.slug, meeting.pk]),
            due_on=due_on,
            is_alarm=due_on < today,
        )


def _to_call_anew(association: Association, today: dt.date) -> Iterator[Todo]:
    for meeting in _called(association):
        if meeting.called_to is not None and meeting.is_called_otherwise:
            yield Todo(
                what="Skicka ändrad kallelse",
                about=f"{meeting.body.name} {dates.weekday_date(meeting.held_on)}: de kallade har fått en annan tid eller plats",
                url=reverse("meeting_call", args=[association.slug, meeting.pk]),
                due_on=today,
                is_alarm=True,
            )


def _to_proclaim(association: Association, today: dt.date) -> Iterator[Todo]:
    rows = [each for each in _called(association) if each.is_public and each.held_on >= today]
    files = [each.proclamation for each in rows if each.proclamation]
    hidden = (
        {key for key, file in shown_files(files, held_of(association)).items() if file is None}
        if files
        else ()
    )
    for meeting in rows:
        why = ": kungörelsen säger en annan tid eller plats" if meeting.is_proclaimed_otherwise else ""
        if not meeting.proclamation:
            why = " är offentligt men inte kungjort (19 §), och visas inte för alla"
        elif meeting.proclamation_id in hidden:
            why = ": kungörelsen säger något som hålls tillbaka, och visas inte"
        if not why:
            continue
        yield Todo(
            what="Skicka en ny kungörelse" if meeting.proclamation else "Kungör sammanträdet",
            about=f"{meeting.body.name} {dates.weekday_date(meeting.held_on)}{why}",
            url=reverse("meeting_detail", args=[association.slug, meeting.pk]),
            due_on=today,
            is_alarm=True,
        )


def _to_remind(association: Association, today: dt.date) -> Iterator[Todo]:
    soon = today + dt.timedelta(days=ANSWER_AHEAD_DAYS)
    for meeting in _called(association):
        silent = meeting.silent  # type: ignore[attr-defined]
        if not silent or not today <= meeting.held_on <= soon:
            continue
        yield Todo(
            what="Påminn dem som inte har svarat",
            about=f"{meeting.body.name} {dates.weekday_date(meeting.held_on)}: {silent} har inte svarat",
            url=f"{reverse('meeting_detail', args=[association.slug, meeting.pk])}#svar",
            due_on=meeting.held_on - dt.timedelta(days=HINDRANCE_DAYS),
        )


def _called(association: Association) -> list[Meeting]:
    return [each for each in open_meetings(association) if each.state == MeetingState.CALLED]


def _to_plan(association: Association, today: dt.date) -> Iterator[Todo]:
    ahead = [each for each in open_meetings(association) if each.state in UPCOMING and each.held_on >= today]
    if any(each.body.is_board and each.body.is_active for each in ahead):
        return
    board = association.bodies.filter(kind=BodyKind.BOARD, is_active=True).first()
    if board is None:
        return
    yield Todo(
        what="Planera nästa sammanträde",
        about=f"{board.name} har inget sammanträde framför sig",
        url=reverse("meeting_plan", args=[association.slug]),
    )


def _to_answer(association: Association, person: Person, today: dt.date) -> Iterator[Todo]:
    unanswered = Invitation.objects.filter(
        person=person,
        answer=RsvpAnswer.WAITING,
        meeting__body__association=association,
        meeting__state=MeetingState.CALLED,
        meeting__held_on__gte=today,
    ).select_related("meeting__body")
    for invitation in unanswered:
        meeting = invitation.meeting
        yield Todo(
            what="Svara på kallelsen",
            about=f"{meeting.body.name} {dates.weekday_date(meeting.held_on)}",
            url=f"{reverse('meeting_detail', args=[association.slug, meeting.pk])}#mitt-svar",
            due_on=meeting.held_on - dt.timedelta(days=3),
        )


# ---- After meetings: protocols to send and sign, justering to announce, tasks to do

REMIND_AFTER_DAYS = 3  # how long a registrator is left in peace before the office is told to remind
TASK_AHEAD_DAYS = 30  # how long before its day a task shows


def after_meetings(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterator[Todo]:
    """Give what waits after meetings: protocols to send and to sign, anslag, and one's own tasks."""
    if Permission.WRITE_MEETINGS in permissions:
        yield from _to_send(association)
        yield from _awaited(association, person)
    if Permission.SIGN in permissions:
        yield from _to_sign(association, person)
    if Permission.POST_NOTICES in permissions:
        for protocol in unsettled_notices(association):
            yield from _to_announce(association, notice_page(protocol, today), today)
            yield from to_settle(association, protocol)
    if Permission.FOLLOW_UP in permissions:
        yield from _own_tasks(association, person, today)


def _to_send(association: Association) -> Iterator[Todo]:
    for meeting in (each for each in open_meetings(association) if each.state == MeetingState.CLOSED):
        returned = [each.return_reason for each in meeting.protocols.all() if each.return_reason]
        yield Todo(
            what=_send_text(meeting),
            about=f"Tillbakaskickat: {returned[0]}" if returned else _send_about(meeting),
            url=reverse("protocol_send", args=[association.slug, meeting.pk]),
            due_on=None if meeting.keeps_notes else rules.justering_latest(meeting.began_on),
        )
    for protocol in (each for each in open_protocols(association) if each.state == ProtocolState.DRAFT):
        yield Todo(
            what=f"Skicka {_numbers(protocol)} för justering",
            about=f"{protocol.title_text}, {_meeting_name(protocol.meeting)}",
            url=reverse("protocol_send_own", args=[association.slug, protocol.pk]),
            due_on=protocol.due_on,
        )


def _send_text(meeting: Meeting) -> str:
    ending = "" if meeting.keeps_notes else " för justering"
    return f"Skicka {meeting.paper} från {_meeting_name(meeting)}{ending}"


def _send_about(meeting: Meeting) -> str:
    return "Till alla kallade" if meeting.keeps_notes else "Ska vara justerat inom fjorton dagar"


def _awaited(association: Association, person: Person) -> Iterator[Todo]:
    for protocol, places in _with_signers(association):
        missing = [place.person.name for place in places if place.person_id != person.pk]
        if missing:
            yield Todo(
                what=f"Underskrift av {words.join_och(missing)}, {_numbers(protocol)}",
                about="",
                url=reverse("protocol_detail", args=[association.slug, protocol.pk]),
                due_on=protocol.due_on,
                waits_for_others=True,
            )


def _to_sign(association: Association, person: Person) -> Iterator[Todo]:
    for protocol, places in _with_signers(association):
        for place in (each for each in places if each.person_id == person.pk):
            yield Todo(
                what=f"Läs och signera {protocol.meeting.paper} från {_meeting_name(protocol.meeting)}",
                about=f"{_numbers(protocol)}, som {place.get_role_display().lower()}",
                url=reverse("protocol_sign", args=[association.slug, protocol.pk]),
                due_on=protocol.due_on,
            )


def _with_signers(association: Association) -> Iterator[tuple[Protocol, list[Signing]]]:
    for protocol in open_protocols(association):
        if protocol.state == ProtocolState.FOR_SIGNING:
            yield protocol, protocol.unsigned  # type: ignore[attr-defined]


def _to_announce(association: Association, page: NoticePage, today: dt.date) -> Iterator[Todo]:
    url = reverse("notice_detail", args=[association.slug, page.protocol.pk])
    if page.notice is None:
        yield _announce(page, url, today)
        return
    done = sum(posting.posted_on is not None for posting in page.postings)
    for posting in page.postings:
        if posting in page.early:
            yield Todo(
                what=f"Anslå {page.numbers} igen hos {posting.member}",
                about=f"Anslaget togs ned {dates.near_date(posting.down_on, clock.today())}, för tidigt. Överklagandetiden går inte ut.",  # type: ignore[arg-type]
                url=url,
                is_alarm=True,
            )
        elif posting.posted_on is None:
            yield _unconfirmed(
                posting, page, url, figure=f"{done} av {len(page.postings)} klara", today=today
            )
        elif posting.down_on is None and page.time.removal_earliest and today >= page.time.removal_earliest:
            yield Todo(
                what=f"Be {posting.member} ta ned anslaget för {page.numbers}",
                about=f"Överklagandetiden gick ut {dates.near_date(page.time.last_day, clock.today())}.",  # type: ignore[arg-type]
                url=url,
                due_on=today,
            )


def _announce(page: NoticePage, url: str, today: dt.date) -> Todo:
    protocol = page.protocol
    headings = [each.heading for each in protocol.paragraphs.all()]
    day = f"{dates.near_date(page.latest, clock.today())}."
    is_late = page.latest < today
    about = (
        f"Anslaget skulle ha suttit uppe senast {day} Överklagandetiden har inte börjat löpa."
        if is_late
        else f"Anslaget ska sitta uppe senast {day}"
    )
    immediate = protocol.kind == ProtocolKind.IMMEDIATE
    return Todo(
        what=f"Anslå {page.numbers}, omedelbart justerad" if immediate else f"Anslå {page.numbers}",
        about=f"{headings[0]}. {about}"
        if len(headings) == 1
        else f"{_meeting_name(protocol.meeting, starts=True)}. {about}",
        url=url,
        due_on=page.latest,
        is_alarm=is_late,
    )


def _unconfirmed(posting: Posting, page: NoticePage, url: str, *, figure: str, today: dt.date) -> Todo:
    asked = max(filter(None, (posting.sent_at, posting.reminded_at)), default=None)
    remind_on = clock.day_of(asked) + dt.timedelta(days=REMIND_AFTER_DAYS) if asked else today
    if today < remind_on:
        return Todo(
            what=f"{posting.member}: bekräfta anslaget för {page.numbers}",
            about="",
            url=url,
            due_on=page.latest,
            waits_for_others=True,
        )
    up = [
        f"{each.member} satte upp det {dates.near_date(each.posted_on, clock.today())}."
        for each in page.postings
        if each.posted_on
    ]
    return Todo(
        what=f"Påminn {posting.member} om anslaget för {page.numbers}",
        about=" ".join([*up, f"{posting.member} har inte bekräftat."]),
        url=url,
        due_on=today,
        figure=figure,
    )


def _own_tasks(association: Association, person: Person, today: dt.date) -> Iterator[Todo]:
    soon = today + dt.timedelta(days=TASK_AHEAD_DAYS)
    tasks = list(own_tasks(association, person, until=soon))
    stands = struck(association, today) if tasks else {}
    for task in tasks:
        word = stands.get(task.pk, "")
        yield Todo(
            what=task_text(task.text),
            about=f"Beslut {task.paragraph}" + (f", som är {word.lower()}" if word else ""),
            url=reverse("task_update", args=[association.slug, task.pk]),
            due_on=task.due_on,
        )


def _numbers(protocol: Protocol) -> str:
    return protocol.meeting.numbered(each.number for each in protocol.paragraphs.all() if each.number)


def _meeting_name(meeting: Meeting, *, starts: bool = False) -> str:
    name = f"{meeting.body.name.lower()} {dates.near_date(meeting.began_on, clock.today())}"
    return words.capitalised(name) if starts else name
