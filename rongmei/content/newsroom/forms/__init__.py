"""What is typed into a manuscript."""

from .story import NewStoryForm, StoryForm

__all__ = ["NewStoryForm", "StoryForm"]
