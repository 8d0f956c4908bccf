"""The measure beside which ours stand: a Django view with one query and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from finsam.models import Association
from finsam.permissions import public


@public
def bare(request: HttpRequest) -> HttpResponse:
    """Answer with how many förbund there are."""
    return HttpResponse(f"<p>{Association.objects.count()}</p>")


urlpatterns = [path("", bare)]
