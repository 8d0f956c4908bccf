"""The public page that tells of a file whether it is ours and unchanged; the file is not kept."""

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from board.forms.protocol import VerifyForm
from board.queries.verification import Verdict, verdict_on
from finsam.permissions import public


@public
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Take a dropped PDF and say what it is."""
    form = VerifyForm(request.POST or None, request.FILES or None)
    verdict: Verdict | None = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > settings.MAX_UPLOAD_BYTES:
            form.add_error(
                "file", "Filen är större än 25 MB. Våra handlingar är mindre, så det är inte en av dem."
            )
        else:
            content = file.read()
            verdict = verdict_on(content, hashlib.sha256(content).hexdigest())
    return render(
        request, "board/verify.html", {"form": form, "verdict": verdict}, status=422 if form.errors else 200
    )
