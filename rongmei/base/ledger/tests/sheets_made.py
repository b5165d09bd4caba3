"""Spreadsheets made for import tests, by xlsxwriter: a plain one, and the worst one an office could send."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

PLAIN = ("报送单位", "发稿日期", "发布媒体", "稿件标题", "媒体级别", "阅读量", "作者", "是否原创", "稿费", "网址")


def plain(path: Path, rows: Iterable[Sequence[Any]], header: Sequence[str] = PLAIN, sheet: str = "媒体发稿") -> Path:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_urls": False})
    page = book.add_worksheet(sheet)
    page.write_row(0, 0, header)
    for number, row in enumerate(rows, 1):
        page.write_row(number, 0, row)
    book.close()
    return path


def row(number: int, **changes: Any) -> list[Any]:
    """One good row; `number` makes its title."""
    said = {
        "unit": ("文学院", "法学院", "数统学院")[number % 3],
        "on": f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        "medium": ("新华网", "人民网", "光明日报")[number % 3],
        "title": f"第{number}篇：校园里的春天",
        "level": ("国家级", "省级", "市级")[number % 3],
        "reads": 1000 + number,
        "author": "王敏",
        "original": "是",
        "fee": 100.5,
        "link": f"https://news.example.edu.cn/{number}",
    }
    said.update(changes)
    return list(said.values())


DATES = ("2022年3月{d}日", "２０２２年３月{d}日", "2022.3.{d}", "2022/03/{d:02d} 09:30", "3月{d}日", "2022-03-{d:02d}")
READS = ("5.3万", "５１２", "10万+", "1,263", "2.5千", "约")


class Worst:
    """20 000 records below a title and a merged two-row header; merged outlet cells, totals, a hidden sheet, seven ways to write a
    day, bad rows and repetitions. Says what must come of it."""

    def __init__(self, path: Path, records: int = 20_000, seed: int = 7) -> None:
        self.path, self.records = path, records
        self.bad = self.second = self.merged = 0
        self._random = random.Random(seed)
        book = xlsxwriter.Workbook(str(path), {"strings_to_urls": False})
        hidden = book.add_worksheet("下拉选项")
        hidden.write_column(0, 0, ["国家级", "省级", "市级"])
        hidden.hide()
        page = book.add_worksheet("媒体发稿")
        page.activate()
        page.set_first_sheet()
        self.day = book.add_format({"num_format": "yyyy/m/d"})
        page.merge_range(0, 0, 0, 8, "江城大学2022年度对外宣传稿件统计表")
        for column, title in enumerate(("序号", "报送单位", "发稿日期")):
            page.merge_range(1, column, 2, column, title)
        page.merge_range(1, 3, 1, 6, "发布情况")
        page.write_row(2, 3, ["媒体名称", "稿件标题", "媒体级别", "阅读量"])
        page.merge_range(1, 7, 2, 7, "备注")
        self.line = 3
        self._records(page)
        page.write_row(self.line + 1, 0, ["合计", "", "", "", "", "", 123456])
        book.close()

    def _records(self, page: Any) -> None:
        earlier: list[list[Any]] = []
        number = 0
        while number < self.records:
            if number % 500 == 250:
                page.write_row(self.line, 0, ["小计", "", "", "", "", "", 999])
                self.line += 1
            pick = self._random.random()
            if pick < 0.05 and earlier:
                self._write(page, number, self._random.choice(earlier))
                self.second += 1
            elif pick < 0.08:
                self._write(page, number, self._bad(number))
                self.bad += 1
            elif pick < 0.09 and number + 2 < self.records:
                number += self._merged_block(page, number, earlier)
                continue
            else:
                said = self._good(number)
                earlier.append(said)
                self._write(page, number, said)
            number += 1

    def _good(self, number: int, medium: str = "") -> list[Any]:
        pick = self._random.randrange(7)
        day = self._random.randrange(1, 29)
        on: Any = 44620 + day if pick == 6 else DATES[pick].format(d=day)
        reads: Any = ("5.3万", "５１２", "10万+", "1,263", "2.5千", 512)[number % 6]
        outlet = medium or ("新华网", "人民网", "光明日报", "中国教育报")[number % 4]
        return [
            ("文学院", "法学院", "数统学院")[number % 3],
            on,
            outlet,
            f"稿件{number}号",
            ("国家级", "省级", "市级")[number % 3],
            reads,
            "",
        ]

    def _bad(self, number: int) -> list[Any]:
        said = self._good(number)
        kind = number % 4
        if kind == 0:
            said[1] = "2022年3月"
        elif kind == 1:
            said[5] = "约"
        elif kind == 2:
            said[0] = "文学系"
        else:
            said[4], said[1] = "厅级", "下周"
        return said

    def _merged_block(self, page: Any, number: int, earlier: list[list[Any]]) -> int:
        """Two records that share one merged outlet cell."""
        outlet = "江城日报"
        for offset in range(2):
            said = self._good(number + offset, outlet)
            earlier.append(said)
            self._write(page, number + offset, said)
        page.merge_range(self.line - 2, 3, self.line - 1, 3, outlet)
        self.merged += 1
        return 2

    def _write(self, page: Any, number: int, said: list[Any]) -> None:
        page.write(self.line, 0, number + 1)
        for column, value in enumerate(said, 1):
            page.write(self.line, column, value, *([self.day] if column == 2 and isinstance(value, int) else []))
        self.line += 1
