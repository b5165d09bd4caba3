"""Keys that must not lie in the database, made once on first start when the environment gives none."""

import os
import secrets

from .env import VAR_DIR, env


def secret(name: str, variable: str) -> bytes:
    """The value of the environment variable, or of var/keys/NAME, which is made (mode 600) when missing."""
    given = env.str(variable, default="")
    if given:
        return given.encode()
    folder = VAR_DIR / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    if not path.exists():
        # O_EXCL: two processes starting at once agree on one key.
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(48))
    return path.read_bytes().strip()
