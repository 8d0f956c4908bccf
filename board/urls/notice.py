"""Addresses of anslag, follow-up and search."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
