from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "rongmei.website.pages"
    label = "pages"
    verbose_name = _("Public sites")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import adapters, presenters  # noqa: PLC0415  -- models are ready only now

        presenters.register()
        adapters.register()
