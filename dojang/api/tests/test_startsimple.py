import base64
import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from dojang.api.tests.calling import NOW, Api, Json, body, code, copy, export, lee, park, result, value
from dojang.companies.models import Company, Edition
from dojang.contracts.contents import Mark, StoredPicture, Text, to_row
from dojang.contracts.models import Contract, FieldValue, Preview, Signer
from dojang.contracts.values import kept
from dojang.exports.models import ExportTarget
from dojang.flow import entry
from dojang.lib import clock
from dojang.lib.access_codes import matches
from dojang.lib.visitor import NOBODY
from dojang.notifications.models import Message
from tests import factories
from tests.factories import KIM, LEE, PARK

EXAMPLES = Path(__file__).parent / "examples"


def example(name: str) -> str:
    return (EXAMPLES / f"{name}.json").read_text()


def contract() -> Contract:
    return Contract.objects.get()


def signers(*columns: str) -> list[Any]:
    return list(Signer.objects.order_by("step").values_list(*columns))


def png(side: int = 20, color: int = 128) -> bytes:
    out = BytesIO()
    Image.new("L", (side, side), color).save(out, "PNG")
    return out.getvalue()


# The documents' own examples


@pytest.mark.parametrize("name", ["full_2022", "full_2021", "required"])
@pytest.mark.parametrize("edition", Edition.values)
def test_the_documented_examples_give_the_documented_answer(api: Api, name: str, edition: str) -> None:
    Company.objects.update(edition=edition)
    answer = api.post("startsimple", example(name))
    token = answer["body"].pop("token")
    assert answer == {
        "header": {
            "session_id": "S1001",
            "response_code": "5005A",
            "result_code": "00",
            "result_msg": "Work Flow가 시작됩니다.",
            "version": "9.9.99",
        },
        "body": {
            "comp_id": "testapi",
            "biz_id": "0",
            "memb_email": KIM,
            "workflow_id": str(contract().pk),
            "workflow_name": "근로계약서",
            "lang": "ko-KR",
        },
    }
    assert entry.exchange(token, NOBODY).session.signer is None  # Kim, who started, may only read


def test_the_keys_come_in_the_documented_order(api: Api) -> None:
    answer = api.post("startsimple", example("required"))
    assert list(answer["header"]) == ["session_id", "response_code", "result_code", "result_msg", "version"]
    assert list(answer["body"]) == [
        "comp_id", "biz_id", "memb_email", "workflow_id", "workflow_name", "token", "lang",
    ]  # fmt: skip


def test_everything_in_the_full_example_arrives(api: Api) -> None:
    api.post("startsimple", example("full_2021"))
    assert signers("name", "contact_address", "mobile_number", "access_hint") == [
        ("이영희", "lee@example.test", "010-1234-5678", "생년월일"),
        ("박철수", "010-8765-4321", "", ""),
    ]
    assert [bool(signer.access_code) for signer in contract().signers.all()] == [True, False]
    assert matches("900101", contract().signers.get(step=1).access_code)
    assert kept(contract())["name"] == Text("이영희")
    assert contract().copies.get().contact_address == "choi@other.test"
    target = ExportTarget.objects.get()
    assert (target.url, target.scope, target.request_code, target.authorization, target.client_id) == (
        "https://hooks.example.com/esign", "ALL", "contract-17", "Bearer abc", "acme-1",
    )  # fmt: skip
    assert target.download_links
    assert target.params == [{"name": "employee", "default": "nobody", "fields": ["name"]}]


def test_the_example_of_the_test_account_lets_the_starter_sign_with_the_token(api: Api) -> None:
    factories.member(api.company, "guide@esignon.net", name="Guide")
    answer = api.post("startsimple", example("test_account"))
    assert (code(answer), answer["body"]["memb_email"]) == ("00", "guide@esignon.net")
    session = entry.exchange(answer["body"]["token"], NOBODY).session
    assert session.signer is not None
    assert session.signer.step == 1


