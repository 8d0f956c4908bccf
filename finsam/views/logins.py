"""Where one is logged in oneself."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from finsam.access import logins
from finsam.permissions import public

EVERYWHERE, OTHERS = "overallt", "andra"


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login_list(request: HttpRequest) -> HttpResponse:
    """Show where one is logged in, and log out there: in one place, in all others, or everywhere."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    rows = logins.logins_of(request.user)
    if request.method != "POST":
        here = request.session.session_key
        return render(request, "finsam/login_list.html", {"rows": rows, "here": here})
    which = request.POST.get("var", "")
    if which == EVERYWHERE:
        logins.end(rows)
        logout(request)
        return redirect("start")
    chosen = [row for row in rows if _is_chosen(row, which, request)]
    logins.end(chosen)
    if chosen:
        messages.success(request, "Du är utloggad där.")
    return redirect("login_list")


def _is_chosen(row: logins.Login, which: str, request: HttpRequest) -> bool:
    if which == OTHERS:
        return row.session_key != request.session.session_key
    return str(row.public_id) == which
