"""The settings every test runs under: those of an installation, with its own folder, no waiting, no seal on history.

The database is SQLite unless DATABASE_URL names another (`make test` runs the suite on both). It is a file, not
memory, so that a live server's threads and child processes see the same rows as the test.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
if _WORKER:
    # Workers inherit the controller's environment; each needs a folder of its own inside that one.
    os.environ["RONGMEI_VAR"] = str(Path(os.environ["RONGMEI_VAR"]) / _WORKER)
elif "RONGMEI_TEST_VAR" in os.environ:
    os.environ["RONGMEI_VAR"] = os.environ["RONGMEI_TEST_VAR"]
else:
    os.environ["RONGMEI_VAR"] = tempfile.mkdtemp(prefix="rongmei-test-")
    atexit.register(shutil.rmtree, os.environ["RONGMEI_VAR"], ignore_errors=True)

# What a developer's own shell or var/rongmei.env says must not change what the tests find.
os.environ["RONGMEI_ENV_FILE"] = os.devnull
os.environ.update(DEBUG="False", RONGMEI_DEMO="False", REQUIRE_MFA="False", PROOF_SPELLER="False", BASE_URL="http://localhost:8000")
for _name in ("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "CACHE_URL", "EMAIL_URL", "SECRET_KEY", "HISTORY_KEY", "HISTORY_ANCHOR"):
    os.environ.pop(_name, None)

from .settings import *  # noqa: E402, F403  -- after the environment is set
from .settings import DATABASES, VAR_DIR  # noqa: E402

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    # No test pulls the plug; the settings' own test reads what an installation gets.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0

# A transactional test empties tables with DELETE, which the history triggers refuse; the history room's tests put them on.
HISTORY_SEALED = False

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
# The echarts folder exists once npm has run; a test that does not look at charts must not need it.
STATICFILES_DIRS = [entry for entry in STATICFILES_DIRS if Path(entry[1]).is_dir()]  # noqa: F405
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default"]}}

# A kept page would outlive the test that made it; the sites' own tests give each test a folder.
BAKED_DIR = ""

# A ledger of the machine's own tests, with every kind of column.
INSTALLED_APPS = [*INSTALLED_APPS, "rongmei.base.ledger.tests.app"]  # noqa: F405
