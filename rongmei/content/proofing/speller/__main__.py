"""`python -m rongmei.content.proofing.speller`: makes the tables where the set-up keeps them, when they are missing or stale."""

from __future__ import annotations

import os
import sys

from rongmei.content.proofing.speller import build, loading


def main() -> int:
    """Exit code 0 also without language models: the product runs without a speller and says so."""
    path = loading.PROJECT / "var" / loading.PLACE
    if loading.fits(path):
        os.utime(path)
        return 0
    sys.stdout.write("Making the speller's tables …\n")
    sys.stdout.flush()
    try:
        build.build(path)
    except build.NoModel as problem:
        sys.stderr.write(f"{problem}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
