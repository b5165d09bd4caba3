from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "rongmei.base.directory"
    label = "directory"
    verbose_name = _("Directory")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from rongmei.base.directory import presenters  # noqa: PLC0415  (needs the models, which are loaded now)

        presenters.register()
