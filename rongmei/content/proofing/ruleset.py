"""Rule files: read, inherited, refused with one sentence where they make no sense. Their shape is Vale's; docs/how-to/add-a-proof-rule.md shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

import yaml

from .checking import Style
from .extensions import EXTENSIONS, Extension
from .extensions.building import expand
from .finding import ErrorKind, Level
from .source import Mask, Scope

FOLDER: Final = Path(__file__).with_name("rules")
UNVERIFIED: Final = "（条号未核）"
# How far a pattern may branch: the product of its repeats. Shipped and house rules alike stay linear in the text.
BRANCHES: Final = 40_000
_KINDS: Final[Mapping[str, Extension]] = {extension.NAME: extension for extension in EXTENSIONS}
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class RulesetError(ValueError):
    """A rule file that cannot be used: which rule, what was found, what was expected."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text the rule speaks of, and what it reads after the first suggestions; None where there is none."""

    wrong: str
    right: str | None = None


@dataclass(frozen=True)
class Rule:
    """One rule. message: {found} and {right} stand for the passage and the first suggestion.

    scope: where it holds, everywhere when empty. not_in: masks it does not look into beside the hard ones; looks_in: hard ones it does.
    gate: characters, or pairs of them, of which one must occur, or nothing is searched; a line break in a pair is the edge of the paragraph.
    exceptions: phrases in which it is silent.
    """

    name: str
    extends: str
    message: str
    level: Level
    kind: ErrorKind
    clause: str = ""
    scope: frozenset[Scope] = frozenset()
    not_in: frozenset[Mask] = frozenset()
    looks_in: frozenset[Mask] = frozenset()
    gate: frozenset[str] = frozenset()
    exceptions: tuple[str, ...] = ()
    safe: bool = False
    weight: float = 1.0
    confidence: float = 1.0
    style: Style | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    bad: tuple[Example, ...] = ()
    good: tuple[str, ...] = ()

    @cached_property
    def silent(self) -> Mapping[str, tuple[str, ...]]:
        """The exceptions by each character they hold: one that stands over a passage shares a character with it."""
        found: dict[str, list[str]] = {}
        for phrase in self.exceptions:
            for character in set(phrase):
                found.setdefault(character, []).append(phrase)
        return {character: tuple(phrases) for character, phrases in found.items()}

    @property
    def extension(self) -> Extension:
        return _KINDS[self.extends]


# Keys every rule may have; the keys of its kind come on top.
_KEYS: Final = frozenset(
    [
        "extends",
        "message",
        "level",
        "kind",
        "clause",
        "unverified",
        "scope",
        "not_in",
        "looks_in",
        "gate",
        "exceptions",
        "fix",
        "weight",
        "confidence",
        "style",
        "tests",
        "swap_from",
    ]
)


def parse(text: str, file: str, known: Mapping[str, Rule] | None = None, folder: Path | None = None) -> dict[str, Rule]:
    """The rules of one file by dotted name. Raises RulesetError.

    known: rules it may inherit from. folder: where the shipped files lie; their patterns are tried by the tests, all others here.
    """
    try:
        document = yaml.load(text, _LOADER)  # noqa: S506  -- both are safe loaders
    except yaml.YAMLError as problem:
        where = getattr(problem, "problem_mark", None)
        raise RulesetError(f"{file} 第 {where.line + 1 if where else 1} 行不是合格的 YAML：请检查缩进和引号。")
    if not isinstance(document, dict) or not isinstance(document.get("rules"), dict):
        raise RulesetError(f"{file} 里没有 rules：规则文件应有 name 和 rules 两项。")
    prefix, defaults = str(document.get("name") or file), document.get("defaults") or {}
    reader = _Reader(prefix, defaults, dict(known or {}), folder)
    return {f"{prefix}.{name}": reader.read(str(name), raw) for name, raw in document["rules"].items()}