def test_a_client_of_the_first_edition_runs_unchanged(api: Api) -> None:
    answer = api.post("startsimple", example("first_edition"))
    assert answer["header"]["version"] == "1.1.58"
    assert "warnings" not in answer["body"]
    assert signers("name", "contact_kind", "mobile_number") == [("이영희", "email", ""), ("박철수", "phone", "")]
    assert [bool(signer.access_code) for signer in contract().signers.all()] == [True, False]
    assert not ExportTarget.objects.exists()


# What is asked for arrives


@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize("comp_id", ["testapi", "TestAPI"])
def test_the_address_may_be_in_any_case_and_end_in_a_slash(api: Api, comp_id: str, slash: str) -> None:
    content = example("required")
    answer = api.post(f"startsimple{slash}", content, comp_id=comp_id)
    assert (code(answer), answer["body"]["comp_id"]) == ("00", "testapi")


@pytest.mark.parametrize(
    ("lang", "told"), [("ko", "Work Flow가 시작됩니다."), ("en", "Work Flow Start"), ("ja", "Work Flow Start")]
)
def test_success_is_told_in_three_languages(api: Api, lang: str, told: str) -> None:
    assert result(api.start(body(), lang=lang)) == ("00", told)


@pytest.mark.parametrize("doc_id", ["1", 1, " 1 ", "01"])
def test_ids_may_be_numbers_or_texts(api: Api, doc_id: object) -> None:
    answer = api.start(body(doc_id=doc_id, biz_id=7))
    assert (code(answer), answer["body"]["biz_id"]) == ("00", "7")


@pytest.mark.parametrize(
    "changes",
    [
        {
            "comment": None,
            "language": None,
            "expireddate": None,
            "preview": None,
            "timezone_offset": None,
            "biz_id": None,
        },
        {"comment": " ", "language": "", "expireddate": "", "preview": "", "timezone_offset": "", "biz_id": ""},
        {"field_list": None, "customer_list": None, "export_api_info": None},
        {"field_list": [], "customer_list": [], "export_api_info": []},
        {"field_list": "", "customer_list": "", "export_api_info": ""},
        {"customer_list": [{"email": "", "name": ""}], "field_list": [{"field_name": "", "field_value": ""}]},
        {"comp_id": "testapi", "client_id": "x", "unheard_of": {"deep": [1, {"er": None}]}},
    ],
)
def test_null_blank_and_unknown_parameters_are_as_good_as_absent(api: Api, changes: Json) -> None:
    answer = api.start(body(**changes))
    assert (code(answer), answer["body"]["biz_id"]) == ("00", "0")
    assert "warnings" not in answer["body"]
    assert not contract().copies.exists()
    assert contract().expires_at is None


@pytest.mark.parametrize(
    ("given", "kept_as", "answered"),
    [
        (..., "ko", "ko-KR"),
        ("ko-KR", "ko", "ko-KR"),
        ("en-US", "en", "en-US"),
        ("en-GB", "en", "en-US"),
        ("ja-JP", "ja", "ja-JP"),
        ("ja", "ja", "ja-JP"),
        ("EN", "en", "en-US"),
    ],
)
def test_the_language_of_a_contract(api: Api, given: object, kept_as: str, answered: str) -> None:
    answer = api.start(body(language=given))
    assert answer["body"]["lang"] == answered
    assert (contract().language, signers("language")) == (kept_as, [(kept_as,), (kept_as,)])


def test_a_persons_own_language_wins(api: Api) -> None:
    api.start(
        body(language="en-US", player_list=[lee(language="ja-JP"), park()], customer_list=[copy(language="ko-KR")])
    )
    assert signers("language") == [("ja",), ("en",)]
    assert contract().copies.get().language == "ko"


@pytest.mark.parametrize("owners", [("2", "1"), (2, 1), (" 2", "01"), (2, "1")])
def test_field_owner_gives_the_order(api: Api, owners: tuple[object, object]) -> None:
    api.start(body(player_list=[lee(field_owner=owners[0]), park(field_owner=owners[1])]))
    assert signers("name") == [("Park",), ("Lee",)]


