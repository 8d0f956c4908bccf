"""The addresses under /konto/: those of allauth's pages that finsam uses. The others would let an account part ways with its person."""

from allauth.account import views
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", views.login, name="account_login"),
    path("login/code/", views.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", views.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    # allauth's letters name it; the page says that sign-up is closed.
    path("signup/", views.signup, name="account_signup"),
    path("2fa/", include("allauth.mfa.urls")),
]
