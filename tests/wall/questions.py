"""How many questions a page may ask the database, with the demo in it: MOST, or what stands here until it is mended.

A number here may only fall: whoever makes a page ask less writes it here, and takes it away when it is down to MOST.
"""

MOST = 15

MORE: dict[str, int] = {
    "application_compare_excel": 16,
    "application_prepare": 36,
    "application_propose": 17,
    "counting": 20,
    "economy": 30,
    "economy_year": 29,
    "figure_checks": 22,
    "follow_up_excel": 28,
    "follow_up_year": 23,
    "front": 50,
    "goal_edit": 17,
    "goal_list": 16,
    "goal_list_excel": 16,
    "insats_detail": 25,
    "insats_report": 20,
    "measure_edit": 32,
    "meeting_detail": 16,
    "national_sheet": 19,
    "national_sheet_excel": 25,
    "note_edit": 17,
    "note_list": 16,
    "paragraph_detail": 19,
    "participant_list": 17,
    "participant_list_excel": 16,
    "protocol_publish": 24,
    "public_page": 18,
    "report_adopt": 48,
    "report_detail": 50,
    "report_excel": 61,
    "report_read": 31,
    "scenario_list": 17,
    "section_preview": 16,
    "section_write": 42,
    "statement_excel": 17,
}
