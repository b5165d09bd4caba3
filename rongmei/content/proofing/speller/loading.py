"""Where the speller's tables are, whether they fit this version, and a speller from them: or the reason there is none."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np

from rongmei.content.proofing.protocols import Speller
from rongmei.content.proofing.speller import acceptance, arrays
from rongmei.content.proofing.speller.channel import LOOKALIKES, Channel
from rongmei.content.proofing.speller.lexicon import Lexicon
from rongmei.content.proofing.speller.ngrams import Ngrams
from rongmei.content.proofing.speller.speller import NgramSpeller, Off

FORMAT = "2"  # raise when the tables' make changes
LAWS = Path(__file__).parent / "data" / "laws.lm.xz"
PLACE = Path("proofing") / "speller.bin"
SITE_TREES = "speller.acceptance.bin"  # beside the tables, when the site has trained on its archive
PROJECT = Path(__file__).resolve().parents[4]
MISSING = "错别字检查没有启用：词表尚未生成。请先运行 rongmei proof build（需要系统软件包 libime-data-language-model 和 sunpinyin-data）。"
STALE = "错别字检查没有启用：词表是旧版本的。请重新运行 rongmei proof build。"
BROKEN = "错别字检查没有启用：模型文件不能读取（{why}）。请重新运行 rongmei proof build 或 rongmei proof train。"
NO_ONNX = "错别字检查没有启用：神经网络模型 {path} 需要 onnxruntime，本机没有安装。"
NO_READER = "错别字检查没有启用：还没有读 {path} 这种神经网络模型的程序。"

# Reads an ONNX model into a speller; a site with such a model puts its reader here (docs/proofing-datasheet.md).
neural_readers: list[Callable[[Path], Speller | None]] = []


def load(path: Path | None = None) -> Speller:
    """A speller from ``path``, or from where the set-up puts the tables; never raises: what cannot run says why in ``off``.

    A path that ends in .onnx is a neural model, read by whoever put a reader into ``neural_readers``.
    """
    if path is not None and path.suffix == ".onnx":
        return _neural(path)
    found = path or _place()
    if found is None or not found.is_file():
        return Off(MISSING)
    return _load(found, found.stat().st_mtime_ns)


def untrained() -> NgramSpeller | Off:
    """The machine's tables with trees that know nothing: for training them, also when the shipped ones are of another version."""
    path = _place()
    if path is None:
        return Off(MISSING)
    return _of(path, acceptance.UNTRAINED) if fits(path) else Off(STALE)


def places() -> list[Path]:
    """Where tables are looked for, first come first served."""
    named, var = os.environ.get("RONGMEI_SPELLER"), os.environ.get("RONGMEI_VAR")
    return [*([Path(named)] if named else []), *([Path(var) / PLACE] if var else []), PROJECT / "var" / PLACE]


def _place() -> Path | None:
    return next((place for place in places() if place.is_file()), None)


def fits(path: Path) -> bool:
    """Are the tables there and made by this version?"""
    try:
        return path.is_file() and arrays.read(path)["stamp"].tobytes().decode() == stamp()
    except (OSError, ValueError, KeyError):
        return False


def stamp() -> str:
    """Of everything shipped that the tables are made from: tables with another stamp are stale."""
    digest = hashlib.sha256(FORMAT.encode())
    for part in (LOOKALIKES, LAWS):
        digest.update(part.read_bytes() if part.is_file() else b"")
    return digest.hexdigest()[:16]


@lru_cache(maxsize=2)
def _load(path: Path, changed: int) -> Speller:
    """changed: when the file was last written; another file is loaded anew."""
    if not fits(path):
        return Off(STALE)
    try:
        site = path.with_name(SITE_TREES)
        return _of(path, acceptance.read(site if site.is_file() else acceptance.TREES))
    except (OSError, ValueError, KeyError) as problem:
        return Off(BROKEN.format(why=problem))


def _of(path: Path, trees: acceptance.Trees) -> NgramSpeller:
    found = arrays.read(path)
    return NgramSpeller(Lexicon.of(found), Channel.of(found), Ngrams.of(found), trees, acceptance.read_priors())


def stamped() -> np.ndarray:
    return np.frombuffer(stamp().encode(), np.uint8)


def _neural(path: Path) -> Speller:
    if importlib.util.find_spec("onnxruntime") is None:
        return Off(NO_ONNX.format(path=path.name))
    readings = (reader(path) for reader in neural_readers)
    return next((speller for speller in readings if speller is not None), Off(NO_READER.format(path=path.name)))
