"""Rows of the sites by themselves. Tests that need whole sites use the actions (conftest.py)."""

from __future__ import annotations

import factory
from wagtail.models import Locale, Page, Site

from rongmei.base.directory.enums import OutletKind
from rongmei.base.directory.tests.factories import OutletFactory

from ..enums import BakedKind, OldFormat
from ..models import Baked, BakedUse, OldAddress, Pin, Section, SiteClock, SiteHome, Theme, TopicPage


def root() -> Page:
    """The root of Wagtail's tree, with the default site. The migrations lay it in; a test that empties the tables has taken it away for those after it."""
    found = Page.objects.filter(depth=1).first()
    if found is None:
        Locale.objects.get_or_create(language_code="zh-hans")
        found = Page.add_root(instance=Page(title="Root", slug="root"))
        Site.objects.get_or_create(is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": found})
    return found


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Theme

    name = factory.Sequence(lambda n: f"主题{n}")


class _PageFactory(factory.django.DjangoModelFactory):
    """Pages are added to the tree, not created."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"页面{n}")
    slug = factory.Sequence(lambda n: f"page-{n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        parent = kwargs.pop("parent", None) or root()
        page = model_class(**kwargs)
        parent.add_child(instance=page)
        return page


class SiteHomeFactory(_PageFactory):
    class Meta:
        model = SiteHome

    outlet = factory.SubFactory(OutletFactory, kind=OutletKind.SITE)
    theme = factory.SubFactory(ThemeFactory)


class SectionFactory(_PageFactory):
    class Meta:
        model = Section

    parent = factory.SubFactory(SiteHomeFactory)


class TopicPageFactory(_PageFactory):
    class Meta:
        model = TopicPage

    parent = factory.SubFactory(SiteHomeFactory)


class PinFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Pin

    page = factory.LazyFunction(lambda: Page.objects.get(pk=SiteHomeFactory().pk))
    public_id = factory.Sequence(lambda n: f"20260301-{n}-9")


class BakedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Baked

    file = factory.Sequence(lambda n: f"localhost/{n}/index.html")
    site = factory.SubFactory(SiteHomeFactory)
    kind = BakedKind.LIST


class BakedUseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BakedUse

    baked = factory.SubFactory(BakedFactory)
    public_id = factory.Sequence(lambda n: f"20260302-{n}-9")


class OldAddressFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OldAddress

    site = factory.SubFactory(SiteHomeFactory)
    address = factory.Sequence(lambda n: f"/info/1001/{n}.htm")
    source = OldFormat.HTML
    digest = "0" * 64
    public_id = factory.Sequence(lambda n: f"20190512-{n}")


class SiteClockFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SiteClock
        django_get_or_create = ("id",)

    id = 1
