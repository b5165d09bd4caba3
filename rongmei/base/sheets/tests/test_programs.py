"""Files written by different programs, read alike."""

import csv
import datetime
import shutil
import subprocess

import odf.opendocument
import odf.style
import odf.table
import odf.text
import openpyxl
import pytest
import xlsxwriter

from rongmei.base.sheets.limits import SheetRefused
from rongmei.base.sheets.sandbox import inspect, open_book, rows

TITLES = ["序号", "日期", "媒体", "阅读量", "比例", "是否首发", "公式"]


def by_openpyxl(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "发稿"
    sheet.append(TITLES)
    sheet.append([1, datetime.date(2022, 3, 5), "新华网", 1200, 0.25, True, "#REF!"])
    sheet["G2"].data_type = "e"
    sheet.append([2, datetime.datetime(2022, 3, 6, 9, 30), None, 3.0, 1.5, False, "#N/A"])
    sheet["G3"].data_type = "e"
    sheet.merge_cells("C2:C3")
    hidden = book.create_sheet("隐藏")
    hidden.append(["媒体"])
    hidden.sheet_state = "hidden"
    deep = book.create_sheet("深藏")
    deep.sheet_state = "veryHidden"
    book.create_chartsheet("图")
    book.save(path)


def by_xlsxwriter(path):
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("发稿")
    sheet.write_row(0, 0, TITLES)
    day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write_row(1, 0, [1, None, None, 1200, 0.25, True])
    sheet.write_datetime(1, 1, datetime.date(2022, 3, 5), day)
    sheet.write_formula(1, 6, "=A0", None, "#REF!")
    sheet.write_row(2, 0, [2, None, None, 3, 1.5, False])
    sheet.write_datetime(2, 1, datetime.datetime(2022, 3, 6, 9, 30), moment)
    sheet.write_formula(2, 6, "=NA()", None, "#N/A")
    sheet.merge_range(1, 2, 2, 2, "新华网")
    book.add_worksheet("隐藏").hide()
    book.add_worksheet("深藏").very_hidden()
    book.close()


EXPECTED = [
    (2, [1, "2022-03-05", "新华网", 1200, 0.25, True, "#REF!"], ()),
    (3, [2, "2022-03-06T09:30:00", "新华网", 3, 1.5, False, "#N/A"], (2,)),
]


def converted(path, to, tmp_path):
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-calc)")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    target = tmp_path / "converted"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(target), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return target / f"{path.stem}.{to}"


@pytest.mark.parametrize("write", [by_openpyxl, by_xlsxwriter])
def test_xlsx_of_two_programs_reads_alike(write, tmp_path):
    path = tmp_path / "发稿.xlsx"
    write(path)
    with open_book(path) as book:
        assert [tuple(row) for row in book.rows("发稿")] == EXPECTED
        sheets = {sheet.name: sheet for sheet in book.inspection.sheets}
    assert [column.title for column in sheets["发稿"].columns] == TITLES
    assert [(name, sheet.hidden) for name, sheet in sheets.items()][:3] == [("发稿", False), ("隐藏", True), ("深藏", True)]


def test_chart_sheet_has_no_table(tmp_path):
    path = tmp_path / "发稿.xlsx"
    by_openpyxl(path)
    chart = inspect(path).sheet("图")
    assert (chart.columns, chart.row_count, chart.first_data_row, chart.header_rows) == ((), 0, None, ())


def test_xlsx_saved_again_by_libreoffice_reads_alike(tmp_path):
    path = tmp_path / "发稿.xlsx"
    by_openpyxl(path)
    again = converted(path, "xlsx", tmp_path)
    found = [tuple(row) for row in rows(again, "发稿")]
    assert [row[:2] for row in found] == [(number, [*values[:6], found[place][1][6]]) for place, (number, values, _) in enumerate(EXPECTED)]


def test_ods_by_libreoffice_reads_alike(tmp_path):
    path = tmp_path / "发稿.xlsx"
    by_xlsxwriter(path)
    found = inspect(converted(path, "ods", tmp_path))
    assert (found.kind, [(sheet.name, sheet.hidden) for sheet in found.sheets]) == (
        "ods",
        [("发稿", False), ("隐藏", True), ("深藏", True)],
    )
    values = [tuple(row) for row in rows(tmp_path / "converted" / "发稿.ods", "发稿")]
    # ods keeps truth values as 1 and 0 for its reader; the formulas were computed again by the other program.
    assert [(number, row[:5], row[5] == want[5], spread) for (number, row, spread), (_, want, _) in zip(values, EXPECTED, strict=True)] == [
        (number, want[:5], True, spread) for number, want, spread in EXPECTED
    ]
    assert all(str(row[6]).startswith(("#", "Err:")) for _, row, _ in values)


def test_xls_by_libreoffice_reads_alike(tmp_path):
    path = tmp_path / "发稿.xlsx"
    by_xlsxwriter(path)
    old = converted(path, "xls", tmp_path)
    found = [tuple(row) for row in rows(old, "发稿")]
    assert [(number, row[:6], spread) for number, row, spread in found] == [(number, row[:6], spread) for number, row, spread in EXPECTED]


def test_ods_by_odfpy(tmp_path):
    document = odf.opendocument.OpenDocumentSpreadsheet()
    table = odf.table.Table(name="讲座")
    for line in [["主题", "人数"], ["网络文明", 35], ["新闻写作", 20]]:
        row = odf.table.TableRow()
        for value in line:
            kind = {"valuetype": "float", "value": value} if isinstance(value, int) else {"valuetype": "string"}
            cell = odf.table.TableCell(**kind)
            cell.addElement(odf.text.P(text=str(value)))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    path = tmp_path / "讲座.ods"
    document.save(str(path))
    assert [column.title for column in inspect(path).sheets[0].columns] == ["主题", "人数"]
    assert [row.values for row in rows(path, "讲座")] == [["网络文明", 35], ["新闻写作", 20]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_every_encoding(encoding, delimiter, tmp_path):
    path = tmp_path / "发稿.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerows([["标题", "媒体", "编号"], ["第一行\n第二行", "新华网，客户端", "007"], [], ["喆堃𬭎", "1,263", ""]])
    found = inspect(path)
    assert [column.title for column in found.sheets[0].columns] == ["标题", "媒体", "编号"]
    assert [(row.row_no, row.values) for row in rows(path, "发稿")] == [
        (2, ["第一行\n第二行", "新华网，客户端", "007"]),
        (4, ["喆堃𬭎", "1,263", None]),
    ]
    assert [(item.row_no, item.why) for item in found.sheets[0].dropped] == [(3, "空行")]


def test_csv_with_one_column_and_ragged_rows(tmp_path):
    path = tmp_path / "名单.csv"
    path.write_text("姓名\n张三\n李四,多余\n", encoding="utf-8")
    (sheet,) = inspect(path).sheets
    assert [(column.letter, column.title) for column in sheet.columns] == [("A", "姓名"), ("B", "")]
    assert [row.values for row in rows(path, "名单")] == [["张三", None], ["李四", "多余"]]


def test_html_saved_as_xls_is_refused_with_its_name(tmp_path):
    path = tmp_path / "导出.xls"
    path.write_text("<table><tr><td>日期</td></tr></table>", encoding="gb18030")
    with pytest.raises(SheetRefused) as refused:
        inspect(path)
    assert refused.value.sentence == (
        "文件“导出.xls”的扩展名是 .xls，内容却是网页（HTML）；请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传，不要只改扩展名。"
    )
