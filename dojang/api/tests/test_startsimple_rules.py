"""Every rule that answers -1: the documented ones in the order of their table, then our own."""

import base64
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from dojang.api.tests.calling import Api, Json, body, code, copy, export, lee, park, result, value
from dojang.api.tests.golden.rules import DOCUMENTED, Rule, signers
from dojang.contracts.models import Contract
from dojang.exports.models import ExportTarget
from dojang.notifications.models import Message
from tests import factories
from tests.factories import CHOI, field

FORBIDDEN = "'\"\\/:|<>*?"


# Pairs of neighbours that can be broken at once: not those that concern the same value.
_SAME_VALUE = {"title length", "template", "template without steps", "template with an empty step", "signer name"}


@pytest.fixture
def unfinished_templates(api: Api) -> None:
    factories.template(api.company, 2, fields=[], steps=0)
    factories.template(api.company, 3, fields=[field("sign1", "signature", 1)], steps=2)
    factories.faulty_template(api.company, 4)


@pytest.mark.parametrize("rule", DOCUMENTED.values(), ids=DOCUMENTED)
@pytest.mark.usefixtures("unfinished_templates")
def test_a_refused_start_leaves_nothing_behind(api: Api, rule: Rule) -> None:
    assert api.start(body(**rule.changes))["body"] == {}
    assert not Contract.objects.exists()
    assert not Message.objects.exists()


PAIRS = [(one, two) for one, two in pairwise(DOCUMENTED) if one not in _SAME_VALUE and two != "number of signers"]


@pytest.mark.parametrize(("first", "second"), PAIRS)
@pytest.mark.usefixtures("unfinished_templates")
def test_of_two_broken_rules_the_first_of_the_table_is_told(api: Api, first: str, second: str) -> None:
    both = DOCUMENTED[first].changes | DOCUMENTED[second].changes
    if "player_list" in DOCUMENTED[first].changes and "player_list" in DOCUMENTED[second].changes:
        one, two = DOCUMENTED[first].changes["player_list"], DOCUMENTED[second].changes["player_list"]
        both["player_list"] = [two[0], one[0] | {"email": one[0].get("email", "")}]
    assert result(api.start(body(**both)))[1] == DOCUMENTED[first].ko


def test_of_all_broken_rules_the_first_is_told(api: Api) -> None:
    players = [lee(name="?", email="x", mobile_number="1", password="가'", password_hint="h" * 51)]
    changes = {"workflow_name": "", "timezone_offset": "x", "comment": "c" * 251, "memb_email": "x", "doc_id": "x"}
    answer = api.start(body(**changes, player_list=players, expireddate="x", language="de"))
    assert result(answer)[1] == DOCUMENTED["title length"].ko


# The same rules, at their edges


@pytest.mark.parametrize("title", ["", "   ", "x" * 129])
def test_titles_too_short_or_too_long(api: Api, title: str) -> None:
    assert result(api.start(body(workflow_name=title)))[1] == DOCUMENTED["title length"].ko


@pytest.mark.parametrize(
    "title", ["x", "x" * 128, "가" * 128, "  NDA  ", "v1.2 (초안) & #3, [최종]; 50% + 2 = ~", "契約書"]
)
def test_titles_that_are_fine(api: Api, title: str) -> None:
    answer = api.start(body(workflow_name=title))
    assert (code(answer), answer["body"]["workflow_name"]) == ("00", title.strip())


def test_a_title_is_counted_in_whole_syllables(api: Api) -> None:
    assert code(api.start(body(workflow_name="\u1100\u1161" * 128))) == "00"  # 128 syllables as a Mac writes them


@pytest.mark.parametrize("character", FORBIDDEN)
@pytest.mark.parametrize("where", ["title", "signer", "copy"])
def test_each_forbidden_character_in_each_place(api: Api, character: str, where: str) -> None:
    places: dict[str, Json] = {
        "title": {"workflow_name": f"a{character}b"},
        "signer": {"player_list": [lee(), park(name=f"a{character}b")]},
        "copy": {"customer_list": [copy(name=f"a{character}b")]},
    }
    rule = DOCUMENTED["title characters" if where == "title" else "name characters"]
    assert result(api.start(body(**places[where])))[1] == rule.ko


