"""Addresses of the meeting while it goes on."""

from django.urls import URLPattern, path

from board.views import numbers, phrases, presence, session, session_acts, session_texts

_MEETING = "<slug:slug>/sammantraden/<key:pk>"
_PARAGRAPH = "<slug:slug>/paragrafer/<key:pk>"
_TEXT = "<slug:slug>/texter/<key:pk>"

urlpatterns: list[URLPattern] = [
    path(f"{_MEETING}/protokoll/", session.meeting_session, name="meeting_session"),
    path(
        f"{_MEETING}/protokoll/<key:paragraph_pk>/",
        session.meeting_session_paragraph,
        name="meeting_session_paragraph",
    ),
    path(f"{_MEETING}/oppna/", session_acts.meeting_open, name="meeting_open"),
    path(f"{_MEETING}/avsluta/", session_acts.meeting_close, name="meeting_close"),
    path(f"{_MEETING}/avslutat/", session_acts.meeting_closed, name="meeting_closed"),
    path(f"{_MEETING}/avslutat/numrera/", session_acts.meeting_number_rest, name="meeting_number_rest"),
    path(f"{_MEETING}/oppna-igen/", session_acts.meeting_reopen, name="meeting_reopen"),
    path(f"{_MEETING}/tider/", session_acts.meeting_times, name="meeting_times"),
    path(f"{_MEETING}/narvaro/", presence.meeting_presence, name="meeting_presence"),
    path(f"{_MEETING}/nytt-arende/", session.session_paragraph_add, name="session_paragraph_add"),
    path(f"{_MEETING}/deltagare/", session.attendance_add, name="attendance_add"),
    path(f"{_PARAGRAPH}/spara/", session.paragraph_save, name="paragraph_save"),
    path(f"{_PARAGRAPH}/narvaro/", session.attendance_save, name="attendance_save"),
    path("<slug:slug>/forbundet/nummer/", numbers.number_list, name="number_list"),
    path("<slug:slug>/organ/<key:pk>/inledningar/", phrases.lead_words, name="lead_words"),
    path("<slug:slug>/forbundet/fraser/", phrases.phrase_list, name="phrase_list"),
    path(f"{_TEXT}/historik/", session_texts.text_history, name="text_history"),
    path(f"{_TEXT}/aterstall/", session_texts.text_restore, name="text_restore"),
    path(f"{_TEXT}/tva-skrev/", session_texts.text_conflict, name="text_conflict"),
]
