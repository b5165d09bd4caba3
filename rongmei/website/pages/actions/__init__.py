from .keeping import forget_everything, forget_site, keep_page
from .moving import move_articles, move_some
from .pins import pin_story, unpin_story
from .publishing import note_change, rebuild_index
from .sites import change_site, create_section, create_site, create_topic, note_page
from .themes import change_theme, create_theme

__all__ = [
    "change_site",
    "change_theme",
    "create_section",
    "create_site",
    "create_theme",
    "create_topic",
    "forget_everything",
    "forget_site",
    "keep_page",
    "move_articles",
    "move_some",
    "note_change",
    "note_page",
    "pin_story",
    "rebuild_index",
    "unpin_story",
]