@pytest.mark.parametrize(
    "offset", ["+9:00", "09:00", "+0900", "+24:00", "+14:01", "-15:00", "+09:60", "+09:00:00", "UTC", "+０９:00"]
)
def test_offsets_that_are_none(api: Api, offset: str) -> None:
    assert result(api.start(body(timezone_offset=offset)))[1] == DOCUMENTED["timezone_offset"].ko


@pytest.mark.parametrize("offset", ["+09:00", "-03:30", "+00:00", "-00:00", "+14:00", "-14:00", " +05:45 "])
def test_offsets_that_are_fine(api: Api, offset: str) -> None:
    assert code(api.start(body(timezone_offset=offset))) == "00"


@pytest.mark.parametrize(
    "number", ["1234567", "010-12", "abc", "010-1234-5678x", "0" * 16, "0" + "-" * 20 + "1", "+", "０１０123"]
)
@pytest.mark.parametrize("where", ["mobile_number", "copy"])
def test_phone_numbers_that_are_none(api: Api, number: str, where: str) -> None:
    by_phone = {"customer_list": [copy(email=number, id_type="Mobile")]}
    changes = by_phone if where == "copy" else signers(mobile_number=number)
    assert result(api.start(body(**changes)))[1] == DOCUMENTED["phone"].ko


@pytest.mark.parametrize(
    "address",
    [
        "lee",
        "lee@",
        "@x.test",
        "lee@x",
        "a b@x.test",
        "lee@x.test, park@x.test",
        "l" * 250 + "@x.test",
        "010-1234-567x",
    ],
)
def test_email_addresses_that_are_none(api: Api, address: str) -> None:
    for changes in (signers(email=address), {"customer_list": [copy(email=address)]}):
        assert result(api.start(body(**changes)))[1] == DOCUMENTED["e-mail"].ko


def test_a_short_number_is_a_bad_phone_and_not_a_bad_email(api: Api) -> None:
    assert result(api.start(body(**signers(email="010-12"))))[1] == DOCUMENTED["phone"].ko


@pytest.mark.parametrize("password", ["가가가가", "abcㄱ", "abcㅏ", "abc\u1100\u1161", "abc\uffa1"])
def test_hangul_in_any_block(api: Api, password: str) -> None:
    assert result(api.start(body(**signers(password=password))))[1] == DOCUMENTED["password Hangul"].ko


@pytest.mark.parametrize("password", ["abc", "a" * 16, "    ", "  ab  "])
def test_passwords_too_short_or_too_long(api: Api, password: str) -> None:
    assert result(api.start(body(**signers(password=password))))[1] == DOCUMENTED["password length"].ko


@pytest.mark.parametrize("password", ["abcd", "a" * 15, "12 34", "!@#$%^&*()", "パスワード"])
def test_passwords_that_are_fine(api: Api, password: str) -> None:
    assert code(api.start(body(**signers(password=password, password_hint="x" * 50)))) == "00"


@pytest.mark.parametrize("name", [..., None, "", "  "])
def test_a_signer_needs_a_name(api: Api, name: object) -> None:
    assert result(api.start(body(**signers(name=name))))[1] == DOCUMENTED["signer name"].ko


@pytest.mark.parametrize("doc_id", ["0", "2147483648", "9" * 40, "-1", "1.0", "abc", "１", -1])
def test_ids_of_no_template(api: Api, doc_id: object) -> None:
    assert result(api.start(body(doc_id=doc_id)))[1] == DOCUMENTED["template"].ko


def test_a_template_of_another_company_does_not_exist_here(api: Api) -> None:
    factories.template(factories.company("other"), 7)
    assert result(api.start(body(doc_id="7")))[1] == DOCUMENTED["template"].ko


def test_the_member_of_another_company_is_no_starter_here(api: Api) -> None:
    factories.member(factories.company("other"), CHOI)
    assert result(api.start(body(memb_email=CHOI)))[1] == DOCUMENTED["starter"].ko


# Our own rules: parameters that are missing or of another type

