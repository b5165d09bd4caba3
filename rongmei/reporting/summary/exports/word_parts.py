"""The Word file before anything is written in it: styles, settings, fonts and page, all from the numbers of `layout`.

python-docx brings a template of 900 KB of styles with theme fonts, and a theme font beats the font named beside it (East Asian
text comes out in MS Mincho). So the package is made here: no theme, no style that is not used.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from xml.sax.saxutils import quoteattr

from rongmei.base.paper.fonts import Role
from rongmei.reporting.summary.exports import layout

# What office computers have, by the names GB/T 9704 files carry; the others are what to look for when it is not there.
OFFICE_FONTS: dict[Role, tuple[str, tuple[str, ...]]] = {
    Role.TITLE: ("方正小标宋简体", ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "华文中宋", "宋体")),
    Role.BODY: ("仿宋_GB2312", ("FangSong_GB2312", "仿宋", "FangSong", "华文仿宋")),
    Role.HEI: ("黑体", ("SimHei", "华文黑体")),
    Role.KAI: ("楷体_GB2312", ("KaiTi_GB2312", "楷体", "KaiTi", "华文楷体")),
    Role.SONG: ("宋体", ("SimSun", "华文宋体")),
}
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date a zip can name
# 4号 folio line as high as its characters; its bottom edge is what Word measures the footer by.
_FOOTER_MM = layout.MARGIN_BOTTOM - layout.FOLIO_TOP - layout.SIZE_4 / layout.PT_PER_MM
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. `paragraph` and `extra` are ready XML of pPr and rPr."""

    id: str
    name: str
    role: Role
    size: float
    paragraph: str
    tracking: int = 0
    custom: bool = False


def indent(*, first: float = 0, left: float = 0, right: float = 0, hanging: float = 0) -> str:
    """w:ind in characters of the body, and in twips for programs that do not know characters."""
    sides = (("firstLine", first), ("left", left), ("right", right), ("hanging", hanging))
    char = layout.CHAR_PITCH_PT * layout.TWIPS_PER_PT
    attrs = [f'w:{side}Chars="{round(chars * 100)}" w:{side}="{round(chars * char)}"' for side, chars in sides if chars]
    return f"<w:ind {' '.join(attrs)}/>" if attrs else ""


_LINE = f'<w:spacing w:before="0" w:after="0" w:line="{layout.LINE_PITCH_TWIPS}" w:lineRule="exact"/>'
_TABLE_LINE = f'<w:spacing w:before="0" w:after="0" w:line="{round(layout.TABLE_PITCH_PT * 20)}" w:lineRule="exact"/>'
_PICTURE_LINE = '<w:spacing w:before="120" w:after="60" w:line="240" w:lineRule="auto"/>'
_INDENTED = indent(first=layout.INDENT_CHARS)
_CENTER = '<w:jc w:val="center"/>'


def _heading(level: int, role: Role) -> Style:
    paragraph = f'<w:keepNext/>{_LINE}{_INDENTED}<w:jc w:val="both"/><w:outlineLvl w:val="{level - 1}"/>'
    return Style(f"Heading{level}", f"heading {level}", role, layout.SIZE_3, paragraph, layout.TRACKING_TWIPS)


STYLES: dict[str, Style] = {
    style.id: style
    for style in (
        Style("Normal", "Normal", Role.BODY, layout.SIZE_3, f'{_LINE}<w:jc w:val="both"/>', layout.TRACKING_TWIPS),
        Style("BodyText", "Body Text", Role.BODY, layout.SIZE_3, f'{_LINE}{_INDENTED}<w:jc w:val="both"/>', layout.TRACKING_TWIPS),
        Style("Title", "Title", Role.TITLE, layout.SIZE_2, f"{_LINE}{_CENTER}"),
        _heading(1, Role.HEI),
        _heading(2, Role.KAI),
        _heading(3, Role.BODY),
        _heading(4, Role.BODY),
        Style("TableText", "表格文字", Role.BODY, layout.SIZE_SMALL_4, f"{_TABLE_LINE}{_CENTER}", custom=True),
        Style("TableHead", "表格标题行", Role.HEI, layout.SIZE_SMALL_4, f"{_TABLE_LINE}{_CENTER}", custom=True),
        Style("Caption", "caption", Role.BODY, layout.SIZE_SMALL_4, f"{_TABLE_LINE}{_CENTER}"),
        # A picture stands in its line; an exact pitch would cut it off.
        Style("Picture", "图片", Role.BODY, layout.SIZE_SMALL_4, f"{_PICTURE_LINE}{_CENTER}", custom=True),
        Style("Attachment", "附件说明", Role.BODY, layout.SIZE_3, f'{_LINE}<w:jc w:val="left"/>', layout.TRACKING_TWIPS, custom=True),
        Style("Signature", "Signature", Role.BODY, layout.SIZE_3, f'{_LINE}<w:jc w:val="right"/>', layout.TRACKING_TWIPS),
        Style("Date", "Date", Role.BODY, layout.SIZE_3, f'{_LINE}<w:jc w:val="right"/>', layout.TRACKING_TWIPS),
        Style("Footer", "footer", Role.SONG, layout.SIZE_4, '<w:spacing w:before="0" w:after="0" w:line="280" w:lineRule="exact"/>'),
    )
}


