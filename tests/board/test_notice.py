"""The anslag's life: announced once, confirmed up and down, dates by law, alarms, bevis made by itself."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from board.actions import notice as acts
from board.actions.protocol import ensure_main_protocol, start_immediate
from board.documents.notices import build_notice, build_proof
from board.models import Notice, Posting, Protocol
from board.queries.notice import notice_page, notices_of, public_notices
from board.rules import AppealState
from finsam import clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Job
from finsam.permissions import ROLE_PERMISSIONS, Role
from finsam.registries import todos
from finsam.registries.todos import Todo
from finsam.states import BodyKind
from tests.board.meetings import adjust, adjust_meeting, make_held_meeting
from tests.cast import Cast
from tests.factories import make_body


def announce(protocol: Protocol, cast: Cast) -> Notice:
    """Announce with a stand-in for the PDF."""
    document = store.keep(
        b"%PDF-1.7 anslag",
        association=cast.association,
        name="Anslag.pdf",
        content_type="application/pdf",
        by=cast.chief,
    )
    return acts.announce(protocol=protocol, document=document, by=cast.chief)


@pytest.fixture
def protocol(cast: Cast) -> Protocol:
    """Justerat on 5 April 2022."""
    return adjust_meeting(make_held_meeting(cast), cast)


@pytest.fixture
def notice(cast: Cast, protocol: Protocol) -> Notice:
    """Announced to the kommun and the region."""
    return announce(protocol, cast)


def post(notice: Notice, *days: dt.date) -> list[Posting]:
    """Confirm each board's posting on its day."""
    postings = list(notice.postings.all())
    return [
        acts.confirm_posted(posting=posting, on=day, said_by="Ros-Marie")
        for posting, day in zip(postings, days, strict=False)
    ]


def page_of(notice: Notice, today: dt.date):
    association = notice.protocol.meeting.body.association
    return notice_page(notices_of(association).get(pk=notice.protocol_id), today)


def waiting(cast: Cast, *, others: bool = False) -> list[Todo]:
    """What waits for the förbundschef about anslag."""
    found = todos.waiting(cast.association, cast.chief, ROLE_PERMISSIONS[Role.CHIEF], clock.today())
    return [each for each in found if each.waits_for_others == others and "/anslag/" in each.url]


# ---- Announcing


