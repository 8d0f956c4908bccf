"""The wall: every address, and who gets in. A chair should be able to proof-read this page.

Each line says: the address's name, who gets in, and what it is tried on. Whoever is not named is turned away. The
neighbouring förbund and a stranger are always turned away, except where it says ANYONE.
"""

from __future__ import annotations

from dataclasses import dataclass, field

OFFICE = frozenset({"chief", "officer"})  # kansliet: förbundschef and handläggare
CHIEF = frozenset({"chief"})
BOARD = frozenset({"chair", "vice", "adjuster", "member", "deputy"})  # ledamöter and ersättare
AUDITORS = frozenset({"auditor"})
READERS = OFFICE | BOARD | AUDITORS  # those who read everything
MEETING_READERS = READERS | {"preparer"}  # and beredningsgruppen, who reads of meetings
CALLED = OFFICE | BOARD | {"preparer"}  # those whom the kallelse that it is tried on reached
FOLLOWERS = MEETING_READERS  # those who follow up what was decided or agreed
SIGNERS = frozenset({"chief", "chair", "adjuster"})  # those who sign the protocol that it is tried on
LOG_READERS = OFFICE | AUDITORS
INSATS_READERS = READERS | {"preparer"}  # those who read of every insats
REPORT_WRITERS = OFFICE | {"contact"}  # those who write an insats's report
EVERYONE = MEETING_READERS | {"contact"}  # everyone with a role in the förbund
ANYONE = EVERYONE | {"outsider", "logged out"}  # public, or guarded by a secret link
NOBODY: frozenset[str] = frozenset()  # only in the demo
EVERY_YEAR = frozenset(
    f"{name}{act}"
    for name, acts in (
        ("goal", ("_list", "_list_excel", "_add", "_copy", "_figures", "_area_add")),
        ("indicator", ("_list", "_list_excel", "_edit")),
        ("figures", ("",)),
        ("told_meetings", ("",)),
        ("told_roster", ("",)),
        ("consultation", ("", "_answers")),
    )
    for act in acts
)  # pages of a year, which every förbund has of its own


@dataclass(frozen=True)
class Row:
    """Who may look, who may send the form, and the names in `World` of what the address is tried on."""

    looks: frozenset[str]
    sends: frozenset[str]
    on: dict[str, str] = field(default_factory=dict)

    @property
    def who(self) -> frozenset[str]:
        """Everyone who gets in, one way or the other."""
        return self.looks | self.sends

    def who_may(self, method: str) -> frozenset[str]:
        """Those who get in by GET, or by POST."""
        return self.sends if method == "POST" else self.looks


def only(looks: frozenset[str], *, sends: frozenset[str] | None = None, **on: str) -> Row:
    """Write a line of the wall; those who may look may also send the form, unless `sends` says otherwise."""
    return Row(looks, looks if sends is None else sends, on)