OWN = [
    ({"workflow_name": ...}, "workflow_name is required."),
    ({"workflow_name": None}, "workflow_name is required."),
    ({"doc_id": ...}, "doc_id is required."),
    ({"doc_id": " "}, "doc_id is required."),
    ({"memb_email": ...}, "memb_email is required."),
    ({"memb_email": ""}, "memb_email is required."),
    ({"player_list": ...}, "player_list is required."),
    ({"player_list": []}, "player_list is required."),
    ({"player_list": None}, "player_list is required."),
    (signers(email=...), "player_list[0].email is required."),
    ({"player_list": [lee(), park(email=" ")]}, "player_list[1].email is required."),
    ({"customer_list": [copy(email=...)]}, "customer_list[0].email is required."),
    ({"customer_list": [copy(), copy(name="")]}, "customer_list[1].name is required."),
    (signers(enable_mobile_cert="true"), "player_list[0].mobile_number is required."),
    (signers(enable_password_cert="true", password=" "), "player_list[0].password is required."),
    ({"workflow_name": 2026}, "workflow_name must be a string."),
    ({"comment": {"text": "hi"}}, "comment must be a string."),
    ({"comment_to": "second"}, "comment_to must be one of: first, all"),
    ({"memb_email": ["kim@acme.test"]}, "memb_email must be a string."),
    (signers(name=7), "player_list[0].name must be a string."),
    (signers(password=1234), "player_list[0].password must be a string."),
    (signers(mobile_number=821012345678), "player_list[0].mobile_number must be a string."),
    ({"timezone_offset": 9}, "timezone_offset must be a string."),
    ({"doc_id": 1.5}, "doc_id must be a string or a whole number."),
    ({"doc_id": True}, "doc_id must be a string or a whole number."),
    ({"biz_id": ["0"]}, "biz_id must be a string or a whole number."),
    ({"biz_id": "b" * 41}, "biz_id must have at most 40 characters."),
    ({"doc_id": 10**60}, "doc_id must have at most 40 characters."),
    ({"player_list": {"email": "x"}}, "player_list must be an array."),
    ({"player_list": "lee"}, "player_list must be an array."),
    ({"player_list": ["lee"]}, "player_list[0] must be an object."),
    ({"player_list": [lee()] * 101}, "player_list may have at most 100 elements."),
    ({"customer_list": [copy()] * 101}, "customer_list may have at most 100 elements."),
    ({"field_list": [[]]}, "field_list[0] must be an object."),
    ({"field_list": [value("x", "1")] * 2001}, "field_list may have at most 2000 elements."),
    ({"field_list": [value(7, "x")]}, "field_list[0].field_name must be a string."),  # type: ignore[arg-type]
    ({"language": "de-DE"}, "language must be one of: ko-KR, en-US, ja-JP"),
    ({"language": 1}, "language must be a string."),
    (signers(language="fr"), "player_list[0].language must be one of: ko-KR, en-US, ja-JP"),
    (signers(language="vi"), "player_list[0].language must be one of: ko-KR, en-US, ja-JP"),
    ({"customer_list": [copy(language="한국어")]}, "customer_list[0].language must be one of: ko-KR, en-US, ja-JP"),
    ({"preview": "yes"}, "preview must be one of: preview"),
    (signers(enable_mobile_cert="maybe"), "player_list[0].enable_mobile_cert must be one of: true, false"),
    (signers(name="x" * 65), "player_list[0].name must have at most 64 characters."),
    ({"customer_list": [copy(name="x" * 65)]}, "customer_list[0].name must have at most 64 characters."),
    ({"workflow_name": "a\nb"}, "workflow_name cannot contain line breaks or other control characters."),
    (signers(name="a\tb"), "player_list[0].name cannot contain line breaks or other control characters."),
    (signers(name="a\u2028b"), "player_list[0].name cannot contain line breaks or other control characters."),
    (signers(password="abcd", password_hint="it is ABCD"), "player_list[0].password_hint cannot contain the password."),
    ({"field_list": [value("name", "a"), value("name", "b")]}, "The box 'name' is given two different values."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "told"), OWN)
def test_our_own_rules_name_the_parameter(api: Api, changes: Json, told: str) -> None:
    assert result(api.start(body(**changes), lang="en")) == ("-1", told)
    assert not Contract.objects.exists()


@pytest.mark.parametrize(
    ("lang", "told"),
    [("ko", "doc_id 값은 필수로 입력하셔야 합니다."), ("ja", "doc_idの値は必須です。")],
)
def test_our_own_rules_speak_the_callers_language(api: Api, lang: str, told: str) -> None:
    assert result(api.start(body(doc_id=...), lang=lang)) == ("-1", told)