def test_without_field_owner_signers_come_as_they_stand(api: Api) -> None:
    api.start(body(player_list=[park(), lee(field_owner="")]))
    assert signers("name") == [("Park",), ("Lee",)]


@pytest.mark.parametrize(
    ("proofs", "mobile", "has_code"),
    [
        ({"mobile_number": "010-1234-5678"}, "010-1234-5678", False),
        ({"mobile_number": "+82 10 1234 5678"}, "+82 10 1234 5678", False),
        ({"password": "abcd"}, "", True),
        ({"mobile_number": "01012345678", "password": "abcd"}, "01012345678", True),
        ({"enable_mobile_cert": "true", "mobile_number": "01012345678"}, "01012345678", False),
        ({"enable_mobile_cert": "false", "mobile_number": "01012345678"}, "", False),
        ({"enable_mobile_cert": False, "mobile_number": "never mind"}, "", False),
        ({"enable_password_cert": True, "password": "abcd"}, "", True),
        ({"enable_password_cert": "FALSE", "password": "a"}, "", False),
        ({"mobile_number": "", "password": None, "enable_password_cert": ""}, "", False),
    ],
)
def test_proofs_are_asked_for_by_their_values_or_switches(api: Api, proofs: Json, mobile: str, has_code: bool) -> None:
    assert code(api.start(body(player_list=[lee(**proofs), park()]))) == "00"
    signer = contract().signers.get(step=1)
    assert (signer.mobile_number, bool(signer.access_code)) == (mobile, has_code)


@pytest.mark.parametrize(
    ("address", "id_type", "kind"),
    [
        ("lee@example.test", "EMail", "email"),
        ("010-1234-5678", "Mobile", "phone"),
        ("01012345678", None, "phone"),
        ("01012345678", "EMail", "phone"),
        ("lee@example.test", "Mobile", "email"),
        ("lee@example.test", "Carrier pigeon", "email"),
    ],
)
def test_an_address_tells_its_kind_itself(api: Api, address: str, id_type: str | None, kind: str) -> None:
    people = {"player_list": [lee(email=address, id_type=id_type), park()], "customer_list": [copy(email=address)]}
    assert code(api.start(body(**people))) == "00"
    assert contract().signers.get(step=1).contact_kind == kind
    assert contract().copies.get().contact_kind == kind


def test_values_stand_in_their_boxes_and_defaults_in_the_others(api: Api) -> None:
    picture = base64.b64encode(png()).decode()
    values = [value("name", "이영희"), value("agree", "y"), value("monthly", "N"), value("day", "2026-12-31"),
              value("number", "No. 1"), value("photo", picture)]  # fmt: skip
    answer = api.start(body(field_list=values))
    assert "warnings" not in answer["body"]
    texts = {name: to_row(content)[0] for name, content in kept(contract()).items()}
    assert texts == {"name": "이영희", "agree": "Y", "monthly": "N", "day": "2026-12-31", "number": "No. 1",
                     "photo": "", "reply": "none"}  # fmt: skip
    photo = kept(contract())["photo"]
    assert isinstance(photo, StoredPicture)
    assert photo.media_type == "image/png"


def test_choosing_one_radio_clears_its_group(api: Api) -> None:
    api.start(body(field_list=[value("yearly", "Y")]))
    filled = kept(contract())
    assert (filled["monthly"], filled["yearly"]) == (Mark(ticked=False), Mark(ticked=True))


def test_two_radios_of_a_group_are_refused(api: Api) -> None:
    answer = api.start(body(field_list=[value("monthly", "Y"), value("yearly", "Y")]), lang="en")
    told = "The value does not fit the box 'yearly': only one of its group can be chosen."
    assert result(answer) == ("-1", told)


def test_a_blank_value_leaves_the_default(api: Api) -> None:
    api.start(body(field_list=[value("reply", ""), value("name", None)]))
    assert kept(contract()) == {"reply": Text("none")}


