"""Settings: read from the environment and the data folder, and nothing else. Each is told in `docs/operations.md`."""

import os
import sys
import tempfile
from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

from samkjort.config.folder import DEMO_MARK, data_folder, fixed_day, secret_key

TESTING = "pytest" in sys.modules
DATA = Path(tempfile.mkdtemp(prefix="samkjort-tests-")) if TESTING else data_folder()
DEMO = (DATA / DEMO_MARK).is_file()
DEBUG = False
SECRET_KEY = "only for tests" if TESTING else secret_key(DATA)
BASE_URL = os.environ.get("SAMKJORT_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = [
    *os.environ.get("SAMKJORT_HOSTS", "localhost,127.0.0.1,[::1]").split(","),
    *(["testserver"] if TESTING else []),
]
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []
TODAY = fixed_day(DATA)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "samkjort.ui.apps.UiConfig",
    "samkjort.journal.apps.JournalConfig",
    "samkjort.people.apps.PeopleConfig",
    "samkjort.letters.apps.LettersConfig",
    "samkjort.ledger.apps.LedgerConfig",
    "samkjort.direction.apps.DirectionConfig",
    "samkjort.okr.apps.OkrConfig",
    "samkjort.alignment.apps.AlignmentConfig",
    "samkjort.roadmap.apps.RoadmapConfig",
    "samkjort.desk.apps.DeskConfig",
    "samkjort.exchange.apps.ExchangeConfig",
    "samkjort.demo.apps.DemoConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Safe beside secrets in the page: Django masks the form's token anew each time and pads what it compresses.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samkjort.people.middleware.MemberMiddleware",
    "samkjort.letters.middleware.PersonalLinkMiddleware",
    "samkjort.people.middleware.PreferencesMiddleware",
    "samkjort.people.middleware.SignInRequiredMiddleware",
]

ROOT_URLCONF = "samkjort.config.urls"
WSGI_APPLICATION = "samkjort.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "samkjort.config.context.page",
            ],
        },
    }
]

SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; "
        "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=27103364;"
    ),
}
if os.environ.get("DATABASE_URL"):
    DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"])}
    if DATABASES["default"]["ENGINE"].endswith("postgresql") and not TESTING:
        DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 8}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(DATA / "samkjort.sqlite3"),
            "OPTIONS": SQLITE_OPTIONS,
        }
    }

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "samkjort.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # nobody signs up; the sign-in page reads this too
ACCOUNT_FORMS = {"login": "samkjort.people.forms.SignInForm"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Samkjørt: "
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {} if TESTING else {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
# How many proxies of our own stand in front: limits by address then count the visitor's address and not the proxy's.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SAMKJORT_PROXIES", "0"))
USERSESSIONS_TRACK_ACTIVITY = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Norwegian Bokmål")), ("en", _("English"))]
TIME_ZONE = "Europe/Oslo"
USE_TZ = True
FORMAT_MODULE_PATH = ["samkjort.ui.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "samkjort.config.statics.StaticFiles"},
}
# `samkjort serve` collects at its start; a server that is run by itself finds them where they lie.
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").is_file()
WHITENOISE_MAX_AGE = 3600

CSP_SELF = "'self'"
SECURE_CSP = {
    "default-src": [CSP_SELF],
    "img-src": [CSP_SELF, "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": [CSP_SELF],
    "frame-ancestors": ["'none'"],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "samkjort.people.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

EMAIL_FROM = os.environ.get("SAMKJORT_EMAIL_FROM", "samkjort@localhost")
DEFAULT_FROM_EMAIL = EMAIL_FROM
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("SAMKJORT_SMTP_HOST")
    else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = os.environ.get("SAMKJORT_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("SAMKJORT_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("SAMKJORT_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SAMKJORT_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("SAMKJORT_SMTP_TLS", "1") == "1"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("SAMKJORT_LOG", "WARNING")},
}
