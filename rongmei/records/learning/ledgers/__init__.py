"""The ledgers of learning, and what they remind of."""

from rongmei.base.ledger.reminders import register_reminders

from ..queries import due_items
from . import agenda, classes, corps, experts, lectures, observers, study

register_reminders(due_items)

__all__ = ["agenda", "classes", "corps", "experts", "lectures", "observers", "study"]
