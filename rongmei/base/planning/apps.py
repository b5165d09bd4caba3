from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "rongmei.base.planning"
    label = "planning"
    verbose_name = _("Annual plan")
    default_auto_field = "django.db.models.BigAutoField"
