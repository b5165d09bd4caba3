from .agenda import FirstAgendaItem, IssueItem, StudiedItem, StudyMaterialIssue
from .classes import HoursKind, HoursRate, LeaderClass
from .corps import CorpsMember, PublicTalk
from .experts import ExpertReport
from .lectures import Lecture, LectureCoverage, LectureSeries
from .observers import ObserverBatch, ObserverLine
from .office import DeadlineRule, Holiday, QuarterlyMinimum
from .study import AgendaLine, AttendanceLine, MaterialLine, PlannedTheme, SpeechLine, StudyPlan, StudySession

__all__ = [
    "AgendaLine",
    "AttendanceLine",
    "CorpsMember",
    "DeadlineRule",
    "ExpertReport",
    "FirstAgendaItem",
    "Holiday",
    "HoursKind",
    "HoursRate",
    "IssueItem",
    "LeaderClass",
    "Lecture",
    "LectureCoverage",
    "LectureSeries",
    "MaterialLine",
    "ObserverBatch",
    "ObserverLine",
    "PlannedTheme",
    "PublicTalk",
    "QuarterlyMinimum",
    "SpeechLine",
    "StudiedItem",
    "StudyMaterialIssue",
    "StudyPlan",
    "StudySession",
]