def test_the_same_value_twice_is_harmless(api: Api) -> None:
    assert code(api.start(body(field_list=[value("name", "Lee"), value("name", "Lee")]))) == "00"


# The deadline


@pytest.mark.parametrize(
    ("expireddate", "offset", "zone", "ends"),
    [
        ("2026-02-28", ..., "Asia/Seoul", datetime(2026, 2, 28, 14, 59, 59, tzinfo=UTC)),
        ("2026-02-28", "+00:00", "Asia/Seoul", datetime(2026, 2, 28, 23, 59, 59, tzinfo=UTC)),
        ("2026-02-28", "-05:00", "Asia/Seoul", datetime(2026, 3, 1, 4, 59, 59, tzinfo=UTC)),
        ("2026-02-28", ..., "America/New_York", datetime(2026, 3, 1, 4, 59, 59, tzinfo=UTC)),
        ("2026-07-01", ..., "America/New_York", datetime(2026, 7, 2, 3, 59, 59, tzinfo=UTC)),
        ("2028-02-29", "+14:00", "Asia/Seoul", datetime(2028, 2, 29, 9, 59, 59, tzinfo=UTC)),
        ("9998-12-31", "-14:00", "Asia/Seoul", datetime(9999, 1, 1, 13, 59, 59, tzinfo=UTC)),
        ("2026-01-31", ..., "Asia/Seoul", datetime(2026, 1, 31, 14, 59, 59, tzinfo=UTC)),  # today, until midnight
    ],
)
def test_a_deadline_is_the_end_of_its_day(
    api: Api, expireddate: str, offset: object, zone: str, ends: datetime
) -> None:
    Company.objects.update(timezone=zone)
    assert code(api.start(body(expireddate=expireddate, timezone_offset=offset))) == "00"
    assert contract().expires_at == ends
    assert contract().timezone == (zone if offset is ... else offset)


@pytest.mark.parametrize("given", ["2026-2-28", "2026/02/28", "28-02-2026", "2026-02-30", "2026-13-01", "2026-02-28 10:00",
                                   "20260228", "tomorrow", "９９９９-01-01", "9999-12-31", 20260228, ["2026-02-28"], True])  # fmt: skip
def test_a_date_in_another_form_is_19(api: Api, given: object) -> None:
    assert result(api.start(body(expireddate=given))) == ("19", "날짜형식이 잘못되었습니다. ( 만료일 설정 )")


@pytest.mark.parametrize(
    ("given", "offset"), [("2026-01-30", ...), ("1999-12-31", ...), ("0001-01-01", ...), ("2026-01-30", "+00:00")]
)
def test_a_past_date_is_20(api: Api, given: str, offset: object) -> None:
    answer = api.start(body(expireddate=given, timezone_offset=offset))
    assert result(answer) == ("20", "지난 날짜를 만료일로 설정할 수 없습니다.")


def test_today_is_the_day_where_the_contract_lives(api: Api) -> None:
    with clock.stopped_at(datetime(2026, 1, 31, 15, 30, tzinfo=UTC)):  # already 1 February in Seoul
        assert code(api.start(body(expireddate="2026-01-31"))) == "20"
        assert code(api.start(body(expireddate="2026-01-31", timezone_offset="+00:00"))) == "00"


@pytest.mark.parametrize(
    ("lang", "bad", "past"), [("en", "The date format", "A past date"), ("ja", "日付の形式", "過去の日付")]
)
def test_dates_are_refused_in_the_callers_language(api: Api, lang: str, bad: str, past: str) -> None:
    assert result(api.start(body(expireddate="x"), lang=lang))[1].startswith(bad)
    assert result(api.start(body(expireddate="2000-01-01"), lang=lang))[1].startswith(past)


# The plan


