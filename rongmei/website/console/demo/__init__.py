"""The demo university: a year of a communications office, made through the product's own actions."""

from .accounts import ACCOUNTS, PASSWORD, lines
from .stages import STAGES, build, built, clear
from .summaries import what_belongs_there
from .world import World

__all__ = ["ACCOUNTS", "PASSWORD", "STAGES", "World", "build", "built", "clear", "lines", "what_belongs_there"]
