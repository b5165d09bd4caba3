"""Rules of the office's own, tried on their own examples before they are kept."""

from __future__ import annotations

from collections.abc import Iterator

from rongmei.content.proofing.applying import compile_rules
from rongmei.content.proofing.checking import Style
from rongmei.content.proofing.finding import Finding
from rongmei.content.proofing.ruleset import Rule, RulesetError, parse, shipped
from rongmei.content.proofing.source import Scope, of_text


def problems_of_rules(text: str) -> list[str]:
    """One sentence for each thing that keeps the rules from being used: the file's shape, a rule, an example it fails. Chinese."""
    try:
        rules = parse(text, "house", shipped())
    except RulesetError as problem:
        return [str(problem)]
    return [problem for rule in rules.values() for problem in _problems_of(rule)]


def _problems_of(rule: Rule) -> Iterator[str]:
    if rule.extension.build(rule.options).find_in_all is not None:
        yield f"规则 {rule.name} 要看全文才能判断：本单位规则只按段检查，请换一种写法。"
        return
    if not rule.bad or not rule.good:
        yield f"规则 {rule.name} 缺例子：tests 里至少各写一条 bad（应当提示）和 good（不应提示）。"
    for example in rule.bad:
        found = _findings(rule, example.wrong)
        if not found:
            yield f"规则 {rule.name} 的反例“{example.wrong}”没有被查出：请改规则或改例子。"
        elif example.right is not None and (mended := _mended(example.wrong, found)) != example.right:
            yield f"规则 {rule.name} 把反例“{example.wrong}”改成了“{mended}”，例子里写的是“{example.right}”：请改一致。"
    for good in rule.good:
        if found := _findings(rule, good):
            yield f"规则 {rule.name} 在正例“{good}”里误提示了“{found[0].found}”：请改规则，或加进 exceptions。"


def _findings(rule: Rule, text: str) -> list[Finding]:
    ready = compile_rules([rule], rule.style or Style.WEB)
    return [one for paragraph in of_text(text, next(iter(rule.scope), Scope.BODY)).paragraphs for one in ready.in_paragraph(paragraph)]


def _mended(text: str, found: list[Finding]) -> str:
    for one in sorted(found, key=lambda one: -one.start):
        if one.suggestions:
            text = text[: one.start] + one.suggestions[0] + text[one.end :]
    return text
