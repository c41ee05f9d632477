import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from dojang.api.tests.calling import Api, body, code, result
from dojang.companies import logins
from dojang.companies.models import Company, Member
from dojang.lib import clock
from tests.factories import KIM, PARK, PASSWORD, member

GOOD = {"memb_email": KIM, "memb_pwd": PASSWORD}


def test_the_right_password_gives_a_token_that_works(api: Api) -> None:
    answer = api.login(GOOD)
    api.token = answer["body"]["access_token"]
    assert code(api.start(body())) == "00"


def test_the_answer_has_exactly_the_documented_keys(api: Api) -> None:
    answer = api.login(GOOD)
    token = answer["body"].pop("access_token")
    assert len(token) >= 43  # 256 bits in base64
    assert answer == {
        "header": {
            "session_id": "S1001",
            "response_code": "1001A",
            "result_code": "00",
            "result_msg": "성공적으로 로그인되었습니다.",
        },
        "body": {
            "comp_id": "testapi",
            "device_id": api.member.device_id,
            "expire_date": "2026-03-02 01:00:00",  # thirty days after NOW, in UTC
            "memb_email": KIM,
        },
    }


def test_every_login_gives_another_token_and_the_same_device(api: Api) -> None:
    one, two = api.login(GOOD)["body"], api.login(GOOD)["body"]
    assert one["access_token"] != two["access_token"]
    assert one["device_id"] == two["device_id"]


def test_a_token_works_for_thirty_days(api: Api) -> None:
    api.token = api.login(GOOD)["body"]["access_token"]
    with clock.stopped_at(clock.now() + timedelta(days=30, seconds=-1)):
        assert code(api.start(body())) == "00"
    with clock.stopped_at(clock.now() + timedelta(days=30)):
        assert code(api.start(body())) == "94"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "API를 호출할 수 없는 회사입니다. 관리자에게 문의해주세요."),
        ("en", "The company is unable to call the API. Please contact the customer center."),
        ("ja", "APIを呼び出すことができない会社です。管理者にお問い合わせください。"),
    ],
)
def test_a_company_without_the_api_is_told_so_and_only_to_its_members(api: Api, language: str, text: str) -> None:
    api.token = api.login(GOOD)["body"]["access_token"]
    Company.objects.update(api_allowed=False)
    header = api.login(GOOD | {"language": language})["header"]
    assert (header["result_code"], header["result_msg"]) == ("95", text)
    assert code(api.login(GOOD | {"memb_pwd": "wrong"})) == "10"
    assert code(api.start(body())) == "94"


def test_a_version_is_echoed_but_not_invented(api: Api) -> None:
    header = {"version": "1.1.58", "session_id": "S7"}
    answer = api.login(GOOD, header=header)["header"]
    assert (answer["version"], answer["session_id"]) == ("1.1.58", "S7")


@pytest.mark.parametrize(
    "given",
    [
        GOOD | {"memb_email": KIM.upper()},
        GOOD | {"memb_email": f" {KIM} "},
        GOOD | {"comp_id": "testapi", "client_id": "x1"},
        GOOD | {"comp_id": None, "unknown": {"a": [1]}},
    ],
)
def test_what_other_editions_send_is_tolerated(api: Api, given: dict[str, object]) -> None:
    assert code(api.login(given)) == "00"


@pytest.mark.parametrize("comp_id", ["testapi", "Testapi", "TESTAPI"])
def test_the_company_is_found_in_any_case(api: Api, comp_id: str) -> None:
    assert code(api.login(GOOD, comp_id=comp_id)) == "00"


@pytest.mark.parametrize("comp_id", ["testapi", "nobody", "%00", "a" * 41, "회사", "v2"])
def test_an_unknown_company_answers_like_a_wrong_password(api: Api, comp_id: str) -> None:
    answer = api.login(GOOD | {"memb_pwd": "wrong"}, comp_id=comp_id)
    assert result(answer) == ("10", "로그인 정보가 정확하지 않습니다.")
    assert answer["body"] == {}


@pytest.mark.parametrize(
    "changes", [{"memb_email": "choi@other.test"}, {"memb_pwd": PASSWORD + " "}, {"memb_pwd": "x" * 5000}]
)
def test_a_wrong_email_or_password_is_refused(api: Api, changes: dict[str, str]) -> None:
    assert code(api.login(GOOD | changes)) == "10"