def run_fonts(role: Role) -> str:
    """w:rFonts naming the one font for every script; the hint lets quotation marks and dashes be Chinese ones."""
    name = OFFICE_FONTS[role][0]
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


@lru_cache(maxsize=1)
def empty_package() -> bytes:
    """A Word file without content, for python-docx to open."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in _parts().items():
            package.writestr(zipfile.ZipInfo(name, EARLIEST), _HEAD + content)
    return made.getvalue()


def _parts() -> dict[str, str]:
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("officeDocument", "word/document.xml"),
            ("metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(),
        "word/_rels/document.xml.rels": _relationships(
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("footer", "footer1.xml"),
            ("footer", "footer2.xml"),
        ),
        "word/document.xml": f"<w:document {_W} {_R}><w:body>{_section()}</w:body></w:document>",
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": f"<w:fonts {_W}>{''.join(_font(*font) for font in OFFICE_FONTS.values())}</w:fonts>",
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
    }


def _content_types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings", "fontTable": "fontTable"}
    kinds |= {"footer1": "footer", "footer2": "footer"}
    overrides = "".join(f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in kinds.items())
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'{overrides}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relationships(*targets: tuple[str, str]) -> str:
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    lines = [
        f'<Relationship Id="rId{n}" Type="{package if "/" in kind else _OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    ]
    return f'<Relationships xmlns="{package}">{"".join(lines)}</Relationships>'


def _core() -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"></cp:coreProperties>'
    )


def _section() -> str:
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="{layout.twips(layout.PAPER_WIDTH)}" w:h="{layout.twips(layout.PAPER_HEIGHT)}"/>'
        f'<w:pgMar w:top="{layout.twips(layout.MARGIN_TOP)}" w:right="{layout.twips(layout.MARGIN_RIGHT)}" '
        f'w:bottom="{layout.twips(layout.MARGIN_BOTTOM)}" w:left="{layout.twips(layout.MARGIN_LEFT)}" '
        f'w:header="{layout.twips(layout.MARGIN_TOP / 2)}" w:footer="{layout.twips(_FOOTER_MM)}" w:gutter="0"/>'
        # Not linesAndChars: with its charSpace LibreOffice sets 17 characters a line. The tracking of the runs does it everywhere.
        f'<w:docGrid w:type="lines" w:linePitch="{layout.LINE_PITCH_TWIPS}"/></w:sectPr>'
    )


def _styles() -> str:
    body = STYLES["Normal"]
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run_fonts(body.role)}{_size(body.size)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar>'
        '<w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    return f"<w:styles {_W}>{defaults}{''.join(_style(style) for style in STYLES.values())}{table}</w:styles>"


def _style(style: Style) -> str:
    is_body = style.id == "Normal"
    kind = ' w:default="1"' if is_body else ' w:customStyle="1"' if style.custom else ""
    based = "" if is_body else '<w:basedOn w:val="Normal"/>'
    after = '<w:next w:val="BodyText"/>' if style.id.startswith(("Heading", "Title")) else ""
    # Every page has its 22 lines, so a single line of a paragraph may stand on one (no widow control).
    # autoSpaceDE/DN would widen the line at every number. overflowPunct=1 is what Word does anyway (a comma may hang outside the
    # line); LibreOffice 7.4 reads the flag the wrong way round, and when it hangs a comma in a justified line it does not draw it.
    flow = '<w:widowControl w:val="0"/>'
    keep, rest = (
        ("<w:keepNext/>", style.paragraph.removeprefix("<w:keepNext/>")) if "<w:keepNext/>" in style.paragraph else ("", style.paragraph)
    )
    spaced = '<w:overflowPunct w:val="1"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{style.id}"><w:name w:val={quoteattr(style.name)}/>{based}{after}<w:qFormat/>'
        f"<w:pPr>{keep}{flow}{spaced}{rest}</w:pPr>"
        f'<w:rPr>{run_fonts(style.role)}<w:color w:val="000000"/><w:spacing w:val="{style.tracking}"/>{_size(style.size)}</w:rPr></w:style>'
    )


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _settings() -> str:
    return (
        f'<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _font(name: str, others: tuple[str, ...]) -> str:
    return (
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
    )


def _footer(side: str) -> str:
    """7.5 页码: 4号半角宋体, a dash on either side; one character away from the edge, right on odd pages and left on even ones."""
    inset = round(layout.FOLIO_INSET_CHARS * layout.SIZE_4 * layout.TWIPS_PER_PT)
    fonts = run_fonts(Role.SONG)
    run = f'<w:r><w:rPr>{fonts}</w:rPr><w:t xml:space="preserve">%s</w:t></w:r>'
    number = f'<w:fldSimple w:instr=" PAGE "><w:r><w:rPr>{fonts}</w:rPr><w:t>1</w:t></w:r></w:fldSimple>'
    return (
        f'<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:{side}Chars="{layout.FOLIO_INSET_CHARS * 100}" w:{side}="{inset}"/>'
        f'<w:jc w:val="{side}"/></w:pPr>{run % "— "}{number}{run % " —"}</w:p></w:ftr>'
    )
