from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FiguresConfig(AppConfig):
    name = "rongmei.reporting.figures"
    label = "figures"
    verbose_name = _("Figures")

    def ready(self) -> None:
        from rongmei.base.ledger import registry  # noqa: PLC0415  -- apps must be loaded first
        from rongmei.content.proofdesk.registry import know_figures  # noqa: PLC0415

        from .queries import FOR_THE_PROOFREADER, builder_link, why_held  # noqa: PLC0415

        registry.hold_rows(why_held)
        registry.offer_on_lists(builder_link)
        know_figures(FOR_THE_PROOFREADER)
