"""The report on a file, in three languages."""

from functools import cache
from io import BytesIO

import pikepdf
import pytest

from dojang.lib import clock
from dojang.lib.sentences import Sentence
from dojang.lib.texts import Language
from dojang.pdf import pki
from dojang.pdf.seal import SealKey, seal
from dojang.pdf.validate import Condition, Reason
from dojang.verify import texts
from dojang.verify.report import Report, check
from tests.factories import blank_pdf


@cache
def authority() -> pki.Identity:
    return pki.make_ca("Acme", clock.now())


@cache
def sealed() -> bytes:
    own = pki.issue_seal(authority(), "Acme", clock.now())
    key = SealKey.load(own.key_pem, own.cert_pem, [authority().cert_pem])
    return seal(blank_pdf(), key, reason="Contract completed", location=None, at=clock.now())


def tampered() -> bytes:
    return sealed().replace(b"/Contract", b"/Kontract").replace(b"Contract completed", b"Kontract completed")


def changed_later() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(sealed())) as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


def report(pdf: bytes, language: str, *, known: bool = True) -> Report:
    return check(pdf, [authority().cert_pem] if known else [], language)


@pytest.mark.parametrize(
    ("language", "told"),
    [("ko", "유효합니다. 신뢰하는 기관이"), ("en", "Good: sealed by"), ("ja", "有効です。信頼する認証局による")],
)
def test_a_good_seal_is_good_and_gives_no_reasons(language: str, told: str) -> None:
    found = report(sealed(), language)
    assert (found.good, found.unchanged, found.reasons) == (True, True, ())
    assert found.conclusion.startswith(told)


@pytest.mark.parametrize(
    ("language", "told", "reason"),
    [
        ("ko", "누가 봉인했는지는 이 확인만으로 알 수 없습니다", "발급 기관을 모릅니다"),
        ("en", "Unchanged since it was sealed, but", "is not known here"),
        ("ja", "電子署名後の変更はありませんが", "発行した認証局が不明です"),
    ],
)
def test_an_unknown_authority_is_told_apart_from_a_bad_seal(language: str, told: str, reason: str) -> None:
    found = report(sealed(), language, known=False)
    assert (found.good, found.unchanged, len(found.reasons)) == (False, True, 1)
    assert told in found.conclusion
    assert reason in found.reasons[0]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("file", [tampered, changed_later], ids=lambda file: str(file.__name__))
def test_a_changed_file_is_not_good_and_says_why(file: object, language: str) -> None:
    found = report(file(), language)  # type: ignore[operator]
    assert (found.good, found.unchanged) == (False, False)
    assert found.conclusion == texts.BAD.of(language)
    assert found.reasons


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("pdf", "condition"),
    [
        (b"", Condition.NOT_A_PDF),
        (b"hello", Condition.NOT_A_PDF),
        (b"%PDF-1.7 and then nothing", Condition.UNREADABLE),
        (blank_pdf(), Condition.UNSIGNED),
    ],
    ids=["empty", "no pdf", "garbage", "no seal"],
)
def test_a_file_without_a_seal_is_called_what_it_is(pdf: bytes, condition: Condition, language: str) -> None:
    found = report(pdf, language)
    assert (found.good, found.unchanged) == (False, False)
    assert found.conclusion == texts.CONDITIONS[condition].of(language)


@pytest.mark.parametrize("language", Language)
def test_the_facts_name_the_hash_the_sealer_and_whether_it_changed(language: Language) -> None:
    facts = dict(report(sealed(), language).facts)
    assert len(facts["SHA-256"]) == 64
    assert "Acme" in facts[texts.SEALED_BY.of(language)]
    assert facts[texts.SEALED_AT.of(language)].endswith("(UTC+00:00)")
    assert facts[texts.CHANGED.of(language)] == texts.NO.of(language)


def test_a_sealers_time_is_never_called_proven() -> None:
    labels = [label for label, _ in report(sealed(), "en").facts]
    assert "Sealed at (as the sealer says)" in labels
    assert "Time proven" not in labels


@pytest.mark.parametrize(("language", "label"), [("ko", "쪽수"), ("en", "Pages"), ("ja", "ページ数")])
def test_what_a_file_contains_is_told(language: str, label: str) -> None:
    assert dict(report(sealed(), language).facts)[label] == "1"
    assert label not in dict(report(b"%PDF-1.7 garbage", language).facts)


def test_what_a_seal_says_of_itself_is_told() -> None:
    assert dict(report(sealed(), "en").facts)["What the seal says"] == "Contract completed"


def test_every_reason_and_condition_has_its_words() -> None:
    assert set(texts.REASONS) == set(Reason)
    assert set(texts.CONDITIONS) == set(Condition) - {Condition.SIGNED}


def test_no_text_is_said_in_another_language() -> None:
    every = [
        text
        for text in (*vars(texts).values(), *texts.REASONS.values(), *texts.CONDITIONS.values())
        if isinstance(text, Sentence)
    ]
    alike = [text.english for text in every if len({text.of(language) for language in Language}) < 3]
    assert alike == ["SHA-256"]
