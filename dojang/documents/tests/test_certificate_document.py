"""The certificate's document: it sets long, odd and multilingual data in each language, and loses none of it."""

import io
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from dojang.documents.certificate import data as shape
from dojang.documents.certificate import labels as words
from dojang.documents.certificate.labels import TEXTS, texts
from dojang.lib.texts import Language
from dojang.lib.vendor import FONTS
from dojang.pdf.typeset import typeset

SOURCE = Path(__file__).parents[1] / "certificate/certificate.typ"
NOW = datetime(2026, 3, 2, 5, 30, tzinfo=UTC)
AGENT = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.3 Mobile/15E148 Safari/604.1 KAKAOTALK/25.1.1 (INAPP)"
)


def digest(number: int) -> str:
    return f"0x{number:02d}".join(["9f86d081884c", "7d659a2feaa0", "c55ad015a3bf", "4f1b2b0b822c", "d15d6c15"])[:64]


def signature_picture() -> bytes:
    picture = Image.new("RGBA", (600, 220), (0, 0, 0, 0))
    points = [(40, 150), (120, 40), (160, 180), (240, 70), (300, 160), (380, 60), (440, 150), (560, 90)]
    ImageDraw.Draw(picture).line(points, fill=(20, 30, 90, 255), width=9, joint="curve")
    output = io.BytesIO()
    picture.save(output, "PNG")
    return output.getvalue()


def signer(language: Language, step: int) -> shape.SignerPart:
    done = step < 3
    return {
        "step": step,
        "role": ["갑", "乙 (수탁자)", "Witness"][step - 1],
        "name": ["이서연", "髙橋 美咲", "Alexandrina Featherstonehaugh-Cholmondeley"][step - 1],
        "contact": ["l**@example.com", "010-****-5678", "averylongmailboxname********@department.example.co.jp"][
            step - 1
        ],
        "reached": [
            {
                "how": words.word(words.CHANNELS, "alimtalk", language),
                "result": words.word(words.RESULTS, "failed", language),
                "at": "2026-03-02 14:31:02 (UTC+09:00)",
            },
            {
                "how": words.word(words.CHANNELS, "sms", language),
                "result": words.word(words.RESULTS, "sent", language),
                "at": "2026-03-02 14:31:09 (UTC+09:00)",
            },
        ],
        "opened_at": "2026-03-02 14:40:11 (UTC+09:00)" if done else None,
        "viewed_at": "2026-03-02 14:42:51 (UTC+09:00)" if done else None,
        "proofs": [
            {
                "method": words.word(words.PROOFS, "access-code", language),
                "passed": False,
                "detail": "",
                "at": "14:40:20",
            },
            {
                "method": words.word(words.PROOFS, "phone", language),
                "passed": True,
                "detail": "portone imp_8f14e45fceea167a5a36dedd4bea2543",
                "at": "2026-03-02 14:41:00 (UTC+09:00)",
            },
        ]
        if done
        else [],
        "consent": {
            "version": "2026-01",
            "language": "ko",
            "sha256": digest(step),
            "at": "2026-03-02 14:41:30 (UTC+09:00)",
            "url": "https://sign.example.com/consent/2026-01.ko.txt",
        }
        if done
        else None,
        "signatures": [
            {"kind": words.word(words.SIGNATURES, "drawn", language), "picture": "signature.png"},
            {"kind": words.word(words.SIGNATURES, "stamp", language), "picture": "signature.png"},
        ]
        if done
        else [],
        "outcome": "approved" if step == 1 else "rejected" if step == 2 else "waiting",
        "acted_at": "2026-03-02 14:45:00 (UTC+09:00)" if done else None,
        "acted_by": words.BY_THE_COMPANY.of(language, member="김민준") if step == 2 else "",
        "opinion": "제3조의 금액을 다시 확인해 주세요. 第三条の金額をご確認ください。 Please check clause 3. " * 3
        if step == 2
        else "",
        "ip": "2001:db8:85a3:8d3:1319:8a2e:370:7348" if step == 2 else "203.0.113.7",
        "user_agent": AGENT if done else "",
    }


