"""Put the project into its environment: importable from anywhere, and `rongmei` as a command. No build, nothing fetched."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

BASE = Path(__file__).resolve().parents[1]


def main() -> None:
    Path(sysconfig.get_path("purelib"), "rongmei.pth").write_text(f"{BASE}\n")
    command = Path(sysconfig.get_path("scripts"), "rongmei")
    command.write_text(f"#!{sys.executable}\nfrom rongmei.cli import script\n\nscript()\n")
    command.chmod(0o755)


if __name__ == "__main__":
    main()
