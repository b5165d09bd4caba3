"""Scenario 2: what was signed is what is published. An edit voids at once, undoing it restores, nothing else does either."""

from __future__ import annotations

import pytest

from rongmei.base.history.decisions import Refused

from .. import actions, rules
from ..models import Publication, Revision
from ..standing import standing_of
from .office import PARAGRAPH, PROOFS, REVIEWS, Office, fresh, passed_steps, standing


def picture(office: Office, colour: str = "red", caption: str = "夜间的图书馆", by: str = "correspondent") -> dict:
    return {
        "type": "picture",
        "value": {"asset": office.picture(office.user(by), colour).pk, "caption": caption, "credit": "郑摄", "alt": "灯火通明的阅览室"},
    }


@pytest.fixture
def two_signed(office: Office):
    """With a picture; 初审 and 复审 signed, 终审 on its way."""
    office.procedure()
    body = [{"type": "paragraph", "value": f"<p>{PARAGRAPH}</p>"}, picture(office)]
    manuscript = office.submitted(body=body)
    office.sign(manuscript, "editor", "chief")
    assert passed_steps(manuscript) == ["初审", "复审"]
    return fresh(manuscript)


@pytest.mark.parametrize(
    ("what", "part"), [("headline", "title"), ("caption", "pictures"), ("picture", "pictures"), ("byline", "byline"), ("word", "text")]
)
def test_one_change_voids_at_once_and_names_who_looks_again(office: Office, two_signed, what: str, part: str):
    before = two_signed.current.content()
    body = before.body
    changes: dict = {
        "headline": {"headline": before.headline.replace("夜间", "夜问")},
        "caption": {"body": [body[0], picture(office, caption="夜间的图书楼", by="deputy_head")]},
        "picture": {"body": [body[0], picture(office, "blue", by="deputy_head")]},
        "byline": {"byline": [{"role": "correspondent", "name": "李通迅", "person": None, "unit": "文学院"}]},
        "word": {"body": [{"type": "paragraph", "value": f"<p>{PARAGRAPH.replace('通宵', '通霄')}</p>"}, body[1]]},
    }[what]
    office.save(two_signed, by=office.deputy_head, **changes)
    now = standing(two_signed)
    assert [(line.step.label, line.passed, line.lapsed.person_name, line.changed) for line in now.steps[:2]] == [
        ("初审", False, "王初", (part,)),
        ("复审", False, "赵复", (part,)),
    ]
    assert now.present.label == "初审"
    for actor in (office.editor, office.head):
        decision = rules.may_publish(actor, fresh(two_signed), office.site, fresh(two_signed).changed_at)
        assert decision.reason == "The text was changed after it was signed; to be signed again: 初审、复审、终审."
    with pytest.raises(Refused):
        actions.publish_manuscript(actor=office.editor, manuscript=two_signed, outlet=office.site)
    assert Publication.objects.count() == 0


def test_undoing_the_change_makes_the_signatures_valid_again(office: Office, two_signed):
    before = two_signed.current.content()
    office.save(two_signed, headline="完全不同的标题")
    assert passed_steps(two_signed) == []
    office.save(two_signed, headline=before.headline)
    assert passed_steps(two_signed) == ["初审", "复审"]
    assert fresh(two_signed).current.number == 3


def test_saving_without_change_adds_nothing_and_voids_nothing(office: Office, two_signed):
    saved = office.save(two_signed)
    assert (saved.changed, Revision.objects.filter(manuscript=two_signed).count()) == (False, 1)
    assert passed_steps(two_signed) == ["初审", "复审"]


def test_what_only_the_office_sees_voids_nothing(office: Office, two_signed):
    saved = office.save(two_signed, sources=["电话采访图书馆馆长"])
    assert saved.changed
    assert passed_steps(two_signed) == ["初审", "复审"]


def test_the_signer_signs_the_text_he_read(office: Office, two_signed):
    read = two_signed.current.fingerprint
    office.save(two_signed, headline="换了一个标题")
    with pytest.raises(Refused, match="was changed since you opened it"):
        actions.sign_manuscript(actor=office.editor, manuscript=two_signed, fingerprint=read)


def test_other_bytes_under_the_same_picture_are_not_published(office: Office, two_signed):
    office.sign(two_signed, "deputy_head")
    asset = two_signed.assets.get()
    with open(asset.file.path, "wb") as file:
        file.write(b"another picture")
    with pytest.raises(Refused, match="are not those that were signed"):
        actions.publish_manuscript(actor=office.editor, manuscript=two_signed, outlet=office.site)


def test_the_publication_is_the_signed_text_whatever_comes_after(office: Office):
    office.procedure()
    manuscript = office.published()
    publication = Publication.objects.get()
    assert publication.fingerprint == manuscript.current.fingerprint
    assert [(c["step"], c["name"]) for c in publication.credits] == [("初审", "王初"), ("复审", "赵复"), ("终审", "钱终")]
    with pytest.raises(Refused, match="Open a correction"):
        office.save(manuscript, headline="悄悄改掉")


SMALL = {"small_punctuation": True, "small_characters": 2}


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("自本周起，图书馆", "自本周起图书馆", True),  # punctuation
        ("通宵", "通霄", True),  # one character
        ("通宵开放", "彻夜开放", True),  # two characters
        ("一层通宵", "三层通宵", False),  # a number
        ("可凭", "不可凭", False),  # a negation
        ("同学们可凭校园卡", "老师们可凭借校园", False),  # more than two
    ],
)
def test_a_small_correction_keeps_reviews_and_voids_proofs(office: Office, before: str, after: str, kept: bool):
    office.procedure(*REVIEWS, *PROOFS, **SMALL)
    manuscript = office.submitted()
    office.sign(manuscript, "editor", "chief", "deputy_head", "proofreader")
    office.save(manuscript, body=[{"type": "paragraph", "value": f"<p>{PARAGRAPH.replace(before, after)}</p>"}])
    assert passed_steps(manuscript) == (["初审", "复审", "终审"] if kept else [])


def test_without_the_switch_no_change_is_small(office: Office):
    office.procedure(*REVIEWS, *PROOFS)
    manuscript = office.submitted()
    office.sign(manuscript, "editor", "chief", "deputy_head", "proofreader")
    office.save(manuscript, body=[{"type": "paragraph", "value": f"<p>{PARAGRAPH.replace('，', '')}</p>"}])
    assert passed_steps(manuscript) == []


def test_many_small_corrections_add_up_against_the_signed_text(office: Office):
    """Each is measured from what was signed, not from the text before it."""
    office.procedure(**SMALL)
    manuscript = office.passed()
    text = PARAGRAPH
    for old, new in (("通宵", "通霄"), ("同学", "同孝"), ("校园", "较园")):
        text = text.replace(old, new)
        office.save(manuscript, body=[{"type": "paragraph", "value": f"<p>{text}</p>"}])
    assert passed_steps(manuscript) == []


def test_editing_the_procedure_changes_nothing_under_way(office: Office):
    """Trap 16: neither a new version nor retiring skips a step."""
    first = office.procedure()
    manuscript = office.submitted()
    office.procedure(REVIEWS[0], REVIEWS[2])
    actions.retire_procedure(actor=office.manager, procedure=first)
    assert fresh(manuscript).procedure == first
    assert [line.step.label for line in standing_of(fresh(manuscript)).steps] == ["初审", "复审", "终审"]