def event(language: Language, number: int) -> shape.EventPart:
    kind = list(words.EVENTS)[number % len(words.EVENTS)]
    return {
        "seq": number,
        "at": f"2026-03-02 14:{number % 60:02d}:05 (UTC+09:00)",
        "kind": words.word(words.EVENTS, kind, language),
        "actor": f"{words.word(words.ACTORS, 'signer', language)} 1 이서연",
        "ip": "203.0.113.7" if number % 3 else "",
        "user_agent": AGENT if number % 3 else "",
        "hash": digest(number),
    }


def certificate(language: Language, events: int = 34) -> shape.CertificateData:
    return {
        "language": language.value,
        "t": texts(language),
        "number": "DJ-2026-000142",
        "issued_at": "2026-03-02 14:50:00 (UTC+09:00)",
        "contract": {
            "id": "142",
            "title": "2026년도 업무위탁 및 비밀유지 계약서 (주식회사 도장 · 株式会社ハンコ) — Master services agreement",
            "template": "업무위탁계약서",
            "template_version": "3",
            "status": words.word(words.STATUSES, "complete", language),
            "started_at": "2026-03-02 14:30:05 (UTC+09:00)",
            "ended_at": "2026-03-02 14:49:59 (UTC+09:00)",
            "end_reason": "",
        },
        "document": {
            "file_name": "2026년도_업무위탁_및_비밀유지_계약서_주식회사도장.pdf",
            "size": "182,334 bytes",
            "pages": 5,
            "original_sha256": digest(71),
            "sealed_sha256": digest(72),
        },
        "company": "주식회사 도장",
        "starter": {"name": "김민준", "email": "kim@example.com", "ip": "198.51.100.20", "via": "API"},
        "signers": [signer(language, step) for step in (1, 2, 3)],
        "copies": [{"name": "박도윤 🦜", "contact": "p***@example.com", "reached": []}],
        "events": [event(language, number) for number in range(1, events + 1)],
        "chain_head": digest(events),
        "log": {
            "leaf_index": 4711,
            "tree_size": 4720,
            "root": digest(90),
            "key": "dojang.example+a1b2c3d4+AfF0" + "k" * 40,
        },
        "seal": {
            "subject": "CN=Dojang Seal, O=주식회사 도장",
            "issuer": "CN=Dojang CA, O=주식회사 도장",
            "serial": "12A222EC9B6E5E9E6AF15D33A40B15E0B414B37C",
            "fingerprint": digest(73),
            "algorithm": "ECDSA P-256 SHA-256",
            "level": "B-B",
            "time_stamp": None,
        },
        "verify": {"command": "dojang verify FILE.pdf", "url": "https://sign.example.com/verify"},
    }


def made(data: shape.CertificateData) -> bytes:
    return typeset(SOURCE, data, {"signature.png": signature_picture()}, FONTS, standard="a-2a", at=NOW)


def told(pdf: bytes, folder: Path) -> str:
    """The text in reading order, without the breaks that wrapping put in."""
    return re.sub(r"[\s\u200b]+", "", raw(pdf, folder))


def raw(pdf: bytes, folder: Path) -> str:
    """The text as a reader copies it."""
    path = folder / "certificate.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("language", Language)
def test_everything_it_is_told_is_in_the_document(language: Language, tmp_path: Path) -> None:
    data = certificate(language)
    read = told(made(data), tmp_path)
    expected = [data["number"], data["contract"]["title"], data["document"]["file_name"], data["chain_head"]]
    expected += [one["hash"] for one in data["events"]]
    expected += [one["name"] for one in data["signers"]] + [data["signers"][1]["opinion"], AGENT]
    expected += [data["signers"][1]["acted_by"]]
    expected += [data["seal"]["serial"], data["seal"]["subject"], data["verify"]["url"], data["verify"]["command"]]
    assert [one for one in expected if re.sub(r"\s+", "", one) not in read] == []


def test_what_people_copy_from_it_has_no_invisible_characters(tmp_path: Path) -> None:
    data = certificate(Language.KO, events=1)
    data["verify"]["url"] = "https://signing.department.example.co.kr/verify"
    consent = data["signers"][0]["consent"]
    assert consent is not None
    read = raw(made(data), tmp_path)
    copied = [data["verify"]["url"], consent["url"], data["seal"]["serial"]]
    assert [one for one in copied if one not in read] == []


@pytest.mark.parametrize("language", Language)
def test_what_the_company_did_is_marked_as_the_companys(language: Language, tmp_path: Path) -> None:
    data = certificate(language, events=1)
    data["signers"] = [signer(language, 2)]
    assert re.sub(r"\s+", "", TEXTS["rejected_by_company"].of(language)) in told(made(data), tmp_path)


