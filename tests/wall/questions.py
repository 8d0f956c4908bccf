"""How many questions a page may ask the database, with the demo in it: MOST, or what stands here until it is mended.

A number here may only fall: whoever makes a page ask less writes it here, and takes it away when it is down to MOST.
"""

MOST = 15

MORE: dict[str, int] = {
    "application": 19,
    "application_compare": 25,
    "application_compare_excel": 29,
    "application_prepare": 41,
    "application_propose": 20,
    "contribution_list": 16,
    "economy": 32,
    "economy_statements": 17,
    "economy_year": 31,
    "figure_checks": 23,
    "figure_grid": 16,
    "front": 43,
    "goal_list": 30,
    "insats_card": 16,
    "insats_detail": 22,
    "insats_report": 22,
    "ledger_accruals": 19,
    "ledger_preview": 16,
    "meeting_detail": 18,
    "note_edit": 19,
    "note_list": 18,
    "paragraph_detail": 21,
    "payment": 17,
    "payment_write": 17,
    "protocol_publish": 26,
    "public_page": 18,
    "report_adopt": 54,
    "report_detail": 48,
    "report_excel": 58,
    "report_read": 40,
    "section_write": 40,
    "statement_excel": 18,
}
