"""Speed of the proofreader's rules on one core, what it costs to begin, the worst inputs, and false alarms on clean text.

    .venv/bin/python bench/proof_speed.py [--clean FILE.json ...] [--seconds 3] [--facts]

rules    megabytes of UTF-8 a second through every shipped rule and known word, by articles of a dozen paragraphs; the same again with the
         facts and the directory (--facts)
plain    the same patterns without their gates, one after the other over every paragraph, as a ratio
edit     a text of 5,000 characters in which one paragraph changed: median and 95th percentile of 200 answers
start    the first answer of a fresh process: loading, compiling what is needed, reading a paragraph
worst    the slowest of inputs made to hurt
alarms   with --clean: findings in 10,000 characters of edited text, by level, repeats dropped and old type-setting (———, 『』, ４·５) put right

Without --clean the text is made of the rules' own good examples. Seconds are of this process only. Wanted: rules ≥ 3 MB/s, edit ≤ 50 ms,
start ≤ 1 s, worst ≤ 1 s, alarms ≤ 0.3 above suggestions and ≤ 4 suggestions.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from rongmei.content.proofing.applying import ParagraphRules, WholeRules, compile_rules  # noqa: E402
from rongmei.content.proofing.checking import Style  # noqa: E402
from rongmei.content.proofing.engine import CHECKERS, Proofreader  # noqa: E402
from rongmei.content.proofing.finding import Level  # noqa: E402
from rongmei.content.proofing.ruleset import shipped  # noqa: E402
from rongmei.content.proofing.source import of_text  # noqa: E402
from rongmei.content.proofing.tests.test_fuzz import WORST  # noqa: E402

RULES = (ParagraphRules(), WholeRules())
START = "import time\nt=time.process_time()\nfrom rongmei.content.proofing.engine import Proofreader\nProofreader().check('学校召开会议，部署工作。')\nprint(time.process_time()-t)"


def clean_sentences(files: Sequence[str]) -> list[str]:
    """Sentences of the files ({correct_text} or plain), once each, with the type-setting of their time put right."""
    sentences: dict[str, None] = {}
    for file in files:
        rows = json.loads(Path(file).read_text(encoding="utf-8"))
        sentences.update(dict.fromkeys(normal(row if isinstance(row, str) else row["correct_text"]) for row in rows))
    return list(sentences)


def normal(text: str) -> str:
    text = re.sub("[—－]{3,4}", "——", text).translate(str.maketrans("『』０１２３４５６７８９％", "“”0123456789%"))
    text = re.sub(r"(?<=\d)·(?=\d)", ".", text)
    return re.sub(r"^\d{1,2}[、．.]", "", text)  # a numbered item cut out of its list


def articles(sentences: Sequence[str]) -> list[str]:
    paragraphs = ["".join(sentences[at : at + 8]) for at in range(0, len(sentences), 8)]
    return ["\n".join(paragraphs[at : at + 12]) for at in range(0, len(paragraphs), 12)]


def speed(texts: Sequence[str], checkers: Sequence[object], seconds: float) -> float:
    """Megabytes a second, best of the passes that fit into the time; every pass with an empty memory."""
    size = sum(len(text.encode()) for text in texts)
    best, until = 0.0, time.process_time() + seconds
    while best == 0.0 or time.process_time() < until:
        reader = Proofreader(checkers=checkers)  # type: ignore[arg-type]
        clock = time.process_time()
        for text in texts:
            reader.check(of_text(text))
        best = max(best, size / (time.process_time() - clock) / 1e6)
    return best


def plain(texts: Sequence[str]) -> float:
    """Megabytes a second when every pattern runs over every paragraph and known words are looked for one by one."""
    compiled = compile_rules(shipped().values(), Style.WEB)
    paragraphs = [paragraph for text in texts for paragraph in of_text(text).paragraphs][:40]
    phrases = list(compiled.phrases)
    clock = time.process_time()
    for paragraph in paragraphs:
        for _rule, find in compiled.patterns:
            list(find(paragraph))
        for phrase in phrases:
            paragraph.text.find(phrase)
    return sum(len(paragraph.text.encode()) for paragraph in paragraphs) / (time.process_time() - clock) / 1e6


def edits(texts: Sequence[str]) -> tuple[float, float]:
    paragraphs = [one for text in texts for one in text.split("\n")]
    shown, reader, spent = paragraphs[:14], Proofreader(checkers=RULES), []
    reader.check("\n".join(shown))
    for edit in range(200):
        shown[edit % len(shown)] = paragraphs[edit % len(paragraphs)][: -1 - edit // 10]
        clock = time.process_time()
        reader.check(of_text("\n".join(shown)))
        spent.append(time.process_time() - clock)
    spent.sort()
    return spent[100], spent[189]


def worst() -> tuple[float, str]:
    found = []
    for name, text in WORST.items():
        clock = time.process_time()
        Proofreader(checkers=RULES).check(of_text(text))
        found.append((time.process_time() - clock, name))
    return max(found)


def alarms(sentences: Iterable[str]) -> tuple[Counter[str], Counter[str], int]:
    levels: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    size, reader = 0, Proofreader(checkers=RULES)
    for sentence in sentences:
        size += len(sentence)
        for one in reader.check(sentence).findings:
            levels[one.level.value] += 1
            rules[f"{one.level.value} {one.rule}"] += 1
    return levels, rules, size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clean", nargs="*", default=[])
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--facts", action="store_true")
    options = parser.parse_args()
    sentences = clean_sentences(options.clean) or [text for rule in shipped().values() for text in rule.good if "\n" not in text] * 4
    texts = articles(sentences)
    Proofreader(checkers=RULES).check("\n".join(texts))
    rules, slow = speed(texts, RULES, options.seconds), plain(texts)
    words = len(compile_rules(shipped().values(), Style.WEB).phrases)
    print(f"rules    {rules:.1f} MB/s with {len(shipped())} rules and {words} known words")
    print(f"plain    {slow:.2f} MB/s: ours is {rules / slow:.0f} times as fast")
    if options.facts:
        print(f"all      {speed(texts, CHECKERS, options.seconds):.1f} MB/s with facts")
    median, late = edits(texts)
    print(f"edit     {median * 1000:.1f} ms median, {late * 1000:.1f} ms p95")
    start = subprocess.run([sys.executable, "-c", START], cwd=ROOT, capture_output=True, text=True, check=True)
    print(f"start    {float(start.stdout):.2f} s")
    spent, name = worst()
    print(f"worst    {spent:.2f} s ({name})")
    if options.clean:
        levels, rules, size = alarms(sentences)
        told = ", ".join(f"{level.value} {levels[level.value] / size * 10_000:.2f}" for level in Level)
        print(f"alarms   in 10,000 of {size} characters: {told}")
        for rule, count in rules.most_common(12):
            print(f"         {count:4} {rule}")


if __name__ == "__main__":
    main()
