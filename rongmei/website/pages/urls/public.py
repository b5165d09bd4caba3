"""All addresses of the public sites are one pattern: which site and which page is asked of the tree (views/public.py).

The name is Wagtail's own, with which its pages make their addresses.
"""

from django.urls import re_path

from ..views.public import serve

urlpatterns = [re_path(r"^(?P<path>(?:[\w\-.~%]+/)*[\w\-.~%]*)$", serve, name="wagtail_serve")]
