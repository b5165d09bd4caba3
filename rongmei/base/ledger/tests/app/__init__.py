"""A ledger that exists in tests and benchmarks only: clippings with every kind of column and two kinds of lines."""
