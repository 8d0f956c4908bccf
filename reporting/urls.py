"""Addresses of the front page, the public page and the reports."""

from django.urls import path

from reporting.views import (
    demo_books,
    first_steps,
    front,
    goals,
    meetings,
    public,
    public_reports,
    report_signing,
    reports,
    section_texts,
    section_tree,
    sections,
)

_REPORT = "<slug:slug>/rapporter/<key:pk>"
_SECTION = "<slug:slug>/avsnitt/<key:pk>"
_GOALS = "<slug:slug>/mal/<year:year>"
_GOAL = "<slug:slug>/malen/<key:pk>"
_INDICATORS = "<slug:slug>/indikatorer/<year:year>"

urlpatterns = [
    path("demo/bokforing/<year:year>/", demo_books.demo_books, name="demo_books"),
    path("<slug:slug>/", front.front, name="front"),
    path("<slug:slug>/kom-igang/", first_steps.first_steps, name="first_steps"),
    path("<slug:slug>/offentligt/", public.public_page, name="public_page"),
    path("<slug:slug>/offentligt/protokoll/<key:pk>/", public.public_protocol, name="public_protocol"),
    path(
        "<slug:slug>/offentligt/protokoll/<key:pk>/pdf/",
        public.public_protocol_file,
        name="public_protocol_file",
    ),
    path("<slug:slug>/offentligt/anslag/<key:pk>/pdf/", public.public_notice_file, name="public_notice_file"),
    path(
        "<slug:slug>/offentligt/budgetforslag/<key:pk>/",
        public.public_proposal_file,
        name="public_proposal_file",
    ),
    path("<slug:slug>/offentligt/rapporter/<key:pk>/", public_reports.public_report, name="public_report"),
    path(
        "<slug:slug>/offentligt/rapporter/<key:pk>/pdf/",
        public_reports.public_report_file,
        name="public_report_file",
    ),
    path("<slug:slug>/rapporter/", reports.report_list, name="report_list"),
    path("<slug:slug>/rapporter/excel/", reports.report_list_excel, name="report_list_excel"),
    path("<slug:slug>/rapporter/ny/", reports.report_add, name="report_add"),
    path("<slug:slug>/rapporter/utseende.css", reports.report_look, name="report_look"),
    path("<slug:slug>/rapporter/sammantraden/<year:year>/", meetings.told_meetings, name="told_meetings"),
    path(f"{_REPORT}/", reports.report_detail, name="report_detail"),
    path(f"{_REPORT}/las/", reports.report_read, name="report_read"),
    path(f"{_REPORT}/pdf/", reports.report_file, name="report_file"),
    path(f"{_REPORT}/html/", reports.report_html, name="report_html"),
    path(f"{_REPORT}/excel/", reports.report_excel, name="report_excel"),
    path(f"{_REPORT}/andra/", reports.report_edit, name="report_edit"),
    path(f"{_REPORT}/skriv-ut/", reports.report_print, name="report_print"),
    path(f"{_REPORT}/till-styrelsen/", reports.report_put, name="report_put"),
    path(f"{_REPORT}/faststall/", reports.report_adopt, name="report_adopt"),
    path(f"{_REPORT}/publicera/", reports.report_publish, name="report_publish"),
    path(f"{_REPORT}/ratta/", reports.report_correct, name="report_correct"),
    path(f"{_REPORT}/signera/", report_signing.report_sign, name="report_sign"),
    path(f"{_REPORT}/signera/kod/", report_signing.report_sign_code, name="report_sign_code"),
    path(f"{_REPORT}/uppgifter/", sections.report_figures, name="report_figures"),
    path(f"{_REPORT}/skriv/", sections.report_write, name="report_write"),
    path(f"{_REPORT}/skriv/<key:section_pk>/", sections.section_write, name="section_write"),
    path(f"{_REPORT}/nytt-avsnitt/", section_tree.section_add, name="section_add"),
    path(f"{_SECTION}/spara/", sections.section_save, name="section_save"),
    path(f"{_SECTION}/tryck/", sections.section_preview, name="section_preview"),
    path(f"{_SECTION}/andra/", section_tree.section_edit, name="section_edit"),
    path(f"{_SECTION}/kolumner/", section_tree.section_columns, name="section_columns"),
    path(f"{_SECTION}/flytta/", section_tree.section_move, name="section_move"),
    path(f"{_SECTION}/ta-bort/", section_tree.section_remove, name="section_remove"),
    path(f"{_SECTION}/siffra/", sections.section_number, name="section_number"),
    path(f"{_SECTION}/historik/", section_texts.section_history, name="section_history"),
    path(f"{_SECTION}/aterstall/", section_texts.section_restore, name="section_restore"),
    path(f"{_SECTION}/tva-skrev/", section_texts.section_conflict, name="section_conflict"),
    path("<slug:slug>/mal/", goals.goals, name="goals"),
    path(f"{_GOALS}/", goals.goal_list, name="goal_list"),
    path(f"{_GOALS}/excel/", goals.goal_list_excel, name="goal_list_excel"),
    path(f"{_GOALS}/nytt/", goals.goal_add, name="goal_add"),
    path(f"{_GOALS}/kopiera/", goals.goal_copy, name="goal_copy"),
    path(f"{_GOALS}/uppgifter/", goals.goal_figures, name="goal_figures"),
    path(f"{_GOAL}/", goals.goal_edit, name="goal_edit"),
    path(f"{_GOAL}/flytta/", goals.goal_move, name="goal_move"),
    path(f"{_GOAL}/ta-bort/", goals.goal_remove, name="goal_remove"),
    path("<slug:slug>/indikatorer/", goals.indicators, name="indicators"),
    path(f"{_INDICATORS}/", goals.indicator_list, name="indicator_list"),
    path(f"{_INDICATORS}/excel/", goals.indicator_list_excel, name="indicator_list_excel"),
    path(f"{_INDICATORS}/andra/", goals.indicator_edit, name="indicator_edit"),
]
