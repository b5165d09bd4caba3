"""Old sites read into articles, up to the preview: a folder of HTML pages, a CSV table, a WordPress export. Nothing is written here."""

from .articles import OldArticle, Plan, plan_of
from .folder import read_folder
from .table import read_table
from .wordpress import read_wordpress

__all__ = ["OldArticle", "Plan", "plan_of", "read_folder", "read_table", "read_wordpress"]
