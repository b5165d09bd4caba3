"""Is a Word file set as GB/T 9704 asks? Used by our tests, and by people before they send a file up.

Only what an annual summary has is checked: page, grid, title, body, 层次序数, indent, folios. Not the red head (版头) and 版记.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from rongmei.base.paper.fonts import Role
from rongmei.reporting.summary.exports import layout
from rongmei.reporting.summary.exports.ordinals import order_faults, ordinal_of, wrong_form
from rongmei.reporting.summary.exports.word_formats import Formats, WordParagraph

_TOLERANCE_MM = 1.0  # 5.2.1 allows 1 mm
_FAMILIES: dict[Role, tuple[str, re.Pattern[str]]] = {
    Role.TITLE: ("小标宋体", re.compile(r"小标宋|xiaobiaosong|XBS", re.IGNORECASE)),
    Role.BODY: ("仿宋体", re.compile(r"仿宋|fang\s?song", re.IGNORECASE)),
    Role.HEI: ("黑体", re.compile(r"黑体|simhei|heiti", re.IGNORECASE)),
    Role.KAI: ("楷体", re.compile(r"楷体|kaiti", re.IGNORECASE)),
    Role.SONG: ("宋体", re.compile(r"^(?!.*仿)(?:.*宋|.*simsun|.*songti)", re.IGNORECASE)),
}
_LEVEL_ROLES = {1: Role.HEI, 2: Role.KAI, 3: Role.BODY, 4: Role.BODY}
_NOT_BODY = re.compile(r"title|caption|signature|date|footer|header|toc|附件|图片|表格|题注|页", re.IGNORECASE)
_ATTACHMENT = re.compile(r"附件[：:]|附件\d*$")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日$")
_PLACES_NAMED = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One deviation: where, what was found, what the standard asks, how to mend it; `clause` is the clause of GB/T 9704—2012."""

    rule: str
    where: str
    found: str
    expected: str
    clause: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}：{self.found}，应为{self.expected}（GB/T 9704—2012 {self.clause}）。{self.mend}。"


def check_9704(docx_bytes: bytes) -> list[Finding]:
    """All deviations; the same one in many paragraphs is one finding that names the first of them.

    The caller opens uploads in the sandbox: this function trusts the zip. Raises what python-docx raises for a file that is no DOCX.
    """
    package = docx.Document(BytesIO(docx_bytes))
    formats = Formats(package)
    paragraphs = list(formats.paragraphs())
    title = _title(paragraphs)
    rest = [paragraph for paragraph in paragraphs if paragraph is not title]
    body = [paragraph for paragraph in rest if _is_body(paragraph)]
    found: list[Finding] = []
    for section in package.sections:
        found += _check_page(section)
    found += _check_title(title)
    found += _check_grid(body, package.sections[0]._sectPr)
    found += _check_faces(body)
    found += _check_ordinals(body)
    found += _check_folios(package, formats)
    return list(dict.fromkeys(found))


def _title(paragraphs: list[WordParagraph]) -> WordParagraph | None:
    first = paragraphs[:1]
    return next((p for p in paragraphs if p.style.lower() == "title"), next((p for p in first if p.align == "center"), None))


def _is_body(paragraph: WordParagraph) -> bool:
    """Not a caption, attachment, addressee, signature or date, which stand by rules of their own."""
    text = paragraph.text.strip()
    stands_apart = _NOT_BODY.search(paragraph.style) or paragraph.align in ("right", "center", "end")
    return not (stands_apart or _ATTACHMENT.match(text) or _DATE.match(text) or (paragraph.number <= 2 and text.endswith("：")))


def _check_page(section: Any) -> Iterator[Finding]:
    expected = (
        ("纸张宽", section.page_width, layout.PAPER_WIDTH, "5.1"),
        ("纸张高", section.page_height, layout.PAPER_HEIGHT, "5.1"),
        ("天头（上边距）", section.top_margin, layout.MARGIN_TOP, "5.2.1"),
        ("地脚（下边距）", section.bottom_margin, layout.MARGIN_BOTTOM, "5.2.1"),
        ("订口（左边距）", section.left_margin, layout.MARGIN_LEFT, "5.2.1"),
        ("翻口（右边距）", section.right_margin, layout.MARGIN_RIGHT, "5.2.1"),
    )
    for name, length, wanted, clause in expected:
        millimetres = length.mm if length is not None else 0.0
        if abs(millimetres - wanted) > _TOLERANCE_MM:
            yield Finding(
                "page", f"页面设置的{name}", f"{millimetres:.1f} mm", f"{wanted:g} mm", clause, f"在“页面设置”里把{name}改为 {wanted:g} mm"
            )


