"""Django's settings for Monsoon. What differs from place to place comes from `marketplace.environment`."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from marketplace.environment import ROOT, environment, read_networks
from marketplace.files.address import read_address
from marketplace.kit.interface_languages import OFFERED
from marketplace.kit.slice_settings import read_slice_settings

django_stubs_ext.monkeypatch()

BASE_URL = environment.base_url.rstrip("/")
DEBUG = environment.debug
DEMO = environment.monsoon_demo
HOME: Path = environment.monsoon_home
# A key that is not secret serves development and tests only: `marketplace.environment` refuses it where HTTPS is spoken.
SECRET_KEY = environment.secret_key or "not-secret-" + "0" * 50
ALLOWED_HOSTS = [host.strip() for host in environment.allowed_hosts.split(",")]
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https") else []

# The slices of the market, the lowest first: none imports one that comes after it. Adding one is adding its line here; what it
# adds to what all share (settings, addresses, navigation, queue ...) stands in its own folder: see CONTRIBUTING.md.
SLICES = [
    "marketplace.kit",
    "marketplace.files",
    "accounts",
    "listings",
    "listings.engine",
    "listings.exchange",
    "marketplace.offers",
    "marketplace.contracts",
    "marketplace.payments",
    "marketplace.watch",
    "marketplace.operations",
    "marketplace.staff",
]
of_slices = read_slice_settings(SLICES)
globals().update(of_slices.values)

INSTALLED_APPS = [
    *SLICES,
    "marketplace",
    "accounts.admin_apps.StaffAdminConfig",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "drf_spectacular",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
]

MIDDLEWARE = [
    "marketplace.kit.proxies.TrustedProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "marketplace.kit.middleware.RequestIdMiddleware",
    "marketplace.kit.front.HeadersMiddleware",
    "marketplace.kit.front.BodyLimitMiddleware",
    "marketplace.kit.reading.ReadableMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.ActorMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "marketplace.kit.middleware.StorageMiddleware",
    "accounts.middleware.PageLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "marketplace.kit.middleware.ProblemMiddleware",
]

ROOT_URLCONF = "marketplace.urls"
WSGI_APPLICATION = "marketplace.wsgi.application"

LOADERS = [
    "marketplace.kit.template_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "marketplace" / "templates"],
        "OPTIONS": {
            # Named here, because the apps of components and of partials would each replace the other's loaders.
            "loaders": [("template_partials.loader.Loader", [("django.template.loaders.cached.Loader", LOADERS)])],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "marketplace.navigation.build_navigation",
            ],
        },
    }
]

# Widgets are drawn from the folders above: some of their templates are ours.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# A component sees its attributes and what the context processors give, not the page's other variables.
COTTON_ISOLATE_BY_DEFAULT = True

DATABASES = {"default": environment.database()}
# Who owns the tables: migrations and other tools go through `marketplace.kit.owner.as_owner`. Empty = the application does.
DATABASE_OWNER: dict[str, Any] = environment.database_owner()
MIGRATION_STATEMENT_SECONDS = environment.migration_statement_seconds
APPLICATION_ROLE: str = DATABASES["default"]["USER"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "marketplace.kit.cache.Cache", "LOCATION": environment.redis_url}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = environment.secure_cookies
if environment.secure_cookies:
    # Browsers take cookies of these names from this very host over HTTPS only, never from a neighbouring one.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if environment.secure_cookies else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
TRUSTED_PROXIES = read_networks(environment.trusted_proxies)
HEALTH_SECRET = environment.health_secret

LANGUAGE_CODE = OFFERED[0].code
LANGUAGES = [(language.code, language.name) for language in OFFERED]
LOCALE_PATHS = [ROOT / "marketplace" / "locale"]
TIME_ZONE = "UTC"
USE_I18N = USE_TZ = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [ROOT / "marketplace" / "static"]
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": read_address(environment.files_url, MEDIA_ROOT),
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if environment.hashed_static
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Else served from where they lie: no copy step between a change and the page.
WHITENOISE_USE_FINDERS = not environment.hashed_static
WHITENOISE_AUTOREFRESH = DEBUG
STORAGE_RESERVE_BYTES = environment.storage_reserve_mb * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# The largest file that any page takes, and its form around it.
MAX_BODY_BYTES = 64 * 1024 * 1024

# Mail: sent where EMAIL_URL says; else kept as files, which /mailbox/ shows in the demo
MAILBOX = HOME / "mail"
EMAIL_FILE_PATH = MAILBOX
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.mail_from
for name, value in environment.mail().items():
    globals()[name] = value

# Content security policy: nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF, environment.stripe_api_base or "https://checkout.stripe.com"],
    }
}

# Tasks
CELERY_BROKER_URL = environment.redis_url
CELERY_TASK_DEFAULT_QUEUE = environment.celery_queue
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_RETRY_ON_WORKER_LOST = True
CELERY_TASK_REJECT_ON_WORKER_LOST = False
CELERY_TASK_SOFT_TIME_LIMIT = 120
CELERY_TASK_TIME_LIMIT = 180
CELERY_VISIBILITY_TIMEOUT = 600
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_timeout": 10,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 10,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
# Each sweeper finds the rows whose wake-up was lost; the tasks it queues are the ones a request queues.
CELERY_BEAT_SCHEDULE = of_slices.beat

# The API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.authentication.ApiTokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.authentication.HasActor"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["marketplace.kit.reading.ReadableJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "marketplace.kit.api.Pages",
    "EXCEPTION_HANDLER": "marketplace.kit.api.problem_response",
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.UserRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"user": "600/min"},
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Monsoon",
    "DESCRIPTION": _("Audiovisual rights between China and ASEAN: programmes, avails, offers, contracts, instalments."),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "COMPONENT_SPLIT_REQUEST": True,
    # Fields of one name with other values in other places: each set has a name of its own in the description.
    "ENUM_NAME_OVERRIDES": of_slices.enum_names,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "marketplace.kit.logs.SecretsOut", "fmt": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # The sweepers run every few seconds: their comings and goings would drown what happens.
    "loggers": {name: {"level": "WARNING"} for name in ("celery.worker.strategy", "celery.app.trace")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
