"""Addresses of styrdokument."""

from django.urls import path

from board.views import policies

_ALL = "<slug:slug>/styrdokument/"

urlpatterns = [
    path(_ALL, policies.policy_list, name="policy_list"),
    path(f"{_ALL}excel/", policies.policy_list_excel, name="policy_list_excel"),
    path(f"{_ALL}nytt/", policies.policy_add, name="policy_add"),
    path(f"{_ALL}<key:pk>/", policies.policy_detail, name="policy_detail"),
    path(f"{_ALL}<key:pk>/andra/", policies.policy_edit, name="policy_edit"),
    path(f"{_ALL}<key:pk>/ny-version/", policies.policy_version_add, name="policy_version_add"),
    path(f"{_ALL}<key:pk>/genomgang/", policies.policy_review, name="policy_review"),
    path(f"{_ALL}<key:pk>/visa/", policies.policy_show, name="policy_show"),
    path(f"{_ALL}fil/<key:pk>/", policies.policy_file, name="policy_file"),
]