def _check_title(title: WordParagraph | None) -> Iterator[Finding]:
    if title is None:
        yield Finding("title", "文首", "没有居中的标题", "标题居中", "7.3.1", "写上标题并居中")
        return
    where = f"标题“{title.text[:20]}”"
    if title.align != "center":
        yield Finding("title", where, "没有居中", "居中", "7.3.1", "把标题设为居中")
    yield from _face_faults([title], Role.TITLE, layout.SIZE_2, "2号", "7.3.1", where=where)


def _check_grid(body: list[WordParagraph], section: Any) -> Iterator[Finding]:
    grid = section.find(qn("w:docGrid"))
    kind = grid.get(qn("w:type"), "default") if grid is not None else "default"
    grid_pitch = int(grid.get(qn("w:linePitch"), "0")) if grid is not None and kind in ("lines", "linesAndChars") else 0
    char_space = int(grid.get(qn("w:charSpace"), "0")) / 4096 if grid is not None and kind == "linesAndChars" else 0.0
    height = layout.twips(layout.BODY_HEIGHT)
    width = layout.BODY_WIDTH * layout.PT_PER_MM

    def lines(paragraph: WordParagraph) -> int:
        pitch = paragraph.line or grid_pitch
        return height // pitch if pitch else 0

    def chars(paragraph: WordParagraph) -> int:
        pitch = paragraph.main.size + paragraph.main.tracking / layout.TWIPS_PER_PT + char_space
        return int((width + 0.1) / pitch) if pitch > 0 else 0

    pitch = f"行距设为固定值 {layout.LINE_PITCH_TWIPS / 20:g} 磅"
    spacing = f"3号字的字符间距设为紧缩 {-layout.TRACKING_TWIPS / 20:g} 磅"
    yield from _by_value(body, lines, layout.LINES, "grid-lines", "每面{}行", "5.2.3", pitch)
    yield from _by_value(body, chars, layout.CHARS, "grid-chars", "每行{}字", "5.2.3", spacing)


def _by_value(
    paragraphs: Iterable[WordParagraph], value: Callable[[WordParagraph], int], wanted: int, rule: str, says: str, clause: str, mend: str
) -> Iterator[Finding]:
    wrong: dict[int, list[WordParagraph]] = {}
    for paragraph in paragraphs:
        if value(paragraph) != wanted:
            wrong.setdefault(value(paragraph), []).append(paragraph)
    for found, where in wrong.items():
        yield Finding(rule, _places(where), says.format(found or "不定的"), says.format(wanted), clause, mend)


def _check_faces(body: list[WordParagraph]) -> Iterator[Finding]:
    themed = [paragraph for paragraph in body if paragraph.lead.from_theme or paragraph.main.from_theme]
    if themed:
        mend = "选中全文，把中文字体设为具体的字体（仿宋、黑体、楷体）"
        yield Finding("theme-font", _places(themed), "用了主题字体，换一台电脑会变样", "具体的字体", "5.2.2", mend)
    plain = [paragraph for paragraph in body if not paragraph.lead.from_theme]
    for level, role in _LEVEL_ROLES.items():
        headed = [p for p in plain if (found := ordinal_of(p.text)) is not None and found.level == level]
        yield from _face_faults(headed, role, layout.SIZE_3, "3号", "7.3.3")
    yield from _face_faults([p for p in plain if ordinal_of(p.text) is None], Role.BODY, layout.SIZE_3, "3号", "5.2.2")
    flat = [p for p in body if not _is_indented(p)]
    if flat:
        yield Finding("indent", _places(flat), "段首没有左空二字", "左空二字", "7.3.3", "把首行缩进设为 2 字符")


def _is_indented(paragraph: WordParagraph) -> bool:
    if paragraph.first_line_chars is not None:
        return paragraph.first_line_chars == layout.INDENT_CHARS * 100
    typed = paragraph.text.startswith("\u3000\u3000")  # two full-width blanks look the same
    return typed or abs(paragraph.first_line - layout.INDENT_CHARS * layout.SIZE_3 * layout.TWIPS_PER_PT) <= 40


