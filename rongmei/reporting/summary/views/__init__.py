"""Console screens of the annual summary."""
