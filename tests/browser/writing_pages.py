"""Pages for trying the editor and autosave alone: one text kept in memory, and a server that can be told to fail."""

from dataclasses import dataclass, field

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template import RequestContext, Template
from django.urls import include, path

from finsam.texts.editor import RunningTextField

PAGE = """{% extends "base_work.html" %}{% load finsam static %}
{% block scripts %}<script type="module" src="{% static 'app/agenda.js' %}"></script>{% endblock %}
{% block work_open %}<form method="post" action="/skriv/" data-autosave="/spara/" data-object="text-1" data-version="{{ kept.version }}"
  data-saved="saved">{% csrf_token %}{% endblock %}
{% block bar %}<h1>Styrelsen</h1>{% endblock %}
{% block bar_acts %}{% include "_components/saved.html" with at="" id="saved" only %}<button class="ds-button">Avsluta mötet</button>{% endblock %}
{% block work %}{% field form.text autofocus="autofocus" %}
<ol data-order="/ordning/">{% for n in "abc" %}<li data-id="{{ n }}" data-name="{{ n }}"><a href="#{{ n }}">{{ n }}</a></li>{% endfor %}</ol>{% endblock %}
{% block work_close %}</form>{% endblock %}"""


@dataclass
class Kept:
    """What the server has, and how it answers."""

    html: str = "<p>Först.</p>"
    version: int = 1
    keys: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    answer: str = "well"


kept = Kept()


class TextForm(forms.Form):
    """One running text."""

    text = RunningTextField(label="Redogörelse", figures_url="/uppgifter/")


def write(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        _take(request)
        return redirect("/skriv/")
    form = TextForm(initial={"text": kept.html})
    return HttpResponse(Template(PAGE).render(RequestContext(request, {"form": form, "kept": kept})))


def _take(request: HttpRequest) -> None:
    form = TextForm(request.POST)
    form.is_valid()
    kept.html = form.cleaned_data["text"]
    kept.version += 1
    kept.keys.append(request.POST.get("save_key", ""))


def save(request: HttpRequest) -> HttpResponse:
    """Save as the protocol of app/autosave.js says, or fail as told."""
    if kept.answer == "logged out":
        return redirect("/konto/login/?next=/skriv/")
    key, after = request.POST["save_key"], request.POST.get("after")
    if key not in kept.keys:
        follows = bool(after) and after in kept.keys[-1:]
        if request.POST["base_version"] != str(kept.version) and not follows:
            return JsonResponse({"conflict_url": "/bada/"}, status=409)
        _take(request)
    if kept.answer == "answer lost":
        kept.answer = "well"
        return JsonResponse({}, status=503)
    return JsonResponse({"version": kept.version, "saved_at": "10:42"})


def order(request: HttpRequest) -> JsonResponse:
    kept.order = request.POST.getlist("item")
    return JsonResponse({"saved_at": "10:43"})


def figures(request: HttpRequest) -> JsonResponse:
    return JsonResponse(
        {"figures": [{"key": "economy.result", "label": "Årets resultat", "value": "367 609"}]}
    )


def both(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Båda texterna")


def start(request: HttpRequest) -> HttpResponse:
    return render(request, "404.html")


urlpatterns = [
    path("", start, name="start"),
    path("skriv/", write),
    path("spara/", save),
    path("ordning/", order),
    path("uppgifter/", figures),
    path("bada/", both),
    path("konto/", include("allauth.urls")),
]