def test_a_removed_member_can_neither_log_in_nor_go_on(api: Api) -> None:
    Member.objects.update(removed_at=clock.now())
    assert code(api.login(GOOD)) == "10"
    assert code(api.start(body())) == "94"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"memb_email": KIM}, "memb_pwd"),
        ({"memb_pwd": PASSWORD}, "memb_email"),
        (GOOD | {"memb_email": None}, "memb_email"),
        (GOOD | {"memb_email": "  "}, "memb_email"),
        (GOOD | {"memb_pwd": ""}, "memb_pwd"),
        (GOOD | {"memb_pwd": 1234}, "memb_pwd"),
        (GOOD | {"memb_email": [KIM]}, "memb_email"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_named(api: Api, given: dict[str, object], named: str) -> None:
    answer = api.login(given)
    assert result(answer) == ("12", "수신 메세지의 Body 정보가 잘못된 형태여서 파싱하지 못했습니다.")
    assert named in answer["body"]["detail"]


@pytest.mark.parametrize(
    ("lang", "done", "wrong", "unreadable"),
    [
        ("ko", "성공적으로 로그인되었습니다.", "로그인 정보가 정확하지 않습니다.", "수신 메세지의 Body"),
        ("en", "You have successfully logged in.", "Your login information is incorrect.", "Parsing failed because"),
        ("ja", "ログインに成功しました。", "ログイン情報が正しくありません。", "受信メッセージのBody"),
    ],
)
def test_it_speaks_three_languages(api: Api, lang: str, done: str, wrong: str, unreadable: str) -> None:
    assert result(api.login(GOOD, lang=lang)) == ("00", done)
    assert result(api.login(GOOD | {"memb_pwd": "wrong"}, lang=lang)) == ("10", wrong)
    assert result(api.login({}, lang=lang))[1].startswith(unreadable)


# Guessing


def guess(api: Api, email: str = KIM, **headers: str) -> str:
    content = json.dumps(
        {"header": {"request_code": "1001Q"}, "body": GOOD | {"memb_email": email, "memb_pwd": "wrong"}}
    )
    return code(api.post("login", content, **headers))


def test_after_ten_wrong_passwords_the_right_one_is_refused_too_until_time_has_passed(api: Api) -> None:
    assert {guess(api, email) for email in [KIM, KIM.upper()] * 5} == {"10"}
    assert result(api.login(GOOD)) == ("10", "로그인 정보가 정확하지 않습니다.")
    with clock.stopped_at(clock.now() + timedelta(minutes=2)):
        assert code(api.login(GOOD)) == "00"


@pytest.mark.parametrize("spelled", ["k\u0131m@acme.test", "K\u0131M@ACME.TEST", " KIM@acme.te\u017ft "])
def test_an_address_has_one_brake_however_it_is_spelled(api: Api, spelled: str) -> None:
    assert code(api.login(GOOD | {"memb_email": spelled})) == "00"
    assert {guess(api, email) for email in [KIM, spelled] * 5} == {"10"}
    assert {code(api.login(GOOD)), code(api.login(GOOD | {"memb_email": spelled}))} == {"10"}


def at(api: Api, address: str) -> Api:
    return Api(api.company, api.member, api.token, Client(REMOTE_ADDR=address))


def test_wrong_passwords_at_one_place_keep_nobody_out_elsewhere(api: Api) -> None:
    for _ in range(10):
        guess(at(api, "192.0.2.7"))
    assert code(at(api, "192.0.2.99").login(GOOD)) == "10"
    assert code(at(api, "198.51.100.7").login(GOOD)) == "00"
    assert code(at(api, "2001:db8::7").login(GOOD)) == "00"


def test_guesses_from_everywhere_are_slowed_and_known_places_are_not(api: Api, settings: Any) -> None:
    settings.LOGIN_TRIES = 2
    assert code(at(api, "198.51.100.7").login(GOOD)) == "00"
    for number in range(20):
        guess(at(api, f"10.0.{number}.1"))
    assert code(at(api, "203.0.113.7").login(GOOD)) == "10"
    assert code(at(api, "198.51.100.99").login(GOOD)) == "00"
    with clock.stopped_at(clock.now() + timedelta(minutes=1)):
        assert code(at(api, "203.0.113.7").login(GOOD)) == "00"


def test_a_try_that_is_refused_uses_up_no_other_bound(api: Api, settings: Any) -> None:
    settings.LOGIN_TRIES = 1
    for _ in range(30):
        guess(at(api, "192.0.2.7"))
    assert code(at(api, "192.0.2.8").login(GOOD | {"memb_email": PARK})) == "10"  # not a member yet
    member(api.company, PARK)
    assert code(at(api, "192.0.2.9").login(GOOD | {"memb_email": PARK})) == "00"


def test_the_brake_for_one_member_does_not_stop_another(api: Api) -> None:
    member(api.company, PARK)
    for _ in range(10):
        guess(api)
    assert code(api.login(GOOD | {"memb_email": PARK})) == "00"


def test_right_passwords_never_brake(api: Api, settings: Any) -> None:
    settings.LOGIN_TRIES = 2
    assert {code(api.login(GOOD)) for _ in range(4)} == {"00"}


def test_an_address_that_guesses_at_many_members_is_braked_and_others_are_not(api: Api, settings: Any) -> None:
    settings.LOGIN_TRIES = 1
    for number in range(10):
        guess(api, f"guess{number}@acme.test")
    assert code(api.login(GOOD)) == "10"
    assert code(Api(api.company, api.member, api.token, Client(REMOTE_ADDR="192.0.2.7")).login(GOOD)) == "00"


def test_the_rest_of_an_ipv6_network_is_the_same_address(api: Api, settings: Any) -> None:
    settings.LOGIN_TRIES = 1
    for number in range(10):
        neighbour = Client(REMOTE_ADDR=f"2001:db8::{number:x}")
        guess(Api(api.company, api.member, api.token, neighbour), f"guess{number}@acme.test")
    assert code(Api(api.company, api.member, api.token, Client(REMOTE_ADDR="2001:db8::abcd")).login(GOOD)) == "10"


def test_a_braked_guess_costs_no_hash_for_members_and_strangers_alike(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    for email in (KIM, "nobody@acme.test"):
        for _ in range(10):
            guess(api, email)
    monkeypatch.setattr(logins, "make_password", None)
    monkeypatch.setattr(Member, "has_password", None)
    assert {guess(api, KIM), guess(api, "nobody@acme.test")} == {"10"}
