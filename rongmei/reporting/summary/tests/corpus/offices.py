"""The offices of the corpus: how each writes, masks, numbers its headings and sets its Word file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Office:
    """`headings`: style (Word's own), manual (typed 一、), bold, auto (list numbers), font (黑体 without numbers)."""

    name: str
    hand: dict[str, Any] = field(default_factory=dict)
    headings: str = "manual"
    order: tuple[str, ...] = ("theory", "news", "culture")
    per_paragraph: int = 2
    split_runs: bool = False
    oddities: bool = False  # what WPS leaves behind: proofErr, smartTag, lang, empty runs, bookmarks
    table: str = ""  # "", plain, merged
    tracked: bool = False
    furniture: bool = False  # headers, footers, page numbers
    text_box: bool = False
    columns: int = 1
    red_header: bool = False
    controls: bool = False  # content controls and fields around figures
    spaces: bool = False  # indented with full-width spaces
    page_marks: bool = False
    two_line_title: bool = False
    picture: bool = False
    signature: str = "right"  # right, spaces, none, masked
    through: str = ""  # "", doc, odt, docx: saved by LibreOffice in that format and back


_STAR = {"mask": "*", "name_mask": "*"}
_CROSS = {"mask": "×", "name_mask": "×"}
_SOME = {"mask": "×", "name_mask": "某"}
_LATIN = {"mask": "X", "name_mask": "X"}
_WIDE_STAR = {"mask": "＊", "name_mask": "＊"}

OFFICES: tuple[Office, ...] = (
    Office("plain manual numbering"),
    Office("heading styles", headings="style", table="plain"),
    Office("automatic numbers", headings="auto", furniture=True),
    Office("bold lines as headings", headings="bold", per_paragraph=3),
    Office("font headings without numbers", headings="font"),
    Office("runs split", {"thousands": True}, split_runs=True),
    Office("WPS leftovers", {"exact_only": True}, oddities=True, split_runs=True),
    Office("full width digits", {"full_width": True}, spaces=True),
    Office("stars", _STAR),
    Office("stars, years too", {**_STAR, "mask_years": True}, split_runs=True, signature="masked"),
    Office("stars in tables", {**_STAR, "chinese_small": True}, table="plain", headings="style"),
    Office("crosses", _CROSS, headings="bold"),
    Office("crosses, exact", {**_CROSS, "exact_only": True}, oddities=True),
    Office("someone", _SOME, per_paragraph=1),
    Office("Latin X", {**_LATIN, "mask_years": True}, furniture=True),
    Office("full width stars", _WIDE_STAR, table="merged"),
    Office("tracked changes", tracked=True, split_runs=True),
    Office("tracked changes, masked", _STAR, tracked=True),
    Office("text boxes", text_box=True, furniture=True),
    Office("two columns", {"thousands": True}, columns=2, per_paragraph=4),
    Office("red header", red_header=True, two_line_title=True),
    Office("red header, masked", {**_STAR, "mask_years": True}, red_header=True, headings="style"),
    Office("content controls and fields", controls=True, headings="style"),
    Office("merged table headers", {"exact_only": True}, table="merged", spaces=True),
    Office("page break marks", page_marks=True, per_paragraph=3),
    Office("news first", order=("news", "culture", "theory"), two_line_title=True, signature="spaces"),
    Office("news only", order=("news",), per_paragraph=1, table="plain", picture=True),
    Office("theory only, Chinese numerals", {"chinese_small": True}, order=("theory",), headings="auto"),
    Office("culture only", {"chinese_small": True, "exact_only": True}, order=("culture",), signature="none"),
    Office("dates throughout", {"full_width": True}, order=("dated", "theory"), headings="manual"),
    Office("dates masked", {**_STAR, "mask_years": True}, order=("dated", "news")),
    Office("everything at once", _STAR, "style", ("dated", "theory", "news", "culture"), 2, True, True, "merged", True, True),
    Office("long paragraphs", {"thousands": True}, per_paragraph=12, headings="bold"),
    Office("other hands", {"exact_only": True}, order=("others",)),
    Office("other hands, masked", _STAR, order=("others", "masked"), headings="style"),
    Office("other hands, crosses", _CROSS, order=("others",), split_runs=True, per_paragraph=4),
    Office("other hands, full width", {"full_width": True}, order=("others",), headings="auto"),
    Office("later hands", {"exact_only": True}, order=("later",), headings="bold"),
    Office("later hands, masked", _STAR, order=("later", "theory"), split_runs=True),
    Office("an old .doc", headings="manual", table="plain", through="doc"),
    Office("an old .doc, masked", _STAR, headings="style", through="doc"),
    Office("saved by LibreOffice", {"exact_only": True}, table="merged", split_runs=True, through="docx"),
)
