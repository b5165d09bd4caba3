"""Files made to harm the reader: one function each, written small and on the spot.

``FILES`` maps a file name to the function that writes it; every one must end as a refusal with a sentence or as a
clean parse (``test_hostile.py``).
"""

from __future__ import annotations

import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

MB = 1024 * 1024
TYPES = b'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
RELS = b'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
BOOK = '<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="媒体发稿" sheetId="1" r:id="rId1"/></sheets></workbook>'.encode()
BOOK_RELS = b'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>'
SPACE = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def sheet(data: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    return HEAD + SPACE + before + b"<sheetData>" + data + b"</sheetData>" + after + b"</worksheet>"


def text_cell(address: str, text: str = "x") -> bytes:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


SMALL = sheet(
    b'<row r="1">' + text_cell("A1", "媒体") + text_cell("B1", "阅读量") + b"</row>"
    b'<row r="2">' + text_cell("A2", "校报") + b'<c r="B2"><v>5</v></c></row>'
)


def xlsx(path: Path, content: bytes = SMALL, *, parts: dict[str, bytes] | None = None, method: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELS)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", BOOK_RELS)
        archive.writestr("xl/worksheets/sheet1.xml", content)
        for name, data in (parts or {}).items():
            archive.writestr(name, data)


def row(cells: bytes, number: int) -> bytes:
    return f'<row r="{number}">'.encode() + cells + b"</row>"


def size_bomb(path: Path) -> None:
    """400 MB of rows, packed to two megabytes, with an honest directory."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", BOOK)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(400):
                part.write(b"<row><c><v>1</v></c></row>" * (MB // 26))


def lying_directory(path: Path) -> None:
    """The directory and header claim 1,000 bytes for a part that inflates to 300 MB."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(engine.compress(b" " * MB) for _ in range(300)) + engine.flush()
    name = b"xl/worksheets/sheet1.xml"
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(packed), 1000, len(name), 0) + name + packed
    central = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, 0, len(packed), 1000, len(name), 0, 0, 0, 0, 0, 0) + name
    path.write_bytes(local + central + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0))


def ratio_bomb(path: Path) -> None:
    xlsx(path, parts={"xl/media/image1.bmp": b"\0" * (20 * MB)})


def far_cell(path: Path) -> None:
    xlsx(path, sheet(row(text_cell("A1"), 1) + row(text_cell("XFD1048576"), 1048576)))


def far_cell_lower_case(path: Path) -> None:
    xlsx(path, sheet(row(text_cell("A1"), 1) + row(text_cell("xfd1048576"), 1048576)))


def far_cell_spaced_out(path: Path) -> None:
    """Blanks around the equals sign hide the address from the check before the parser."""
    xlsx(path, sheet(row(text_cell("A1"), 1) + b'<row><c\n r\n=\n"XFD1048576"><v>1</v></c></row>'))


def far_row(path: Path) -> None:
    xlsx(path, sheet(row(text_cell("A1"), 1) + row(text_cell("A1048576"), 1048576)))


def far_row_without_addresses(path: Path) -> None:
    xlsx(path, sheet(row(text_cell("A1"), 1) + row(b"<c><v>1</v></c>", 900000)))


def far_corner_within_limits(path: Path) -> None:
    """Each coordinate is allowed; the rectangle of forty million cells is not affordable."""
    xlsx(path, sheet(row(text_cell("A1"), 1) + row(text_cell("GR199999"), 199999)))


def absurd_address(path: Path) -> None:
    xlsx(path, sheet(row(text_cell("ZZZZZZZZZZ99999999999999999999"), 1)))


def row_number_overflow(path: Path) -> None:
    xlsx(path, sheet(b'<row r="4294967297">' + text_cell("A4294967297") + b"</row>"))


