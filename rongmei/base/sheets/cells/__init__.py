"""One cell to a value or a ``Problem``: the writing habits of Chinese offices, and nothing guessed.

Typed values (ISO strings from the sandbox, ints, floats) take a short way; texts are normalised to half width once
and remembered. Sources of the forms: figures.md §3.2 (collected cells); numerals as GB/T 15835 (second-hand).
"""

from rongmei.base.sheets.cells.date import read_date, read_datetime
from rongmei.base.sheets.cells.listing import read_counted_list, split_list
from rongmei.base.sheets.cells.number import Number, read_integer, read_number
from rongmei.base.sheets.cells.problem import Problem, Raw, is_failed_formula, is_nothing, shown
from rongmei.base.sheets.cells.text import fingerprint_text, read_text, read_yes_no

__all__ = [
    "Number",
    "Problem",
    "Raw",
    "fingerprint_text",
    "is_failed_formula",
    "is_nothing",
    "read_counted_list",
    "read_date",
    "read_datetime",
    "read_integer",
    "read_number",
    "read_text",
    "read_yes_no",
    "shown",
    "split_list",
]
