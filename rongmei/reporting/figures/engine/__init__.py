"""Everything that is asked of figures: values, rows, freezing, drift, layouts. All of it asks `selecting.selection_of`."""

from . import rows_blob
from .computing import compute_many, compute_pairs, formula_value, value
from .drifting import Drift, as_figure, compare, drift, drift_many, scope_of, value_of
from .freezing import ReadingData, circumstances_of, digest_of, freeze, freeze_many
from .remembering import recall_pairs
from .selecting import ledger_of, measure_of, selection_of
from .splitting import Bar, PartsCheck, additive, breakdown, check_parts, check_wholes
from .values import Amount, Value, tidy

__all__ = [
    "Amount",
    "Bar",
    "Drift",
    "PartsCheck",
    "ReadingData",
    "Value",
    "additive",
    "as_figure",
    "breakdown",
    "check_parts",
    "check_wholes",
    "circumstances_of",
    "compare",
    "compute_many",
    "compute_pairs",
    "digest_of",
    "drift",
    "drift_many",
    "formula_value",
    "freeze",
    "freeze_many",
    "ledger_of",
    "measure_of",
    "recall_pairs",
    "rows_blob",
    "scope_of",
    "selection_of",
    "tidy",
    "value",
    "value_of",
]
