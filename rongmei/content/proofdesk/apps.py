from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProofdeskConfig(AppConfig):
    name = "rongmei.content.proofdesk"
    label = "proofdesk"
    verbose_name = _("Proof desk")

    def ready(self) -> None:
        from . import presenters, queries, registry  # noqa: PLC0415  -- apps must be loaded first

        presenters.register()
        registry.proofread("proof_text", queries.DESK_SUBJECT)
