"""The addresses of the whole program; what belongs to an association starts with its slug."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("sjalvadmin/", admin.site.urls),
    path("konto/", include("finsam.urls.account")),
    path("", include("finsam.urls.core")),
    path("", include("board.urls")),
    path("", include("insatser.urls")),
    path("", include("economy.urls")),
    path("", include("reporting.urls")),
]

handler500 = "finsam.views.faults.server_error"
