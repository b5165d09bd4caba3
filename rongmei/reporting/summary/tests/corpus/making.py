"""Composed summaries → Word files with the habits and oddities of each office."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from PIL import Image

from .composing import Composed, ComposedTable, Summary
from .markup import Line

_ABSTRACT = """
<w:abstractNum {ns} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum>"""
_TEXT_BOX = """
<w:r {ns}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="box" style="width:120pt;height:40pt"><v:textbox>
<w:txbxContent><w:p><w:r><w:t>内部资料 共印50份</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"""


def make_docx(summary: Summary) -> bytes:
    """The Word file of a summary."""
    maker = _Maker(summary)
    saved = io.BytesIO()
    maker.make().save(saved)
    data = saved.getvalue()
    return through_libreoffice(data, summary.office.through) if summary.office.through else data


def soffice() -> str | None:
    return shutil.which("soffice")


def through_libreoffice(data: bytes, via: str) -> bytes:
    """Saved by LibreOffice as `via` and back as .docx."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        at = folder / "a.docx"
        at.write_bytes(data)
        for step in dict.fromkeys((via, "docx")):
            out = folder / f"to_{step}"
            command = [soffice() or "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", step]
            subprocess.run([*command, "--outdir", str(out), str(at)], check=True, capture_output=True, timeout=180)
            at = out / f"a.{step}"
        return at.read_bytes()


