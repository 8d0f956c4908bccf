"""Addresses of meetings, agendas and calls."""

from django.urls import path

from board.views import agenda, attachments, calls, matters, meetings, word

urlpatterns = [
    path("<slug:slug>/sammantraden/<key:pk>/kungor/", calls.meeting_proclaim, name="meeting_proclaim"),
    path("<slug:slug>/sammantraden/", meetings.meeting_list, name="meeting_list"),
    path("<slug:slug>/sammantraden/excel/", meetings.meeting_list_excel, name="meeting_list_excel"),
    path("<slug:slug>/sammantraden/planera/", meetings.meeting_plan, name="meeting_plan"),
    path("<slug:slug>/sammantraden/<key:pk>/", meetings.meeting_detail, name="meeting_detail"),
    path("<slug:slug>/sammantraden/<key:pk>/andra/", meetings.meeting_edit, name="meeting_edit"),
    path("<slug:slug>/sammantraden/<key:pk>/stall-in/", meetings.meeting_cancel, name="meeting_cancel"),
    path("<slug:slug>/sammantraden/<key:pk>/kopiera/", meetings.meeting_copy, name="meeting_copy"),
    path("<slug:slug>/sammantraden/<key:pk>/arende/", agenda.paragraph_add, name="paragraph_add"),
    path("<slug:slug>/sammantraden/<key:pk>/ordning/", agenda.agenda_order, name="agenda_order"),
    path("<slug:slug>/sammantraden/<key:pk>/hamta/", agenda.agenda_bring_back, name="agenda_bring_back"),
    path("<slug:slug>/sammantraden/<key:pk>/kallelse/", calls.meeting_call, name="meeting_call"),
    path(
        "<slug:slug>/sammantraden/<key:pk>/kallelse/igen/",
        calls.meeting_call_again,
        name="meeting_call_again",
    ),
    path(
        "<slug:slug>/sammantraden/<key:pk>/kallelse/paminn/",
        calls.meeting_call_remind,
        name="meeting_call_remind",
    ),
    path(
        "<slug:slug>/sammantraden/<key:pk>/svar/noterat/",
        calls.meeting_answer_noted,
        name="meeting_answer_noted",
    ),
    path(
        "<slug:slug>/sammantraden/<key:pk>/kallelse/visa/",
        calls.meeting_call_preview,
        name="meeting_call_preview",
    ),
    path(
        "<slug:slug>/sammantraden/<key:pk>/kallelse/pdf/<key:number>/",
        calls.meeting_call_file,
        name="meeting_call_file",
    ),
    path(
        "<slug:slug>/sammantraden/<key:pk>/kallelse/word/", word.meeting_call_word, name="meeting_call_word"
    ),
    path("<slug:slug>/sammantraden/<key:pk>/laspaket/", calls.meeting_pack, name="meeting_pack"),
    path("<slug:slug>/sammantraden/<key:pk>/svar/", calls.meeting_answer, name="meeting_answer"),
    path("<slug:slug>/dagordning/<key:pk>/", agenda.paragraph_edit, name="paragraph_edit"),
    path("<slug:slug>/dagordning/<key:pk>/spara/", agenda.agenda_save, name="agenda_save"),
    path("<slug:slug>/dagordning/<key:pk>/formulering/", agenda.paragraph_wording, name="paragraph_wording"),
    path("<slug:slug>/dagordning/<key:pk>/flytta/", agenda.paragraph_move, name="paragraph_move"),
    path("<slug:slug>/dagordning/<key:pk>/ta-bort/", agenda.paragraph_remove, name="paragraph_remove"),
    path("<slug:slug>/dagordning/<key:pk>/handlingar/", attachments.attachment_add, name="attachment_add"),
    path("<slug:slug>/handlingar/<key:pk>/", attachments.attachment_file, name="attachment_file"),
    path("<slug:slug>/handlingar/<key:pk>/andra/", attachments.attachment_edit, name="attachment_edit"),
    path("<slug:slug>/handlingar/<key:pk>/ta-bort/", attachments.attachment_remove, name="attachment_remove"),
    path("<slug:slug>/organ/<key:pk>/staende/", agenda.standing_items, name="standing_items"),
    path("<slug:slug>/arenden/", matters.matter_list, name="matter_list"),
    path("<slug:slug>/arenden/excel/", matters.matter_list_excel, name="matter_list_excel"),
    path("<slug:slug>/arenden/nytt/", matters.matter_add, name="matter_add"),
    path("<slug:slug>/arenden/<key:pk>/", matters.matter_detail, name="matter_detail"),
    path("<slug:slug>/arenden/<key:pk>/andra/", matters.matter_edit, name="matter_edit"),
    path("<slug:slug>/arenden/<key:pk>/avsluta/", matters.matter_close, name="matter_close"),
    path("kallelse/<str:token>/", calls.call_answer, name="call_answer"),
]
