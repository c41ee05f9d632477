"""The calls that act on contracts and list templates."""

from dojang.api.coded.action import Action
from dojang.api.coded.bulkstart.results import Bulk
from dojang.api.coded.reminder import Remind
from dojang.api.coded.results import Common
from dojang.api.coded.template_list import Templates
from dojang.api.coded.termination import Ending
from dojang.api.tests import acts
from dojang.api.tests.calling import Api, Json
from dojang.api.tests.golden.case import Ask, Golden
from dojang.api.tests.golden.words import FORMAT, PARSING
from dojang.api.tests.stories import begin, cancel, complete
from dojang.companies.models import Company
from dojang.lib import clock
from tests import factories
from tests.factories import KIM, PARK

STRANGER = "choi@other.test"


def prepare(api: Api) -> None:
    """Template 2 is for bulk; 3 would be, but has no steps, and 4 none that are a customer's."""
    acts.template_for_bulk(api.company)
    acts.template_for_bulk(api.company, 3, steps=0)
    acts.template_for_bulk(api.company, 4, starters=(1, 2))


def _action(**changes: object) -> Ask:
    return lambda api, lang: acts.act(api, begin(api), lang=lang, **changes)


def _after_an_approval(api: Api, lang: str) -> Json:
    contract = begin(api)
    acts.act(api, contract)
    return acts.act(api, contract, lang=lang, command="RT")


def _ending(command: str, **changes: object) -> Ask:
    return lambda api, lang: acts.end(api, begin(api), command, lang=lang, **changes)


def _disposal(**changes: object) -> Ask:
    return lambda api, lang: acts.end(api, complete(begin(api)), "DISPOSAL", lang=lang, **changes)


def _remind(**changes: object) -> Ask:
    return lambda api, lang: acts.remind(api, begin(api), lang=lang, **changes)


def _again_and_again(api: Api, lang: str) -> Json:
    contract = begin(api)
    return [acts.remind(api, contract, lang=lang) for _ in range(6)][-1]


def _templates(**changes: object) -> Ask:
    return lambda api, lang: acts.list_templates(api, lang=lang, **changes)


def _bulk(**changes: object) -> Ask:
    return lambda api, lang: acts.bulk(api, lang=lang, **changes)


def _free(ask: Ask) -> Ask:
    """With a template that asks for nothing."""

    def asked(api: Api, lang: str) -> Json:
        acts.free_of_duties(api)
        return ask(api, lang)

    return asked


def _demanding(ask: Ask) -> Ask:
    """With a template whose signatures are required."""

    def asked(api: Api, lang: str) -> Json:
        factories.give_layout(api.company.templates.get(number=1), factories.layout())
        return ask(api, lang)

    return asked


def _unreadable(code: str) -> Ask:
    """A message whose body cannot be taken."""

    def asked(api: Api, lang: str) -> Json:
        address = f"/api/{api.company.comp_id}/action" if code == "5010Q" else acts.COMMON
        return api.ask(address, code, ["not an object"], lang=lang)

    return asked


def _ended(ask: Ask) -> Ask:
    def asked(api: Api, lang: str) -> Json:
        Company.objects.update(plan_ends_at=clock.now())
        return ask(api, lang)

    return asked


def _spent(ask: Ask) -> Ask:
    def asked(api: Api, lang: str) -> Json:
        Company.objects.update(capacity=0)
        return ask(api, lang)

    return asked


FAIL = ("10", "실패", "fail", "失敗")
REFUSED = (
    "11", "필수 값이 없거나 상태 값이 올바르지 않습니다.", "Required values do not exist or status values are incorrect.",
    "必須値がないか、状態の値が正しくありません。",
)  # fmt: skip
WRITERS = (
    "15",
    "작성자 설정이 올바르지 않습니다.",
    "The writer setting is incorrect.",
    "署名者の設定が正しくありません。",
)
ENDED = ("00", "폐기/취소를 성공했습니다.", "success", "破棄／取消に成功しました。")
FAILED = ("11", "실패하였습니다.", "Failed.", "失敗しました。")
MANY = [acts.customer()] * 301


