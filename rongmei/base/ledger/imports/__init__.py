"""The reading side of an import: nothing here writes to the database.

============  =============================================================================
``mapping``   which column of the sheet is which field; year and unit of the sheet
``reading``   one row of the sheet to values, all problems at once
``diffing``   what the ledger already holds, and what a row would change in it
``checking``  a whole sheet: new, changed, same, duplicate, waiting
``staging``   checked rows as compressed chunks; the sum that must always come out even
``questions`` values nobody knows, grouped, with what may have been meant
============  =============================================================================
"""
