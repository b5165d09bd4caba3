"""REST of the newsroom: stories, the pictures and files in them, and the procedures they go through."""

from . import afterwards, beside, papers, publishing, signing, stories
from .assets import router as assets
from .procedures import router as procedures
from .shared import router

__all__ = ["afterwards", "assets", "beside", "papers", "procedures", "publishing", "router", "signing", "stories"]
