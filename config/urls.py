"""Where every address starts. The rooms' console screens register themselves through Wagtail's hooks."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from rongmei.website.console.api import api
from rongmei.website.console.views import FrontView, SetupView

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
    path("console/", include(wagtailadmin_urls)),
    path("setup/", SetupView.as_view(), name="setup"),
    path("", FrontView.as_view(), name="front"),
    # Public sites: every other address, by host and path. Last, for it takes what nobody else did.
    path("", include("rongmei.website.pages.urls.public")),
]
