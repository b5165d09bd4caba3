from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HistoryConfig(AppConfig):
    name = "rongmei.base.history"
    label = "history"
    verbose_name = _("History")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from rongmei.base.history import checks  # noqa: F401, PLC0415  (registers by import, after the apps are loaded)
