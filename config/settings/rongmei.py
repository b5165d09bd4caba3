"""What only this product knows."""

from pathlib import Path

from .env import VAR_DIR, env
from .keys import secret

# The history is chained with a key that whoever edits the database does not have.
HISTORY_KEY = secret("history_key", "HISTORY_KEY")
HISTORY_ANCHOR = Path(env.str("HISTORY_ANCHOR", default=str(VAR_DIR / "history.anchor")))

# Imports above this many rows run as a background task with progress.
IMPORT_INLINE_ROWS = env.int("IMPORT_INLINE_ROWS", default=5_000)
IMPORT_MAX_BYTES = env.int("IMPORT_MAX_BYTES", default=50 * 1024 * 1024)
EVIDENCE_MAX_BYTES = env.int("EVIDENCE_MAX_BYTES", default=100 * 1024 * 1024)

# Wrong characters by context: needs the tables of `rongmei proof build`. Without them, or turned off, the rules still run.
PROOF_SPELLER = env.bool("PROOF_SPELLER", default=True)
