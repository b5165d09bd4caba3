"""The speller on one core: characters a second, a changed paragraph, cold start, memory, the worst inputs.

    .venv/bin/python bench/proof_speller.py [--paragraphs 200] [--pycorrector PYTHON]

all in      clean campus sentences and sentences with slips through the whole speller, a paragraph of about 300 characters at a time
at once     the same in one text
paragraph   what the editor waits for when 300 characters have changed: middle and 95th percentile of as many paragraphs
start       a new process until its first answer, interpreter and numpy not counted; its memory after 20 000 characters
office      memory of the whole product (Django, every address known) after the same, two processes side by side: private to each, each
            one's share when the tables and libraries they map are divided by two, and all one of them has in memory
worst       a hundred thousand times one character, ten thousand brackets, one word over and over
beside      pycorrector's n-gram corrector over the same paragraphs in the same run, paragraph by paragraph in turn, with Debian's libime
            model as its language model. PYTHON is the interpreter of an environment that has it:

    python3 -m venv OTHER && OTHER/bin/pip install --no-deps pycorrector
    OTHER/bin/pip install jieba kenlm loguru numpy pyahocorasick pypinyin six      # kenlm is compiled: needs cmake and a C++ compiler
    .venv/bin/python bench/proof_speller.py --pycorrector OTHER/bin/python

Wanted: ≥ 10 000 characters a second all in, p95 ≤ 50 ms, start ≤ 1 s, ≤ 250 MB, worst ≤ 1 s, ≥ 50 × pycorrector. Times are of the
processor, so that a busy machine tells no lies.
"""

from __future__ import annotations

import argparse
import importlib
import json
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
from rongmei.content.proofing.protocols import Speller  # noqa: E402
from rongmei.content.proofing.speller import build, measuring  # noqa: E402

WORST = {
    "的 × 100 000": "的" * 100_000,
    "（ × 10 000": "（" * 10_000,
    "是事实 × 30 000": "是事实" * 30_000,
    "Ab1 × 25 000": "Ab1 " * 25_000,
}


BESIDE = 4  # paragraphs the other corrector is given: it takes seconds for each
# Its package imports neural networks this corrector does not use: the modules it does use are loaded without the package's own start.
OTHER = """
import importlib.util, json, sys, time, types
package = types.ModuleType("pycorrector")
package.__path__ = list(importlib.util.find_spec("pycorrector").submodule_search_locations)
sys.modules["pycorrector"] = package
from pycorrector.corrector import Corrector
corrector = Corrector(language_model_path=sys.argv[1])
corrector.correct("今天天气很好。")
for line in sys.stdin:
    begin = time.process_time()
    found = corrector.correct(json.loads(line))
    print(json.dumps([time.process_time() - begin, len(found["errors"])]), flush=True)
"""


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


def office() -> None:
    """In a process of its own, with everything a web process has loaded; waits until it has been looked at."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django = importlib.import_module("django")
    django.setup()
    importlib.import_module("django.urls").get_resolver().url_patterns  # noqa: B018  -- loads every view
    found = package.load()
    for text in paragraphs():
        found.check(text)
    print("ready", flush=True)
    sys.stdin.readline()


def memory_of_two() -> str:
    """Of the second of two such processes, in MB."""
    both = [
        subprocess.Popen([sys.executable, __file__, "--office"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for one in both:
        assert one.stdout
        one.stdout.readline()
    lines = Path(f"/proc/{both[1].pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    size = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}
    for one in both:
        one.communicate("\n")
    private = size["Private_Clean"] + size["Private_Dirty"]
    return f"{private:>10.0f} MB private, {size['Pss']:.0f} its share, {size['Rss']:.0f} in all   wanted ≤ 250 MB"


def beside(python: str, found: Speller, texts: list[str]) -> str:
    """Characters a second of both, each given the same paragraph in turn."""
    model = next((path for pattern in build.LIBIME for path in sorted(Path("/").glob(pattern.lstrip("/")))), None)
    if model is None:
        return f"not measured: no language model for it ({build.PACKAGES})"
    ours = theirs = 0.0
    with subprocess.Popen([python, "-c", OTHER, str(model)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin
        assert other.stdout
        for text in texts:
            other.stdin.write(json.dumps(text) + "\n")
            other.stdin.flush()
            answer = other.stdout.readline()
            if not answer:
                return f"not measured: {python} cannot run it (see above)"
            theirs += json.loads(answer)[0]
            ours += spent(found.check, text)
    size = sum(map(len, texts))
    return f"{theirs / ours:>10.0f} ×    wanted ≥ 50 × ({size / ours:,.0f} and {size / theirs:,.0f} characters/s)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--paragraphs", type=int, default=200)
    parser.add_argument("--pycorrector", metavar="PYTHON", help="an interpreter that has pycorrector; see above how to make one")
    parser.add_argument("--start", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--office", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.start or options.office:
        (start if options.start else office)()
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
    print(f"office, of two         {memory_of_two()}")
    told = (
        beside(options.pycorrector, found, texts[:BESIDE])
        if options.pycorrector
        else "not measured: --pycorrector was not given (see --help)"
    )
    print(f"beside pycorrector     {told}")
    for what, text in WORST.items():
        print(f"worst: {what:<16}{spent(found.check, text):>10.2f} s    wanted ≤ 1 s")


if __name__ == "__main__":
    main()