WALL: dict[str, Row] = {
    # ---- Coming in
    "start": only(ANYONE),
    "login_list": only(EVERYONE | {"outsider"}),  # one's own
    "health": only(ANYONE),  # for monitors: no fact about anyone
    "demo_login": only(NOBODY),
    "demo_mail": only(NOBODY),
    "demo_letter": only(NOBODY, key="word"),
    "demo_books": only(NOBODY, year="economy_year"),
    "demo_enclosure": only(NOBODY, key="word", number="one"),
    "front": only(EVERYONE),
    "calendar_own": only(EVERYONE),
    "calendar_file": only(ANYONE, secret="calendar_secret"),
    "first_steps": only(OFFICE),
    "public_page": only(ANYONE),
    "public_protocol": only(ANYONE, pk="signed_protocol"),
    "public_protocol_file": only(ANYONE, pk="signed_protocol"),
    "public_notice_file": only(ANYONE, pk="signed_protocol"),
    "public_proposal_file": only(ANYONE, pk="budget_proposal"),
    "public_proclamation_file": only(ANYONE, pk="called_meeting"),
    # ---- Förbundet
    "association_detail": only(READERS),
    "association_edit": only(CHIEF),
    "audit_list": only(LOG_READERS),
    "letter_list": only(OFFICE),
    "letter_send": only(OFFICE, pk="letter"),
    "letter_drop": only(OFFICE, pk="letter"),
    "member_list": only(READERS),
    "member_add": only(OFFICE),
    "member_edit": only(OFFICE, pk="member"),
    "member_end": only(OFFICE, pk="member"),
    "body_list": only(READERS),
    "body_add": only(OFFICE),
    "body_detail": only(READERS, pk="body"),
    "body_edit": only(OFFICE, pk="body"),
    "appointment_add": only(OFFICE),
    "appointment_edit": only(OFFICE, pk="appointment"),
    "appointment_end": only(OFFICE, pk="appointment"),
    "mandate_change": only(OFFICE),
    "people_list": only(READERS),
    "person_add": only(OFFICE),
    "person_detail": only(READERS, pk="person"),
    "person_edit": only(OFFICE, pk="person"),
    "person_remove": only(OFFICE, pk="person"),
    "person_return": only(OFFICE, pk="person"),
    "job_detail": only(OFFICE | {"chair"}, pk="job"),  # the chair asked for it
    "job_file": only(OFFICE | {"chair"}, pk="job"),
    "job_again": only(OFFICE | {"chair"}, pk="job"),
    "job_drop": only(OFFICE | {"chair"}, pk="job"),
    # ---- Before a meeting
    "meeting_list": only(MEETING_READERS),
    "meeting_list_excel": only(MEETING_READERS),
    "meeting_plan": only(OFFICE),
    "meeting_detail": only(MEETING_READERS, pk="called_meeting"),
    "meeting_edit": only(OFFICE, pk="planned_meeting"),
    "meeting_cancel": only(OFFICE, pk="planned_meeting"),
    "meeting_copy": only(OFFICE, pk="planned_meeting"),
    "paragraph_add": only(OFFICE, pk="planned_meeting"),
    "agenda_order": only(OFFICE, pk="planned_meeting"),
    "agenda_bring_back": only(OFFICE, pk="planned_meeting"),
    "meeting_call": only(OFFICE, pk="planned_meeting"),
    "meeting_proclaim": only(OFFICE, pk="called_meeting"),
    "meeting_call_remind": only(OFFICE, pk="called_meeting"),
    "meeting_answer_noted": only(OFFICE, pk="called_meeting"),
    "meeting_call_again": only(OFFICE, pk="called_meeting"),
    "meeting_call_preview": only(OFFICE, pk="planned_meeting"),
    "meeting_call_file": only(MEETING_READERS, pk="called_meeting", number="one"),
    "meeting_pack": only(MEETING_READERS, pk="called_meeting"),
    "meeting_answer": only(CALLED, pk="called_meeting"),
    "call_answer": only(ANYONE, token="call_token"),
    "paragraph_edit": only(OFFICE, pk="planned_paragraph"),
    "agenda_save": only(OFFICE, pk="planned_paragraph"),
    "paragraph_move": only(OFFICE, pk="planned_paragraph"),
    "paragraph_wording": only(OFFICE, pk="planned_paragraph"),
    "paragraph_remove": only(OFFICE, pk="planned_paragraph"),
    "attachment_add": only(OFFICE, pk="planned_paragraph"),
    "attachment_edit": only(OFFICE, pk="attachment"),
    "attachment_file": only(MEETING_READERS, pk="sent_attachment"),
    "attachment_remove": only(OFFICE, pk="attachment"),
    "standing_items": only(OFFICE, pk="body"),
    "lead_words": only(OFFICE, pk="body"),
    "phrase_list": only(OFFICE),
    "number_list": only(OFFICE),
    "matter_list": only(MEETING_READERS),
    "matter_list_excel": only(MEETING_READERS),
    "matter_add": only(OFFICE),
    "matter_detail": only(MEETING_READERS, pk="matter"),
    "matter_edit": only(OFFICE, pk="matter"),
    "matter_close": only(OFFICE, pk="matter"),
    # ---- During a meeting
    "meeting_session": only(OFFICE, pk="meeting_in_session"),
    "meeting_session_paragraph": only(OFFICE, pk="meeting_in_session", paragraph_pk="paragraph_in_session"),
    "meeting_open": only(OFFICE, pk="called_meeting"),
    "meeting_close": only(OFFICE, pk="meeting_in_session"),
    "meeting_closed": only(OFFICE, pk="closed_meeting"),
    "meeting_reopen": only(OFFICE, pk="closed_meeting"),
    "meeting_number_rest": only(OFFICE, pk="closed_meeting"),
    "session_paragraph_add": only(OFFICE, pk="meeting_in_session"),
    "meeting_times": only(OFFICE, pk="meeting_in_session"),
    "meeting_presence": only(OFFICE, pk="meeting_in_session"),
    "attendance_add": only(OFFICE, pk="meeting_in_session"),
    "paragraph_save": only(OFFICE, pk="paragraph_in_session"),
    "attendance_save": only(OFFICE, pk="paragraph_in_session"),
    "text_history": only(OFFICE, pk="text"),
    "text_restore": only(OFFICE, pk="text"),
    "text_conflict": only(OFFICE, pk="text"),
    "figures": only(OFFICE, year="economy_year"),
    # ---- The protocol
    "protocol_send": only(OFFICE, pk="closed_meeting"),
    "protocol_send_own": only(OFFICE, pk="draft_protocol"),
    "protocol_detail": only(MEETING_READERS, pk="signed_protocol"),
    "protocol_file": only(MEETING_READERS, pk="signed_protocol"),
    "protocol_word": only(OFFICE, pk="draft_protocol"),
    "meeting_call_word": only(OFFICE, pk="called_meeting"),
    "extract_word": only(OFFICE, pk="signed_paragraph"),
    "protocol_proof": only(OFFICE, pk="draft_protocol"),
    "protocol_take_back": only(OFFICE, pk="protocol_for_signing"),
    "protocol_take_in": only(OFFICE, pk="protocol_for_signing"),
    "protocol_drop": only(OFFICE, pk="protocol_for_signing"),
    "protocol_correct": only(OFFICE, pk="signed_protocol"),
    "protocol_immediate": only(OFFICE, pk="paragraph_in_session"),
    "protocol_sign": only(SIGNERS, pk="protocol_for_signing"),
    "protocol_sign_code": only(SIGNERS, pk="protocol_for_signing"),
    "protocol_return": only(SIGNERS, pk="protocol_for_signing"),
    "extract_file": only(OFFICE, pk="signed_paragraph"),
    "extract_code": only(OFFICE, pk="signed_paragraph"),
    "verify": only(ANYONE),
    # ---- Anslag, and what came of decisions
    "notice_detail": only(MEETING_READERS, sends=OFFICE, pk="signed_protocol"),
    "notice_file": only(MEETING_READERS, pk="signed_protocol", which="notice_name"),
    "posting_record": only(OFFICE, pk="posting"),
    "posting_correct": only(OFFICE, pk="posting"),
    "posting_remind": only(OFFICE, pk="posting"),
    "notice_repost": only(OFFICE, pk="posting"),
    "posting_confirm": only(ANYONE, token="posting_token"),
    "posting_file": only(ANYONE, token="posting_token"),
    "protocol_publish": only(OFFICE, pk="signed_protocol"),
    "protocol_remind": only(OFFICE, pk="protocol_for_signing"),
    "appeal_add": only(OFFICE, pk="signed_protocol"),
    "appeal_step": only(OFFICE, pk="appeal"),
    "legal_force_file": only(NOBODY, sends=OFFICE, pk="signed_paragraph"),
    "protocol_list": only(MEETING_READERS),
    "protocol_list_excel": only(MEETING_READERS),
    "paragraph_detail": only(MEETING_READERS, pk="signed_paragraph"),
    "search": only(READERS),
    "task_list": only(FOLLOWERS),
    "task_list_excel": only(FOLLOWERS),
    "task_update": only(OFFICE | {"adjuster"}, pk="decision"),  # the adjuster has the task
    # ---- The books
    "ledger_list": only(READERS),
    "ledger_take_in": only(OFFICE),
    "ledger_objects": only(OFFICE),
    "ledger_preview": only(READERS, pk="waiting_books"),
    "ledger_read": only(OFFICE, pk="waiting_books"),
    "ledger_store": only(OFFICE, pk="waiting_books"),
    "ledger_discard": only(OFFICE, pk="waiting_books"),
    "ledger_take_back": only(OFFICE, pk="waiting_books"),
    "ledger_file": only(READERS, pk="waiting_books"),
    "ledger_year": only(READERS, year="economy_year"),
    "ledger_line": only(READERS, year="economy_year", key="ledger_key"),
    "ledger_account": only(READERS, year="economy_year", number="ledger_number"),
    "ledger_voucher": only(READERS, pk="voucher"),
    "ledger_mapping": only(OFFICE, year="economy_year"),
    "ledger_source": only(OFFICE, year="economy_year"),
    "ledger_accruals": only(OFFICE, year="economy_year"),
    # ---- Insatser and their reports: a contact has one insats of her own, and the world's is hers
    "insats_list": only(INSATS_READERS),
    "insats_list_excel": only(INSATS_READERS),
    "insats_add": only(OFFICE),
    "insats_detail": only(INSATS_READERS | {"contact"}, pk="insats"),
    "insats_edit": only(OFFICE, pk="insats"),
    "grant_add": only(OFFICE, pk="insats"),
    "grant_take_back": only(OFFICE, pk="grant"),
    "grant_tie": only(OFFICE, pk="typed_grant"),
    "contact_add": only(OFFICE, pk="insats"),
    "participants_edit": only(REPORT_WRITERS, pk="insats"),
    "counting": only(REPORT_WRITERS, pk="insats", counting_pk="counting"),
    "counting_conflict": only(
        REPORT_WRITERS, pk="insats", counting_pk="counting", saving_pk="counting_conflict"
    ),
    "counting_hand_in": only(REPORT_WRITERS, pk="insats", counting_pk="counting"),
    "counting_close": only(OFFICE, pk="insats", counting_pk="counting"),
    "counting_reopen": only(REPORT_WRITERS, pk="insats", counting_pk="counting"),
    "count_list_list": only(OFFICE),
    "count_list_add": only(OFFICE),
    "count_list_edit": only(OFFICE, pk="count_list"),
    "counting_plan": only(OFFICE, pk="insats"),
    "my_insatser": only(REPORT_WRITERS),
    "report_list_insats": only(OFFICE),
    "report_list_insats_excel": only(OFFICE),
    "report_questions": only(OFFICE),
    "reports_open": only(OFFICE),
    "reports_remind": only(OFFICE),
    "insats_report": only(INSATS_READERS | {"contact"}, pk="approved_report"),
    "insats_report_section": only(REPORT_WRITERS, pk="open_report", number="one"),
    "insats_answer_history": only(REPORT_WRITERS, pk="open_report", answer_pk="report_answer"),
    "insats_report_conflict": only(REPORT_WRITERS, pk="open_report", saving_pk="report_saving"),
    "insats_report_submit": only(REPORT_WRITERS, pk="open_report"),
    "insats_report_return": only(OFFICE, pk="approved_report"),
    "insats_report_approve": only(OFFICE, pk="approved_report"),
    "insats_report_due": only(OFFICE, pk="open_report"),
    "insats_report_versions": only(INSATS_READERS | {"contact"}, pk="approved_report"),
    "insats_report_proof": only(REPORT_WRITERS, pk="open_report"),
    "insats_report_file": only(INSATS_READERS | {"contact"}, pk="approved_report", number="one"),
    # ---- Applications: a draft is read by those who write it alone, here the contact; the world has one that came in
    "apply_start": only(ANYONE),
    "apply_link": only(ANYONE, sends=NOBODY, secret="apply_secret"),  # begins, and then asks to log in
    "application_list": only(INSATS_READERS),
    "application_list_excel": only(INSATS_READERS),
    "application_begin": only(REPORT_WRITERS),
    "round_list": only(OFFICE),
    "round_add": only(OFFICE),
    "round_edit": only(OFFICE, pk="round"),
    "application": only(INSATS_READERS | {"contact"}, pk="received"),
    "application_section": only(frozenset({"contact"}), pk="application", number="one"),
    "application_conflict": only(frozenset({"contact"}), pk="application", saving_pk="application_saving"),
    "application_file_add": only(frozenset({"contact"}), pk="application"),
    "application_file_remove": only(frozenset({"contact"}), pk="application", file_pk="enclosure"),
    "application_enclosure": only(INSATS_READERS | {"contact"}, pk="received", file_pk="received_file"),
    "application_submit": only(frozenset({"contact"}), pk="application"),
    "application_withdraw": only(OFFICE | {"contact"}, pk="received"),
    "application_take_up": only(OFFICE, pk="received"),
    "application_complete": only(OFFICE, pk="received"),
    "application_propose": only(OFFICE, pk="received"),
    "application_file": only(INSATS_READERS | {"contact"}, pk="received", number="one"),
    # ---- Reports, goals and indicators
    "public_report": only(ANYONE, pk="published_report"),
    "public_report_file": only(ANYONE, pk="published_report"),
    "public_report_changes": only(ANYONE, pk="corrected_report"),
    "report_list": only(READERS),
    "report_list_excel": only(READERS),
    "report_look": only(READERS),
    "report_detail": only(READERS, pk="published_report"),
    "report_read": only(READERS, pk="published_report"),
    "report_file": only(READERS, pk="published_report"),
    "report_html": only(READERS, pk="published_report"),
    "report_excel": only(READERS, pk="published_report"),
    "report_changes": only(READERS, pk="corrected_report"),
    "report_copy_changes": only(READERS, pk="report_copy"),
    "report_motivate": only(OFFICE, pk="draft_report"),
    "consultation": only(OFFICE, year="report_year"),
    "consultation_answers": only(OFFICE, year="report_year"),
    "report_place": only(OFFICE, pk="report_place"),
    "report_sign": only(frozenset({"chair"}), pk="published_report"),  # the chair has a place on it
    "report_sign_code": only(frozenset({"chair"}), pk="published_report"),
    "report_add": only(OFFICE),
    "report_edit": only(OFFICE, pk="draft_report"),
    "report_word": only(OFFICE, pk="draft_report"),
    "report_print": only(OFFICE, pk="draft_report"),
    "report_compare": only(OFFICE, pk="draft_report"),
    "report_copy_file": only(READERS, pk="handed_over_copy"),
    "report_put": only(OFFICE, pk="draft_report"),
    "report_adopt": only(OFFICE, pk="draft_report"),
    "report_publish": only(OFFICE, pk="draft_report"),
    "report_correct": only(OFFICE, pk="published_report"),
    "report_figures": only(OFFICE, pk="draft_report"),
    "report_write": only(OFFICE, pk="draft_report"),
    "section_write": only(OFFICE, pk="draft_report", section_pk="report_section"),
    "section_add": only(OFFICE, pk="draft_report"),
    "section_save": only(OFFICE, pk="report_section"),
    "section_preview": only(OFFICE, pk="report_section"),
    "section_edit": only(OFFICE, pk="report_section"),
    "section_columns": only(OFFICE, pk="report_section"),
    "section_groups": only(OFFICE, pk="report_section"),
    "section_move": only(OFFICE, pk="report_section"),
    "section_remove": only(OFFICE, pk="report_section"),
    "section_number": only(OFFICE, pk="report_section"),
    "section_history": only(OFFICE, pk="report_section"),
    "section_restore": only(OFFICE, pk="report_section"),
    "section_conflict": only(OFFICE, pk="report_section"),
    "goals": only(READERS),
    "goal_list": only(READERS, sends=OFFICE, year="report_year"),
    "goal_list_excel": only(READERS, year="report_year"),
    "goal_add": only(OFFICE, year="report_year"),
    "goal_copy": only(OFFICE, year="report_year"),
    "goal_figures": only(OFFICE, year="report_year"),
    "goal_area_add": only(OFFICE, year="report_year"),
    "goal_area_edit": only(OFFICE, pk="goal_area"),
    "goal_area_remove": only(OFFICE, pk="goal_area"),
    "goal_edit": only(OFFICE, pk="goal"),
    "goal_move": only(OFFICE, pk="goal"),
    "goal_remove": only(OFFICE, pk="goal"),
    "indicators": only(READERS),
    "indicator_list": only(READERS, year="report_year"),
    "indicator_list_excel": only(READERS, year="report_year"),
    "indicator_edit": only(OFFICE, year="report_year"),
    "told_meetings": only(OFFICE, year="report_year"),
    "told_roster": only(OFFICE, year="report_year"),
    # ---- The economy
    "economy": only(READERS),
    "economy_year": only(READERS, year="economy_year"),
    "economy_statements": only(READERS, year="economy_year"),
    "statement_excel": only(READERS, year="economy_year", which="statement_name"),
    "figure_checks": only(READERS, year="economy_year"),
    "contribution_list": only(READERS, year="economy_year"),
    "figure_grid": only(READERS, year="economy_year"),
    "follow_up_year": only(READERS, year="economy_year"),
    "follow_up_excel": only(READERS, year="economy_year"),
    "forecast_list": only(READERS, year="economy_year"),
    "month_budget_year": only(READERS, year="economy_year"),
    "line_spread": only(OFFICE, year="economy_year", key="ledger_key"),
    "budget_copy": only(OFFICE, year="economy_year"),
    "deviation_limit_edit": only(OFFICE),
    "note_list": only(READERS, year="economy_year"),
    "layout": only(READERS, year="economy_year"),
    "fiscal_year_add": only(OFFICE),
    "fiscal_year_remove": only(OFFICE, year="economy_year"),
    "historical_figures": only(OFFICE),
    "equity_limits": only(OFFICE),
    "contribution_shares": only(OFFICE),
    "contribution_shares_remove": only(OFFICE, pk="contribution_shares"),
    "equity_limit_remove": only(OFFICE, pk="equity_limit"),
    "figure_paste": only(OFFICE, year="economy_year"),
    "paste_undo": only(OFFICE, pk="pasting"),
    "column_add": only(OFFICE, year="economy_year"),
    "column_adopt": only(OFFICE, pk="column"),
    "column_take_back": only(OFFICE, pk="column"),
    "column_revise": only(OFFICE, pk="column"),
    "column_remove": only(OFFICE, pk="column"),
    "income_line_add": only(OFFICE, year="economy_year"),
    "balance_line_add": only(OFFICE, year="economy_year"),
    "line_edit": only(OFFICE, pk="line"),
    "line_move": only(OFFICE, pk="line"),
    "line_remove": only(OFFICE, pk="line"),
    "note_add": only(OFFICE, year="economy_year"),
    "note_edit": only(OFFICE, pk="note"),
    "note_row_add": only(OFFICE, pk="note"),
    "note_row_edit": only(OFFICE, pk="note_row"),
    "note_row_remove": only(OFFICE, pk="note_row"),
}

# Addresses that Django's admin and allauth made and guard: accounts, logging in and out, passkeys.
THEIRS = ("admin", "allauth")
