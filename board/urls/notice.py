"""Addresses of anslag, follow-up and search."""

from django.urls import path

from board.views import appeals, finding, notices, tasks

urlpatterns = [
    path("anslag/<str:token>/", notices.posting_confirm, name="posting_confirm"),
    path("anslag/<str:token>/pdf/", notices.posting_file, name="posting_file"),
    path("<slug:slug>/protokoll/", finding.protocol_list, name="protocol_list"),
    path("<slug:slug>/protokoll/excel/", finding.protocol_list_excel, name="protocol_list_excel"),
    path("<slug:slug>/paragrafer/<key:pk>/", finding.paragraph_detail, name="paragraph_detail"),
    path("<slug:slug>/sok/", finding.search, name="search"),
    path("<slug:slug>/uppdrag/", tasks.task_list, name="task_list"),
    path("<slug:slug>/uppdrag/excel/", tasks.task_list_excel, name="task_list_excel"),
    path("<slug:slug>/uppdrag/<key:pk>/", tasks.task_update, name="task_update"),
    path("<slug:slug>/protokoll/<key:pk>/anslag/", notices.notice_detail, name="notice_detail"),
    path("<slug:slug>/protokoll/<key:pk>/anslag/<str:which>.pdf", notices.notice_file, name="notice_file"),
    path("<slug:slug>/protokoll/<key:pk>/overklagande/", appeals.appeal_add, name="appeal_add"),
    path("<slug:slug>/overklaganden/<key:pk>/", appeals.appeal_step, name="appeal_step"),
    path("<slug:slug>/paragrafer/<key:pk>/laga-kraft/", appeals.legal_force_file, name="legal_force_file"),
    path("<slug:slug>/anslag/<key:pk>/dag/", notices.posting_record, name="posting_record"),
    path("<slug:slug>/anslag/<key:pk>/dag/andra/", notices.posting_correct, name="posting_correct"),
    path("<slug:slug>/anslag/<key:pk>/paminn/", notices.posting_remind, name="posting_remind"),
    path("<slug:slug>/anslag/<key:pk>/igen/", notices.notice_repost, name="notice_repost"),
]
