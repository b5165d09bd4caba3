"""The tests' settings with kept pages, for the process that serves a benchmark's site."""

from config.test_settings import *  # noqa: F403
from config.test_settings import VAR_DIR

BAKED_DIR = VAR_DIR / "baked"