@pytest.mark.parametrize(("edition", "expired", "spent"), [("2022", "12", "13"), ("2021", "10", "10")])
@pytest.mark.parametrize(
    ("lang", "of_expired", "of_spent"),
    [
        ("ko", "서비스 이용기간이 만료", "서비스 사용건수가 초과"),
        ("en", "The service period has expired", "The number of documents"),
        ("ja", "サービスの利用期間", "サービスの利用件数"),
    ],
)
def test_the_plan_refuses_by_edition(
    api: Api, edition: str, expired: str, spent: str, lang: str, of_expired: str, of_spent: str
) -> None:
    Company.objects.update(edition=edition, plan_ends_at=NOW)
    one = result(api.start(body(), lang=lang))
    Company.objects.update(plan_ends_at=None, capacity=1, usage=1)
    two = result(api.start(body(), lang=lang))
    assert (one[0], two[0]) == (expired, spent)
    assert one[1].startswith(of_expired)
    assert two[1].startswith(of_spent)


def test_one_start_is_one_use_and_a_refused_one_is_none(api: Api) -> None:
    Company.objects.update(capacity=2)
    assert code(api.start(body(doc_id="99"))) == "-1"
    assert [code(api.start(body())) for _ in range(3)] == ["00", "00", "13"]
    assert Company.objects.get().usage == 2


# Preview


def test_a_preview_gives_only_a_url(api: Api) -> None:
    answer = api.start(body(preview="preview", field_list=[value("name", "이영희")]))
    url = answer["body"].pop("preview_url")
    assert url.startswith("http://localhost:8000/preview/")
    assert answer == {
        "header": {
            "response_code": "5005A",
            "result_code": "00",
            "result_msg": "success (preview url)",
            "version": "9.9.99",
        },
        "body": {},
    }
    assert Preview.objects.get().values["name"]["text"] == "이영희"


def test_a_preview_starts_counts_and_sends_nothing(api: Api) -> None:
    Company.objects.update(capacity=1, usage=1, plan_ends_at=NOW)
    assert code(api.start(body(preview="PREVIEW", export_api_info=export()))) == "00"
    assert not Contract.objects.exists()
    assert not Message.objects.exists()
    assert Company.objects.get().usage == 1


@pytest.mark.parametrize(
    "changes",
    [{"workflow_name": ""}, {"memb_email": "choi@other.test"}, {"doc_id": "99"}, {"player_list": [lee()]},
     {"field_list": [value("agree", "X")]}, {"expireddate": "2020-01-01"}],
)  # fmt: skip
def test_a_preview_is_checked_like_a_start(api: Api, changes: Json) -> None:
    asked, shown = api.start(body(**changes)), api.start(body(preview="preview", **changes))
    assert result(asked) == result(shown)
    assert code(asked) != "00"
    assert shown["header"]["session_id"] == "S1001"


@pytest.mark.parametrize("given", ["true", "yes", True, 1])
def test_a_preview_that_is_not_asked_for_properly_starts_nothing(api: Api, given: object) -> None:
    assert code(api.start(body(preview=given))) == "-1"
    assert not Contract.objects.exists()


# Embed


@pytest.mark.parametrize("word", ["embed", "Embed", " EMBED "])
def test_embed_answers_with_the_first_signers_url_and_tells_nobody(api: Api, word: str) -> None:
    answer = api.start(body(export_api_info=export(request_code=word), customer_list=[copy()]))["body"]
    assert answer["play_url"].startswith("http://localhost:8000/mail/sign?token=")
    assert (answer["next_play_user"], answer["next_play_user_name"]) == (LEE, "Lee")
    assert not Message.objects.exists()
    session = entry.exchange(answer["play_url"].partition("token=")[2], NOBODY).session
    assert session.signer is not None
    assert session.signer.name == "Lee"


def test_the_url_of_embed_is_the_first_steps_even_if_listed_last(api: Api) -> None:
    players = [park(field_owner=2), lee(field_owner=1, email="010-1234-5678")]
    answer = api.start(body(export_api_info=export(request_code="embed"), player_list=players))["body"]
    assert (answer["next_play_user"], answer["next_play_user_name"]) == ("010-1234-5678", "Lee")


