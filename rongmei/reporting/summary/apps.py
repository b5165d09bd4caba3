from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SummaryConfig(AppConfig):
    name = "rongmei.reporting.summary"
    label = "summary"
    verbose_name = _("Annual summary")

    def ready(self) -> None:
        from rongmei.content.proofdesk import registry as proofdesk  # noqa: PLC0415  -- models load only now
        from rongmei.reporting.figures import registry_of_uses  # noqa: PLC0415

        from . import queries  # noqa: PLC0415

        registry_of_uses.register(queries.uses)
        proofdesk.proofread("summary", queries.PROOF_SUBJECT)
