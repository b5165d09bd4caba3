from .classes import HoursFacts, hours_facts
from .due import due_items
from .lectures import LectureFacts, SpeakerFacts, earlier_reports, lecture_facts, speaker_facts
from .office import Deadline, Minimums, calendar, deadlines, holidays_known, hours_table, minimums
from .sessions import (
    AheadFacts,
    ObserverFacts,
    PlanFacts,
    SessionFacts,
    TextsFacts,
    agenda_ahead,
    observer_facts,
    plan_facts,
    session_facts,
    texts_facts,
)
from .study import discussions_held, groups_watched, quarters_short

__all__ = [
    "AheadFacts",
    "Deadline",
    "HoursFacts",
    "LectureFacts",
    "Minimums",
    "ObserverFacts",
    "PlanFacts",
    "SessionFacts",
    "SpeakerFacts",
    "TextsFacts",
    "agenda_ahead",
    "calendar",
    "deadlines",
    "discussions_held",
    "due_items",
    "earlier_reports",
    "groups_watched",
    "holidays_known",
    "hours_facts",
    "hours_table",
    "lecture_facts",
    "minimums",
    "observer_facts",
    "plan_facts",
    "quarters_short",
    "session_facts",
    "speaker_facts",
    "texts_facts",
]