def test_every_kommun_and_region_gets_the_anslag_by_text_and_pdf_with_a_link(
    cast: Cast, protocol: Protocol, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        notice = announce(protocol, cast)

    tokens = {posting.member.registrar_email: posting.token for posting in notice.postings.all()}
    assert [letter.to for letter in mail.outbox] == [
        [cast.kommun.registrar_email],
        [cast.region.registrar_email],
    ]
    for letter in mail.outbox:
        assert f"/anslag/{tokens[letter.to[0]]}/" in letter.body
        assert "senast torsdag 7 april 2022" in letter.body.replace("\u00a0", " ")
        assert [name for name, _, _ in letter.attachments] == ["Anslag.pdf"]


def test_announcing_twice_is_one_anslag(cast: Cast, notice: Notice, protocol: Protocol):
    assert announce(protocol, cast) == notice
    assert Posting.objects.count() == 2


def test_what_is_not_justerat_is_not_announced(cast: Cast):
    draft = ensure_main_protocol(meeting=make_held_meeting(cast), by=cast.chief)

    with pytest.raises(DomainError, match="inte justerat"):
        announce(draft, cast)


def test_an_omedelbart_justerad_paragraph_has_an_anslag_of_its_own(cast: Cast):
    meeting = make_held_meeting(cast)
    last = meeting.paragraphs.get(number=2)
    immediate = adjust(start_immediate(paragraph=last, by=cast.chief), cast, on=dt.date(2022, 3, 25))
    main = adjust_meeting(meeting, cast)

    pages = {
        page.protocol.pk: page.numbers
        for page in (page_of(announce(each, cast), clock.today()) for each in (immediate, main))
    }

    assert pages == {immediate.pk: "§\u00a02", main.pk: "§\u00a01"}


def test_the_revisorers_protocol_is_announced_as_the_boards_is(
    cast: Cast, settings, django_capture_on_commit_callbacks
):
    """Told to every board, up, down by the same days and public, and named as theirs (26 § lag 2003:1210)."""
    settings.FINSAM_TODAY = "2022-04-06"
    revisorer = make_body(association=cast.association, kind=BodyKind.AUDIT, name="Förbundets revisorer")
    meeting = make_held_meeting(cast, headings=("Granskning av 2021",))
    meeting.body = revisorer
    meeting.save()
    justerat = adjust_meeting(meeting, cast)
    with django_capture_on_commit_callbacks(execute=True):
        notice = announce(justerat, cast)
    post(notice, dt.date(2022, 4, 6), dt.date(2022, 4, 6))
    notice.refresh_from_db()

    assert [letter.to for letter in mail.outbox][:2] == [
        [cast.kommun.registrar_email], [cast.region.registrar_email],
    ]  # fmt: skip
    assert all("Förbundets revisorer" in letter.body for letter in mail.outbox[:2])
    papers = (build_notice(justerat, responsible="Karin"), build_proof(notice))
    assert {paper.body for paper in papers} == {"Förbundets revisorer"}
    assert (papers[1].last_appeal_on, papers[1].down_earliest_on) == (
        dt.date(2022, 4, 27), dt.date(2022, 4, 28),
    )  # fmt: skip
    assert [page.protocol for page in public_notices(cast.association, clock.today())] == [justerat]


# ---- Days by law


@pytest.mark.parametrize(
    ("adjusted", "posted", "last_day", "down"),
    [
        ("2022-04-05", "2022-04-06", "2022-04-27", "2022-04-28"),
        ("2022-03-25", "2022-03-28", "2022-04-19", "2022-04-20"),  # three weeks end on annandag påsk
        ("2017-09-11", "2017-09-12", "2017-10-03", "2017-10-04"),
    ],
)
def test_the_days_follow_from_the_posting(cast: Cast, settings, adjusted, posted, last_day, down):
    settings.FINSAM_TODAY = posted
    held = dt.date.fromisoformat(adjusted) - dt.timedelta(days=3)
    protocol = adjust_meeting(make_held_meeting(cast, held_on=held), cast, on=dt.date.fromisoformat(adjusted))
    notice = announce(protocol, cast)
    on = dt.date.fromisoformat(posted)
    post(notice, on, on)

    time = page_of(notice, on).time

    assert (str(time.last_day), str(time.removal_earliest)) == (last_day, down)
    proof = build_proof(notice)
    assert (str(proof.last_appeal_on), str(proof.down_earliest_on)) == (last_day, down)


@pytest.mark.parametrize(
    ("posted", "why"),
    [
        (dt.date(2022, 4, 6), ""),
        (
            dt.date(2022, 3, 28),
            "Tre veckor från anslaget är måndag 18\u00a0april 2022, som inte är en vardag. Tiden går då ut nästa vardag (2 § lag 1930:173).",
        ),
    ],
)
def test_the_bevis_says_why_the_last_day_was_moved(cast: Cast, posted: dt.date, why: str):
    protocol = adjust_meeting(make_held_meeting(cast), cast, on=dt.date(2022, 3, 28))
    notice = announce(protocol, cast)
    post(notice, posted, posted)

    assert build_proof(notice).moved_because == why


def test_the_time_runs_from_the_latest_board(notice: Notice):
    post(notice, dt.date(2022, 4, 6), dt.date(2022, 4, 7))

    assert page_of(notice, dt.date(2022, 4, 11)).time.last_day == dt.date(2022, 4, 28)


def test_the_time_does_not_run_while_a_board_lacks_the_anslag(notice: Notice):
    post(notice, dt.date(2022, 4, 6))

    assert page_of(notice, dt.date(2022, 4, 11)).time.state == AppealState.NOT_POSTED


def test_the_anslag_says_how_one_appeals(protocol: Protocol):
    assert (
        build_notice(protocol, responsible="Anna Berglund").appeal.court == "Förvaltningsrätten i Exempelstad"
    )


# ---- Confirming


def test_an_answer_sent_twice_is_one_change(notice: Notice):
    post(notice, dt.date(2022, 4, 6))
    post(notice, dt.date(2022, 4, 6))

    assert Posting.objects.filter(posted_on=dt.date(2022, 4, 6)).count() == 1


@pytest.mark.parametrize(
    "day", [dt.date(2022, 4, 4), dt.date(2022, 4, 12)], ids=["before justering", "tomorrow"]
)
def test_a_day_that_cannot_be_is_refused(notice: Notice, day: dt.date):
    with pytest.raises(DomainError):
        acts.confirm_posted(posting=notice.postings.first(), on=day, said_by="Ros-Marie")


def test_what_was_never_up_does_not_come_down(notice: Notice):
    with pytest.raises(DomainError, match="när anslaget sattes upp"):
        acts.confirm_down(posting=notice.postings.first(), on=dt.date(2022, 4, 11), said_by="Ros-Marie")


def test_a_day_written_down_wrong_is_changed(notice: Notice):
    post(notice, dt.date(2022, 4, 6))
    changed = post(notice, dt.date(2022, 4, 7))

    assert changed[0].posted_on == dt.date(2022, 4, 7)


# ---- Too early


@pytest.fixture
def early(notice: Notice) -> Posting:
    """The kommun took the anslag down after four days."""
    first, _ = post(notice, dt.date(2022, 4, 6), dt.date(2022, 4, 6))
    return acts.confirm_down(posting=first, on=dt.date(2022, 4, 10), said_by="Ros-Marie")


def test_an_early_removal_breaks_the_appeal_time(notice: Notice, early: Posting):
    assert page_of(notice, dt.date(2022, 4, 11)).time.state == AppealState.BROKEN


def test_an_early_removal_is_told_by_mail(cast: Cast, notice: Notice, django_capture_on_commit_callbacks):
    first, _ = post(notice, dt.date(2022, 4, 6), dt.date(2022, 4, 6))
    with django_capture_on_commit_callbacks(execute=True):
        acts.confirm_down(posting=first, on=dt.date(2022, 4, 10), said_by="Ros-Marie")

    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (
            [cast.chief.email],
            "Anslaget togs ned för tidigt: Exempels kommun, Styrelsen, 25\xa0mars 2022, §§\xa01–2",
        )
    ]


