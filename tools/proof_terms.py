"""The table of known wrong words, from a dictionary of confusions: rongmei/content/proofing/rules/confusions.tsv.

    python tools/proof_terms.py DICTIONARY.json IDIOMS.txt     writes confusions.tsv, and words.tsv anew with its third column

DICTIONARY.json is {wrong: right}, IDIOMS.txt has one right idiom a line (what follows a blank is not read). Kept is what a language model of edited text (Debian's libime-data-language-model) finds far less
likely than its mending and what does not come about by chance where two right words meet (女真|贵族 holds 真贵). Where it does so seldom,
the neighbours in which the rule is silent stand in the third column.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

BASE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(BASE))

from rongmei.content.proofing.speller import kenlm  # noqa: E402

RULES = BASE / "rongmei" / "content" / "proofing" / "rules"
MODEL = Path("/usr/lib/x86_64-linux-gnu/libime/zh_CN.lm")
# Chance of a wrong word standing where two right ones meet, a word of text; what is left unexcepted, and what makes a pair useless.
LEFT, USELESS = 4e-9, 4e-6
MARGIN = math.log(200)  # how much likelier the right word must be
MOST = 24  # neighbours in the third column

# Pairs of the dictionary that are no slip, or whose mending is one.
NO_SLIPS = """
    覆信 走途无路 雕龙画栋 黑悠悠 音龠 骠了 餵了 难德 稍安毋躁 物阜粮丰 热情周致 潮呼呼 潮忽忽 梯己
    百无聊奈 花狸狐哨 葺茸 葺参鹿茸 蟠根错节 豁拳 赒济 赤急白脸 趼子 踏沓 蹓弯儿 金尊举起 雪爪鸿泥 飞声文坛
    鬼哭狼嗥 鼻涕四流 大快朵颐阖家欢 大吼长板坡 小子化 弘旨 弘论 扒犁 捱到三更 捱到曲终人散 掱手 搭赸 杀尾 死气白赖
    力避周期率 旨诣 昭显机 风火连天 寰麟 台我无聊 台配种战 愿赖 瞅天 夫倡妇随 拱型石桥 岁月流殇 炙灸 歹去
    也許是 编者案 委糜 布鸪 取妻生子 二姨病世 读书扎记 霸权围绞
"""


class Model:
    def __init__(self, path: Path) -> None:
        arpa = kenlm.read(path)
        self.words = arpa.words
        self.logp = {word: float(one) for word, one in zip(arpa.words, arpa.logp, strict=True)}
        self.pairs = zip(arpa.pairs.tolist(), arpa.pair_logp.tolist(), strict=True)

    def likelihood(self, text: str) -> float:
        """Of the best way to cut ``text`` into words."""
        best = [0.0] + [-1e9] * len(text)
        for end in range(1, len(text) + 1):
            for start in range(max(0, end - 8), end):
                best[end] = max(best[end], best[start] + self.logp.get(text[start:end], -18.0 * (end - start)))
        return best[-1]

    def whole(self, text: str) -> bool:
        """Whether it is a word, or two words of two characters and more."""
        return text in self.logp or any(text[:cut] in self.logp and text[cut:] in self.logp for cut in range(2, len(text) - 1))

    def accidents(self, phrases: Iterable[str]) -> dict[str, list[tuple[float, str]]]:
        """(chance, neighbours) of each phrase inside a word or across two; an empty neighbour means the two words are the phrase."""
        wanted = set(phrases)
        heads: dict[str, list[str]] = defaultdict(list)
        for phrase in wanted:
            for cut in range(1, len(phrase)):
                heads[phrase[:cut]].append(phrase)
        found: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for word in self.words:
            for start in range(len(word) - 1):
                for end in range(start + 2, min(len(word), start + 6) + 1):
                    if word[start:end] in wanted and end - start < len(word):
                        near = word[max(0, start - 1) : end] if start else word[start : end + 1]
                        found[word[start:end]].append((math.exp(self.logp[word]), near))
        for (left, right), logp in self.pairs:
            self._across(found, heads, self.words[left], self.words[right], logp)
        return found

    def _across(self, found: dict[str, list[tuple[float, str]]], heads: dict[str, list[str]], left: str, right: str, logp: float) -> None:
        for size in range(1, min(len(left), 5) + 1):
            for phrase in heads.get(left[-size:], ()):
                rest = phrase[size:]
                if right.startswith(rest):
                    chance = math.exp(self.logp[left] + logp)
                    if len(left) > size:
                        near = left[-size - 1] + phrase
                    else:
                        near = phrase + right[len(rest) : len(rest) + 1] if len(right) > len(rest) else ""
                    found[phrase].append((chance, near))


def silent(accidents: list[tuple[float, str]], length: int) -> list[str] | None:
    """The neighbours to be silent at, most frequent first; None when the phrase comes about too often to be of use."""
    chances: dict[str, float] = defaultdict(float)
    for chance, near in accidents:
        chances[near] += chance
    alone = chances.pop("", 0.0)  # two words that are the phrase; of longer phrases that is the slip itself in the model's own texts
    if sum(chances.values()) > USELESS or (alone > 1e-7 and length == 2):
        return None
    left, near = sum(chances.values()), []
    for one, chance in sorted(chances.items(), key=lambda item: -item[1]):
        if left <= LEFT or len(near) == MOST:
            break
        near.append(one)
        left -= chance
    return near if left <= 10 * LEFT else None


def read(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.split("\t")[0]: line.split("\t")[1] for line in lines if line and not line.startswith("#")}


def write(path: Path, head: str, rows: Iterable[tuple[str, str, list[str]]]) -> int:
    lines = [f"# {head}"] + ["\t".join((wrong, right, " ".join(near))).rstrip("\t") for wrong, right, near in sorted(rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines) - 1


def main(dictionary: Path, idioms: Path) -> None:
    model = Model(MODEL)
    known = {line.split()[0] for line in idioms.read_text(encoding="utf-8").splitlines() if line.strip()}
    own = read(RULES / "words.tsv")
    given = {
        wrong: right
        for wrong, right in json.loads(dictionary.read_text(encoding="utf-8")).items()
        if wrong not in {*own, *NO_SLIPS.split()}
    }
    given = {
        wrong: right for wrong, right in given.items() if 2 <= len(wrong) <= 8 and abs(len(wrong) - len(right)) < 2 and wrong.isalpha()
    }
    likely = {
        wrong: right
        for wrong, right in given.items()
        if wrong not in known
        and wrong not in given.values()
        and (right in known or (model.whole(right) and model.likelihood(right) - model.likelihood(wrong) > MARGIN))
    }
    accidents = model.accidents([*own, *likely])
    kept = [(wrong, right, near) for wrong, right in likely.items() if (near := silent(accidents[wrong], len(wrong))) is not None]
    mine = [(wrong, right, near) for wrong, right in own.items() if (near := silent(accidents[wrong], len(wrong))) is not None]
    dropped = sorted(own.keys() - {wrong for wrong, _right, _near in mine})
    print("words.tsv", write(RULES / "words.tsv", "错	对	前后是这些字时不说", mine), "left out:", " ".join(dropped))
    print("confusions.tsv", write(RULES / "confusions.tsv", "错	对	前后是这些字时不说；来源见 NOTICE", kept), "of", len(given))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
