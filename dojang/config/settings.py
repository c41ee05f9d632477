"""Django's settings, made from `Environment`. Nothing here is for an operator to change."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.functional import SimpleLazyObject
from psycopg.conninfo import conninfo_to_dict

from dojang.config import environment, logs
from dojang.lib import keys
from dojang.lib.languages import ReaderLanguage
from dojang.lib.postgres.address import url_of

ENVIRONMENT = environment.read()
PACKAGE = Path(__file__).resolve().parent.parent

# What rooms read.
DATA = ENVIRONMENT.data
BASE_URL = ENVIRONMENT.base_url
BLOBS_URL = ENVIRONMENT.blobs or (DATA / "blobs").as_uri()
EXPORT_ALLOW = ENVIRONMENT.export_allow
EXPORT_HTTP = ENVIRONMENT.export_http
OPERATOR_EMAIL = ENVIRONMENT.operator_email
TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies
API_CALLS = ENVIRONMENT.api_calls
LOGIN_TRIES = ENVIRONMENT.login_tries
DEVELOPMENT = ENVIRONMENT.development


def _derived(purpose: str) -> Any:
    # Read when first used: settings have to load before the first start has made the keys.
    return SimpleLazyObject(lambda: keys.derive(keys.secret(DATA, ENVIRONMENT.secret), purpose))


SECRET_KEY = _derived("django")
PEPPER = _derived("pepper")
ANSWERS_KEY = _derived("answers")
ORDERS_KEY = _derived("orders")
PASSWORD_HASHERS = ["dojang.companies.hashers.MemberPasswordHasher"]

ROOMS = (
    "companies",
    "library",
    "contracts",
    "documents",
    "notifications",
    "exports",
    "bulk",
    "flow",
    "pages",
    "api",
    "signing",
    "console",
    "verify",
)
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    *(f"dojang.{room}" for room in ROOMS),
]
MIDDLEWARE = [
    "dojang.api.cors.CorsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "dojang.config.compression.gzipped",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "dojang.pages.embedding.partitioned_cookies",
    "dojang.pages.bounds.BodySizeMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "dojang.config.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

# Database


def _database(url: str) -> dict[str, Any]:
    parts = conninfo_to_dict(url)
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    options = {key: value for key, value in parts.items() if key not in named.values()}
    # Idle connections are closed, and each is tried before use: the server may have been restarted.
    pool = {"min_size": 0, "max_size": ENVIRONMENT.web_threads + 4, "timeout": 10, "num_workers": 1}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{name: str(parts.get(key) or "") for name, key in named.items()},
        "OPTIONS": {**options, "pool": pool},
        "CONN_HEALTH_CHECKS": True,
        # A cursor in the server would outlive its transaction, which poolers do not allow.
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


DATABASE_URL = ENVIRONMENT.database_url or url_of(DATA)
DATABASES = {"default": _database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Language and time

# The code is English, and so is what a catalogue lacks. Each sentence names its reader's language where it is read.
LANGUAGE_CODE = "en"
LANGUAGES = [(language.tag.lower(), language.own_name) for language in ReaderLanguage]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

# Static files: served as they lie, from the checkout or the wheel, without a collecting step.

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "vendor" / "static"]  # what others made, fetched at set-up
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = ENVIRONMENT.development

# The web: a proxy may be in front, and people see BASE_URL.

_SEEN = urlsplit(BASE_URL)
_ENCRYPTED = _SEEN.scheme == "https"
ALLOWED_HOSTS = [str(_SEEN.hostname), "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "dojang.pages.error_pages.forged"
CSRF_COOKIE_NAME = "__Host-csrf" if _ENCRYPTED else "csrf"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _ENCRYPTED
CSRF_COOKIE_HTTPONLY = SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
if _ENCRYPTED:
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
APPEND_SLASH = False
# Each door has bounds of its own; this is the largest of them.
DATA_UPLOAD_MAX_MEMORY_SIZE = 25_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# A layout has up to 2,000 fields, and a signature six inputs with its file. All of them have to fit, or its signer cannot approve.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_100
DATA_UPLOAD_MAX_NUMBER_FILES = 2_000

# Email: without a server there is no host, and nothing is sent.

_SMTP = ENVIRONMENT.smtp_url
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _SMTP.host if _SMTP else ""
EMAIL_PORT = _SMTP.port if _SMTP else 0
EMAIL_HOST_USER = _SMTP.user if _SMTP else ""
EMAIL_HOST_PASSWORD = _SMTP.password if _SMTP else ""
EMAIL_USE_SSL = _SMTP.tls if _SMTP else False
EMAIL_USE_TLS = _SMTP.starttls if _SMTP else False
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from

# Log

LOGGING = logs.configuration(ENVIRONMENT.log)

# Background work: the jobs are flow's.

# Only `dojang worker` imports dojang.flow.jobs: the web process stays free of the PDF libraries.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
