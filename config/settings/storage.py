"""Files: uploads and evidence on disk below var/; static files by whitenoise with hashed names."""

from pathlib import Path

from .env import DEBUG, VAR_DIR

MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"  # never served directly: every file goes through a view that asks the rules
# Rendered pages of the public sites; nginx serves this folder first (docs/manual/sites.md). May be emptied at any time.
BAKED_DIR: Path | str = VAR_DIR / "baked"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o640
