"""How many questions a page may ask the database, with the demo in it: MOST, or what stands here until it is mended.

A number here may only fall: whoever makes a page ask less writes it here, and takes it away when it is down to MOST.
"""

MOST = 15

MORE: dict[str, int] = {
    "application": 16,
    "application_compare_excel": 16,
    "application_prepare": 37,
    "application_propose": 18,
    "counting": 21,
    "economy": 31,
    "economy_statements": 16,
    "economy_year": 30,
    "figure_checks": 22,
    "follow_up_excel": 28,
    "follow_up_year": 24,
    "front": 51,
    "goal_edit": 18,
    "goal_list": 17,
    "goal_list_excel": 16,
    "insats_detail": 26,
    "insats_report": 21,
    "measure_edit": 33,
    "meeting_detail": 17,
    "national_sheet": 20,
    "national_sheet_excel": 25,
    "note_edit": 18,
    "note_list": 17,
    "paragraph_detail": 20,
    "participant_list": 18,
    "participant_list_excel": 16,
    "protocol_publish": 25,
    "public_page": 18,
    "report_adopt": 49,
    "report_detail": 51,
    "report_excel": 61,
    "report_read": 32,
    "scenario_list": 18,
    "section_preview": 16,
    "section_write": 43,
    "statement_excel": 17,
}
