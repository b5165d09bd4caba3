from rongmei.base.directory.queries.accounts import accounts
from rongmei.base.directory.queries.outlets import outlets, uninspected_outlets
from rongmei.base.directory.queries.people import people, people_meant
from rongmei.base.directory.queries.roles import other_administrators, roles_of, unit_ids_for, units_of, users_with_role
from rongmei.base.directory.queries.units import find_units, in_tree_order, successor_of, unit_names, unit_tree
from rongmei.base.directory.queries.university import protected_names, university

__all__ = [
    "accounts",
    "find_units",
    "in_tree_order",
    "other_administrators",
    "outlets",
    "people",
    "people_meant",
    "protected_names",
    "roles_of",
    "successor_of",
    "uninspected_outlets",
    "unit_ids_for",
    "unit_names",
    "unit_tree",
    "units_of",
    "university",
    "users_with_role",
]
