"""Addresses of arvoden."""

from django.urls import path

from economy.views import fee_claims, fee_periods, fee_rules

_ALL = "<slug:slug>/arvoden/"

urlpatterns = [
    path(_ALL, fee_rules.fee_list, name="fee_list"),
    path(f"{_ALL}mina/", fee_claims.fee_own, name="fee_own"),
    path(f"{_ALL}mina/<key:pk>/", fee_claims.fee_claim, name="fee_claim"),
    path(f"{_ALL}narvaro/<key:pk>/<key:person_pk>/", fee_claims.fee_claim_for, name="fee_claim_for"),
    path(f"{_ALL}vilka/", fee_rules.fee_unpaid, name="fee_unpaid"),
    path(f"{_ALL}regler/ny/", fee_rules.fee_rule_add, name="fee_rule_add"),
    path(f"{_ALL}regler/<key:pk>/", fee_rules.fee_rule_edit, name="fee_rule_edit"),
    path(f"{_ALL}regler/<key:pk>/ta-bort/", fee_rules.fee_rule_remove, name="fee_rule_remove"),
    path(f"{_ALL}ny-period/", fee_periods.fee_period_add, name="fee_period_add"),
    path(f"{_ALL}<key:pk>/", fee_periods.fee_period, name="fee_period"),
    path(f"{_ALL}<key:pk>/excel/", fee_periods.fee_period_excel, name="fee_period_excel"),
    path(f"{_ALL}<key:pk>/stang/", fee_periods.fee_period_close, name="fee_period_close"),
    path(f"{_ALL}<key:pk>/ta-bort/", fee_periods.fee_period_remove, name="fee_period_remove"),
    path(f"{_ALL}<key:pk>/ny-rad/", fee_periods.fee_row_add, name="fee_row_add"),
    path(f"{_ALL}rader/<key:pk>/ta-bort/", fee_periods.fee_row_remove, name="fee_row_remove"),
]
