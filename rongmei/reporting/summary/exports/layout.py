"""The numbers of the official-document layout, GB/T 9704—2012, and what follows from them by arithmetic.

The values are verified against excerpts of the standard, the clause numbers are general knowledge; what is derived is computed
here. Lengths are millimetres unless the name says pt (points, 1/72 inch) or twips (1/20 pt, the unit of Word).
"""

from __future__ import annotations

import math
import unicodedata

from rongmei.reporting.summary.document import Inline, Table, plain

PT_PER_MM = 72 / 25.4
TWIPS_PER_PT = 20

# 5.2.1 the page: paper, 天头, 订口 and 版心; 地脚 and 翻口 are what remains.
PAPER_WIDTH = 210.0
PAPER_HEIGHT = 297.0
MARGIN_TOP = 37.0
MARGIN_LEFT = 28.0
BODY_WIDTH = 156.0
BODY_HEIGHT = 225.0
MARGIN_BOTTOM = PAPER_HEIGHT - MARGIN_TOP - BODY_HEIGHT  # 35
MARGIN_RIGHT = PAPER_WIDTH - MARGIN_LEFT - BODY_WIDTH  # 26

# 5.2.3: 22 lines of 28 characters fill the 版心.
LINES = 22
CHARS = 28

# 字号 in points.
SIZE_2 = 22.0  # 2号, the title
SIZE_3 = 16.0  # 3号, the body
SIZE_4 = 14.0  # 4号, the folio
SIZE_SMALL_4 = 12.0  # 小4号, cells of a table; the standard leaves tables open

# 225 mm over 22 lines. A whole 29 pt would leave room for 21 lines only.
LINE_PITCH_PT = BODY_HEIGHT * PT_PER_MM / LINES  # 28.9908
# 28 characters of 16 pt are 158.0 mm wide and the 版心 has 156: each stands 0.207 pt closer to the next.
CHAR_PITCH_PT = BODY_WIDTH * PT_PER_MM / CHARS  # 15.7930
TRACKING_PT = CHAR_PITCH_PT - SIZE_3

# Word counts in whole twips. Rounding up would push out the 22nd line or the 28th character, so both round down.
LINE_PITCH_TWIPS = math.floor(LINE_PITCH_PT * TWIPS_PER_PT)  # 579 = 28.95 pt; 22 of them are 636.9 of 637.8 pt
TRACKING_TWIPS = math.floor(TRACKING_PT * TWIPS_PER_PT)  # -5 = -0.25 pt
# Typst counts finely, but 22 × the exact pitch may exceed the page by a rounding error, and 28 characters the line.
PRINTED_PITCH_PT = 28.99
PRINTED_TRACKING_PT = -0.215
TABLE_PITCH_PT = 20.0

INDENT_CHARS = 2  # 7.3.3 每个自然段左空二字
TITLE_CHARS = int(BODY_WIDTH * PT_PER_MM // SIZE_2)  # 20
FOLIO_DROP = 7.0  # 7.5 一字线上距版心下边缘 7 mm
FOLIO_INSET_CHARS = 1  # 单页码居右空一字，双页码居左空一字
SIGNATURE_INSET_CHARS = 2  # 7.3.5.2 右空二字
ATTACHMENT_LABEL = "附件："
PICTURE_HEIGHT_MAX = 150.0  # taller ones would leave a page with nothing but the picture; ours

# In a Chinese font the characters stand between 0.88 em above and 0.12 em below the line they are written on.
EM_ABOVE_BASELINE = 0.88
# The stroke of a dash is half an em below the top of its character.
FOLIO_TOP = FOLIO_DROP - SIZE_4 / 2 / PT_PER_MM


def twips(mm: float) -> int:
    """Millimetres in whole twips."""
    return round(mm * PT_PER_MM * TWIPS_PER_PT)


def text_width(text: str) -> float:
    """Width in Chinese characters: a Latin letter or a digit takes half of one."""
    return sum(0.5 if unicodedata.east_asian_width(char) in "NaHN" else 1.0 for char in text)


def signature_insets(signed_by: tuple[Inline, ...], signed_on: tuple[Inline, ...]) -> tuple[float, float]:
    """How many characters 署名 and 成文日期 stand away from the right edge (7.3.5.2, not sealed).

    The office's name leaves two, and the date begins two characters to the right of where the name begins; when the date is
    the longer one it leaves two itself and the name moves left instead.
    """
    name, date = text_width(plain(signed_by)), text_width(plain(signed_on))
    if not name or not date:
        return float(SIGNATURE_INSET_CHARS), float(SIGNATURE_INSET_CHARS)
    if date > name:
        return date - name + 2 * SIGNATURE_INSET_CHARS, float(SIGNATURE_INSET_CHARS)
    return float(SIGNATURE_INSET_CHARS), name - date


def attachment_numbers(count: int) -> list[str]:
    """What stands before the names of `count` attachments: nothing for a single one, 1. 2. 3. otherwise (7.3.4)."""
    return [""] if count == 1 else [f"{n}." for n in range(1, count + 1)]


def column_shares(table: Table) -> list[float]:
    """The share of the width for each column, from the longest line it holds; no column under a quarter of an even share."""
    columns = max((len(row) for row in table.rows), default=0)
    wants = [1.0] * columns
    reach = table.reach()
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            if (r, c) in reach and reach[r, c].columns > 1:
                continue  # it has the room of several
            widest = max((text_width(line) for line in plain(cell).split("\n")), default=0.0)
            wants[c] = max(wants[c], min(widest, CHARS / 2))
    floor = sum(wants) / (4 * columns) if columns else 0.0
    wants = [max(want, floor) for want in wants]
    return [want / sum(wants) for want in wants]
