"""The speller on one core: characters a second, a changed paragraph, cold start, memory, the worst inputs.

    .venv/bin/python bench/proof_speller.py [--paragraphs 200]

all in      clean campus sentences and sentences with slips through the whole speller, a paragraph of about 300 characters at a time
at once     the same in one text
paragraph   what the editor waits for when 300 characters have changed: middle and 95th percentile of as many paragraphs
start       a new process until its first answer, interpreter and numpy not counted; its memory after 20 000 characters
worst       a hundred thousand times one character, ten thousand brackets, one word over and over

Wanted: ≥ 10 000 characters a second all in, p95 ≤ 50 ms, start ≤ 1 s, ≤ 250 MB, worst ≤ 1 s. Times are of the processor, so that a busy
machine tells no lies.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from rongmei.content.proofing import speller as package  # noqa: E402  -- after the path
from rongmei.content.proofing.speller import measuring  # noqa: E402

WORST = {
    "的 × 100 000": "的" * 100_000,
    "（ × 10 000": "（" * 10_000,
    "是事实 × 30 000": "是事实" * 30_000,
    "Ab1 × 25 000": "Ab1 " * 25_000,
}


def paragraphs() -> list[str]:
    """About 300 characters each, clean sentences and such with slips in turn."""
    slips, clean = measuring.bundled()
    whole = "".join(line for pair in zip(clean, [sample.typed for sample in slips] * 2, strict=False) for line in pair)
    return [whole[start : start + 300] for start in range(0, len(whole) - 300, 300)]


def spent(check: object, *texts: str) -> float:
    """Seconds of the processor."""
    begin = time.process_time()
    for text in texts:
        check(text)  # type: ignore[operator]
    return time.process_time() - begin


def start() -> None:
    """In a process of its own."""
    begin = time.process_time()
    found = package.load()
    found.check(paragraphs()[0])
    first = time.process_time() - begin
    found.check("\n".join(paragraphs())[:20_000])
    print(f"{first:.3f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paragraphs", type=int, default=200)
    parser.add_argument("--start", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.start:
        start()
        return
    found = package.load()
    if found.off:
        sys.exit(found.off)
    texts = (paragraphs() * 20)[: options.paragraphs]
    found.check(texts[0])
    each = sorted(spent(found.check, text) for text in texts)
    size = sum(map(len, texts))
    whole = "\n".join(paragraphs())
    print(f"all in, by paragraph   {size / sum(each):>10,.0f} characters/s   wanted ≥ 10 000")
    print(f"all in, at once        {len(whole) / spent(found.check, whole):>10,.0f} characters/s")
    print(
        f"paragraph of 300       {1000 * each[len(each) // 2]:>10.1f} ms p50   {1000 * each[int(len(each) * 0.95)]:.1f} ms p95   wanted p95 ≤ 50 ms"
    )
    own = subprocess.run([sys.executable, __file__, "--start"], capture_output=True, text=True, check=True).stdout.split()
    print(f"cold start             {float(own[0]):>10.2f} s    wanted ≤ 1 s\nmemory                 {own[1]:>10} MB   wanted ≤ 250 MB")
    for what, text in WORST.items():
        print(f"worst: {what:<16}{spent(found.check, text):>10.2f} s    wanted ≤ 1 s")


if __name__ == "__main__":
    main()
