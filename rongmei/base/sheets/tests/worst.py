"""The worst spreadsheet: everything an office has ever done to a ledger, in one workbook (figures.md §6, scenario 10)."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

COLUMNS = ["序号", "发布日期", "媒体", "标题", "单位", "发布情况/阅读量", "发布情况/点赞数", "发布情况/转发数", "备注"]
OUTLETS = ("新华网", "人民日报客户端", "光明日报", "中国教育报", "学习强国")
UNITS = ("文学院", "法学院", "理学院", "党委宣传部")
CHINESE = "〇一二三四五六七八九"


@dataclass
class Truth:
    """What the sheet says, as its author would count it."""

    records: list[tuple[int, datetime.date | None, str, str, int | None]] = field(default_factory=list)
    """Row number, date (None when it is written unreadably), outlet, title, reads (None when unreadable)."""
    dropped: dict[int, str] = field(default_factory=dict)
    """Row number → why it is no record."""
    bad: set[int] = field(default_factory=set)
    """Row numbers with an unreadable date or number."""
    duplicates: int = 0


def _chinese_day(day: datetime.date) -> str:
    year = "".join(CHINESE[int(digit)] for digit in str(day.year))

    def small(number: int) -> str:
        tens, ones = divmod(number, 10)
        return ("" if tens == 0 else "十" if tens == 1 else CHINESE[tens] + "十") + (CHINESE[ones] if ones else "")

    return f"{year}年{small(day.month)}月{small(day.day)}日"


def _full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char.isalnum() else char for char in text)


def written_day(day: datetime.date, style: int) -> str | int:
    """One day in the styles that are texts or bare numbers (0–5); style 6 is a typed date."""
    return (
        f"{day.year}年{day.month}月{day.day}日",
        _full_width(f"{day.year}年{day.month}月{day.day}日"),
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y/%m/%d} 09:30",
        _chinese_day(day),
        day.toordinal() - 693_594,
    )[style]


def written_reads(reads: int, style: int) -> str | int:
    """A multiple of 1,000 in the ways reads are written."""
    return (reads, f"{reads / 10000:g}万", f"{reads / 10000:g}万+", _full_width(str(reads)), f"{reads:,}", f"约{reads}余")[style]


def worst_spreadsheet(path: Path, records: int = 20_000) -> Truth:
    """Write the workbook and say what it holds. Seeded: the same file every time."""
    chance = random.Random(20221231)
    truth = Truth()
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("媒体发稿")
    typed = book.add_format({"num_format": "yyyy-mm-dd"})
    _header(sheet, book, truth)
    row = 4
    previous: tuple[datetime.date, str, str, int] | None = None
    number, next_break = 0, 5_000
    while number < records:
        if number >= next_break:
            row = _interruption(sheet, row, truth)
            next_break += 5_000
        block = min(chance.randint(1, 3), records - number)
        outlet = chance.choice(OUTLETS)
        if block > 1:
            sheet.merge_range(row, 2, row + block - 1, 2, outlet)
        else:
            sheet.write_string(row, 2, outlet)
        for _ in range(block):
            number += 1
            day = datetime.date(2022, 1, 1) + datetime.timedelta(days=chance.randrange(365))
            title, reads = f"我校第{number}次志愿服务活动获关注", chance.randrange(1, 9_000) * 1_000
            if previous and chance.random() < 0.05:
                day, title, reads = previous[0], previous[2], previous[3]
                truth.duplicates += outlet == previous[1]
            previous = (day, outlet, title, reads)
            _record(sheet, row, number, previous, chance, typed, truth)
            row += 1
    _tail(sheet, row, truth)
    hidden = book.add_worksheet("旧数据")
    hidden.write_row(0, 0, ["媒体", "标题"])
    hidden.write_row(1, 0, ["校报", "旧稿"])
    hidden.hide()
    book.add_worksheet("Sheet3")
    book.close()
    return truth


def _header(sheet: xlsxwriter.worksheet.Worksheet, book: xlsxwriter.Workbook, truth: Truth) -> None:
    plain = book.add_format()
    sheet.merge_range(0, 0, 0, 8, "某某大学2022年媒体发稿统计表", plain)
    sheet.write_string(1, 0, "填报单位：党委宣传部")
    sheet.write_string(1, 6, "填表日期：2022.12.31")
    for column in (0, 1, 2, 3, 4, 8):
        sheet.merge_range(2, column, 3, column, {1: "发 布\n日期", 3: " 标　题 "}.get(column, COLUMNS[column]), plain)
    sheet.merge_range(2, 5, 2, 7, "发布情况", plain)
    sheet.write_row(3, 5, ["阅读量", "点赞数", "转发数"])
    truth.dropped |= {1: "表头以上的标题或说明", 2: "表头以上的标题或说明"}


def _record(sheet, row, number, said, chance, typed, truth) -> None:  # type: ignore[no-untyped-def]
    day, outlet, title, reads = said
    sheet.write_number(row, 0, number)
    style = chance.randrange(7)
    if style == 6:
        sheet.write_datetime(row, 1, datetime.datetime(day.year, day.month, day.day), typed)
    else:
        sheet.write(row, 1, written_day(day, style))
    sheet.write_string(row, 3, title)
    sheet.write_string(row, 4, chance.choice(UNITS))
    sheet.write(row, 5, written_reads(reads, chance.randrange(6)))
    sheet.write_number(row, 6, number % 97)
    found_day, found_reads = day, reads
    if chance.random() < 0.03:
        truth.bad.add(row + 1)
        if chance.random() < 0.5:
            sheet.write_string(row, 1, chance.choice(["待定", "2022年3月", "2022年2月30日", "3月5日"]))
            found_day = None
        else:
            sheet.write_string(row, 5, chance.choice(["很多", "10-20万", "35%"]))
            found_reads = None
    truth.records.append((row + 1, found_day, outlet, title, found_reads))


def _interruption(sheet: xlsxwriter.worksheet.Worksheet, row: int, truth: Truth) -> int:
    """A subtotal, a blank row, a sub-heading and the header once more, as after a page break."""
    sheet.write_row(row, 0, ["小 计", None, None, None, None, 123456, 99])
    sheet.merge_range(row + 2, 0, row + 2, 8, "二、中央媒体")
    sheet.write_row(row + 3, 0, ["序号", "发布日期", "媒体", "标题", "单位", "阅读量", "点赞数", "转发数", "备注"])
    truth.dropped |= {row + 1: "合计行", row + 2: "空行", row + 3: "小标题行", row + 4: "重复的表头"}
    return row + 4


def _tail(sheet: xlsxwriter.worksheet.Worksheet, row: int, truth: Truth) -> None:
    sheet.merge_range(row, 0, row, 4, "合  计")
    sheet.write_formula(row, 5, "=SUM(F5:F6)", None, 11)
    sheet.write_string(row + 2, 0, "注：阅读量为截至年底的累计数。")
    sheet.write_row(row + 3, 0, ["填表人：张三", None, None, "审核人：李四"])
    sheet.write_number(row + 4, 0, 20001)
    sheet.write_string(row + 6, 1, "   ")
    truth.dropped |= {row + 1: "合计行", row + 2: "空行", row + 3: "说明或签字行", row + 4: "说明或签字行"}
    truth.dropped |= {row + 5: "只有序号的空行", row + 6: "表尾的空行", row + 7: "表尾的空行"}
