"""All addresses of the public sites are one pattern: which site and which page is asked of the tree (views/public.py).

Its name is Wagtail's own, with which its pages make their addresses. Before it stands the library of the page editor, which asks for its
small copies below MEDIA_URL.
"""

from django.urls import path, re_path

from ..views.media import library
from ..views.public import serve

urlpatterns = [
    path("media/images/<str:name>", library, name="library_picture"),
    re_path(r"^(?P<path>(?:[\w\-.~%]+/)*[\w\-.~%]*)$", serve, name="wagtail_serve"),
]
