"""Addresses of what the members are asked to pay, and of what would become of it if they paid otherwise."""

from django.urls import path

from economy.views import requisition_acts, requisitions, scenarios

_LIST = "<slug:slug>/ekonomi/<year:year>/medlemsbidrag/rekvisitioner/"
_ONE = "<slug:slug>/ekonomi/bidragsrekvisitioner/<key:pk>/"

urlpatterns = [
    path("<slug:slug>/ekonomi/<year:year>/tank-om/", scenarios.scenario_list, name="scenario_list"),
    path("<slug:slug>/ekonomi/tank-om/<key:pk>/ta-bort/", scenarios.scenario_remove, name="scenario_remove"),
    path(_LIST, requisitions.requisition_list, name="requisition_list"),
    path(f"{_LIST}excel/", requisitions.requisition_list_excel, name="requisition_list_excel"),
    path(f"{_LIST}gor/", requisitions.requisition_draft, name="requisition_draft"),
    path(f"{_LIST}villkor/", requisitions.requisition_terms, name="requisition_terms"),
    path(f"{_LIST}ny/", requisitions.requisition_add, name="requisition_add"),
    path(f"{_LIST}skicka/", requisitions.requisitions_send, name="requisitions_send"),
    path(f"{_LIST}bokforingen/", requisitions.requisitions_found, name="requisitions_found"),
    path(f"{_LIST}forutbetalt/", requisitions.requisitions_prepaid, name="requisitions_prepaid"),
    path(_ONE, requisition_acts.requisition, name="requisition"),
    path(f"{_ONE}pdf/", requisition_acts.requisition_file, name="requisition_file"),
    path(f"{_ONE}andra/", requisition_acts.requisition_edit, name="requisition_edit"),
    path(f"{_ONE}ta-bort/", requisition_acts.requisition_remove, name="requisition_remove"),
    path(f"{_ONE}betald/", requisition_acts.requisition_paid, name="requisition_paid"),
    path(f"{_ONE}inte-betald/", requisition_acts.requisition_unpaid, name="requisition_unpaid"),
    path(f"{_ONE}paminn/", requisition_acts.requisition_remind, name="requisition_remind"),
    path(f"{_ONE}makulera/", requisition_acts.requisition_withdraw, name="requisition_withdraw"),
]
