"""Doors: who may come in and how, what a browser may run, how long a session lasts.

Read before django.py, which places SECURITY_APPS and SECURITY_MIDDLEWARE.
"""

from datetime import timedelta

from csp.constants import NONE, SELF, UNSAFE_INLINE

from .env import DEBUG, DEMO, env

SECURITY_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
]

# Order: the policy header goes on everything; allauth knows the request; then the doors; axes answers a lock-out last.
SECURITY_MIDDLEWARE = [
    "rongmei.base.directory.middleware.ContentPolicyMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "rongmei.base.directory.middleware.SessionAgeMiddleware",
    "rongmei.base.directory.middleware.DoorsMiddleware",
    "axes.middleware.AxesMiddleware",
]

# axes first: it refuses before any password is looked at. A CAS backend goes in front of ModelBackend later.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesBackend",
    "django.contrib.auth.backends.ModelBackend",
]

# Sign-in (allauth)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = "account_login"
WAGTAILADMIN_LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "rongmei.base.directory.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "rongmei.base.directory.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]  # nobody signs up; the adapter keeps that door shut
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGOUT_ON_GET = False
# A whole campus may sign in from one address at eight in the morning; axes counts failures, per person and address.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": False}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Rongmei"
MFA_TOTP_TOLERANCE = 1  # 30 s to either side: office clocks differ
REQUIRE_MFA = env.bool("REQUIRE_MFA", default=not (DEBUG or DEMO))

# Guessing: five failures of one person from one address; a campus behind one address must not lock each other out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
# Not the form's field "login": axes then names nobody, and one person's slips would lock the whole address.
AXES_USERNAME_FORM_FIELD = "username"
AXES_SENSITIVE_PARAMETERS = ["oldpassword", "password1", "password2", "code"]
AXES_LOCKOUT_CALLABLE = "rongmei.base.directory.adapters.locked_out"
AXES_CLIENT_IP_CALLABLE = "rongmei.base.directory.adapters.client_address"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# How many proxies of our own stand in front and append to X-Forwarded-For; 0 believes no header.
PROXY_HOPS = env.int("PROXY_HOPS", default=0)

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "rongmei.base.directory.passwords.ThreeKindsValidator"},
]

# Sessions and cookies. Secure cookies go with an https address; on plain http a browser would never send them back.
_SECURE = env.str("BASE_URL", default="http://localhost:8000").startswith("https://")
SESSION_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-rongmei" if _SECURE else "rongmei"
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=120)
SESSION_LIFE_HOURS = env.int("SESSION_LIFE_HOURS", default=14)
SESSION_COOKIE_AGE = SESSION_LIFE_HOURS * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = _SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-rongmei-csrf" if _SECURE else "rongmei-csrf"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _SECURE and PROXY_HOPS else None
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview panel frames our own pages

# What a browser may run. Everything of ours keeps to this; middleware.py loosens it for Wagtail's stock screens only.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "frame-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [SELF],
    }
}
# Wagtail's editor (Draftail) sets styles; its stock screens start widgets from inline scripts, none from attributes.
CONSOLE_STYLE_SRC = [SELF, UNSAFE_INLINE]
STOCK_SCRIPT_SRC = [SELF, UNSAFE_INLINE]
