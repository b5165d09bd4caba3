"""What was found and what is still open."""

from .answering import answered, as_json
from .kept import (
    DESK_SUBJECT,
    Standing,
    accepted_text,
    counts,
    home_unit,
    is_other_text,
    last_run,
    may_see_run,
    open_errors,
    runs_of,
    standing,
    text_of_desk,
    texts_of,
    waived,
)

__all__ = [
    "DESK_SUBJECT",
    "Standing",
    "accepted_text",
    "answered",
    "as_json",
    "counts",
    "home_unit",
    "is_other_text",
    "last_run",
    "may_see_run",
    "open_errors",
    "runs_of",
    "standing",
    "text_of_desk",
    "texts_of",
    "waived",
]
