from .arranging import change_section, lay_out, move_in_menu, remove_page, show_in_menu
from .keeping import forget_everything, forget_site, keep_page
from .moving import move_articles, move_some
from .pictures import add_library_picture
from .pins import change_pin, move_pin, pin_story, unpin_story
from .publishing import note_change, rebuild_index
from .scheduling import publish_due_pages
from .sites import change_site, create_section, create_site, create_topic, note_page
from .themes import change_theme, create_theme

__all__ = [
    "add_library_picture",
    "change_pin",
    "change_section",
    "change_site",
    "change_theme",
    "create_section",
    "create_site",
    "create_theme",
    "create_topic",
    "forget_everything",
    "forget_site",
    "keep_page",
    "lay_out",
    "move_articles",
    "move_in_menu",
    "move_pin",
    "move_some",
    "note_change",
    "note_page",
    "pin_story",
    "publish_due_pages",
    "rebuild_index",
    "remove_page",
    "show_in_menu",
    "unpin_story",
]
