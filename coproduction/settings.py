"""One file of settings, read from the environment; safe when nothing is set.

Without COPRODUCTION_SECRET_KEY nothing starts, save in demo mode (COPRODUCTION_DEMO=1), which makes a key of its own
in the data folder and refuses to run beside a real host or a real key.
"""

import os
import re
import secrets
import sys
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from coproduction.base import time_limits

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name):
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def words(name, default=""):
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


# Where it runs -------------------------------------------------------------------------------------------------

DEMO = flag("COPRODUCTION_DEMO")
DEBUG = flag("COPRODUCTION_DEBUG")
DATA_DIR = Path(os.environ.get("COPRODUCTION_DATA", BASE_DIR / "data"))
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = words("COPRODUCTION_HOSTS", ",".join(LOCAL_HOSTS) if DEMO else "")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host not in LOCAL_HOSTS]
SECRET_KEY = os.environ.get("COPRODUCTION_SECRET_KEY", "")
# After a change of key: what was encrypted with an old one can still be read.
SECRET_KEY_FALLBACKS = words("COPRODUCTION_OLD_SECRET_KEYS")


def demo_secret():
    """A key for this machine alone, kept so that a restart does not sign everyone out."""
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    kept = DATA_DIR / "demo-secret"
    if not kept.exists():
        kept.write_text(secrets.token_urlsafe(50))
        kept.chmod(0o600)
    return kept.read_text()


def refuse(when, words):
    """Better not to start than to start unsafe."""
    if when:
        raise ImproperlyConfigured(words)


REACHED = [host for host in ALLOWED_HOSTS if host not in LOCAL_HOSTS]
if DEMO:
    refuse(SECRET_KEY, "Demo mode lets anyone in: it does not start with a real secret key set.")
    refuse(REACHED, "Demo mode lets anyone in: it does not start with a host that others can reach.")
    SECRET_KEY = demo_secret()
else:
    refuse(not SECRET_KEY, "Set COPRODUCTION_SECRET_KEY (or COPRODUCTION_DEMO=1 to try it on this machine).")
    refuse(len(SECRET_KEY) < 50, "COPRODUCTION_SECRET_KEY is too short: use at least 50 random characters.")
    refuse(len(set(SECRET_KEY)) < 8, "COPRODUCTION_SECRET_KEY is easy to guess: use at least 50 random characters.")
    refuse(not ALLOWED_HOSTS, "Set COPRODUCTION_HOSTS to the names this site answers to, separated by commas.")
refuse(DEBUG and REACHED, "COPRODUCTION_DEBUG shows the inside: it does not start with a host that others can reach.")
for host in ALLOWED_HOSTS:
    bare = host in LOCAL_HOSTS or not (set(host) & set("*/:@ ") or host.startswith("."))
    refuse(not bare, f"COPRODUCTION_HOSTS: {host} is not a plain name such as coproduction.example.org.")

# What it is made of --------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "coproduction.demo",
    "coproduction.pages",
    "principles",
    "participants",
    "projects",
    "coproduction.accounts",
    "coproduction.base",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "coproduction.base.middleware.EveryAnswer",
    "coproduction.base.logs.LogRequests",
    # Metered data. Why that gives nothing away is in docs/decisions/18-compressed-pages.md.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "coproduction.base.middleware.Sessions",
    "coproduction.base.middleware.ReadableRequests",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "coproduction.accounts.sessions.SessionLimits",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "coproduction.accounts.drafts.middleware.Drafts",
    "coproduction.base.access.DoorMiddleware",
]

if DEBUG:
    MIDDLEWARE.insert(MIDDLEWARE.index("csp.middleware.CSPMiddleware"), "coproduction.base.development.QueryPanel")

