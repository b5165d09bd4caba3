from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "rongmei.content.newsroom"
    label = "newsroom"
    verbose_name = _("Newsroom")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.urls import reverse  # noqa: PLC0415  -- asked when a page is shown

        from rongmei.base.planning.registry import evidence_pages  # noqa: PLC0415
        from rongmei.content.proofdesk import registry  # noqa: PLC0415  -- needs the models, which are loaded now

        from . import presenters  # noqa: PLC0415
        from .queries import proofs  # noqa: PLC0415

        presenters.register()
        evidence_pages("manuscript", lambda number: reverse("newsroom:story", args=[number]))
        registry.proofread(proofs.PROOF_KIND, proofs.PROOF_SUBJECT)
