from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "rongmei.website.pages"
    label = "pages"
    verbose_name = _("Public sites")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from rongmei.base.history.actors import SYSTEM  # noqa: PLC0415  -- models are ready only now
        from rongmei.content.newsroom.registry import on_publications_changed  # noqa: PLC0415

        from . import presenters  # noqa: PLC0415
        from .actions.publishing import note_change  # noqa: PLC0415

        presenters.register()
        on_publications_changed(lambda public_ids: note_change(actor=SYSTEM, public_ids=public_ids))
