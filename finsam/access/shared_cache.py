"""Says when the limits on attempts to log in are counted by each process for itself."""

from typing import Any

from django.conf import settings
from django.core import checks

OF_ONE_PROCESS = ("LocMemCache", "DummyCache")


@checks.register(checks.Tags.security)
def cache_is_shared(app_configs: Any, **more: Any) -> list[checks.CheckMessage]:
    """Warn in production when the cache is one a process."""
    backend = settings.CACHES["default"]["BACKEND"]
    if settings.DEMO or settings.DEBUG or not backend.endswith(OF_ONE_PROCESS):
        return []
    hint = "Sätt CACHE_URL=dbcache://finsam_cache och kör manage.py createcachetable."
    return [
        checks.Warning(
            "Försök att logga in räknas av varje process för sig, så att gränserna inte håller.",
            hint=hint,
            id="finsam.W002",
        )
    ]
