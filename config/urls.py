"""Where every address starts. The rooms' console screens register themselves through Wagtail's hooks."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("console/", include(wagtailadmin_urls)),
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home"), name="front"),
]