class _Maker:
    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        self.office = summary.office
        self.chance = random.Random(summary.hand.seed + 99)
        self.document = docx.Document()
        self.marks = 100

    def make(self) -> Any:
        self._furniture()
        if self.office.headings == "auto":
            numbering = self.document.part.numbering_part.element
            numbering.insert(0, parse_xml(_ABSTRACT.format(ns=nsdecls("w"))))
            numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
        for number, part in enumerate(self.summary.parts):
            if isinstance(part, ComposedTable):
                self._table(part)
            else:
                self._written(part, number)
        return self.document

    def _furniture(self) -> None:
        section = self.document.sections[0]
        if self.office.furniture:
            section.header.paragraphs[0].text = "内部资料 2022年第3期"
            section.footer.paragraphs[0].text = "第 1 页 共 12 页"
        if self.office.columns > 1:
            cols = section._sectPr.find(qn("w:cols"))
            cols.set(qn("w:num"), str(self.office.columns))

    def _written(self, part: Composed, number: int) -> None:
        paragraph = self.document.add_paragraph()
        handler = {"title": self._title, "before": self._before, "signature": self._signature, "date": self._signature}
        if part.kind.startswith("heading"):
            self._heading(paragraph, part)
        elif part.kind in handler:
            handler[part.kind](paragraph, part.line)
        else:
            self._body(paragraph, part.line)
        if part.kind == "title" or (number % 5 == 4 and part.kind == "paragraph"):
            self.document.add_paragraph()
        if part.kind == "paragraph" and self.office.text_box and number == 5:
            paragraph._p.append(parse_xml(_TEXT_BOX.format(ns=nsdecls("w"))))
        if part.kind == "paragraph" and self.office.picture and number == 5:
            picture = io.BytesIO()
            Image.new("RGB", (40, 30), (200, 30, 30)).save(picture, "PNG")
            picture.seek(0)
            self.document.add_paragraph().add_run().add_picture(picture)

    def _title(self, paragraph: Any, line: Line) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if self.office.headings == "style":
            paragraph.style = "Title"
        self._runs(paragraph, line, size=22)

    def _before(self, paragraph: Any, line: Line) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._runs(paragraph, line, size=36 if "文件" in line.text else 16)

    def _heading(self, paragraph: Any, part: Composed) -> None:
        level = int(part.kind[-1])
        kind = self.office.headings
        if kind == "style":
            paragraph.style = f"Heading {level}"
        if kind == "auto":
            properties = paragraph._p.get_or_add_pPr()
            properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level - 1}"/><w:numId w:val="77"/></w:numPr>'))
        self._runs(paragraph, part.line, bold=kind == "bold", font={1: "黑体", 2: "楷体"}[level] if kind == "font" else "")

    def _signature(self, paragraph: Any, line: Line) -> None:
        if self.office.signature == "spaces":
            paragraph.add_run("　" * 14)
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._runs(paragraph, line)

    def _body(self, paragraph: Any, line: Line) -> None:
        if self.office.spaces:
            paragraph.add_run("　　")
        self._runs(paragraph, line)

    # runs

    def _runs(self, paragraph: Any, line: Line, *, size: int = 16, bold: bool = False, font: str = "") -> None:
        for piece in self._pieces(line):
            run = paragraph.add_run()
            self._words(run, piece)
            run.font.size = Pt(size)
            run.bold = bold or None
            if font:
                run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
            self._odd(run)
        if self.office.tracked:
            self._track(paragraph)
        if self.office.controls:
            self._control(paragraph)

    def _words(self, run: Any, piece: str) -> None:
        if self.office.page_marks and "。" in piece[:-1]:
            head, _, tail = piece.partition("。")
            run.add_text(head + "。")
            if not tail.startswith(("”", "）")):
                run._r.append(parse_xml(f"<w:lastRenderedPageBreak {nsdecls('w')}/>"))
            run.add_text(tail)
            return
        run.add_text(piece)

    def _pieces(self, line: Line) -> list[str]:
        if not self.office.split_runs:
            return [line.text]
        cuts = {0, len(line.text)}
        for place in line.places:
            cuts |= {place.start, self.chance.randint(place.start, place.end), place.end - 1}
        cuts |= {self.chance.randint(0, len(line.text)) for _ in range(len(line.text) // 20)}
        ordered = sorted(cuts)
        return [line.text[a:b] for a, b in pairwise(ordered) if b > a]

    def _odd(self, run: Any) -> None:
        if not self.office.oddities:
            return
        element = run._r
        ns = nsdecls("w")
        choice = self.chance.randint(0, 4)
        if choice == 0:
            element.addprevious(parse_xml(f'<w:proofErr {ns} w:type="spellStart"/>'))
        elif choice == 1:
            element.addprevious(parse_xml(f"<w:r {ns}><w:rPr><w:lang w:val='en-US' w:eastAsia='zh-CN'/></w:rPr></w:r>"))
        elif choice == 2:
            self.marks += 1
            element.addprevious(parse_xml(f'<w:bookmarkStart {ns} w:id="{self.marks}" w:name="_Toc{self.marks}"/>'))
            element.addnext(parse_xml(f'<w:bookmarkEnd {ns} w:id="{self.marks}"/>'))
        elif choice == 3:
            tag = parse_xml(f'<w:smartTag {ns} w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate"/>')
            element.addprevious(tag)
            tag.append(element)

    def _track(self, paragraph: Any) -> None:
        """An inserted run, a deleted one behind it: what a reader sees is the accepted text."""
        runs = paragraph._p.findall(qn("w:r"))
        if not runs:
            return
        author = 'w:id="9" w:author="科长" w:date="2022-12-20T09:00:00Z"'
        chosen = self.chance.choice(runs)
        inserted = parse_xml(f"<w:ins {nsdecls('w')} {author}/>")
        chosen.addprevious(inserted)
        inserted.append(chosen)
        inserted.addnext(
            parse_xml(f'<w:del {nsdecls("w")} {author}><w:r><w:delText xml:space="preserve">原为99场，*人次</w:delText></w:r></w:del>')
        )

    def _control(self, paragraph: Any) -> None:
        runs = paragraph._p.findall(qn("w:r"))
        if not runs:
            return
        ns = nsdecls("w")
        last = runs[-1]
        last.addprevious(parse_xml(f'<w:r {ns}><w:fldChar w:fldCharType="begin"/></w:r>'))
        last.addprevious(parse_xml(f'<w:r {ns}><w:instrText xml:space="preserve"> REF a12 \\h </w:instrText></w:r>'))
        last.addprevious(parse_xml(f'<w:r {ns}><w:fldChar w:fldCharType="separate"/></w:r>'))
        last.addnext(parse_xml(f'<w:r {ns}><w:fldChar w:fldCharType="end"/></w:r>'))
        control = parse_xml(f"<w:sdt {ns}><w:sdtPr><w:alias w:val='数'/></w:sdtPr><w:sdtContent/></w:sdt>")
        last.addprevious(control)
        control[1].append(last)

    # tables

    def _table(self, part: ComposedTable) -> None:
        self._runs(self.document.add_paragraph(), part.caption)
        table = self.document.add_table(rows=len(part.rows), cols=len(part.rows[0]))
        for r, row in enumerate(part.rows):
            for c, line in enumerate(row):
                paragraph = table.cell(r, c).paragraphs[0]
                if line.text:
                    self._runs(paragraph, line, size=12)
        if part.header_rows == 2:
            table.cell(0, 0).merge(table.cell(1, 0))
            table.cell(0, 1).merge(table.cell(1, 1))
            table.cell(0, 2).merge(table.cell(0, 3))
            for row in table.rows[:2]:
                properties = row._tr.get_or_add_trPr()
                properties.append(OxmlElement("w:tblHeader"))
        self.document.add_paragraph()
