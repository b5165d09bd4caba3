"""Closed lists of learning: who studies, how, with what, and where a rule comes from."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Mark(TextChoices):
    """How well the source of a rule is known."""

    VERIFIED = "verified", _("read in the source")
    SECOND_HAND = "second_hand", _("read at second hand")
    GENERAL = "general", _("general knowledge, not checked")
    OFFICE = "office", _("decided by the office")


class CorpsLevel(TextChoices):
    """Whose speakers' corps 宣讲团."""

    PROVINCIAL = "provincial", _("provincial level")
    MUNICIPAL = "municipal", _("municipal level")
    UNIVERSITY = "university", _("university level")


class CorpsResult(TextChoices):
    PENDING = "pending", _("result pending")
    ADMITTED = "admitted", _("admitted to the corps")
    DECLINED = "declined", _("not admitted to the corps")


class TalkAudience(TextChoices):
    """To whom a speaker of the corps talks."""

    STUDENTS = "students", _("students")
    STAFF = "staff", _("teachers and staff")
    CADRES = "cadres", _("civil servants")
    COMMUNITY = "community", _("residents of a community")
    ENTERPRISE = "enterprise", _("staff of an enterprise")
    VILLAGE = "village", _("villagers")
    OTHER = "other", _("other listeners")


class StudyLevel(TextChoices):
    """A study group of the university or of one of its units."""

    UNIVERSITY = "university", _("university level")
    UNIT = "unit", _("unit level")


class StudyAudience(TextChoices):
    """Whom a plan or a session is for."""

    GROUP = "group", _("study group")  # 中心组
    STAFF = "staff", _("teachers and staff")
    STUDENTS = "students", _("students")


class StudyForm(TextChoices):
    """Only discussions count towards the quarterly minimum 集体学习研讨."""

    DISCUSSION = "discussion", _("group study and discussion")
    LECTURE = "lecture", _("lecture to the group")
    VISIT = "visit", _("study on site")
    OTHER = "other", _("other form of study")


class AttendeeRole(TextChoices):
    """In what capacity somebody is at a session. Members and extended members are expected; the others come to listen."""

    MEMBER = "member", _("member of the group")
    EXTENDED = "extended", _("extended member")
    SITTING_IN = "sitting_in", _("sitting in")  # 列席
    OBSERVER = "observer", _("observing")  # 旁听


class Attendance(TextChoices):
    PRESENT = "present", _("attended")
    LEAVE = "leave", _("on leave")
    ABSENT = "absent", _("absent without leave")


class MeetingKind(TextChoices):
    """Meetings that open with the first agenda item 第一议题."""

    COMMITTEE = "committee", _("party committee meeting")
    JOINT = "joint", _("joint meeting of party and administration")
    GROUP_STUDY = "group_study", _("group study session")
    OTHER = "other", _("other meeting")


class MaterialKind(TextChoices):
    """What is studied 篇目分类."""

    SPEECH = "speech", _("speech")
    INSTRUCTION = "instruction", _("instruction")
    LETTER = "letter", _("letter in reply")
    ARTICLE = "article", _("article")
    DOCUMENT = "document", _("document or meeting spirit")
    OTHER = "other", _("other material")


class Occasion(TextChoices):
    """What observers sit in on."""

    GROUP_STUDY = "group_study", _("group study session")
    FIRST_AGENDA = "first_agenda", _("first agenda item")
    OTHER = "other", _("other meeting")


class CourseKind(TextChoices):
    """What a leader gives."""

    COURSE = "course", _("ideology and politics class")  # 思政课
    FIRST_LESSON = "first_lesson", _("first lesson of term")  # 开学第一课
    SITUATION = "situation", _("situation and policy class")  # 形势与政策
    PARTY_LECTURE = "party_lecture", _("party lecture")  # 党课
    REPORT = "report", _("themed report")


class Honorarium(TextChoices):
    NONE = "none", _("no honorarium")
    PENDING = "pending", _("to be paid")
    PAID = "paid", _("paid")


class DeadlineKey(TextChoices):
    """The deadlines the office may set; each has one rule in force."""

    OBSERVER_MATERIALS = "observer_materials", _("materials for observers before the session")
    OBSERVER_NOTE = "observer_note", _("observers' notes after the session")
    AGENDA_MATERIALS = "agenda_materials", _("materials for the first agenda item before the meeting")
    MAKE_UP = "make_up", _("make-up study after leave")


class Counting(TextChoices):
    WORKING_DAYS = "working", _("working days")
    CALENDAR_DAYS = "calendar", _("calendar days")
