"""Reading any office's spreadsheet safely, and understanding its cells.

Free of Django: usable in the child process that parses hostile files. Where to look:

=============  ==========================================================================
``limits``     the caps, and ``SheetRefused`` with its one sentence
``precheck``   is this file what it says, and can it be unpacked without harm?
``tables``     what a sheet is once its table was found (``Inspection``, ``Sheet``, ``SheetRow``)
``headers``    which rows are the header, and how merged headers are flattened
``body``       which of the rows below the header are records
``workbooks``  the cells of xlsx, xls, ods and csv files as plain values
``child``      the process that parses
``sandbox``    the process that asks: ``inspect``, ``rows``, ``open_book``
``cells/``     one cell's text to a date, number, list …, or a ``Problem``
``columns``    which column of the sheet is which field
=============  ==========================================================================
"""
