"""Says at start what the machine lacks for typesetting, with the line that installs it."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from finsam.pdf.libraries import missing_packages


@register()
def check_typesetting(**kwargs: Any) -> list[CheckMessage]:
    """Django's system check: one error that names the command to run, or nothing."""
    packages = missing_packages()
    if not packages:
        return []
    return [
        Error(
            "Programmet kan inte göra PDF:er på den här datorn.",
            hint=f"Kör: sudo apt-get install {' '.join(packages)}",
            id="finsam.E001",
        )
    ]
