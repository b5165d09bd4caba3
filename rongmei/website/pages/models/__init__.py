from .baked import Baked, BakedUse
from .clock import SiteClock
from .moved import OldAddress
from .pin import Pin
from .section import Section, TopicPage
from .site import SiteHome
from .theme import Theme

__all__ = ["Baked", "BakedUse", "OldAddress", "Pin", "Section", "SiteClock", "SiteHome", "Theme", "TopicPage"]
