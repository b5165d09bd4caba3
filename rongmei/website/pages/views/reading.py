"""Pages for people: a page of the tree, a column's further pages, a story, search, nothing."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from rongmei.content.newsroom.enums import PublicationState
from rongmei.content.newsroom.models import Publication

from ..bodies import text_of
from ..exports.structured import news_article
from ..forms import SearchForm
from ..grams import marked, passage, runs
from ..models import Section
from ..queries import full_story, related_to, story_in_force
from ..queries.dress import Dress
from ..queries.search import COUNTED, Question
from ..queries.search import search as found_by
from ..queries.stories import cards_of, counterparts_of, path_of

PER_SEARCH = 20


def page(request: HttpRequest, dress: Dress, rest: str) -> HttpResponse:
    """A live page below the home page; its address ends with a slash."""
    if rest and not rest.endswith("/"):
        if _below(dress, f"{rest}/") is None:
            raise Http404(_("There is nothing at this address."))
        return HttpResponsePermanentRedirect(f"{dress.prefix}/{rest}/")
    found = _below(dress, rest)
    if found is None:
        raise Http404(_("There is nothing at this address."))
    return _shown(request, dress, found)


def _below(dress: Dress, rest: str) -> Page | None:
    if not rest:
        return dress.home
    found = Page.objects.live().filter(url_path=dress.home.url_path + rest, path__startswith=dress.home.path).first()
    return found.specific if found else None


def _shown(request: HttpRequest, dress: Dress, found: Page, number: int = 1) -> HttpResponse:
    dress.page = found
    context = {"page": found, "self": found, "dress": dress, "number": number}
    return TemplateResponse(request, found.get_template(request), context)


def list_page(request: HttpRequest, dress: Dress, number: str, slug: str | None = None) -> HttpResponse:
    """The second and further pages of a column: /column/p2/ ."""
    found = _below(dress, f"{slug}/") if slug else None
    if not isinstance(found, Section) or int(number) < 1:
        raise Http404(_("There is nothing at this address."))
    if int(number) == 1:
        return HttpResponsePermanentRedirect(f"{dress.prefix}/{slug}/")
    return _shown(request, dress, found, int(number))


def story(request: HttpRequest, dress: Dress, year: str, public_id: str) -> HttpResponse:
    """The edition in force; 410 without a word of the text for a story that was withdrawn."""
    publication = story_in_force(dress.place, public_id)
    if publication is None:
        raise Http404(_("There is nothing at this address."))
    if publication.state == PublicationState.WITHDRAWN:
        return gone(request, dress)
    if path_of(publication, dress.place) != request.path_info:
        return HttpResponsePermanentRedirect(path_of(publication, dress.place))
    shown = full_story(publication, dress.place)
    related = related_to(publication, dress.place, dress.where)
    counterparts = counterparts_of(publication, dress.where)
    dress.shown.update({shown.card.public_id, *(other.public_id for other in related), *(other.public_id for other in counterparts)})
    context = {
        "dress": dress,
        "story": shown,
        "card": shown.card,
        "related": related,
        "counterparts": counterparts,
        "structured": news_article(dress.channel, shown),
        "canonical": shown.card.full_url,
    }
    return TemplateResponse(request, "pages/story.html", context)


def gone(request: HttpRequest, dress: Dress) -> HttpResponse:
    return TemplateResponse(request, "pages/gone.html", {"dress": dress}, status=410)


def missing(request: HttpRequest, dress: Dress, sentence: str) -> HttpResponse:
    return TemplateResponse(request, "pages/missing.html", {"dress": dress, "sentence": sentence}, status=404)


def search(request: HttpRequest, dress: Dress) -> HttpResponse:
    """Words, column of subject, unit, days; never kept, never indexed by search engines."""
    form = SearchForm(request.GET, outlets=_outlets(dress))
    context: dict[str, Any] = {"dress": dress, "form": form, "hits": [], "asked": False}
    if form.is_valid() and form.cleaned_data["q"].strip():
        context |= _found(dress, form.cleaned_data, request)
    return TemplateResponse(request, "pages/search.html", context)


def _outlets(dress: Dress) -> tuple[int, ...]:
    """The site's own outlet and those its columns show."""
    others = Section.objects.live().descendant_of(dress.home).exclude(outlet=None).values_list("outlet_id", flat=True)
    return tuple(sorted({dress.home.outlet_id, *others} & set(dress.where)))


def _found(dress: Dress, asked: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    number = asked["p"] or 1
    subject, unit = asked["subject"], asked["unit"]
    question = Question(
        asked["q"], _outlets(dress), subject.pk if subject else 0, unit.pk if unit else 0, asked["since"], asked["until"], asked["newest"]
    )
    count, numbers = found_by(question, offset=(number - 1) * PER_SEARCH, limit=PER_SEARCH)
    rows = (
        Publication.objects.filter(state=PublicationState.LIVE)
        .select_related("lead", "outlet")
        .prefetch_related("subjects")
        .in_bulk(numbers)
    )
    publications = [rows[pk] for pk in numbers if pk in rows]
    words = runs(asked["q"])
    texts = {p.pk: f"{p.summary} {text_of(p.body, captions=False)}" for p in publications}
    hits = [
        {"card": card, "headline": marked(card.headline, words), "passage": marked(passage(texts[card.id], words), words)}
        for card in cards_of(publications, dress.place, dress.where)
    ]
    query = request.GET.copy()
    query.pop("p", None)
    return {
        "asked": True,
        "hits": hits,
        "count": count,
        "many": count > COUNTED,
        "number": number,
        "more": count > number * PER_SEARCH,
        "querystring": query.urlencode(),
    }