@pytest.mark.parametrize(
    "owners", [(1, 1), (1, 3), (0, 1), (2, 3), (1, ...), (None, "2"), ("a", "b"), ("-1", "1"), ("", 1)]
)
def test_field_owners_that_give_no_order(api: Api, owners: tuple[object, object]) -> None:
    players = [lee(field_owner=owners[0]), park(field_owner=owners[1])]
    answer = api.start(body(player_list=players), lang="en")
    assert result(answer) == (
        "-1", "Give field_owner for all of player_list, each number from 1 to 2 once, or for none.",
    )  # fmt: skip


# Values that do not fit their boxes


def picture(kind: str, size: tuple[int, int] = (8, 8)) -> str:
    out = BytesIO()
    Image.new("RGBA" if kind == "PNG" else "L", size, 0).save(out, kind)
    return base64.b64encode(out.getvalue()).decode()


UNFIT = [
    ("name", "x" * 21, "at most 20 characters are possible."),
    ("name", "a\nb", "only one line is possible."),
    ("name", "\U0001f9d9", "it has characters that the document cannot show: \U0001f9d9"),
    ("name", 7, "it must be a string."),
    ("name", {"a": 1}, "it must be a string."),
    ("agree", "X", 'it must be "Y" or "N".'),
    ("agree", "true", 'it must be "Y" or "N".'),
    ("agree", True, "it must be a string."),
    ("monthly", "1", 'it must be "Y" or "N".'),
    ("day", "2020-13-01", "it must be a real date in the form YYYY-MM-DD."),
    ("day", "2026-02-29", "it must be a real date in the form YYYY-MM-DD."),
    ("day", "01.02.2026", "it must be a real date in the form YYYY-MM-DD."),
    ("photo", "not base64!", "it must be a jpg, jpeg or png picture encoded in base64."),
    ("photo", picture("GIF"), "it must be a jpg, jpeg or png picture encoded in base64."),
    ("photo", picture("JPEG")[:40], "the picture is damaged."),
    ("photo", picture("PNG"), "the picture is wholly transparent."),
    ("photo", picture("PNG", (6000, 5000)), "the picture has too many pixels."),
    ("photo", base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"x" * 1_000_000).decode(), "the picture may have at most 1 MB."),
    ("sign1", "Lee", "signatures and stamps can only be given by their signer."),
]  # fmt: skip


@pytest.mark.parametrize(("box", "content", "why"), UNFIT, ids=[f"{box} {why[:30]}" for box, _, why in UNFIT])
def test_a_value_that_does_not_fit_names_its_box_and_the_reason(api: Api, box: str, content: object, why: str) -> None:
    answer = api.start(body(field_list=[value(box, content)]), lang="en")
    assert result(answer) == ("-1", f"The value does not fit the box '{box}': {why}")
    assert not Contract.objects.exists()


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("ko", "박스 'name'에 넣을 수 없는 값입니다: 20자까지 입력할 수 있습니다."),
        ("ja", "ボックス「name」に入力できない値です: 20文字まで入力できます。"),
    ],
)
def test_values_are_refused_in_the_callers_language(api: Api, lang: str, told: str) -> None:
    assert result(api.start(body(field_list=[value("name", "x" * 21)]), lang=lang)) == ("-1", told)


@pytest.mark.parametrize("content", ["data:image/jpeg;base64,{}", " {}\n", "{}"])
def test_pictures_come_as_base64_in_several_dresses(api: Api, content: str) -> None:
    given = content.format(picture("JPEG").rstrip("="))
    assert code(api.start(body(field_list=[value("photo", given)]))) == "00"


# Exports

