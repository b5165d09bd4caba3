"""The reader of the environment, and where this installation keeps its files."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()
# A file of settings beside the installation; real environment variables win over it.
environ.Env.read_env(env.str("RONGMEI_ENV_FILE", str(BASE_DIR / "var" / "rongmei.env")))

# Everything that changes at run time lives below one folder: database, uploads, keys, logs.
VAR_DIR = Path(env.str("RONGMEI_VAR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=False)
# demo: well-known passwords, a fictional university; never beside DEBUG=False on a public host (see safety.py)
DEMO = env.bool("RONGMEI_DEMO", default=False)
