"""Addresses of insatser and their reports."""

from django.urls import URLPattern, path

from insatser.views import answers, grants, lists, questions, register, reports, writing

_REPORT = "<slug:slug>/insatser/rapporter/<key:pk>/"

urlpatterns: list[URLPattern] = [
    # The register
    path("<slug:slug>/insatser/", register.insats_list, name="insats_list"),
    path("<slug:slug>/insatser/excel/", register.insats_list_excel, name="insats_list_excel"),
    path("<slug:slug>/insatser/ny/", register.insats_add, name="insats_add"),
    path("<slug:slug>/insatser/<key:pk>/", register.insats_detail, name="insats_detail"),
    path("<slug:slug>/insatser/<key:pk>/andra/", register.insats_edit, name="insats_edit"),
    path("<slug:slug>/insatser/<key:pk>/medel/", grants.grant_add, name="grant_add"),
    path("<slug:slug>/insatser/medel/<key:pk>/ta-tillbaka/", grants.grant_take_back, name="grant_take_back"),
    path("<slug:slug>/insatser/<key:pk>/kontakt/", register.contact_add, name="contact_add"),
    path("<slug:slug>/insatser/<key:pk>/deltagare/", register.participants_edit, name="participants_edit"),
    path("<slug:slug>/mina-insatser/", register.my_insatser, name="my_insatser"),
    # The year's reports
    path("<slug:slug>/insatser/rapporter/", lists.report_list_insats, name="report_list_insats"),
    path(
        "<slug:slug>/insatser/rapporter/excel/",
        lists.report_list_insats_excel,
        name="report_list_insats_excel",
    ),
    path("<slug:slug>/insatser/rapporter/fragor/", questions.report_questions, name="report_questions"),
    path("<slug:slug>/insatser/rapporter/oppna/", lists.reports_open, name="reports_open"),
    path("<slug:slug>/insatser/rapporter/paminn/", lists.reports_remind, name="reports_remind"),
    # One report
    path(_REPORT, reports.insats_report, name="insats_report"),
    path(f"{_REPORT}avsnitt/<key:number>/", writing.insats_report_section, name="insats_report_section"),
    path(f"{_REPORT}svar/<key:answer_pk>/", answers.insats_answer_history, name="insats_answer_history"),
    path(f"{_REPORT}valj/<key:saving_pk>/", writing.insats_report_conflict, name="insats_report_conflict"),
    path(f"{_REPORT}lamna/", reports.insats_report_submit, name="insats_report_submit"),
    path(f"{_REPORT}skicka-tillbaka/", reports.insats_report_return, name="insats_report_return"),
    path(f"{_REPORT}godkann/", reports.insats_report_approve, name="insats_report_approve"),
    path(f"{_REPORT}sista-dag/", reports.insats_report_due, name="insats_report_due"),
    path(f"{_REPORT}versioner/", reports.insats_report_versions, name="insats_report_versions"),
    path(f"{_REPORT}utkast/", reports.insats_report_proof, name="insats_report_proof"),
    path(f"{_REPORT}fil/<key:number>/", reports.insats_report_file, name="insats_report_file"),
]
