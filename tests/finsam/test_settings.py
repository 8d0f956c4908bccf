"""Settings that follow from how the program was started."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SITE_URL = "from finsam import settings; print(settings.SITE_URL)"


def address(**environment: str) -> str:
    """What the mails of a program started so would link to; an empty SITE_URL stands for none in .env."""
    known = {name: value for name, value in os.environ.items() if name not in {"PORT", "SITE_URL"}}
    done = subprocess.run(
        [sys.executable, "-c", SITE_URL],
        env=known | environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"SITE_URL": "", "PORT": "8001"}, "http://127.0.0.1:8001"),
        ({"SITE_URL": ""}, "http://127.0.0.1:8000"),
        ({"SITE_URL": "https://finsam.example.se", "PORT": "8001"}, "https://finsam.example.se"),
    ],
)
def test_the_links_in_mails_lead_to_where_the_program_is_served(environment, expected):
    assert address(**environment) == expected


COOKIES = "from finsam import settings as s; print(getattr(s, 'SESSION_COOKIE_NAME', 'sessionid'), getattr(s, 'CSRF_COOKIE_NAME', 'csrftoken'))"


@pytest.mark.parametrize(
    ("secure", "names"), [("true", "__Host-sessionid __Host-csrftoken"), ("false", "sessionid csrftoken")]
)
def test_no_other_host_can_set_the_cookies_of_production(secure, names):
    done = subprocess.run(
        [sys.executable, "-c", COOKIES],
        env=os.environ | {"SECURE": secure}, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == names


def test_scripts_find_the_token_under_both_its_names():
    scripts = (settings.BASE_DIR / "static" / "app").glob("*.js")
    reads = [line for path in scripts for line in path.read_text().splitlines() if "csrftoken=" in line]
    assert reads
    assert [line for line in reads if "(?:__Host-)?csrftoken=" not in line] == []
