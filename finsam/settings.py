"""Settings, read from the environment (or `.env`); every default suits one's own machine."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from finsam.access.secret import local_secret
from finsam.monitoring.logs import logging_to_stderr

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("FINSAM_DEMO", default=False)
# The demo and the tests live on a day of their own; stamps of login and audit are always real.
FINSAM_TODAY = env.str("FINSAM_TODAY", default="")

SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret(VAR_DIR / "secret_key")
# Locks what the database must not hold in clear. The first locks, all of them unlock: a new one is put before the old.
ENCRYPTION_KEYS = env.list("ENCRYPTION_KEYS", default=[]) or [local_secret(VAR_DIR / "encryption_key")]

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="") or f"http://127.0.0.1:{env.str('PORT', default='8000')}"

INSTALLED_APPS = [
    "django.contrib.auth",  # first, so that the core may take its groups out of the admin
    "django.contrib.contenttypes",
    "reporting.apps.ReportingConfig",
    "economy.apps.EconomyConfig",
    "insatser.apps.InsatserConfig",
    "board.apps.BoardConfig",
    "finsam.apps.FinsamConfig",
    "django.contrib.admin",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # allauth's own pages use it
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # the templates of its widgets, which FORM_RENDERER looks for
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_prose_editor",
    "django_tables2",
    "django_tasks",
    "django_tasks_db",
    "js_asset",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "finsam.monitoring.tracing.TracingMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "finsam.web.text_in.CleanTextMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "finsam.web.once.OnceMiddleware",
    "finsam.files.taking_out.TakenOutMiddleware",
    "finsam.web.asked_once.AskedOnceMiddleware",
    "finsam.web.own_words.OwnWordsMiddleware",
]

ROOT_URLCONF = "finsam.urls"
WSGI_APPLICATION = "finsam.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "finsam.views.context.chrome",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ---- Data
_DEFAULT_DATABASE = f"sqlite:///{VAR_DIR / 'finsam.sqlite3'}"
try:
    DATABASES = {"default": env.db("DATABASE_URL", default=_DEFAULT_DATABASE)}
    _engine = DATABASES["default"]["ENGINE"]
except (environ.ImproperlyConfigured, KeyError, ValueError) as error:
    raise ImproperlyConfigured(
        "DATABASE_URL går inte att läsa. Skriv till exempel postgresql://namn:lösenord@värd/databas "
        "eller sqlite:////mapp/fil.sqlite3."
    ) from error
if _engine == "django.db.backends.sqlite3":
    # Writers queue instead of failing half-way: IMMEDIATE takes the lock when the transaction opens.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a kept connection that broke meanwhile is opened anew
# Attempts to log in are counted here: several processes need one that they share.
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STORAGES = {
    "default": {
        "BACKEND": "finsam.files.storage.WholeFileStorage",
        "OPTIONS": {
            "location": env.str("FILES_DIR", default=str(VAR_DIR / "files")),
            "file_permissions_mode": 0o640,  # the program's own group may read for the backup, nobody else
            "directory_permissions_mode": 0o750,
        },
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not (DEBUG or DEMO)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
if env.str("S3_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {"bucket_name": env.str("S3_BUCKET")},
    }
MAX_UPLOAD_BYTES = 25 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # a protocol's longest § pasted from Word is far below
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEBUG or DEMO

# ---- Jobs
TASKS = {
    "default": {
        "BACKEND": env.str("TASKS_BACKEND", default="django_tasks_db.DatabaseBackend"),
        "QUEUES": ["default"],
    }
}

# ---- People and access
AUTH_USER_MODEL = "finsam.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "finsam.access.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # kansliet enters the address; the code proves that the reader owns it
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"length": 6, "numeric": True, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_FORMS = {"confirm_login_code": "finsam.forms.account.LoginCodeForm"}
# Never by e-mail address alone: that would let anybody keep its owner out by asking in her name.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip",
    "codes_to_an_address": "5/10m/key",
    "application_links": "5/h/key,20/h/ip",
    "event_registrations": "5/h/key,60/h/ip",  # an office registers from one address
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "finsam"
MFA_ADAPTER = "finsam.access.accounts.SecondStepAdapter"
MFA_FORMS = {
    "add_webauthn": "finsam.forms.account.PasskeyForm",
    "authenticate": "finsam.forms.account.SecondStepForm",
    "reauthenticate": "finsam.forms.account.ShowAgainForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO
SESSION_ENGINE = "finsam.access.sessions"
SESSION_COOKIE_AGE = 30 * 24 * 3600  # remembered on the device for 30 days
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # a link from the mail program must arrive logged in

SECURE = env.bool("SECURE", default=not (DEBUG or DEMO))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
if SECURE:  # cookies that no other host and no address without TLS can set
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^halsa/$"]  # a monitor beside the program asks without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
)
# The limits on attempts to log in count each visitor, not the proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", default=False) else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # our own preview and PDF viewer stand in frames
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # asks for DENY, which would forbid those frames

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}

# ---- Mail
EMAIL_BACKEND = env.str(
    "EMAIL_BACKEND",
    default="django.core.mail.backends.filebased.EmailBackend"
    if (DEBUG or DEMO)
    else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 20  # seconds; a mail server that does not answer is tried again later
vars().update(env.email_url("EMAIL_URL")) if env.str("EMAIL_URL", default="") else None
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="finsam <finsam@example.se>")

# ---- Logs
# In the demo the terminal shows what went wrong alone; else every request.
LOGGING = logging_to_stderr(env.str("LOG_LEVEL", default="WARNING" if (DEBUG or DEMO) else "INFO"))
ADMINS = [("", address) for address in env.list("ADMINS", default=[])]  # get a mail of what went wrong
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# ---- Language
LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True

DJANGO_TABLES2_TEMPLATE = "_components/table.html"