PARAM = {"param_id": "p", "param_value": "none", "fields": [{"doc_id": "1", "field_name": "name"}]}
BAD_EXPORTS = [
    (export(api_type=...), "export_api_info.api_type is required."),
    (export(api_type="EVERY"), "export_api_info.api_type must be one of: StartAndEnd, ALL"),
    (export(url="http://hooks.example.com/"), "export_api_info.url must be a URL that starts with https://."),
    (export(url="ftp://hooks.example.com/"), "export_api_info.url must be a URL that starts with https://."),
    (export(url="https://"), "export_api_info.url is not a URL that can be called."),
    (export(url="https://user:pw@hooks.example.com/"), "export_api_info.url is not a URL that can be called."),
    (export(url="https://127.0.0.1/"), "export_api_info.url is not a URL that can be called."),
    (export(url="https://[::1]:99999/"), "export_api_info.url is not a URL that can be called."),
    (export(url="https://a b/"), "export_api_info.url is not a URL that can be called."),
    (export(url="https://x.test/" + "x" * 2000), "export_api_info.url must have at most 2000 characters."),
    (export(url=7), "export_api_info.url must be a string."),
    (export(url="", request_code="embed"), "export_api_info.url is required."),
    (export(link_type="pdf"), "export_api_info.link_type must be one of: download, viewer, null"),
    (export(request_code="c" * 501), "export_api_info.request_code must have at most 500 characters."),
    (export(clientid="c" * 501), "export_api_info.clientid must have at most 500 characters."),
    (export(authorization="a\r\nX-Evil: 1"), "export_api_info.authorization may contain only characters that an HTTP header can carry."),
    (export(authorization="토큰"), "export_api_info.authorization may contain only characters that an HTTP header can carry."),
    (export(authorization="a" * 4001), "export_api_info.authorization must have at most 4000 characters."),
    (export(request_params={"param_id": "p"}), "export_api_info.request_params must be an array."),
    (export(request_params=[PARAM | {"param_id": ""}]), "export_api_info.request_params[0].param_id is required."),
    (export(request_params=[PARAM | {"param_value": 0}]), "export_api_info.request_params[0].param_value must be a string."),
    (export(request_params=[PARAM | {"fields": "name"}]), "export_api_info.request_params[0].fields must be an array."),
    (export(request_params=[PARAM | {"fields": ["name"]}]), "export_api_info.request_params[0].fields[0] must be an object."),
    (export(request_params=[PARAM, PARAM]), "The param_id 'p' is given twice."),
    ([export(), export()], "export_api_info must be one object, or an array of one object."),
    (["x"], "export_api_info must be an object."),
    ("https://hooks.example.com/", "export_api_info must be an object."),
]  # fmt: skip


@pytest.mark.parametrize(("given", "told"), BAD_EXPORTS)
def test_exports_that_could_not_work_are_refused(api: Api, given: object, told: str) -> None:
    assert result(api.start(body(export_api_info=given), lang="en")) == ("-1", told)
    assert not Contract.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        export(enable="false"),
        export(enable=False, url="nonsense", api_type="nonsense"),
        export(url=""),
        export(url=None),
        {"api_type": "", "url": " ", "request_code": "", "clientid": "", "authorization": "", "request_params": []},
        {},
        [],
        [{}],
    ],
)
def test_no_export_is_wanted(api: Api, given: object) -> None:
    assert code(api.start(body(export_api_info=given))) == "00"
    assert not ExportTarget.objects.exists()


@pytest.mark.parametrize(
    ("given", "column", "kept"),
    [
        (export(enable=""), "scope", "ALL"),
        (export(enable="true"), "scope", "ALL"),
        (export(enable=None), "scope", "ALL"),
        ([export()], "scope", "ALL"),
        (export(api_type="all"), "scope", "ALL"),
        (export(api_type="startandend"), "scope", "StartAndEnd"),
        (export(request_code=17), "request_code", "17"),
        (export(request_code=...), "request_code", ""),
        (export(request_code="embed"), "embed", True),
        (export(clientid=7), "client_id", "7"),
        (export(link_type="DOWNLOAD"), "download_links", True),
        (export(link_type="viewer"), "download_links", False),
        (export(link_type=None), "download_links", False),
        (export(link_type="null"), "download_links", False),  # as the documents' example has it
        (export(authorization=" Basic eDp5 "), "authorization", "Basic eDp5"),
        (export(response_params=[1]), "params", []),
        (export(request_params=[{"param_id": "", "param_value": "", "fields": []}]), "params", []),
        (export(request_params=[PARAM]), "params", [{"name": "p", "default": "none", "fields": ["name"]}]),
        (export(request_params=[{"param_id": "p"}]), "params", [{"name": "p", "default": "", "fields": []}]),
        (
            export(request_params=[PARAM | {"fields": [{"doc_id": "", "field_name": ""}]}]),
            "params",
            [{"name": "p", "default": "none", "fields": []}],
        ),
    ],
)
def test_an_export_is_kept_as_it_was_asked_for(api: Api, given: object, column: str, kept: object) -> None:
    answer = api.start(body(export_api_info=given))
    assert code(answer) == "00"
    assert "warnings" not in answer["body"]
    assert getattr(ExportTarget.objects.get(), column) == kept
