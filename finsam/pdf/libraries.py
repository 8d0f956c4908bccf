"""What typesetting loads from the machine; read without any package, so that the first `make` can ask before it installs one."""

import ctypes

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


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
