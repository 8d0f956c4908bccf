"""Addresses of meetings, agendas and calls."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
