from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "rongmei.base.ledger"
    label = "ledger"
    verbose_name = _("Ledgers")

    def ready(self) -> None:
        # Every room above declares its ledgers in a module of this name.
        autodiscover_modules("ledgers")
