"""The ledgers of learning, and what they remind of."""

from . import agenda, classes, corps, experts, lectures, observers, study

__all__ = ["agenda", "classes", "corps", "experts", "lectures", "observers", "study"]
