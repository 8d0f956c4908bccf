"""Addresses of the front page, the public page and the reports."""

from django.urls import path

from reporting.views import front, public

urlpatterns = [
    path("<slug:slug>/", front.front, name="front"),
    path("<slug:slug>/offentligt/", public.public_page, name="public_page"),
    path("<slug:slug>/offentligt/protokoll/<int:pk>/", public.public_protocol, name="public_protocol"),
    path(
        "<slug:slug>/offentligt/protokoll/<int:pk>/pdf/",
        public.public_protocol_file,
        name="public_protocol_file",
    ),
    path("<slug:slug>/offentligt/anslag/<int:pk>/pdf/", public.public_notice_file, name="public_notice_file"),
]
