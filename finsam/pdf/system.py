"""Says at start what the machine lacks for typesetting, with the line that installs it."""

import ctypes
from typing import Any

from django.core.checks import CheckMessage, Error, register

LIBRARIES = {  # the file that is loaded: the Debian package that has it
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libfontconfig1",
}


def missing_packages() -> list[str]:
    """Give the Debian packages that typesetting needs and this machine lacks."""
    return [package for library, package in LIBRARIES.items() if not _can_load(library)]


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


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