def lying_dimension(path: Path) -> None:
    xlsx(path, SMALL.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'))


def merged_everything(path: Path) -> None:
    merges = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    xlsx(path, sheet(row(text_cell("A1"), 1) + row(text_cell("B2"), 2), after=merges))


def merged_many_times(path: Path) -> None:
    merges = b"<mergeCells>" + b'<mergeCell ref="A1:B200000"/>' * 50_000 + b"</mergeCells>"
    rows = b"".join(row(text_cell(f"A{n}"), n) for n in range(1, 20_001))
    xlsx(path, sheet(rows, after=merges))


def billion_laughs(path: Path) -> None:
    entities = b'<!ENTITY a "ha">' + b"".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">'.encode() for n in range(9))
    xlsx(path, HEAD + b"<!DOCTYPE x [" + entities + b"]>" + SMALL[len(HEAD) :].replace("校报".encode(), b"&j;"))


def outside_entity(path: Path) -> None:
    doctype = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    xlsx(path, HEAD + doctype + SMALL[len(HEAD) :].replace("校报".encode(), b"&f;"))


def entity_behind_padding(path: Path) -> None:
    """The definition lies across the seam of two pieces."""
    noise = bytes(random.Random(3).choices(b"abcdefghijklmnopqrstuvwxyz0123456789", k=(1 << 19) - len(HEAD) - 4 - 5))
    xlsx(path, HEAD + b"<!--" + noise[:-3] + b"-->" + b'<!DOCTYPE x [<!ENTITY a "b">]>' + SMALL[len(HEAD) :])


def entity_in_utf16(path: Path) -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><workbook/>'
    xlsx(path, parts={"xl/styles.xml": text.encode("utf-16")})


def nested_archive(path: Path) -> None:
    inner = path.with_suffix(".inner")
    xlsx(inner)
    xlsx(path, parts={"xl/embeddings/sheet.bin": inner.read_bytes()})
    inner.unlink()


def zip_slip(path: Path) -> None:
    xlsx(path, parts={"../../../../tmp/evil.xml": b"<x/>"})


def absolute_name(path: Path) -> None:
    xlsx(path, parts={"/etc/cron.d/evil": b"x"})


def symlink_entry(path: Path) -> None:
    xlsx(path)
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo("xl/link.xml")
        entry.create_system = 3
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")


def too_many_entries(path: Path) -> None:
    xlsx(path, parts={f"xl/media/{n}.txt": b"" for n in range(2_500)})


def overlapping_entries(path: Path) -> None:
    """Two entries of the directory share the same bytes."""
    xlsx(path)
    data = bytearray(path.read_bytes())
    places = [n for n in range(len(data)) if data[n : n + 4] == b"PK\x01\x02"]
    data[places[2] + 42 : places[2] + 46] = data[places[3] + 42 : places[3] + 46]
    path.write_bytes(bytes(data))


def glued_in_front(path: Path) -> None:
    inner = path.with_suffix(".inner")
    xlsx(inner)
    path.write_bytes(b"PK\x03\x04" + b"\0" * 4096 + inner.read_bytes())
    inner.unlink()


def truncated(path: Path) -> None:
    xlsx(path)
    path.write_bytes(path.read_bytes()[:-200])


def broken_stream(path: Path) -> None:
    xlsx(path)
    data = bytearray(path.read_bytes())
    start = data.find(b"xl/worksheets/sheet1.xml") + 40
    data[start : start + 40] = b"\xff" * 40
    path.write_bytes(bytes(data))


def unclosed_xml(path: Path) -> None:
    xlsx(path, SMALL[: len(SMALL) // 2])


def one_endless_tag(path: Path) -> None:
    noise = bytes(random.Random(5).choices(range(97, 123), k=5 * MB))
    xlsx(path, sheet(b'<row r="1"><c r="A1" x="' + noise + b'"><v>1</v></c></row>'))


def shared_string_amplified(path: Path) -> None:
    """One text of 30,000 characters, referred to by 100,000 cells: 3 GB when every cell copies it."""
    strings = HEAD + b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>' + b"y" * 30_000 + b"</t></si></sst>"
    rows = b"".join(row(f'<c r="A{n}" t="s"><v>0</v></c>'.encode(), n) for n in range(1, 100_001))
    types = TYPES.replace(
        b"</Types>",
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    )
    relations = BOOK_RELS.replace(
        b"</Relationships>",
        b'<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", RELS)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", relations)
        archive.writestr("xl/worksheets/sheet1.xml", sheet(rows))
        archive.writestr("xl/sharedStrings.xml", strings)


def giant_cell(path: Path) -> None:
    xlsx(path, sheet(row(text_cell("A1", "标题"), 1) + row(text_cell("A2", "长" * 200_000), 2)))


def many_cells(path: Path) -> None:
    """Four million honest small cells: twenty thousand rows of two hundred."""
    chance = random.Random(11)
    lines = [b"".join(b"<c><v>%d</v></c>" % chance.randrange(10**6) for _ in range(200)) for _ in range(300)]
    xlsx(path, sheet(b"".join(row(lines[chance.randrange(300)], n) for n in range(1, 20_001))))


def as_many_cells_as_allowed(path: Path) -> None:
    """The largest grid that is still read."""
    chance = random.Random(12)
    lines = [b"".join(b"<c><v>%d</v></c>" % chance.randrange(10**6) for _ in range(100)) for _ in range(300)]
    xlsx(path, sheet(b"".join(row(lines[chance.randrange(300)], n) for n in range(1, 20_001))))


def document_renamed(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", b"<w:document/>")


def web_page_renamed(path: Path) -> None:
    path.write_text("<html><body><table><tr><td>日期</td></tr></table></body></html>", encoding="gb18030")


def random_bytes(path: Path) -> None:
    path.write_bytes(random.Random(7).randbytes(200_000))


def old_office_rubbish(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(8).randbytes(100_000))


def locked_workbook(path: Path) -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1016
    path.write_bytes(head + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4096)


def ods(path: Path, table: str, mimetype: bytes = b"application/vnd.oasis.opendocument.spreadsheet") -> None:
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="表">{table}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest/>')


ODS_CELL = '<table:table-cell office:value-type="string"{0}><text:p>x</text:p></table:table-cell>'


def ods_repeated_rows(path: Path) -> None:
    ods(path, f'<table:table-row table:number-rows-repeated="1048576">{ODS_CELL.format("")}</table:table-row>')


def ods_repeated_cells(path: Path) -> None:
    cell = ODS_CELL.format(' table:number-columns-repeated="16384"')
    ods(path, f'<table:table-row table:number-rows-repeated="1000">{cell}</table:table-row>')


def ods_far_but_blank(path: Path) -> None:
    blank = (
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    ods(path, f"<table:table-row>{ODS_CELL.format('')}</table:table-row>{blank}")


def ods_cell_behind_blanks(path: Path) -> None:
    """One filled cell behind a million repeated blank rows and sixteen thousand blank columns."""
    blank = (
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    last = f'<table:table-row><table:table-cell table:number-columns-repeated="16383"/>{ODS_CELL.format("")}</table:table-row>'
    ods(path, blank + last)


def csv_single_line(path: Path) -> None:
    path.write_bytes(b"a" * (50 * MB))


def csv_long_line_below_cap(path: Path) -> None:
    path.write_bytes(b"a,b\n" + b"a" * (30 * MB))


def csv_open_quote(path: Path) -> None:
    path.write_bytes(b'name,count\n"' + b"abc,1\n" * 1_000_000)


def csv_too_many_rows(path: Path) -> None:
    path.write_bytes("媒体,篇数\n".encode() + b"a,1\n" * 300_000)


def csv_too_many_columns(path: Path) -> None:
    path.write_bytes(b",".join(b"c%d" % n for n in range(5_000)) + b"\n")


def csv_with_zeros(path: Path) -> None:
    path.write_bytes("媒体,篇数\n".encode() * 2_000 + b"\0\0\0\0")


def csv_mixed_encodings(path: Path) -> None:
    path.write_bytes("媒体,篇数\n".encode() + "新华网,1\n".encode("gb18030") + b"\xff\xff,\x80\n")


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


FILES: dict[str, Callable[[Path], None]] = {
    "size_bomb.xlsx": size_bomb,
    "lying_directory.xlsx": lying_directory,
    "ratio_bomb.xlsx": ratio_bomb,
    "far_cell.xlsx": far_cell,
    "far_cell_lower_case.xlsx": far_cell_lower_case,
    "far_cell_spaced_out.xlsx": far_cell_spaced_out,
    "far_row.xlsx": far_row,
    "far_row_without_addresses.xlsx": far_row_without_addresses,
    "far_corner_within_limits.xlsx": far_corner_within_limits,
    "absurd_address.xlsx": absurd_address,
    "row_number_overflow.xlsx": row_number_overflow,
    "lying_dimension.xlsx": lying_dimension,
    "merged_everything.xlsx": merged_everything,
    "merged_many_times.xlsx": merged_many_times,
    "billion_laughs.xlsx": billion_laughs,
    "outside_entity.xlsx": outside_entity,
    "entity_behind_padding.xlsx": entity_behind_padding,
    "entity_in_utf16.xlsx": entity_in_utf16,
    "nested_archive.xlsx": nested_archive,
    "zip_slip.xlsx": zip_slip,
    "absolute_name.xlsx": absolute_name,
    "symlink_entry.xlsx": symlink_entry,
    "too_many_entries.xlsx": too_many_entries,
    "overlapping_entries.xlsx": overlapping_entries,
    "glued_in_front.xlsx": glued_in_front,
    "truncated.xlsx": truncated,
    "broken_stream.xlsx": broken_stream,
    "unclosed_xml.xlsx": unclosed_xml,
    "one_endless_tag.xlsx": one_endless_tag,
    "shared_string_amplified.xlsx": shared_string_amplified,
    "giant_cell.xlsx": giant_cell,
    "many_cells.xlsx": many_cells,
    "as_many_cells_as_allowed.xlsx": as_many_cells_as_allowed,
    "document_renamed.xlsx": document_renamed,
    "web_page_renamed.xls": web_page_renamed,
    "random_bytes.xlsx": random_bytes,
    "random_bytes.xls": random_bytes,
    "random_bytes.csv": random_bytes,
    "old_office_rubbish.xls": old_office_rubbish,
    "locked_workbook.xlsx": locked_workbook,
    "repeated_rows.ods": ods_repeated_rows,
    "repeated_cells.ods": ods_repeated_cells,
    "far_but_blank.ods": ods_far_but_blank,
    "cell_behind_blanks.ods": ods_cell_behind_blanks,
    "single_line.csv": csv_single_line,
    "long_line_below_cap.csv": csv_long_line_below_cap,
    "open_quote.csv": csv_open_quote,
    "too_many_rows.csv": csv_too_many_rows,
    "too_many_columns.csv": csv_too_many_columns,
    "with_zeros.csv": csv_with_zeros,
    "mixed_encodings.csv": csv_mixed_encodings,
    "empty.xlsx": empty_file,
}