CASES = {
    "action done": Golden("5010Q", Action.DONE, _free(_action()), "00", "성공하였습니다.", "success.", "成功しました。"),
    "action unreadable": Golden("5010Q", Action.UNREADABLE, _unreadable("5010Q"), "12", *PARSING),
    "action parameter": Golden("5010Q", Action.UNREADABLE, _action(command="OK"), "12", *PARSING),
    "action unknown": Golden("5010Q", Action.UNKNOWN, _action(workflow_id="0"), *FAIL),
    "action of another": Golden("5010Q", Action.NOT_THE_SIGNER, _action(memb_email=PARK), *FAIL),
    "action too early": Golden("5010Q", Action.NOT_THEIR_TURN, _action(memb_email=PARK, action_id="2"), *FAIL),
    "action ended": Golden("5010Q", Action.ENDED, lambda api, lang: acts.act(api, cancel(api, begin(api)), lang=lang), *FAIL),
    "action otherwise": Golden("5010Q", Action.DONE_OTHERWISE, _free(_after_an_approval), *FAIL),
    "action boxes": Golden(
        "5010Q", Action.BOXES_EMPTY, _demanding(_action()), "99",
        "필수항목이 남아있어 진행할 수 없습니다.", "We can't proceed because there are required items left.",
        "必須項目が残っているため、進めることができません。",
    ),
    "cancel done": Golden("1510Q", Ending.DONE, _ending("CANCEL"), *ENDED),
    "disposal done": Golden("1510Q", Ending.DONE, _disposal(), *ENDED),
    "delete done": Golden(
        "1510Q", Ending.DONE, lambda api, lang: acts.end(api, cancel(api, begin(api)), "DELETE", lang=lang), *ENDED,
    ),
    "ending unreadable": Golden("1510Q", Ending.UNREADABLE, _unreadable("1510Q"), "-1", *PARSING),
    "ending parameter": Golden("1510Q", Ending.PARAMETER, _ending("STOP"), *REFUSED),
    "ending unknown": Golden("1510Q", Ending.UNKNOWN, _ending("CANCEL", workflow_id="0"), *REFUSED),
    "ending stranger": Golden("1510Q", Ending.NOT_A_MEMBER, _ending("CANCEL", memb_email=STRANGER), *REFUSED),
    "cancel of a complete one": Golden(
        "1510Q", Ending.NOT_PLAYING, lambda api, lang: acts.end(api, complete(begin(api)), lang=lang), *REFUSED
    ),
    "disposal of one in progress": Golden("1510Q", Ending.NOT_COMPLETE, _ending("DISPOSAL"), *REFUSED),
    "delete of one in progress": Golden("1510Q", Ending.NOT_CANCELED, _ending("DELETE"), *REFUSED),
    "disposal without a reason": Golden("1510Q", Ending.PARAMETER, _disposal(description=""), *REFUSED),
    "disposal without an offset": Golden("1510Q", Ending.BAD_OFFSET, _disposal(timezone_offset="x"), *REFUSED),
    "remind done": Golden(
        "1429Q", Remind.DONE, _remind(), "00", "Remind를 성공 하었습니다.", "Remind succeeded.", "Remindに成功しました。"
    ),
    "remind unreadable": Golden("1429Q", Remind.UNREADABLE, _unreadable("1429Q"), "99", *FORMAT, in_2021=("12", *PARSING)),
    "remind parameter": Golden("1429Q", Remind.UNREADABLE, _remind(memb_email=""), "99", *FORMAT, in_2021=("12", *PARSING)),
    "remind unknown": Golden("1429Q", Remind.UNKNOWN, _remind(workflow_id="0"), *FAIL),
    "remind stranger": Golden("1429Q", Remind.NOT_A_MEMBER, _remind(memb_email=STRANGER), *FAIL),
    "remind too often": Golden("1429Q", Remind.TOO_OFTEN, _again_and_again, *FAIL),
    "remind complete": Golden(
        "1429Q", Remind.COMPLETE, lambda api, lang: acts.remind(api, complete(begin(api)), lang=lang), "11",
        "완료 상태의 문서는 재전송을 할 수 없습니다.",
        "A completed document cannot be resent.", "完了状態の文書は再送できません。",
        in_2021=("11", "서명이 완료된 문서입니다.", "This document has been signed.", "署名が完了した文書です。"),
    ),
    "remind canceled": Golden(
        "1429Q", Remind.CANCELED, lambda api, lang: acts.remind(api, cancel(api, begin(api)), lang=lang), "12",
        "취소 상태의 문서는 재전송을 할 수 없습니다.", "A canceled document cannot be resent.", "取消状態の文書は再送できません。",
        in_2021=("12", "취소 처리 된 문서입니다.", "This document has been cancelled.", "取消処理された文書です。"),
    ),
    "templates done": Golden("1123Q", Templates.DONE, _templates(), "00", "파일 리스트입니다.", "file list", "ファイルリストです。"),
    "templates unreadable": Golden("1123Q", Templates.UNREADABLE, _unreadable("1123Q"), "12", *PARSING),
    "templates parameter": Golden("1123Q", Templates.UNREADABLE, _templates(search_dir_id="x"), "12", *PARSING),
    "templates stranger": Golden("1123Q", Templates.NOT_A_MEMBER, _templates(memb_email=STRANGER), *FAIL),
    "bulk done": Golden(
        "1410Q", Bulk.DONE, _bulk(), "00", "Work Flow bulk Sending이 시작됩니다.", "Start Work Flow bulk Sending.",
        "Work Flow bulk Sendingが開始されます。",
    ),
    "bulk unreadable": Golden("1410Q", Bulk.UNREADABLE, _unreadable("1410Q"), "-1", *PARSING),
    "bulk parameter": Golden(
        "1410Q", Common.PARAMETER, _bulk(workflow_lib_id=""), "-1",
        "workflow_lib_id 값은 필수로 입력하셔야 합니다.", "workflow_lib_id is required.",
        "workflow_lib_idの値は必須です。",
    ),
    "bulk too many": Golden(
        "1410Q", Bulk.TOO_MANY, _bulk(unset_player_list=MANY), "-1",
        "unset_player_list 배열의 요소는 300개까지 가능합니다. 더 많은 문서는 POST /api/v3/bulk 로 시작해주세요.",
        "unset_player_list may have at most 300 elements. Start more documents by POST /api/v3/bulk.",
        "unset_player_listの要素は300個までです。それ以上の文書はPOST /api/v3/bulkで開始してください。",
    ),
    "bulk unknown": Golden(
        "1410Q", Bulk.UNKNOWN, _bulk(workflow_lib_id="1"), "10", "해당 Work Flow Library가 존재하지 않습니다.",
        "The specific Work Flow Library does not exist.", "該当するWork Flow Libraryが存在しません。",
    ),
    "bulk stranger": Golden("1410Q", Bulk.NOT_A_MEMBER, _bulk(memb_email=STRANGER), *FAILED),
    "bulk none started": Golden("1410Q", Bulk.NONE_STARTED, _bulk(unset_player_list=[{"email": "x", "name": "Lee"}]), *FAILED),
    "bulk quota": Golden(
        "1410Q", Bulk.QUOTA_SPENT, _spent(_bulk()), "13", "가능한 문서 수를 초과합니다.", "The maximum number of documents is exceeded.",
        "可能な文書数を超過しています。",
    ),
    "bulk plan": Golden(
        "1410Q", Bulk.PLAN_EXPIRED, _ended(_bulk()), "14",
        "이용기간이 만료되었습니다.", "The usage period has expired.", "利用期間が満了しました。"
    ),
    "bulk no steps": Golden("1410Q", Bulk.NO_STEPS, _bulk(workflow_lib_id="3"), *WRITERS),
    "bulk no customer": Golden("1410Q", Bulk.NO_CUSTOMER, _bulk(workflow_lib_id="4"), *WRITERS),
    "bulk customers": Golden("1410Q", Bulk.CUSTOMERS, _bulk(customer_list=[acts.customer(email=KIM)]), *WRITERS),
}  # fmt: skip
