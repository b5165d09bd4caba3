"""Old sites: three formats in, nothing twice, every old address leads on, what leads nowhere is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from rongmei.base.directory.enums import Role
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.content.newsroom.models import Publication

from .. import actions
from ..enums import OldFormat
from ..imports import plan_of, read_folder, read_table, read_wordpress
from ..imports.articles import moment_of
from ..imports.cleaning import blocks_of
from ..models import OldAddress
from .conftest import Campus, person

pytestmark = pytest.mark.django_db


def move(campus: Campus, articles, source=OldFormat.HTML):
    plan = plan_of(campus.news, articles)
    return plan, actions.move_articles(actor=SYSTEM, site=campus.news, plan=plan, source=source, unit=campus.science)


def test_a_folder_becomes_archived_stories_with_their_days(campus: Campus, folder: Path, client: Client):
    plan, moved = move(campus, read_folder(folder))
    assert [(old.address, old.source) for old in moved] == [("/info/1001/11.htm", "html"), ("/info/1001/12.htm", "html")]
    assert [(article.place, problem) for article, problem in plan.refused] == [("index.htm", "date")]
    story = Publication.objects.get(public_id=moved[0].public_id)
    assert (story.headline, str(story.first_published_at.date()), story.byline[0]["name"]) == ("校史馆开馆", "2019-05-11", "李见山")
    assert [block["type"] for block in story.body] == ["paragraph", "picture", "paragraph"]
    assert story.credits == []


def test_an_old_address_leads_to_the_story(campus: Campus, folder: Path, client: Client):
    _plan, moved = move(campus, read_folder(folder))
    answer = client.get("/info/1001/11.htm")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/news/2019/{moved[0].public_id}")
    assert "校史馆昨日开馆" in client.get(answer.headers["Location"]).content.decode()


def test_links_and_pictures_that_lead_nowhere_are_named(campus: Campus, folder: Path):
    plan, _moved = move(campus, read_folder(folder))
    assert plan.dead == [("/info/1001/11.htm", "/info/1001/99.htm"), ("/info/1001/11.htm", "../../../secret.jpg")]


def test_the_same_again_adds_nothing(campus: Campus, folder: Path):
    move(campus, read_folder(folder))
    before = Publication.objects.count()
    plan, moved = move(campus, read_folder(folder))
    assert (len(plan.new), len(plan.there), moved, Publication.objects.count()) == (0, 2, [], before)


def test_a_table_is_read_by_the_headers_offices_write(campus: Campus, tmp_path: Path, client: Client):
    path = tmp_path / "旧闻.csv"
    path.write_bytes(
        "网址,标题,发布时间,正文,栏目\nhttp://old.example/show.asp?id=12,迎新,2017-09-01 08:30,第一段\u3000。,科研\n".encode("gb18030")
    )
    _plan, moved = move(campus, read_table(path), OldFormat.CSV)
    story = Publication.objects.get(public_id=moved[0].public_id)
    assert (story.headline, [subject.name for subject in story.subjects.all()]) == ("迎新", ["科研"])
    assert client.get("/show.asp?id=12").status_code == 301


def test_a_table_without_dates_is_refused_with_the_names_a_column_may_have(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("网址,标题,正文\n", encoding="utf-8")
    with pytest.raises(Invalid) as problem:
        list(read_table(path))
    assert ("日期" in str(problem.value), "a.csv" in str(problem.value)) == (True, True)


WXR = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<item><title>书画展 &x;</title><link>https://blog.example/2016/05/%E4%B9%A6/</link><dc:creator>editor</dc:creator><wp:post_date>2016-05-01 10:00:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="category">文化</category><content:encoded><![CDATA[第一段

第二段]]></content:encoded></item>
<item><title>草稿</title><link>https://blog.example/?p=9</link><wp:post_date>2016-05-02 10:00:00</wp:post_date><wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
</channel></rss>"""


def test_wordpress_posts_that_were_public_are_taken_and_no_file_is_read_through_entities(campus: Campus, tmp_path: Path, client: Client):
    path = tmp_path / "export.xml"
    path.write_text(WXR, encoding="utf-8")
    _plan, moved = move(campus, read_wordpress(path), OldFormat.WXR)
    story = Publication.objects.get(public_id=moved[0].public_id)
    assert (len(moved), story.headline.strip(), [block["value"] for block in story.body]) == (
        1,
        "书画展",
        ["<p>第一段</p>", "<p>第二段</p>"],
    )
    assert client.get("/2016/05/%E4%B9%A6/").status_code == 301


def test_what_is_no_export_is_refused(tmp_path: Path):
    path = tmp_path / "x.xml"
    path.write_text("no xml", encoding="utf-8")
    with pytest.raises(Invalid):
        list(read_wordpress(path))


def test_a_correspondent_takes_nothing_over(campus: Campus, folder: Path):
    plan = plan_of(campus.news, read_folder(folder))
    with pytest.raises(Refused):
        actions.move_articles(
            actor=person(Role.CORRESPONDENT, unit=campus.science), site=campus.news, plan=plan, source=OldFormat.HTML, unit=campus.science
        )
    assert OldAddress.objects.count() == 0


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>一</p><p>二</p>", ["paragraph", "paragraph"]),
        ("<div>甲<br>乙</div>", ["paragraph"]),
        ("<h2>题</h2><ul><li>a</li></ul>", ["heading", "paragraph"]),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td></tr></table>", ["table"]),
        ("<blockquote>引</blockquote>", ["quote"]),
        ("<div><div><p><span>深</span></p></div></div>", ["paragraph"]),
        ("<p>&nbsp;</p><script>x</script>", []),
        ("", []),
    ],
)
def test_structure_is_kept_and_dirt_is_dropped(html, blocks):
    assert [block["type"] for block in blocks_of(html, lambda source: None)] == blocks


@pytest.mark.parametrize("text", ["2019-05-12", "2019年5月12日", "发布于 2019/5/12 08:30", "2019.05.12"])
def test_days_are_read_as_offices_write_them(text):
    assert str(moment_of(text).date()) == "2019-05-12"


@pytest.mark.parametrize("text", ["", "5月12日", "2019-13-40", "电话 0519-2012345"])
def test_what_is_no_day_is_none(text):
    assert moment_of(text) is None
