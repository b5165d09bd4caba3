from rongmei.base.directory.queries.roles import roles_of, unit_ids_for, units_of, users_with_role

__all__ = ["roles_of", "unit_ids_for", "units_of", "users_with_role"]
