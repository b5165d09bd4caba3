"""What the machine itself must bring: found, installed when we may (apt as root), otherwise named exactly.

Usage: python3 tools/machine.py run|test      (runs before the environment exists: standard library only)
"""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """what: in words. packages: Debian's names. there: whether it is."""

    what: str
    packages: tuple[str, ...]
    there: Callable[[], bool]


def command(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def file(*patterns: str) -> Callable[[], bool]:
    return lambda: any(glob.glob(pattern) for pattern in patterns)


def _venv_works() -> bool:
    return subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False).returncode == 0


FONTS = "/usr/share/fonts/*/*/"
RUN = (
    Need("Python's venv", ("python3-venv",), _venv_works),
    Need("npm, which brings the chart library", ("npm", "nodejs"), command("npm")),
    Need("Chinese fonts for PDF", ("fonts-noto-cjk", "fonts-noto-cjk-extra"), file(FONTS + "NotoSerifCJK-Regular.ttc")),
    Need("a Chinese regular-script font (楷体) for PDF", ("fonts-lxgw-wenkai",), file(FONTS + "LXGWWenKai*")),
    Need("a Chinese language model for the speller", ("libime-data-language-model",), file("/usr/lib/*/libime/zh_CN.lm")),
    Need("a second language model for the speller", ("sunpinyin-data",), file("/usr/lib/*/sunpinyin/data/lm_sc.t3g")),
)
TEST = (
    *RUN,
    Need("Chromium, for browser tests", ("chromium",), command("chromium", "chromium-browser")),
    Need("xgettext, which finds untranslated sentences", ("gettext",), command("xgettext")),
    Need("LibreOffice Writer, which opens exported documents", ("libreoffice-writer",), file("/usr/lib/libreoffice/program/libswlo.so")),
    Need("LibreOffice Calc, which opens exported sheets", ("libreoffice-calc",), file("/usr/lib/libreoffice/program/libsclo.so")),
    Need("pdftoppm, which turns pages into pictures", ("poppler-utils",), command("pdftoppm")),
    Need("PostgreSQL's server", ("postgresql",), file("/usr/lib/postgresql/*/bin/initdb", "/usr/local/bin/initdb")),
    Need("Redis, the shared cache", ("redis-server",), command("redis-server")),
)
# The product runs without: it says which characters a page lacks, and that wrong characters are not looked for.
OPTIONAL_TO_RUN = {need.what for need in RUN if need.packages[0].startswith(("fonts-", "libime-", "sunpinyin-"))}


def main(purpose: str) -> int:
    """Exit code 0 when everything is there afterwards."""
    if sys.version_info < (3, 11) or sys.version_info >= (3, 14):
        print(f"Python {sys.version.split()[0]} found; 3.11, 3.12 or 3.13 is needed: call `make PYTHON=python3.12 …`.", file=sys.stderr)
        return 1
    missing = _missing(purpose)
    if missing and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(sorted({package for need in missing for package in need.packages}))
        missing = _missing(purpose)
    for need in missing:
        print(f"Missing: {need.what}. Install it with: sudo apt-get install {' '.join(need.packages)}", file=sys.stderr)
    if purpose == "run":
        missing = [need for need in missing if need.what not in OPTIONAL_TO_RUN]
    return 1 if missing else 0


def _missing(purpose: str) -> list[Need]:
    return [need for need in (TEST if purpose == "test" else RUN) if not need.there()]


def _install(packages: list[str]) -> None:
    print(f"Installing {' '.join(packages)} …", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=env, check=False, stdin=subprocess.DEVNULL)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
        env=env,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
