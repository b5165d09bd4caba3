from rongmei.base.directory.models.outlet import Outlet
from rongmei.base.directory.models.person import Person, Post
from rongmei.base.directory.models.unit import Unit, UnitChange
from rongmei.base.directory.models.university import University
from rongmei.base.directory.models.user import RoleGrant, User

__all__ = ["Outlet", "Person", "Post", "RoleGrant", "Unit", "UnitChange", "University", "User"]
