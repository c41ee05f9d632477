"""Every result of the calls that act, in each language and edition, word for word."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from dojang.api.tests import acts
from dojang.api.tests.calling import Api, Json, result
from dojang.api.tests.stories import begin, cancel, complete
from dojang.companies.models import AccessToken, Company, Edition
from dojang.lib import clock
from tests import factories
from tests.factories import KIM, PARK

STRANGER = "choi@other.test"


@dataclass(frozen=True)
class Golden:
    """What is asked, and what is answered in Korean, English and Japanese; in the edition of 2021 perhaps something else."""

    ask: Callable[[Api, str], Json]
    code: str
    ko: str
    en: str
    ja: str
    in_2021: tuple[str, str, str, str] | None = None

    def wanted(self, lang: str, edition: str) -> tuple[str, str]:
        code, *texts = self.in_2021 if self.in_2021 and edition == "2021" else (self.code, self.ko, self.en, self.ja)
        return code, texts[{"ko": 0, "en": 1, "ja": 2, "jp": 2}[lang]]


def action(**changes: object) -> Callable[[Api, str], Json]:
    return lambda api, lang: acts.act(api, begin(api), lang=lang, **changes)


def ending(command: str, **changes: object) -> Callable[[Api, str], Json]:
    return lambda api, lang: acts.end(api, begin(api), command, lang=lang, **changes)


def disposal(**changes: object) -> Callable[[Api, str], Json]:
    return lambda api, lang: acts.end(api, complete(begin(api)), "DISPOSAL", lang=lang, **changes)


def remind(**changes: object) -> Callable[[Api, str], Json]:
    return lambda api, lang: acts.remind(api, begin(api), lang=lang, **changes)


def templates(**changes: object) -> Callable[[Api, str], Json]:
    return lambda api, lang: acts.list_templates(api, lang=lang, **changes)


def bulk(**changes: object) -> Callable[[Api, str], Json]:
    return lambda api, lang: acts.bulk(api, lang=lang, **changes)


def free(ask: Callable[[Api, str], Json]) -> Callable[[Api, str], Json]:
    """With a template that asks for nothing."""

    def asked(api: Api, lang: str) -> Json:
        acts.free_of_duties(api)
        return ask(api, lang)

    return asked


def demanding(ask: Callable[[Api, str], Json]) -> Callable[[Api, str], Json]:
    """With a template whose signatures are required."""

    def asked(api: Api, lang: str) -> Json:
        api.company.templates.get(number=1).versions.update(layout=factories.layout())
        return ask(api, lang)

    return asked


def unreadable(code: str) -> Callable[[Api, str], Json]:
    """A message whose body cannot be taken."""

    def asked(api: Api, lang: str) -> Json:
        address = f"/api/{api.company.comp_id}/action" if code == "5010Q" else acts.COMMON
        return api.ask(address, code, ["not an object"], lang=lang)

    return asked


def ended(ask: Callable[[Api, str], Json]) -> Callable[[Api, str], Json]:
    def asked(api: Api, lang: str) -> Json:
        Company.objects.update(plan_ends_at=clock.now())
        return ask(api, lang)

    return asked


def spent(ask: Callable[[Api, str], Json]) -> Callable[[Api, str], Json]:
    def asked(api: Api, lang: str) -> Json:
        Company.objects.update(capacity=0)
        return ask(api, lang)

    return asked


def without_token(ask: Callable[[Api, str], Json]) -> Callable[[Api, str], Json]:
    def asked(api: Api, lang: str) -> Json:
        AccessToken.objects.update(revoked_at=clock.now())
        return ask(api, lang)

    return asked


FAIL = ("10", "실패", "fail", "失敗")
REFUSED = (
    "11", "필수 값이 없거나 상태 값이 올바르지 않습니다.", "Required values do not exist or status values are incorrect.",
    "必須値がないか、状態の値が正しくありません。",
)  # fmt: skip
PARSING = (
    "수신 메세지의 Body 정보가 잘못된 형태여서 파싱하지 못했습니다.",
    "Parsing failed because the body information of the received message is incorrect.",
    "受信メッセージのBody情報の形式が正しくないため、解析できませんでした。",
)
FORMAT = (
    "Unexpected exception ( 잘못된 포맷 )", "Unexpected exception (incorrect format)", "Unexpected exception ( 不正なフォーマット )",
)  # fmt: skip
WRITERS = (
    "15",
    "작성자 설정이 올바르지 않습니다.",
    "The writer setting is incorrect.",
    "作成者の設定が正しくありません。",
)
FAILED = ("11", "실패하였습니다.", "Failed.", "失敗しました。")
KEY = ("94", "인증키가 올바르지 않습니다.", "The authentication key is incorrect.", "認証キーが正しくありません。")
MANY = [acts.customer()] * 301


GOLDEN = {
    "action done": Golden(free(action()), "00", "성공하였습니다.", "success.", "成功しました。"),
    "action unreadable": Golden(unreadable("5010Q"), "12", *PARSING),
    "action parameter": Golden(action(command="OK"), "12", *PARSING),
    "action unknown": Golden(action(workflow_id="0"), *FAIL),
    "action of another": Golden(action(memb_email=PARK), *FAIL),
    "action too early": Golden(action(memb_email=PARK, action_id="2"), *FAIL),
    "action ended": Golden(lambda api, lang: acts.act(api, cancel(api, begin(api)), lang=lang), *FAIL),
    "action boxes": Golden(
        demanding(action()), "99", "필수항목이 남아있어 진행할 수 없습니다.", "We can't proceed because there are required items left.",
        "必須項目が残っているため、進めることができません。",
    ),
    "action token": Golden(without_token(action()), *KEY),
    "cancel done": Golden(ending("CANCEL"), "00", "폐기/취소를 성공했습니다.", "success", "破棄／取消に成功しました。"),
    "disposal done": Golden(disposal(), "00", "폐기/취소를 성공했습니다.", "success", "破棄／取消に成功しました。"),
    "delete done": Golden(
        lambda api, lang: acts.end(api, cancel(api, begin(api)), "DELETE", lang=lang), "00", "폐기/취소를 성공했습니다.",
        "success", "破棄／取消に成功しました。",
    ),
    "ending unreadable": Golden(unreadable("1510Q"), "-1", *PARSING),
    "ending parameter": Golden(ending("STOP"), *REFUSED),
    "ending unknown": Golden(ending("CANCEL", workflow_id="0"), *REFUSED),
    "ending stranger": Golden(ending("CANCEL", memb_email=STRANGER), *REFUSED),
    "cancel of a complete one": Golden(lambda api, lang: acts.end(api, complete(begin(api)), lang=lang), *REFUSED),
    "disposal of one in progress": Golden(ending("DISPOSAL"), *REFUSED),
    "delete of one in progress": Golden(ending("DELETE"), *REFUSED),
    "disposal without a reason": Golden(disposal(description=""), *REFUSED),
    "disposal without an offset": Golden(disposal(timezone_offset="x"), *REFUSED),
    "ending token": Golden(without_token(ending("CANCEL")), *KEY),
    "remind done": Golden(remind(), "00", "Remind를 성공 하었습니다.", "Remind succeeded.", "Remindに成功しました。"),
    "remind unreadable": Golden(unreadable("1429Q"), "99", *FORMAT, in_2021=("12", *PARSING)),
    "remind parameter": Golden(remind(memb_email=""), "99", *FORMAT, in_2021=("12", *PARSING)),
    "remind unknown": Golden(remind(workflow_id="0"), *FAIL),
    "remind stranger": Golden(remind(memb_email=STRANGER), *FAIL),
    "remind complete": Golden(
        lambda api, lang: acts.remind(api, complete(begin(api)), lang=lang), "11", "완료 상태의 문서는 재전송을 할 수 없습니다.",
        "A completed document cannot be resent.", "完了状態の文書は再送できません。",
        in_2021=("11", "서명이 완료된 문서입니다.", "This document has been signed.", "署名が完了した文書です。"),
    ),
    "remind canceled": Golden(
        lambda api, lang: acts.remind(api, cancel(api, begin(api)), lang=lang), "12",
        "취소 상태의 문서는 재전송을 할 수 없습니다.", "A canceled document cannot be resent.", "取消状態の文書は再送できません。",
        in_2021=("12", "취소 처리 된 문서입니다.", "This document has been cancelled.", "取消処理された文書です。"),
    ),
    "remind token": Golden(without_token(remind()), *KEY),
    "templates done": Golden(templates(), "00", "파일 리스트입니다.", "file list", "ファイルリストです。"),
    "templates unreadable": Golden(unreadable("1123Q"), "12", *PARSING),
    "templates parameter": Golden(templates(search_dir_id="x"), "12", *PARSING),
    "templates stranger": Golden(templates(memb_email=STRANGER), *FAIL),
    "templates token": Golden(without_token(templates()), *KEY),
    "bulk done": Golden(
        bulk(), "00", "Work Flow bulk Sending이 시작됩니다.", "Start Work Flow bulk Sending.",
        "Work Flow bulk Sendingが開始されます。",
    ),
    "bulk unreadable": Golden(unreadable("1410Q"), "-1", *PARSING),
    "bulk parameter": Golden(
        bulk(workflow_lib_id=""), "-1", "workflow_lib_id 값은 필수로 입력하셔야 합니다.", "workflow_lib_id is required.",
        "workflow_lib_idの値は必須です。",
    ),
    "bulk too many": Golden(
        bulk(unset_player_list=MANY), "-1",
        "unset_player_list 배열의 요소는 300개까지 가능합니다. 더 많은 문서는 POST /api/v3/bulk 로 시작해주세요.",
        "unset_player_list may have at most 300 elements. Start more documents by POST /api/v3/bulk.",
        "unset_player_listの要素は300個までです。それ以上の文書はPOST /api/v3/bulkで開始してください。",
    ),
    "bulk unknown": Golden(
        bulk(workflow_lib_id="1"), "10", "해당 Work Flow Library가 존재하지 않습니다.",
        "The specific Work Flow Library does not exist.", "該当するWork Flow Libraryが存在しません。",
    ),
    "bulk stranger": Golden(bulk(memb_email=STRANGER), *FAILED),
    "bulk none started": Golden(bulk(unset_player_list=[{"email": "x", "name": "Lee"}]), *FAILED),
    "bulk quota": Golden(
        spent(bulk()), "13", "가능한 문서 수를 초과합니다.", "The maximum number of documents is exceeded.",
        "可能な文書数を超過しています。",
    ),
    "bulk plan": Golden(
        ended(bulk()), "14", "이용기간이 만료되었습니다.", "The usage period has expired.", "利用期間が満了しました。"
    ),
    "bulk no steps": Golden(bulk(workflow_lib_id="3"), *WRITERS),
    "bulk no customer": Golden(bulk(workflow_lib_id="4"), *WRITERS),
    "bulk customers": Golden(bulk(customer_list=[acts.customer(email=KIM)]), *WRITERS),
    "bulk token": Golden(without_token(bulk()), *KEY),
}  # fmt: skip


@pytest.fixture
def acting(api: Api) -> Api:
    """Template 2 is for bulk; 3 would be, but has no steps, and 4 none that are a customer's."""
    acts.template_for_bulk(api.company)
    acts.template_for_bulk(api.company, 3, steps=0)
    acts.template_for_bulk(api.company, 4, starters=(1, 2))
    return api


@pytest.mark.parametrize("edition", Edition.values)
@pytest.mark.parametrize("name", GOLDEN)
def test_each_result_in_each_language_and_edition(acting: Api, name: str, edition: str) -> None:
    acting.company.edition = edition
    acting.company.save()
    golden = GOLDEN[name]
    told = {lang: result(golden.ask(acting, lang)) for lang in ("ko", "en", "ja", "jp")}
    assert told == {lang: golden.wanted(lang, edition) for lang in told}