def test_an_early_removal_is_an_alarm_on_the_front_page(cast: Cast, early: Posting):
    assert [(each.what, each.is_alarm) for each in waiting(cast)] == [
        ("Anslå §§\u00a01–2 igen hos Exempels kommun", True)
    ]


def test_taken_down_before_another_board_had_it_is_too_early_as_well(cast: Cast, notice: Notice):
    (first,) = post(notice, dt.date(2022, 4, 6))
    acts.confirm_down(posting=first, on=dt.date(2022, 4, 10), said_by="Ros-Marie")

    assert page_of(notice, clock.today()).early == [first]


def test_posting_again_starts_the_time_anew(cast: Cast, notice: Notice, early: Posting):
    again = acts.post_again(posting=early, by=cast.chief)
    acts.confirm_posted(posting=again, on=dt.date(2022, 4, 11), said_by="Ros-Marie")

    time = page_of(notice, dt.date(2022, 4, 11)).time
    assert (time.state, time.last_day) == (AppealState.RUNNING, dt.date(2022, 5, 2))


def test_posting_again_twice_asks_once(cast: Cast, early: Posting):
    assert acts.post_again(posting=early, by=cast.chief) == acts.post_again(posting=early, by=cast.chief)


def test_what_is_up_is_not_posted_again(cast: Cast, notice: Notice):
    with pytest.raises(DomainError, match="inte tagits ned för tidigt"):
        acts.post_again(posting=notice.postings.first(), by=cast.chief)


