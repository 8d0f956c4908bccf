"""What a § tells many insatser is asked for once."""

from decimal import Decimal

from django.urls import reverse

from board.models import Decision
from finsam.models import Body
from insatser.models import Grant, Insats
from tests.board.meetings import make_held_meeting
from tests.cast import Cast, client_of
from tests.insatser.reports import make_insats


def given_to(cast: Cast, many: int) -> str:
    """The page that tells a § which gave so many insatser money."""
    meeting = make_held_meeting(cast, headings=("Medel till insatser",))
    decision = Decision.objects.get(paragraph__meeting=meeting)
    first = make_insats(cast)
    others = [
        Insats.objects.create(
            association=cast.association, key=f"en-till-{number}", name=f"En till {number}", kind="individ",
            starts_on=first.starts_on, body=Body.objects.create(association=cast.association, kind=first.body.kind, name=f"En till {number}"),
        )
        for number in range(1, many)
    ]  # fmt: skip
    for insats in (first, *others):
        Grant.objects.create(
            insats=insats, year=2022, amount=Decimal(100_000), decision=decision, made_at=meeting.closed_at
        )
    return reverse("decision_letter", args=[cast.association.slug, decision.paragraph_id])


def test_a_paragraph_to_many_insatser_asks_as_often_as_one_to_few(cast, django_assert_max_num_queries):
    page = given_to(cast, 8)
    office = client_of(cast.chief)
    with django_assert_max_num_queries(17):
        answer = office.get(page)
    assert answer.content.decode().count("En till ") >= 7