def test_holding_the_link_is_not_shown_as_a_check_that_passed(tmp_path: Path) -> None:
    data = certificate(Language.EN, events=1)
    data["signers"] = [signer(Language.EN, 1)]
    data["signers"][0]["proofs"] = [{"method": "Personal link", "passed": None, "detail": "", "at": "14:40:20"}]
    assert "Personallink14:40:20" in told(made(data), tmp_path)


@pytest.mark.parametrize("language", Language)
def test_each_fixed_text_is_used_in_its_language(language: Language, tmp_path: Path) -> None:
    data = certificate(language)
    data["contract"]["end_reason"] = "reason"
    data["signers"][0]["signatures"] = []
    data["signers"] += [{**data["signers"][1], "outcome": "approved"}]
    read = told(made(data), tmp_path)
    unused = {key for key, text in texts(language).items() if re.sub(r"\s+", "", text) not in read}
    assert unused == set()


@pytest.mark.parametrize("name", ["Nguyễn Thị Hường", "陈丽萍"])
def test_names_of_foreign_signers_keep_their_letters(tmp_path: Path, name: str) -> None:
    data = certificate(Language.KO, events=3)
    data["signers"][0]["name"] = name
    assert name.replace(" ", "") in told(made(data), tmp_path)


def test_the_texts_differ_between_the_languages() -> None:
    same = {key for key, text in TEXTS.items() if text.english in (text.of("ko"), text.of("ja"))}
    assert same == set()


@pytest.mark.parametrize("language", Language)
def test_it_is_an_archival_tagged_document_in_its_language(language: Language) -> None:
    pdf = made(certificate(language, events=3))
    assert re.search(rb"pdfaid:part>2<.*pdfaid:conformance>A<", pdf, re.DOTALL)
    assert b"/Lang(" + language.value.encode() in pdf.replace(b" ", b"")
    assert b"/StructTreeRoot" in pdf


def test_a_table_that_goes_over_pages_repeats_its_head(tmp_path: Path) -> None:
    data = certificate(Language.EN, events=60)
    read = told(made(data), tmp_path)
    assert read.count("Originandhash") >= 3


def test_a_contract_without_anything_optional_still_has_a_certificate(tmp_path: Path) -> None:
    data = certificate(Language.KO, events=1)
    data["copies"], data["log"], data["signers"] = [], None, [signer(Language.KO, 3)]
    data["document"]["sealed_sha256"], data["contract"]["ended_at"] = None, None
    assert texts(Language.KO)["unknown"].replace(" ", "") in told(made(data), tmp_path)


def test_a_title_is_never_part_of_a_command(tmp_path: Path) -> None:
    data = certificate(Language.EN, events=1)
    data["contract"]["title"], data["document"]["file_name"] = "a; reboot $(id) `id`", "a; reboot $(id) `id`.pdf"
    read = told(made(data), tmp_path)
    assert re.findall(r"(?:sha256sum|dojangverify).{8}", read) == ["sha256sumFILE.pdf", "dojangverifyFILE.pdf"]


def test_a_row_says_how_many_events_are_left_out(tmp_path: Path) -> None:
    data, left_out = certificate(Language.JA, events=3), words.LEFT_OUT.of(Language.JA, count="1,600")
    data["events"][1] |= {"kind": left_out, "at": "", "actor": "", "ip": "", "user_agent": "", "hash": ""}
    assert left_out in told(made(data), tmp_path)


def test_a_signers_part_says_how_many_messages_and_proofs_are_left_out(tmp_path: Path) -> None:
    data, signer = certificate(Language.JA, events=1), certificate(Language.JA, events=1)["signers"][0]
    more = [words.MORE.of(Language.JA, count=count) for count in ("480", "7")]
    data["signers"] = [signer | {"proofs": [{"method": more[0], "passed": None, "detail": "", "at": ""}],
                                 "reached": [{"how": more[1], "result": "", "at": ""}]}]  # fmt: skip
    read = told(made(data), tmp_path)
    assert all(one in read for one in more)
    assert texts(Language.JA)["failed"] not in read


def test_a_code_without_a_word_is_not_left_out() -> None:
    assert words.word(words.EVENTS, "contract:frozen", Language.JA) == "contract:frozen"
