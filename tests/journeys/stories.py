"""What people write into the four sample templates, each in the language of its document."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from dojang.cli.demo.browser import drawn_signature
from dojang.lib.vendor import FONTS
from dojang.library.samples import SAMPLES, Sample, build


class Hand(Enum):
    """What is not typed."""

    TICKS = "ticks"
    SIGNS = "signs"


Answers = Mapping[str, str | Hand | Path]  # a path is a picture to hand in
TICKS, SIGNS = Hand.TICKS, Hand.SIGNS


@dataclass(frozen=True, kw_only=True)
class Signing:
    """One signer, and what they answer by the name of the box."""

    name: str
    contact: str
    answers: Answers


@dataclass(frozen=True, kw_only=True)
class Story:
    """One contract from its start to its seal. `given` is what the integrator fills in."""

    template: str
    title: str
    given: Mapping[str, str]
    steps: tuple[Signing, ...]

    @property
    def number(self) -> str:
        return str(SAMPLES[self.template].doc_id)

    @property
    def locale(self) -> str:
        return SAMPLES[self.template].language

    @property
    def written(self) -> dict[str, str]:
        """Every text that the sealed document has to show."""
        typed = {name: text for step in self.steps for name, text in step.answers.items() if isinstance(text, str)}
        return dict(self.given) | typed

    @property
    def filled(self) -> set[str]:
        """Every box that has something in it at the end."""
        return set(self.given).union(*(step.answers for step in self.steps))

    def body(self, **more: object) -> dict[str, object]:
        """The body of a 5005Q that starts it."""
        players = [
            {"field_owner": str(number), "email": step.contact, "name": step.name, "language": self.locale}
            for number, step in enumerate(self.steps, start=1)
        ]
        fields = [{"field_name": name, "field_value": text} for name, text in self.given.items()]
        return {
            "memb_email": "guide@esignon.net", "doc_id": self.number, "workflow_name": self.title,
            "language": self.locale, "player_list": players, "field_list": fields,
        } | more  # fmt: skip


@cache
def sample(template: str) -> Sample:
    return build(template, FONTS)


def boxes(template: str) -> list[dict[str, Any]]:
    """The boxes of a sample in the order of its layout, whose places the pages use as numbers."""
    fields: list[dict[str, Any]] = sample(template).layout["fields"]
    return fields


def posted(template: str, signing: Signing) -> dict[str, str]:
    """What a browser sends for these answers."""
    return dict(_posted(boxes(template), signing))


def _posted(fields: list[dict[str, Any]], signing: Signing) -> Iterator[tuple[str, str]]:
    first_of_group: dict[str, int] = {}
    for number, field in enumerate(fields):
        first = first_of_group.setdefault(field["group"] or f"box {number}", number)
        answer = signing.answers.get(field["name"])
        if answer is SIGNS:
            yield f"f{number}", json.dumps(drawn_signature(signing.name))
        elif answer is TICKS and field["kind"] == "radio":
            yield f"g{first}", str(number)
        elif answer is TICKS:
            yield f"f{number}", "Y"
        elif isinstance(answer, str):
            yield f"f{number}", answer


TESTAPI = Story(
    template="testapi", title="연동 시험 2026-11", given={"name": "이영희"},
    steps=(
        Signing(name="이영희", contact="lee@example.com", answers={
            "name": "이영희 (한빛테크)", "date": "2026-11-20", "signature_1": SIGNS,
        }),
        Signing(name="박지훈", contact="park@example.com", answers={"signature_2": SIGNS}),
    ),
)  # fmt: skip

EMPLOYMENT = Story(
    template="employment", title="표준 근로계약서 박지훈", given={"document_number": "HR-2026-0412"},
    steps=(
        Signing(name="이영희", contact="lee@example.com", answers={
            "company_name": "주식회사 한빛테크", "term_open": TICKS, "start_date": "2026-12-01",
            "workplace": "서울특별시 마포구 월드컵북로 396", "duties": "서버 개발 및 운영\n장애 대응과 기술 문서 작성",
            "work_from": "09:00", "work_to": "18:00", "break_time": "12:00~13:00", "work_days": "5", "weekly_holiday": "일",
            "pay_monthly": TICKS, "pay_amount": "3,800,000", "bonus_no": TICKS, "pay_day": "25", "pay_by_bank": TICKS,
            "insurance_employment": TICKS, "insurance_health": TICKS, "special_terms": "수습 기간은 3개월로 한다.",
            "contract_date": "2026-11-20", "company_phone": "02-1234-5678",
            "company_address": "서울특별시 마포구 월드컵북로 396, 12층", "representative": "이영희", "company_signature": SIGNS,
        }),
        Signing(name="박지훈", contact="010-9876-5432", answers={
            "worker_name": "박지훈", "copy_received": TICKS, "privacy_agreed": TICKS, "worker_phone": "010-9876-5432",
            "worker_address": "경기도 고양시 일산동구 중앙로 1036", "worker_date": "2026-11-21", "worker_signature": SIGNS,
        }),
    ),
)  # fmt: skip

NDA = Story(
    template="nda", title="秘密保持契約書 青空商事・富士製作所", given={},
    steps=(
        Signing(name="佐藤 花子", contact="sato@example.jp", answers={
            "party_a_name": "青空商事株式会社", "purpose": "新製品の共同開発の可能性を検討するため",
            "personal_data": TICKS, "term_3y": TICKS,
            "contract_date": "2026-11-20", "party_a_address": "東京都千代田区丸の内1-2-3",
            "party_a_signatory": "代表取締役 佐藤 花子", "party_a_signature": SIGNS,
        }),
        Signing(name="髙橋 一郎", contact="takahashi@example.jp", answers={
            "party_b_name": "富士製作所株式会社", "party_b_address": "大阪市北区梅田4-5-6",
            "party_b_signatory": "取締役 髙橋 一郎", "party_b_signature": SIGNS,
        }),
    ),
)  # fmt: skip

CONSENT = Story(
    template="consent", title="Photography consent", given={"event": "Company party 2026"},
    steps=(
        Signing(name="Zoë Lee", contact="zoe@example.com", answers={
            "full_name": "Zoë Lee", "date_of_birth": "1994-02-28", "email": "zoe@example.com", "photos_yes": TICKS,
            "use_website": TICKS, "use_print": TICKS, "remarks": "Please call me Zoë in captions.",
            "understood": TICKS, "signature": SIGNS, "signed_on": "2026-11-20",
        }),
    ),
)  # fmt: skip

STORIES = (TESTAPI, EMPLOYMENT, NDA, CONSENT)
