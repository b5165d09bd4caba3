"""What stands on the other side of a benchmark and is not ours."""
