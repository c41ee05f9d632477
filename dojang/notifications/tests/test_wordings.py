"""The wordings: complete in three languages, and filled whole."""

import re
import string

import pytest

from dojang.lib.sentences import Sentence
from dojang.lib.texts import Language
from dojang.notifications import wordings
from dojang.notifications.alerts import sealing, templates
from dojang.notifications.alerts import texts as alert_texts
from dojang.notifications.alerts.wordings import ALERTS
from dojang.notifications.models import Message
from dojang.notifications.rendering import render_plain

WORDINGS = {**wordings.WORDINGS, **ALERTS}
# What is known of every message, and what only one purpose knows.
ALWAYS = {"company", "starter", "title"}
OWN = {
    Message.Purpose.SENT_BACK: {"rejecter", "todo"},
    Message.Purpose.PHONE_CODE: {"code"},
    Message.Purpose.LINK_LOCKED: {"locked"},
    Message.Purpose.EXPORTS_REST: {"count"},
    Message.Purpose.DAMAGED: {"count"},
    Message.Purpose.NOT_SEALED: {"count"},
    Message.Purpose.ALL_UNSEALED: {"count"},
}


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def every() -> list[Sentence]:
    worded = [text for one in WORDINGS.values() for text in (one.subject, one.sentence, one.button) if text]
    named = [*vars(wordings).values(), *vars(alert_texts).values(), *alert_texts.ERRORS.values()]
    named += [*vars(sealing).values(), *sealing.REASONS.values(), *vars(templates).values()]
    return [*worded, *(text for text in named if isinstance(text, Sentence))]


def test_every_purpose_has_a_wording() -> None:
    assert set(WORDINGS) == set(Message.Purpose)


@pytest.mark.parametrize("purpose", Message.Purpose)
def test_a_wording_asks_for_nothing_that_is_not_known(purpose: Message.Purpose) -> None:
    for text in (WORDINGS[purpose].subject, WORDINGS[purpose].sentence):
        for language in Language:
            assert blanks(text.of(language)) <= ALWAYS | OWN.get(purpose, set())


def test_the_languages_of_a_text_say_the_same_things() -> None:
    for text in every():
        own = [blanks(text.of(language)) - ALWAYS for language in Language]
        assert own[0] == own[1] == own[2], text


def test_every_text_is_written_in_the_script_of_its_language() -> None:
    for text in every():
        assert re.search(r"[가-힣]", text.of("ko")), text
        assert not re.search(r"[가-힣ぁ-ヿ一-鿿]", text.of("en")), text
        assert re.search(r"[ぁ-ヿ一-鿿]", text.of("ja")), text
        assert not re.search(r"[가-힣]", text.of("ja")), text


def test_people_are_addressed_politely() -> None:
    for blank in ("name", "starter", "rejecter", "locked"):
        for text in every():
            if f"{{{blank}}}" in text.of("ko"):
                assert f"{{{blank}}} 님" in text.of("ko")
                assert re.search(rf"\{{{blank}\}} ?様", text.of("ja"))


def test_a_message_that_asks_for_an_act_has_a_button() -> None:
    asking = {purpose for purpose, wording in WORDINGS.items() if wording.button}
    purposes = Message.Purpose
    assert asking == {
        purposes.INVITATION, purposes.BEGUN, purposes.REMINDER, purposes.SENT_BACK, purposes.COMPLETED,
    }  # fmt: skip


@pytest.mark.parametrize(("language", "first", "breaks"), [
    ("ko", "Apple SD Gothic Neo", "keep-all"), ("en", "system-ui", "keep-all"), ("ja", "Hiragino Sans", "normal"),
])  # fmt: skip
def test_a_mail_is_set_in_the_fonts_and_breaks_its_lines_as_its_language_does(
    language: str, first: str, breaks: str
) -> None:
    wording = WORDINGS[Message.Purpose.CANCELED]
    html = render_plain(wording, "Lee", language, {"company": "Acme", "title": "NDA"}, []).html
    assert html.partition("font:16px/1.65 ")[2].strip("'").startswith(first)
    assert f"word-break:{breaks}" in html


@pytest.mark.parametrize(
    ("language", "tag", "subject", "greeting"),
    [
        ("vi", "vi", "[도장] Yêu cầu ký: 계약서", "Xin chào Nguyễn Thị Hường,"),
        ("zh", "zh-Hans", "[도장] 请签署：계약서", "陈丽，您好："),
    ],
)
def test_a_signer_of_another_language_reads_it_in_all_of_the_mail(
    language: str, tag: str, subject: str, greeting: str
) -> None:
    known = {"company": "도장", "starter": "김", "title": "계약서"}
    name = {"vi": "Nguyễn Thị Hường", "zh": "陈丽"}[language]
    written = render_plain(wordings.WORDINGS[Message.Purpose.INVITATION], name, language, known, [])
    assert (written.subject, written.text.splitlines()[0]) == (subject, greeting)
    assert f'<html lang="{tag}">' in written.html
