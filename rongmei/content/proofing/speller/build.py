"""Makes the tables a check needs, from the language models of the machine and the parts shipped with the product."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from rongmei.content.proofing.pinyin import syllables
from rongmei.content.proofing.speller import arrays, channel, kenlm, layers, lexicon, mixture, ngrams, threaded
from rongmei.content.proofing.speller.arpa import Arpa
from rongmei.content.proofing.speller.loading import LAWS, stamped

LAWS_SHARE = 0.15
LIBIME = ("/usr/lib/*/libime/zh_CN.lm", "/usr/lib/libime/zh_CN.lm")
SUNPINYIN = ("/usr/lib/*/sunpinyin/data/lm_sc.t3g", "/usr/lib/sunpinyin/data/lm_sc.t3g")
PACKAGES = "libime-data-language-model sunpinyin-data"


class NoModel(RuntimeError):
    """The machine has not the language models; the sentence says which package brings them."""


def build(path: Path) -> None:
    """Writes ``path`` from the machine's models. Raises NoModel."""
    write(path, combined(general()))


def combined(models: Sequence[Arpa], site: tuple[float, Arpa] | None = None) -> Arpa:
    """The models in equal shares, the layer of laws, and a layer from a site's own texts with its share."""
    added = [(LAWS_SHARE, layers.load(LAWS)), *([site] if site else [])]
    rest = 1.0 - sum(share for share, _ in added)
    return mixture.mix([*((rest / len(models), model) for model in models), *added])


def general() -> tuple[Arpa, Arpa]:
    """Debian's two. Raises NoModel."""
    libime, sunpinyin = _find(LIBIME), _find(SUNPINYIN)
    if not libime or not sunpinyin:
        raise NoModel(f"The language models are not on this machine: sudo apt-get install {PACKAGES}")
    return kenlm.read(libime), threaded.read(sunpinyin, sunpinyin.with_name("pydict_sc.bin"))


def write(path: Path, model: Arpa) -> None:
    pairs = channel.build(characters(model))
    words = lexicon.build(model, pairs)
    arrays.write(path, {**ngrams.build(model).arrays(), **pairs.arrays(), **words.arrays(), "stamp": stamped()})


def characters(model: Arpa) -> Sequence[str]:
    """Those of the 通用规范汉字表 the model uses, likeliest first."""
    weight: dict[str, float] = {}
    for word, likelihood in zip(model.words, np.exp(model.logp.astype(np.float64)).tolist(), strict=True):
        for letter in word:
            weight[letter] = weight.get(letter, 0.0) + likelihood
    known = [letter for letter in weight if len(letter) == 1 and weight[letter] > 1e-7 and syllables(letter)]
    return sorted(known, key=lambda letter: (-weight[letter], letter))


def _find(patterns: Sequence[str]) -> Path | None:
    return next((path for pattern in patterns for path in sorted(Path("/").glob(pattern.lstrip("/")))), None)
