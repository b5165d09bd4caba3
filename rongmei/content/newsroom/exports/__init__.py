"""Papers of the newsroom: the sign-off sheet, and the pack for an inspection."""

from .pack import inspection_pack
from .pack_check import PackProblem, check_pack
from .sheet import sign_off_sheet

__all__ = ["PackProblem", "check_pack", "inspection_pack", "sign_off_sheet"]
