"""Addresses of the economy."""

urlpatterns: list = []
