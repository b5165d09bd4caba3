"""Console screens of the ledger machine: one set for every ledger."""
