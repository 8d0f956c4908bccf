"""Whoever did a thing did it at a time: the database promises it of every model that keeps both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import CheckConstraint

from finsam.models import Text, stamped
from tests.cast import Cast

OURS = {"finsam", "board", "insatser", "economy", "reporting"}


def acts() -> Iterator[tuple[type[models.Model], str]]:
    """Every model of ours with an act of which it keeps the time, when it has been done, and by whom."""
    for model in apps.get_models():
        fields = {field.name: field for field in model._meta.concrete_fields}
        for name, field in fields.items():
            by = f"{name.removesuffix('_at')}_by"
            if model._meta.app_label in OURS and name.endswith("_at") and field.null and by in fields:
                yield model, name.removesuffix("_at")


@pytest.mark.parametrize(("model", "act"), list(acts()), ids=lambda each: getattr(each, "__name__", each))
def test_the_database_promises_the_time_of_what_someone_did(model: type[models.Model], act: str) -> None:
    [promise] = stamped(act)
    promises = [each.condition for each in model._meta.constraints if isinstance(each, CheckConstraint)]
    assert promise.condition in promises, f'Put *stamped("{act}") in the constraints of {model.__name__}.'


def test_the_acts_are_found_by_their_names() -> None:
    assert {("Meeting", "called"), ("Protocol", "sent")} <= {(model.__name__, act) for model, act in acts()}


def test_someone_without_a_time_is_refused(cast: Cast) -> None:
    text = Text.objects.create(association=cast.association)
    with pytest.raises(IntegrityError, match="text_updated_by_someone_at_a_time"), transaction.atomic():
        Text.objects.filter(pk=text.pk).update(updated_by=cast.chief)
    Text.objects.filter(pk=text.pk).update(updated_at="2022-04-11T12:00Z", updated_by=cast.chief)