# ---- The bevis


def asked_proofs(cast: Cast) -> int:
    return Job.objects.filter(association=cast.association, key__startswith="anslagsbevis").count()


def test_the_bevis_is_asked_for_when_the_last_board_has_the_anslag(
    cast: Cast, notice: Notice, django_capture_on_commit_callbacks
):
    counts = []
    for posting in notice.postings.all():
        with django_capture_on_commit_callbacks(execute=True):
            acts.confirm_posted(posting=posting, on=dt.date(2022, 4, 6), said_by="Ros-Marie")
        counts.append(asked_proofs(cast))

    assert counts == [0, 1]


def test_days_that_change_while_a_bevis_is_being_made_give_another_bevis(
    cast: Cast, notice: Notice, settings
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    post(notice, dt.date(2022, 4, 6), dt.date(2022, 4, 6))
    Job.objects.update(state="running")
    acts.confirm_posted(posting=notice.postings.first(), on=dt.date(2022, 4, 7), said_by="Ros-Marie")
    assert asked_proofs(cast) == 2


def test_the_bevis_is_made_again_when_every_board_has_taken_it_down(cast: Cast, notice: Notice, settings):
    post(notice, dt.date(2022, 4, 6), dt.date(2022, 4, 6))
    acts.make_proof(_job(cast), notice_id=notice.pk)
    settings.FINSAM_TODAY = "2022-04-29"
    for posting in notice.postings.all():
        acts.confirm_down(posting=posting, on=dt.date(2022, 4, 28), said_by="Ros-Marie")
    acts.make_proof(_job(cast), notice_id=notice.pk)

    notice.refresh_from_db()
    assert store.read(notice.proof).startswith(b"%PDF-")
    assert notice.final_proof is not None
    assert notice.final_proof.sha256 != notice.proof.sha256


def test_a_registrators_link_ends_at_the_last_bevis_and_the_office_may_still_correct(
    cast: Cast, notice: Notice, settings
):
    post(notice, dt.date(2022, 4, 6), dt.date(2022, 4, 6))
    settings.FINSAM_TODAY = "2022-05-02"
    for posting in notice.postings.all():
        acts.confirm_down(posting=posting, on=dt.date(2022, 4, 28), said_by="Ros-Marie")
    acts.make_proof(_job(cast), notice_id=notice.pk)
    posting = notice.postings.first()
    with pytest.raises(DomainError, match="länken gäller inte längre"):
        acts.confirm_down(posting=posting, on=dt.date(2022, 4, 29), said_by="Någon")
    row = acts.confirm_down(posting=posting, on=dt.date(2022, 4, 29), said_by="Ros-Marie", by=cast.chief)
    assert row.down_on == dt.date(2022, 4, 29)


def test_the_log_names_the_registrator_who_has_no_login(cast: Cast, notice: Notice):
    acts.confirm_posted(posting=notice.postings.first(), on=dt.date(2022, 4, 6), said_by="Ros-Marie Ek")
    event = cast.association.audit_events.get(verb="bekräftade anslaget")
    assert (event.by_name, event.by_id) == ("Ros-Marie Ek", None)


def test_the_first_bevis_names_every_board_and_no_removal(cast: Cast, notice: Notice):
    post(notice, dt.date(2022, 4, 6), dt.date(2022, 4, 7))

    rows = [(each.board, each.posted_on, each.taken_down_on) for each in build_proof(notice).postings]
    assert rows == [
        ("Exempels kommun", dt.date(2022, 4, 6), None),
        ("Region Exempelland", dt.date(2022, 4, 7), None),
    ]


def _job(cast: Cast) -> Job:
    key = f"x {Job.objects.count()}"
    return Job.objects.create(association=cast.association, key=key, label="x", asked_by=cast.chief)


# ---- What waits


def test_a_forgotten_anslag_is_an_alarm_counted_in_days(cast: Cast):
    meeting = make_held_meeting(cast)
    last = meeting.paragraphs.get(number=2)
    adjust(start_immediate(paragraph=last, by=cast.chief), cast, on=dt.date(2022, 3, 25))
    adjust_meeting(meeting, cast, on=dt.date(2022, 4, 11))

    forgotten = waiting(cast)[0]

    assert (forgotten.what, forgotten.due_on, forgotten.is_alarm) == (
        "Anslå §\u00a02, omedelbart justerad",
        dt.date(2022, 3, 28),
        True,
    )
    assert forgotten.about == (
        "Årsredovisning för 2021. Anslaget skulle ha suttit uppe senast 28\u00a0mars. Överklagandetiden har inte börjat löpa."
    )


def test_a_fresh_justering_is_to_be_announced_and_is_no_alarm(cast: Cast):
    adjust_meeting(make_held_meeting(cast), cast, on=dt.date(2022, 4, 11))

    assert [(each.what, each.due_on, each.is_alarm) for each in waiting(cast)] == [
        ("Anslå §§\u00a01–2", dt.date(2022, 4, 13), False)
    ]


def test_a_registrator_is_left_in_peace_for_three_days(cast: Cast, notice: Notice, settings):
    settings.FINSAM_TODAY = "2022-04-13"
    assert [each.what.split(":")[0] for each in waiting(cast, others=True)] == [
        "Exempels kommun",
        "Region Exempelland",
    ]
    assert waiting(cast) == []


def test_after_three_days_the_office_is_told_to_remind(cast: Cast, notice: Notice, settings):
    post(notice, dt.date(2022, 4, 6))
    settings.FINSAM_TODAY = "2022-04-14"

    assert [(each.what, each.figure) for each in waiting(cast)] == [
        ("Påminn Region Exempelland om anslaget för §§\u00a01–2", "1 av 2 klara")
    ]


def test_when_the_time_has_run_out_the_office_asks_for_the_removal(cast: Cast, notice: Notice, settings):
    post(notice, dt.date(2022, 4, 6), dt.date(2022, 4, 6))
    quiet, settings.FINSAM_TODAY = waiting(cast), "2022-04-28"

    assert quiet == []
    assert [each.what for each in waiting(cast)] == [
        "Be Exempels kommun ta ned anslaget för §§\u00a01–2",
        "Be Region Exempelland ta ned anslaget för §§\u00a01–2",
    ]


def test_what_waits_asks_as_many_questions_for_one_anslag_as_for_many(cast: Cast):
    def questions() -> int:
        with CaptureQueriesContext(connection) as captured:
            waiting(cast)
        return len(captured)

    announce(adjust_meeting(make_held_meeting(cast), cast), cast)
    adjust_meeting(make_held_meeting(cast, held_on=dt.date(2022, 3, 1)), cast)
    few = questions()
    for day in range(2, 8):
        announce(adjust_meeting(make_held_meeting(cast, held_on=dt.date(2022, 2, day)), cast), cast)
        adjust_meeting(make_held_meeting(cast, held_on=dt.date(2022, 1, day)), cast)

    assert questions() == few


# ---- Appeals, and what the public page shows


def test_the_public_page_shows_what_runs_and_not_what_is_final(cast: Cast, notice: Notice):
    post(notice, dt.date(2022, 4, 6), dt.date(2022, 4, 6))

    shown = [
        len(public_notices(cast.association, day)) for day in (dt.date(2022, 4, 27), dt.date(2022, 4, 28))
    ]
    assert shown == [1, 0]
