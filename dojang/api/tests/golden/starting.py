"""5005Q and 1001Q."""

from typing import Any

from dojang.api.coded.login import Login
from dojang.api.coded.results import CodedResult, Common
from dojang.api.coded.startsimple.results import Start
from dojang.api.tests.calling import NOW, Api, Json, body, value
from dojang.api.tests.golden.case import Ask, Golden
from dojang.api.tests.golden.rules import DOCUMENTED
from dojang.api.tests.golden.words import PARSING
from dojang.companies.models import Company
from tests import factories
from tests.factories import KIM, PASSWORD

_SPENT = (
    "서비스 사용건수가 초과되었습니다. 관리자에게 문의해주세요.",
    "The number of documents of your plan has been used up. Please contact your administrator.",
    "サービスの利用件数を超過しました。管理者にお問い合わせください。",
)
_ENDED = (
    "서비스 이용기간이 만료되었습니다. 관리자에게 문의해주세요.",
    "The service period has expired. Please contact your administrator.",
    "サービスの利用期間が満了しました。管理者にお問い合わせください。",
)


def prepare(api: Api) -> None:
    """Template 2 has no steps, and of the steps of 3 one has no box."""
    factories.template(api.company, 2, fields=[], steps=0)
    factories.template(api.company, 3, fields=[factories.field("sign1", "signature", 1)], steps=2)
    factories.faulty_template(api.company, 4)


def _start(**changes: Any) -> Ask:
    return lambda api, lang: api.start(body(**changes), lang=lang)


def _log_in(**changes: Any) -> Ask:
    given = {"memb_email": KIM, "memb_pwd": PASSWORD} | changes
    return lambda api, lang: api.login(given, lang=lang)


def _of_company(ask: Ask, **changes: Any) -> Ask:
    def asked(api: Api, lang: str) -> Json:
        Company.objects.update(**changes)
        return ask(api, lang)

    return asked


def _unreadable(call: str) -> Ask:
    return lambda api, lang: api.post(call, b"{", lang=lang)


def _login(row: CodedResult, ask: Ask, code: str, ko: str, en: str, ja: str) -> Golden:
    return Golden("1001Q", row, ask, code, ko, en, ja)


def _case(row: CodedResult, ask: Ask, code: str, ko: str, en: str, ja: str, **given: Any) -> Golden:
    return Golden("5005Q", row, ask, code, ko, en, ja, **given)


CASES = {
    "login done": _login(
        Login.DONE, _log_in(), "00", "성공적으로 로그인되었습니다.", "You have successfully logged in.", "ログインに成功しました。",
    ),
    "login wrong": _login(
        Login.WRONG, _log_in(memb_pwd="wrong"), "10", "로그인 정보가 정확하지 않습니다.", "Your login information is incorrect.",
        "ログイン情報が正しくありません。",
    ),
    "login unreadable": _login(Login.UNREADABLE, _unreadable("login"), "12", *PARSING),
    "login parameter": _login(Login.UNREADABLE, _log_in(memb_pwd=None), "12", *PARSING),
    "login not allowed": _login(
        Login.NOT_ALLOWED, _of_company(_log_in(), api_allowed=False), "95",
        "API를 호출할 수 없는 회사입니다. 관리자에게 문의해주세요.",
        "The company is unable to call the API. Please contact the customer center.",
        "APIを呼び出すことができない会社です。管理者にお問い合わせください。",
    ),
    "start done": _case(Start.DONE, _start(), "00", "Work Flow가 시작됩니다.", "Work Flow Start", "Work Flow Start"),
    "start preview": _case(Start.PREVIEW, _start(preview="preview"), "00", *["success (preview url)"] * 3),
    "start unreadable": _case(
        Start.UNREADABLE, _unreadable("startsimple"), "11", *PARSING, in_2021=("12", *PARSING)
    ),
    "start without a plan": _case(
        Start.PLAN_EXPIRED, _of_company(_start(), plan_ends_at=NOW), "12", *_ENDED, in_2021=("10", *_ENDED)
    ),
    "start beyond the plan": _case(
        Start.QUOTA_SPENT, _of_company(_start(), capacity=0), "13", *_SPENT, in_2021=("10", *_SPENT)
    ),
    "start with no date": _case(
        Start.BAD_DATE, _start(expireddate="31.1."), "19", "날짜형식이 잘못되었습니다. ( 만료일 설정 )",
        "The date format is incorrect. ( expiry date )", "日付の形式が正しくありません。( 有効期限の設定 )",
    ),
    "start with a past date": _case(
        Start.PAST_DATE, _start(expireddate="2026-01-30"), "20", "지난 날짜를 만료일로 설정할 수 없습니다.",
        "A past date cannot be set as the expiry date.", "過去の日付を有効期限に設定することはできません。",
    ),
    "start parameter": _case(
        Common.PARAMETER, _start(doc_id=...), "-1", "doc_id 값은 필수로 입력하셔야 합니다.", "doc_id is required.",
        "doc_idの値は必須です。",
    ),
    "start value": _case(
        Start.VALUE, _start(field_list=[value("agree", "X")]), "-1",
        "박스 'agree'에 넣을 수 없는 값입니다: \"Y\" 또는 \"N\"이어야 합니다.",
        "The value does not fit the box 'agree': it must be \"Y\" or \"N\".",
        "ボックス「agree」に入力できない値です: 「Y」または「N」でなければなりません。",
    ),
} | {
    f"start {name}": _case(rule.row, _start(**rule.changes), "-1", rule.ko, rule.en, rule.ja)
    for name, rule in DOCUMENTED.items()
}  # fmt: skip
