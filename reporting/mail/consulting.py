"""Letters of the samråd on a budget: to the members with a link to answer by, and to the office of what was answered."""

from __future__ import annotations

from django.urls import reverse

from board.mail.letter import absolute, send_letter
from economy.models import ConsultationAnswer
from finsam.models import Document


def ask_for_answer(
    answer: ConsultationAnswer, secret: str, plan: Document | None, *, is_again: bool = False
) -> None:
    """Send a member's registrator the proposal, with a link that needs no login; `is_again` says that it is a reminder."""
    consultation = answer.consultation
    association = consultation.association
    link = absolute(reverse("consultation_reply", args=[association.slug, secret]))
    subject = f"Samråd om budget {consultation.year}, {association.name}"
    send_letter(
        "consultation_ask", association=association, to=answer.member.registrar_email,
        subject=f"Påminnelse: {subject}" if is_again else subject,
        facts={
            "answer": answer, "consultation": consultation, "link": link, "has_plan": plan is not None, "is_again": is_again,
        },
        documents=(plan,) if plan else (),
    )  # fmt: skip


def tell_considered(answer: ConsultationAnswer) -> None:
    """Tell a member how its answer was taken into account."""
    consultation = answer.consultation
    association = consultation.association
    send_letter(
        "consultation_considered", association=association, to=answer.member.registrar_email,
        subject=f"Så har ert svar om budget {consultation.year} tagits om hand, {association.name}",
        facts={"answer": answer, "consultation": consultation},
    )  # fmt: skip


def tell_of_answer(answer: ConsultationAnswer) -> None:
    """Tell whoever asked what a member has answered."""
    consultation = answer.consultation
    if not answer.asked_by or not answer.asked_by.email:
        return
    association = consultation.association
    link = absolute(reverse("consultation", args=[association.slug, consultation.year]))
    send_letter(
        "consultation_answered", association=association, to=answer.asked_by.email,
        subject=f"{answer.member} har svarat om budget {consultation.year}",
        facts={"answer": answer, "consultation": consultation, "link": link},
    )  # fmt: skip
