"""Addresses of protocols and their signing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