ROOT_URLCONF = "coproduction.urls"
DOORS = "coproduction.doors.DOORS"
WSGI_APPLICATION = "coproduction.wsgi.application"
FORM_RENDERER = "coproduction.base.forms.Renderer"
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
                "coproduction.pages.frame.frame",
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "coproduction.base.tags",
                "coproduction.base.draft_tags",
                "coproduction.base.pressable",
                "coproduction.base.sorting",
            ],
        },
    },
]

# Where it keeps things -----------------------------------------------------------------------------------------

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: what was said to be saved survives a pulled plug.
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA cache_size=-4000;",
}
DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{DATA_DIR / 'coproduction.sqlite3'}")}
DATABASE = DATABASES["default"]
refuse(
    DATABASE.get("ENGINE") not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"},
    "DATABASE_URL: use sqlite:// or postgres://. The guards are written for these two.",
)
refuse(DATABASE["NAME"] in {"", ":memory:"}, "DATABASE_URL names no lasting database: all would be lost at the end.")
if "sqlite" in DATABASE["ENGINE"]:
    DATABASE["OPTIONS"] = SQLITE
    # Reopening the file and its settings for each page costs a third of the throughput.
    DATABASE["CONN_MAX_AGE"] = None
    DATABASE["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
else:
    DATABASE["CONN_MAX_AGE"] = 0
    DATABASE["OPTIONS"] = {
        **DATABASE.get("OPTIONS", {}),
        "pool": {"min_size": 2, "max_size": 8, "timeout": 5, "max_lifetime": 1800},
        "options": time_limits.of_process(sys.argv).options,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # With Django's 300, whoever asks for enough codes makes it forget how many were wrong.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Time and words ------------------------------------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = "Europe/London"
USE_I18N = False
LANGUAGE_CODE = "en-gb"

# Who may come in -----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "signed_out"
ACCOUNT_ADAPTER = "coproduction.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
# Not "phone": with it, a person whose number is unverified cannot come in by email.
ACCOUNT_SIGNUP_FIELDS = ["email"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# Our own notices say less: see the adapter.
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = FRESH_SECONDS = 12 * 60 * 60 if DEMO else 5 * 60
ACCOUNT_RATE_LIMITS = {
    # Wrong codes of a second factor: five for each account in a quarter of an hour.
    "login_failed": "10/m/ip,5/15m/key",
    # What the page of proving again is asked for, right or wrong.
    "reauthenticate": "60/m/user",
    # Each guess at a card costs the server a slow digest. Several people may share one address, as in a hostel.
    "card": "20/m/ip",
}
MFA_ADAPTER = "coproduction.accounts.adapter.SecondFactorAdapter"
# The doors ask for it (`fresh=True`): allauth takes whoever has no second factor for somebody who just proved.
MFA_REAUTHENTICATION_REQUIRED = False
# Nobody signs themselves up with an address that is not theirs.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Nothing can be guessed here, and a whole office may share one address.
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A passkey counts as two factors, so it always asks for a finger, a face or a PIN.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
# A clock that is half a minute off is common on old phones.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
USERSESSIONS_TRACK_ACTIVITY = False
ACCOUNT_SESSION_REMEMBER = False
PROXIES = os.environ.get("COPRODUCTION_PROXIES", "0")
refuse(not PROXIES.isdecimal(), "COPRODUCTION_PROXIES: set it to how many proxies stand before this site, such as 1.")
ALLAUTH_TRUSTED_PROXY_COUNT = int(PROXIES)
# A conditional unique email (some people have none) is not unique in Django's eyes.
SILENCED_SYSTEM_CHECKS = ["account.W001"]

# Cookies, headers, limits --------------------------------------------------------------------------------------

SECURE = not DEMO and not DEBUG
COOKIE_PREFIX = "__Host-" if SECURE else ""
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}s"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}c"
# Gone with the browser, like the session: nothing stays on a shared phone.
CSRF_COOKIE_AGE = None
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = SECURE
# The health checks come from inside the house, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not no-referrer: it sends Origin: null, which breaks the CSRF check.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# No form takes one, and how large files are is counted nowhere else.
DATA_UPLOAD_MAX_NUMBER_FILES = 0

# Messages ------------------------------------------------------------------------------------------------------

POST_TRANSPORT = os.environ.get("COPRODUCTION_POST", "folder")
POST_FOLDER = DATA_DIR / "post"
refuse(
    POST_TRANSPORT not in {"folder", "notify"}, f"COPRODUCTION_POST: there is no way to send called {POST_TRANSPORT}."
)
# GOV.UK Notify: a key, and the ids of two templates there whose whole body is ((words)).
NOTIFY = {
    "key": os.environ.get("COPRODUCTION_NOTIFY_KEY", ""),
    "text": os.environ.get("COPRODUCTION_NOTIFY_TEXT", ""),
    "email": os.environ.get("COPRODUCTION_NOTIFY_EMAIL", ""),
    "address": os.environ.get("COPRODUCTION_NOTIFY_ADDRESS", "https://api.notifications.service.gov.uk"),
}
if POST_TRANSPORT == "notify":
    an_id = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    refuse(DEMO, "COPRODUCTION_POST: demo mode sends nothing to anybody. Leave it out, and messages go to a folder.")
    refuse(
        not re.search(f"{an_id}-{an_id}$", NOTIFY["key"], re.IGNORECASE),
        "COPRODUCTION_NOTIFY_KEY: set it to the whole key that GOV.UK Notify gave you.",
    )
    for kind in ("text", "email"):
        refuse(
            not re.fullmatch(an_id, NOTIFY[kind], re.IGNORECASE),
            f"COPRODUCTION_NOTIFY_{kind.upper()}: set it to the id of a template there whose whole body is ((words)).",
        )
    official = NOTIFY["address"] == "https://api.notifications.service.gov.uk"
    refuse(
        not official and not re.fullmatch(r"http://127\.0\.0\.1:\d+", NOTIFY["address"]),
        "COPRODUCTION_NOTIFY_ADDRESS is for trials on this machine, such as http://127.0.0.1:9000. Leave it out.",
    )
SITE_ADDRESS = os.environ.get("COPRODUCTION_ADDRESS", "http://127.0.0.1:8000" if DEMO else "")
refuse(
    SECURE and SITE_ADDRESS not in [f"https://{host}" for host in ALLOWED_HOSTS],
    "COPRODUCTION_ADDRESS is what messages lead to: set it to https:// and one of COPRODUCTION_HOSTS.",
)
# Whom to tell of a hole: an address such as mailto:security@example.org, named in /.well-known/security.txt.
SECURITY_CONTACT = os.environ.get("COPRODUCTION_SECURITY_CONTACT", "")
refuse(
    SECURITY_CONTACT and not SECURITY_CONTACT.startswith(("mailto:", "https://", "tel:")),
    "COPRODUCTION_SECURITY_CONTACT: begin it with mailto:, https:// or tel:.",
)

# Logs: no names, no addresses, no free text --------------------------------------------------------------------

# For slow statements, without their values: see base/development.py.
PLAIN = {"plain": {"class": "logging.StreamHandler"}} if DEBUG else {}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "coproduction.base.logs.Lines"}},
    "handlers": {"stderr": {"class": "coproduction.base.logs.Handler", "formatter": "lines"}, **PLAIN},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # It writes down what the other side answered, which may name an address. Our post says what is needed.
        "notifications_python_client": {"level": "CRITICAL"},
        "coproduction": {"level": "INFO"},
        **({"coproduction.development": {"handlers": [*PLAIN], "propagate": False}} if DEBUG else {}),
        # Without handlers of their own: Django's would mail what broke, and print each path as it was asked for.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        # What was not found or refused has its line already: see LogRequests.
        "django.request": {"level": "ERROR"},
    },
}
SILENCED_SYSTEM_CHECKS += ["security.W021"]  # preload is the owner's choice, not ours