def test_without_embed_signers_are_told_and_the_answer_has_no_url(api: Api) -> None:
    answer = api.start(body(export_api_info=export()))["body"]
    assert not {"play_url", "next_play_user", "next_play_user_name"} & set(answer)
    assert Message.objects.filter(address=LEE).exists()
    assert not Message.objects.filter(address=PARK).exists()


# Warnings


def test_an_unknown_box_is_told_of_and_the_contract_starts(api: Api) -> None:
    answer = api.start(body(field_list=[value("name", "Lee"), value("nmae", "Lee")]), lang="en")
    assert code(answer) == "00"
    assert answer["body"]["warnings"] == ["The template has no box 'nmae'; its value in field_list was not used."]
    assert not FieldValue.objects.filter(name="nmae").exists()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"field_list": [value("name", "Lee", doc_id="2")]}, "field_list[0] belongs to another template (doc_id: 2)"),
        ({"field_list": [value("", "Lee")]}, "field_list[0] has no field_name"),
        ({"field_list": [value("가" * 300, "Lee")]}, f"The template has no box '{'가' * 100}'"),
        (
            {"export_api_info": export(request_params=[{"param_id": "wfuid", "param_value": "x", "fields": []}])},
            "The param_id 'wfuid' is the name of a fixed key",
        ),
        (
            {"export_api_info": export(request_params=[{"param_id": "p", "fields": [{"field_name": "nmae"}]}])},
            "The template has no box 'nmae'; the param_id 'p'",
        ),
        (
            {
                "export_api_info": export(
                    request_params=[{"param_id": "p", "fields": [{"doc_id": 2, "field_name": "name"}]}]
                )
            },
            "export_api_info.request_params[0].fields[0] belongs to another template (doc_id: 2)",
        ),
    ],
)
def test_what_is_not_used_is_told_of(api: Api, changes: Json, told: str) -> None:
    answer = api.start(body(**changes), lang="en")
    assert code(answer) == "00"
    (warning,) = answer["body"]["warnings"]
    assert warning.startswith(told)


@pytest.mark.parametrize("doc_id", ["1", 1, "01", "", None])
def test_values_of_this_template_are_used(api: Api, doc_id: object) -> None:
    answer = api.start(body(field_list=[value("name", "Lee", doc_id=doc_id)]))
    assert "warnings" not in answer["body"]
    assert kept(contract())["name"] == Text("Lee")


@pytest.mark.parametrize(("lang", "told"), [("ko", "서식에 'x' 박스가 없어"), ("ja", "書式にボックス「x」がない")])
def test_warnings_speak_the_callers_language(api: Api, lang: str, told: str) -> None:
    (warning,) = api.start(body(field_list=[value("x", "1")]), lang=lang)["body"]["warnings"]
    assert warning.startswith(told)


def test_the_history_says_from_where_it_was_started(api: Api) -> None:
    api.start(body(), User_Agent="esignonapi")
    person = contract().events.get(kind="contract:started").person.values
    assert person["ip"][1] == "127.0.0.1"
    assert person["user_agent"][1] == "esignonapi"


def test_a_big_start_with_several_pictures_is_no_trouble(api: Api) -> None:
    fields = [factories.field(f"photo{n}", "picture", 1, 0.01 * n) for n in range(12)]
    factories.template(api.company, 2, fields=fields, steps=1)
    noise = Image.effect_noise((1000, 950), 90)
    out = BytesIO()
    noise.save(out, "PNG")
    assert 800_000 < len(out.getvalue()) <= 1_000_000
    picture = base64.b64encode(out.getvalue()).decode()
    values = [value(f"photo{n}", picture) for n in range(12)]
    content = json.dumps(
        {"header": {"request_code": "5005Q"}, "body": body(doc_id=2, player_list=[lee()], field_list=values)}
    )
    assert len(content) > 12_000_000
    assert code(api.post("startsimple", content)) == "00"
