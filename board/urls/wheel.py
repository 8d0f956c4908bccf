"""Addresses of the årshjul and of delegation."""

from django.urls import path

from board.views import delegation, year_wheel

_POINT = "<slug:slug>/arshjul/<key:pk>/<year:year>/"

urlpatterns = [
    path("<slug:slug>/arshjul/", year_wheel.year_wheel, name="year_wheel"),
    path("<slug:slug>/arshjul/borja/", year_wheel.year_wheel_start, name="year_wheel_start"),
    path("<slug:slug>/arshjul/pdf/<year:year>/", year_wheel.year_wheel_print, name="year_wheel_print"),
    path("<slug:slug>/arshjul/ny/", year_wheel.year_point_add, name="year_point_add"),
    path("<slug:slug>/arshjul/<key:pk>/andra/", year_wheel.year_point_edit, name="year_point_edit"),
    path("<slug:slug>/arshjul/<key:pk>/ta-bort/", year_wheel.year_point_retire, name="year_point_retire"),
    path(_POINT, year_wheel.year_point, name="year_point"),
    path(f"{_POINT}klar/", year_wheel.year_point_tick, name="year_point_tick"),
    path(f"{_POINT}avsta/", year_wheel.year_point_drop, name="year_point_drop"),
    path(f"{_POINT}flytta/", year_wheel.year_point_move, name="year_point_move"),
    path(f"{_POINT}oppna/", year_wheel.year_point_reopen, name="year_point_reopen"),
    path(f"{_POINT}dagordning/", year_wheel.year_point_agenda, name="year_point_agenda"),
    path("<slug:slug>/delegation/", delegation.delegation_list, name="delegation_list"),
    path("<slug:slug>/delegation/excel/", delegation.delegation_list_excel, name="delegation_list_excel"),
    path("<slug:slug>/delegation/beslut/", delegation.delegated_decision_add, name="delegated_decision_add"),
    path(
        "<slug:slug>/delegation/beslut/<key:pk>/ta-bort/",
        delegation.delegated_decision_remove,
        name="delegated_decision_remove",
    ),
    path("<slug:slug>/delegation/punkter/ny/", delegation.delegation_point_add, name="delegation_point_add"),
    path(
        "<slug:slug>/delegation/punkter/<key:pk>/",
        delegation.delegation_point_edit,
        name="delegation_point_edit",
    ),
]
