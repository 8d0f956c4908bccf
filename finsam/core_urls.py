"""Addresses of the core: the association, its people and what is done in the worker."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
