from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from rongmei.reporting.summary.document import Document, Paragraph, Slot, SlotKind, Table, Text
from rongmei.reporting.summary.exports.html import to_html

from .samples import figure, summary

ALLOWED_TAGS = {"article", "h1", "h2", "h3", "h4", "h5", "p", "span", "a", "strong", "em", "br", "section", "ul", "li", "footer"} | {
    "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "img"
}  # fmt: skip
ALLOWED_ATTRS = {"class", "lang", "data-ref", "title", "href", "scope", "src", "alt"}


class Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attrs: list[tuple[str, str | None]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attrs += attrs
        if tag == "br":
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(html: str) -> Reading:
    reading = Reading()
    reading.feed(html)
    return reading


def article(*content: Text | Slot) -> str:
    html = to_html(Document((), (Paragraph(content),)), standalone=False)
    return html.removeprefix('<article class="document" lang="zh-Hans">\n<p>').removesuffix("</p>\n</article>")


def test_to_html_of_a_slot_without_address_is_a_span() -> None:
    assert article(figure("a", "50余")) == '<span class="slot slot-figure" data-ref="a" title="数据项 50余">50余</span>'


def test_to_html_of_a_slot_with_address_is_a_link() -> None:
    slot = Slot("a", SlotKind.FIGURE, "50余", note="与数据不符")
    html = to_html(Document((slot,), ()), slot_url=lambda found: f"/f/{found.ref}?a=1&b=2", standalone=False)
    assert '<a class="slot slot-figure slot-flawed" data-ref="a" title="与数据不符" href="/f/a?a=1&amp;b=2">50余</a>' in html


def test_to_html_drops_addresses_that_run_code() -> None:
    for url in ("javascript:alert(1)", "data:text/html,x", "//other.example/", " javascript:x", "/\\other.example"):
        html = to_html(Document((figure("a", "1"),), ()), slot_url=lambda _, url=url: url, standalone=False)
        assert "a" not in read(html).tags


def test_to_html_of_runs() -> None:
    assert article(Text("甲", bold=True), Text("乙", italic=True), Text("丙\n丁")) == "<strong>甲</strong><em>乙</em>丙<br>丁"


def test_to_html_of_a_table_has_header_cells() -> None:
    table = Table((((Text("单位"),), (Text("场"),)), ((Text("文学院"),), (Text("2"),))))
    assert (
        '<table><thead><tr><th scope="col">单位</th><th scope="col">场</th></tr></thead><tbody><tr><td>文学院</td><td>2</td></tr></tbody></table>'
    ) in to_html(Document((), (table,)), standalone=False)


def test_to_html_standalone_is_one_file() -> None:
    html = to_html(summary())
    reading = read(html)
    assert html.startswith('<!doctype html>\n<html lang="zh-Hans">')
    assert "<title>星河大学党委宣传部2022年度宣传思想文化工作总结</title>" in html
    assert reading.tags.count("style") == 1
    assert {tag for tag in reading.tags if tag in ("link", "script")} == set()
    assert "size: 210mm 297mm" in html


def test_to_html_goes_into_a_template_as_it_is() -> None:
    from django.template import Context, Engine

    made = to_html(Document((Text("<甲>"),), ()), standalone=False)
    assert Engine().from_string("{{ made }}").render(Context({"made": made})) == made


texts = st.text(st.characters(codec="utf-8"), max_size=30)


@given(texts, texts, texts, texts)
def test_to_html_escapes_everything(words: str, ref: str, title: str, url: str) -> None:
    content = (Text(words), Slot(ref, SlotKind.NAME, words, title=title, note=title))
    table = Table(((content,),), header_rows=0, caption=content)
    document = Document(content, (Paragraph(content), table), content, content, (content,))
    reading = read(to_html(document, slot_url=lambda _: url, standalone=False))
    assert set(reading.tags) <= ALLOWED_TAGS
    assert {name for name, _ in reading.attrs} <= ALLOWED_ATTRS


@given(st.text("甲乙<>&\"' ;#x2f/=\n", max_size=30))
def test_to_html_shows_exactly_the_words(words: str) -> None:
    reading = read(article(Text(words)))
    assert "".join(reading.words) == words
