from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SummaryConfig(AppConfig):
    name = "rongmei.reporting.summary"
    label = "summary"
    verbose_name = _("Annual summary")
