"""Addresses of the front page, the public page and the reports."""

from django.urls import path

from reporting.views import front

urlpatterns = [
    path("<slug:slug>/", front.front, name="front"),
]
