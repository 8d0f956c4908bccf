"""Addresses of the front page, the public page and the reports."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