@dataclass
class _Reader:
    prefix: str
    defaults: Mapping[str, Any]
    known: dict[str, Rule]
    folder: Path | None
    raw: dict[str, dict[str, Any]] = field(default_factory=dict)

    def read(self, name: str, raw: Any) -> Rule:
        full = f"{self.prefix}.{name}"
        try:
            if not _NAME.fullmatch(name):
                raise ValueError("规则名应为小写字母、数字和短横。")
            if not isinstance(raw, dict):
                raise ValueError("规则应为“键: 值”。")
            merged = self.inherit(raw)
            rule = _rule(full, merged, self.folder)
        except ValueError as problem:
            raise RulesetError(f"规则 {full}：{problem}")
        self.known[full] = rule
        self.raw[full] = merged
        return rule

    def inherit(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        """The keys of the parent, then the rule's own; ``tokens+`` adds to a list or table, ``tokens-`` takes from it."""
        parent = raw.get("extends")
        if parent in _KINDS:
            return {**self.defaults, **raw}
        inherited = self.raw.get(str(parent)) or (_written(self.known[str(parent)]) if parent in self.known else None)
        if inherited is None:
            raise ValueError(f"extends 写的是“{parent}”：应为 {'、'.join(_KINDS)}，或一条已有规则的名字。")
        merged = {key: value for key, value in inherited.items() if key != "tests"}
        for key, value in raw.items():
            if key[-1] in "+-":
                merged[key[:-1]] = _changed(merged.get(key[:-1]), value, key)
            elif key != "extends":
                merged[key] = value
        return merged


def _changed(old: Any, change: Any, key: str) -> Any:
    adds = key.endswith("+")
    if isinstance(old, dict) and isinstance(change, dict if adds else list):
        return {**old, **dict(change)} if adds else {name: one for name, one in old.items() if name not in change}
    if isinstance(old, list | None) and isinstance(change, list):
        return [*(old or []), *change] if adds else [one for one in old or [] if one not in change]
    raise ValueError(f"{key} 的形状与原规则不同。")


def _written(rule: Rule) -> dict[str, Any]:
    """A rule as a file would have it, for another file to inherit from."""
    return {
        "extends": rule.extends,
        "message": rule.message,
        "level": rule.level.value,
        "kind": rule.kind.value,
        "clause": rule.clause,
        "scope": sorted(rule.scope),
        "not_in": sorted(rule.not_in),
        "looks_in": sorted(rule.looks_in),
        "gate": sorted(rule.gate),
        "exceptions": list(rule.exceptions),
        "fix": "safe" if rule.safe else "suggest",
        "weight": rule.weight,
        "confidence": rule.confidence,
        **({"style": rule.style.value} if rule.style else {}),
        **rule.options,
    }


def _rule(name: str, raw: dict[str, Any], folder: Path | None) -> Rule:
    extension = _KINDS[raw["extends"]]
    unknown = raw.keys() - _KEYS - extension.KEYS
    if unknown:
        raise ValueError(f"不认识的键 {'、'.join(sorted(map(str, unknown)))}：{extension.NAME} 可用 {'、'.join(sorted(extension.KEYS))}。")
    if raw.get("swap_from"):
        _read_table(raw, folder)
    options = {key: raw[key] for key in extension.KEYS if key in raw}
    message = raw.get("message")
    if not isinstance(message, str) or not message:
        raise ValueError("缺 message：写给同事看的一句话。")
    extension.build(options)
    if folder is None:
        try_patterns(options)
    clause = str(raw.get("clause") or "")
    bad, good = _examples(raw.get("tests") or {})
    return Rule(
        name=name,
        extends=extension.NAME,
        message=message,
        level=_one(Level, raw.get("level", "warning"), "level"),
        kind=_one(ErrorKind, raw.get("kind", "wording"), "kind"),
        clause=clause + UNVERIFIED if clause and raw.get("unverified") else clause,
        scope=frozenset(_one(Scope, one, "scope") for one in _list(raw, "scope")),
        not_in=frozenset(_one(Mask, one, "not_in") for one in _list(raw, "not_in")),
        looks_in=frozenset(_one(Mask, one, "looks_in") for one in _list(raw, "looks_in")),
        gate=_gates(raw.get("gate") or ""),
        exceptions=tuple(map(str, _list(raw, "exceptions"))),
        safe=_safe(raw.get("fix", "suggest")),
        weight=float(raw.get("weight", 1)),
        confidence=float(raw.get("confidence", 1)),
        style=_one(Style, raw["style"], "style") if raw.get("style") else None,
        options=options,
        bad=bad,
        good=good,
    )


def _gates(written: Any) -> frozenset[str]:
    """“甲乙” are two characters; a list may hold pairs of characters too, with [a-z] for each letter."""
    gates = list(written) if isinstance(written, str) else [one for gate in written for one in _spread(str(gate))]
    if not all(len(gate) in (1, 2) for gate in gates):
        raise ValueError("gate 是必须出现的字，或两个字一组的清单。")
    return frozenset(gates)


def _spread(gate: str) -> list[str]:
    head, ranged, tail = gate.partition("[")
    if not ranged:
        return [gate]
    first, last, tail = tail[0], tail[2], tail[4:]
    return [f"{head}{chr(one)}{tail}" for one in range(ord(first), ord(last) + 1)]


def _safe(fix: Any) -> bool:
    if fix not in ("safe", "suggest"):
        raise ValueError(f"fix 写的是“{fix}”：应为 safe 或 suggest。")
    return bool(fix == "safe")


def _one(kind: Any, value: Any, key: str) -> Any:
    try:
        return kind(value)
    except ValueError:
        raise ValueError(f"{key} 写的是“{value}”：应为 {'、'.join(one.value for one in kind)}。")


def _list(raw: Mapping[str, Any], key: str) -> list[Any]:
    value = raw.get(key) or []
    return list(value) if isinstance(value, list) else [value]


def _examples(tests: Any) -> tuple[tuple[Example, ...], tuple[str, ...]]:
    if not isinstance(tests, dict):
        raise ValueError("tests 应有 bad 和 good 两个清单。")
    bad: list[Example] = []
    for one in tests.get("bad") or []:
        bad += [Example(str(wrong), str(right)) for wrong, right in one.items()] if isinstance(one, dict) else [Example(str(one))]
    return tuple(bad), tuple(str(one) for one in tests.get("good") or [])


def _read_table(raw: dict[str, Any], folder: Path | None) -> None:
    """Put a table beside the rule files into ``swap``: wrong, right, and the neighbours among which the rule is silent, by tabs."""
    file = str(raw.pop("swap_from"))
    if folder is None or not re.fullmatch(r"[a-z0-9-]{1,40}\.tsv", file):
        raise ValueError("swap_from 只用于随软件附带的规则。")
    rows = [line.split("\t") for line in (folder / file).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    raw["swap"] = {row[0]: row[1] for row in rows}
    raw["exceptions"] = [*_list(raw, "exceptions"), *(near for row in rows if len(row) > 2 for near in row[2].split(" "))]


def try_patterns(options: Mapping[str, Any]) -> None:
    """Raises ValueError for a pattern that is none or may take forever, and for a replacement that names a group the pattern lacks."""
    instead = options.get("instead")
    pairs = [(str(one), str(instead or "")) for one in options.get("tokens") or ()]
    if isinstance(options.get("swap"), dict):
        pairs += [(str(one), str(other)) for one, other in options["swap"].items()]
    if isinstance(options.get("either"), dict):
        pairs += [(str(one), "") for way in options["either"].items() for one in way]
    pairs += [(str(options[key]), "") for key in ("token", "first", "second", "before", "after") if options.get(key)]
    for pattern, right in pairs:
        _bounded(pattern)
        try:
            empty = re.match(f"(?:{expand(pattern)})|", "")
            if empty is not None:
                empty.expand(right)
        except (re.error, IndexError):
            raise ValueError(f"“{right}”里的组号在“{pattern}”里没有。")


_REPEAT: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\]){0,2000}\]|\(\?[:=!<]{1,2}|[()*+?]|\{(\d*)(,?)(\d*)\}")


def _bounded(pattern: str) -> None:
    """Raises ValueError for a pattern that is none, repeats without end, or repeats a repeat: those can take forever on some texts."""
    try:
        re.compile(expand(pattern))
    except re.error:
        raise ValueError(f"“{pattern}”不是合格的写法：请检查括号和转义。")
    branches, repeats_at = 1, [False]
    closed = -1  # the end of a group that repeats something inside
    for match in _REPEAT.finditer(expand(pattern)):
        found = match[0]
        if found.startswith("("):
            repeats_at.append(False)
        elif found == ")":
            inside = repeats_at.pop()
            repeats_at[-1] = repeats_at[-1] or inside
            closed = match.end() if inside else -1
        elif found in "*+" or (match[2] and not match[3]):
            raise ValueError(f"“{pattern}”里有不封顶的重复：请写明上限，如 {{0,20}}。")
        elif found == "?" or match[2]:
            most = int(match[3]) if match[2] else 1
            if closed == match.start() and most > 1:
                raise ValueError(f"“{pattern}”里重复套着重复：请拆开写。")
            repeats_at[-1] = True
            branches *= most + 1 if most > 1 else 1
    if branches > BRANCHES:
        raise ValueError(f"“{pattern}”的重复太多：请收紧上限。")


@cache
def shipped() -> Mapping[str, Rule]:
    """The rules that come with the product, by name, in the order of their files."""
    rules: dict[str, Rule] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        rules.update(parse(path.read_text(encoding="utf-8"), path.stem, rules, FOLDER))
    return rules
