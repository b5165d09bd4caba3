"""Settings by concern. Everything an installation decides comes from the environment; docs/reference/settings.md lists it."""

from .env import *  # noqa: F403  -- the reader of the environment, first
from .security import *  # noqa: F403  -- before django.py, which places its apps and middleware
from .django import *  # noqa: F403
from .database import *  # noqa: F403
from .wagtail import *  # noqa: F403
from .storage import *  # noqa: F403
from .rongmei import *  # noqa: F403
from .safety import refuse_unsafe

refuse_unsafe(globals())
