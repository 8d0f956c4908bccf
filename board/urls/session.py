"""Addresses of the meeting while it goes on."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