def _face_faults(
    paragraphs: list[WordParagraph], role: Role, size: float, size_name: str, clause: str, where: str = ""
) -> Iterator[Finding]:
    family, pattern = _FAMILIES[role]
    by_font: dict[str, list[WordParagraph]] = {}
    by_size: dict[float, list[WordParagraph]] = {}
    for paragraph in paragraphs:
        # The words after a heading that is run in are body text, so a heading is judged by its beginning.
        looked_at = paragraph.lead if ordinal_of(paragraph.text) else paragraph.main
        if not pattern.search(looked_at.font):
            by_font.setdefault(looked_at.font, []).append(paragraph)
        if abs(looked_at.size - size) > 0.3:
            by_size.setdefault(looked_at.size, []).append(paragraph)
    for font, these in by_font.items():
        yield Finding("font", where or _places(these), f"字体是{font or '默认字体'}", family, clause, f"把字体设为{family}")
    for points, these in by_size.items():
        yield Finding(
            "size", where or _places(these), f"字号是 {points:g} 磅", f"{size_name}（{size:g} 磅）", clause, f"把字号设为{size_name}"
        )


def _check_ordinals(body: list[WordParagraph]) -> Iterator[Finding]:
    for paragraph in body:
        wrong = wrong_form(paragraph.text)
        if wrong:
            yield Finding(
                "ordinal-form", _places([paragraph]), f"序数写作“{paragraph.text.strip()[:4]}”", "“一、”“（一）”“1.”“（1）”", "7.3.3", wrong
            )
    numbered = [(p, found) for p in body if (found := ordinal_of(p.text)) is not None]
    for i, fault in order_faults([found for _, found in numbered]):
        yield Finding("ordinal-order", _places([numbered[i][0]]), fault, "层次序数依次、连续", "7.3.3", "核对并改正序数")


def _check_folios(package: Any, formats: Formats) -> Iterator[Finding]:
    section = package.sections[0]
    if not package.settings.odd_and_even_pages_header_footer:
        yield Finding("folio", "页码", "单双页相同", "单页码居右空一字，双页码居左空一字", "7.5", "在“页面设置”里勾选“奇偶页不同”")
    for name, footer, sides in (("单页", section.footer, ("right", "end")), ("双页", section.even_page_footer, ("left", "start"))):
        yield from _folio_faults(name, footer, sides, formats)


def _folio_faults(name: str, footer: Any, sides: tuple[str, ...], formats: Formats) -> Iterator[Finding]:
    numbered = [] if footer.is_linked_to_previous else [p for p in footer._element.iter(qn("w:p")) if _has_page_field(p)]
    folio = formats.paragraph_of(numbered[0]) if numbered else None
    if folio is None:
        yield Finding("folio", f"{name}页脚", "没有页码", "页码", "7.5", f"在{name}页脚插入页码")
        return
    if folio.align not in sides:
        side = "居右" if sides[0] == "right" else "居左"
        yield Finding("folio", f"{name}页码", "位置不对", f"{side}空一字", "7.5", f"把{name}页脚设为{side}")
    if not re.search(r"[—－–-].*[—－–-]", folio.text):
        yield Finding("folio", f"{name}页码", f"写作“{folio.text.strip()}”", "左右各有一条一字线", "7.5", "在页码两侧各加一字线，如“— 1 —”")
    yield from _face_faults([folio], Role.SONG, layout.SIZE_4, "4号", "7.5", where=f"{name}页码")


def _has_page_field(p: Any) -> bool:
    simple = (field.get(qn("w:instr"), "") for field in p.iter(qn("w:fldSimple")))
    written = (part.text or "" for part in p.iter(qn("w:instrText")))
    return any(re.match(r"\s*PAGE\b", code) for code in (*simple, *written))


def _places(paragraphs: list[WordParagraph]) -> str:
    named = "、".join(f"第{p.number}段“{p.text.strip()[:10]}”" for p in paragraphs[:_PLACES_NAMED])
    return named + (f"等{len(paragraphs)}处" if len(paragraphs) > _PLACES_NAMED else "")
