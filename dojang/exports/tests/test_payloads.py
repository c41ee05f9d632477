"""The bodies of the coded protocol that receivers get, key by key in the documented order."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from dojang.companies.models import Company
from dojang.contracts.errors import LinkUnknown
from dojang.contracts.models import Contract, Link
from dojang.exports.models import Delivery
from dojang.exports.order import ExportParam
from dojang.exports.payloads.coded import FIXED_KEYS
from dojang.exports.tests import world
from dojang.flow.sealed_files import open_picture
from dojang.lib import blobs, clock
from tests.factories import KIM, LEE, PARK, STROKES

pytestmark = pytest.mark.django_db
URL = "https://erp.example/hook"
NOON = datetime(2026, 1, 31, 4, 23, 28, 999_000, tzinfo=UTC)


@pytest.fixture
def acme(db: None) -> Company:
    return world.company()


def contract(acme: Company, **given: Any) -> Contract:
    return world.contract(acme, URL, **({"request_code": "code-7", "client_id": "client-1"} | given))


def exports(of: Contract) -> list[dict[str, Any]]:
    return [json.loads(bytes(delivery.body)) for delivery in Delivery.objects.filter(contract=of).order_by("seq")]


def pairs(told: dict[str, Any]) -> list[tuple[str, Any]]:
    """In the order of the wire, which comparing dicts would not see."""
    return list(told.items())


def test_an_approval_tells_the_step_who_when_and_that_it_goes_on(acme: Company) -> None:
    made = contract(acme)
    with clock.stopped_at(NOON):
        world.approve(made, "fine by me")
    (told,) = exports(made)
    assert pairs(told["header"]) == [("api_name", "export"), ("session_id", "S1001"), ("request_code", "code-7")]
    assert pairs(told["body"]) == [
        ("wfluid", "0"),
        ("clientid", "client-1"),
        ("processid", "1"),
        ("requestid", "code-7"),
        ("actionid", "1"),
        ("workdatetime", "2026-01-31 04:23:28.0"),
        ("worktype", "CF"),
        ("wfuid", str(made.pk)),
        ("useremail", LEE),
        ("opinion", "fine by me"),
        ("status", "Playing"),
    ]


def test_a_given_authorization_stands_in_the_header_too(acme: Company) -> None:
    made = contract(acme, authorization="Bearer t0ken")
    world.approve(made)
    assert pairs(exports(made)[0]["header"])[3:] == [("authorization", "Bearer t0ken")]


def test_without_a_client_id_the_company_s_own_is_told(acme: Company) -> None:
    made = contract(acme, client_id="")
    world.approve(made)
    assert exports(made)[0]["body"]["clientid"] == acme.client_id


def test_an_embedded_contract_tells_who_is_next_and_where_they_sign(acme: Company) -> None:
    made = contract(acme, request_code="embed")
    world.approve(made)
    assert pairs(exports(made)[0]["body"])[9:] == [
        ("opinion", ""),
        ("next_play_user", PARK),
        ("play_url", "https://d.test/mail/sign?token=2"),
        ("status", "Playing"),
        ("next_user_name", "Park"),
        ("user_name", "Lee"),
    ]


def test_an_embedded_contract_s_completion_tells_where_the_documents_are(acme: Company) -> None:
    made = contract(acme, request_code="embed")
    world.approve(made)
    world.approve(made, "done")
    world.seal(made)
    assert pairs(exports(made)[1]["body"])[6:] == [
        ("worktype", "CF"),
        ("wfuid", str(made.pk)),
        ("useremail", PARK),
        ("opinion", "done"),
        ("cert_url", "https://d.test/view/c"),
        ("download_url", "https://d.test/view/d"),
        ("status", "Complete"),
        ("user_name", "Park"),
    ]


def test_link_type_download_gives_attachments_instead_of_viewers(acme: Company) -> None:
    made = contract(acme, request_code="embed", download_links=True)
    world.approve(made)
    world.approve(made)
    world.seal(made)
    told = exports(made)[1]["body"]
    assert (told["cert_url"], told["download_url"]) == ("https://d.test/download/c", "https://d.test/download/d")


def test_a_completion_that_is_not_embedded_carries_no_links(acme: Company) -> None:
    made = contract(acme)
    world.approve(made)
    world.approve(made)
    world.seal(made)
    assert pairs(exports(made)[1]["body"])[9:] == [("opinion", ""), ("status", "Complete")]


def test_the_time_of_a_completion_is_the_last_approval_s_and_not_the_seal_s(acme: Company) -> None:
    made = contract(acme)
    world.approve(made)
    with clock.stopped_at(NOON):
        world.approve(made)
    world.seal(made)
    assert exports(made)[1]["body"]["workdatetime"] == "2026-01-31 04:23:28.0"


def test_a_rejection_at_the_second_step_tells_that_the_first_is_next(acme: Company) -> None:
    made = contract(acme, request_code="embed")
    world.approve(made)
    world.reject(made, "wrong name")
    told = exports(made)[1]["body"]
    assert (told["worktype"], told["processid"], told["opinion"], told["status"]) == (
        "RT",
        "2",
        "wrong name",
        "Playing",
    )
    assert (told["next_play_user"], told["user_name"]) == (LEE, "Park")


def test_a_rejection_at_the_first_step_is_the_end(acme: Company) -> None:
    made = contract(acme, request_code="embed")
    world.reject(made, "no")
    assert pairs(exports(made)[0]["body"])[6:] == [
        ("worktype", "RT"),
        ("wfuid", str(made.pk)),
        ("useremail", LEE),
        ("opinion", "no"),
        ("status", "Canceled"),
    ]


def test_a_cancellation_names_the_member_and_the_step_it_stood_at(acme: Company) -> None:
    made = contract(acme)
    world.approve(made)
    world.cancel(made, "typo")
    told = exports(made)[1]["body"]
    assert (told["worktype"], told["status"], told["processid"], told["actionid"]) == ("RT", "Canceled", "2", "2")
    assert (told["useremail"], told["opinion"]) == (KIM, "typo")


def test_an_expiry_names_nobody_and_says_why(acme: Company) -> None:
    made = contract(acme)
    world.expire(made)
    told = exports(made)[0]["body"]
    assert (told["worktype"], told["status"], told["processid"]) == ("RT", "Canceled", "1")
    assert (told["useremail"], told["opinion"]) == ("", "서명 기한이 지났습니다.")


def param(name: str, *fields: str, default: str = "none") -> ExportParam:
    return ExportParam(name=name, default=default, fields=fields)


def test_a_parameter_is_the_box_s_value_else_its_default(acme: Company) -> None:
    made = contract(
        acme, params=(param("who", "name"), param("what", "reply", default="?"), param("gone", "no such box"))
    )
    world.fill(made, "name", "이순신")
    world.approve(made)
    assert pairs(exports(made)[0]["body"])[9:] == [
        ("opinion", ""),
        ("who", "이순신"),
        ("what", "?"),
        ("gone", "none"),
        ("status", "Playing"),
    ]


def test_of_several_boxes_the_first_that_holds_something_is_told(acme: Company) -> None:
    made = contract(acme, params=(param("who", "reply", "name"),))
    world.fill(made, "name", "Lee")
    world.fill(made, "reply", "")
    world.approve(made)
    assert exports(made)[0]["body"]["who"] == "Lee"


def test_no_parameter_can_take_the_place_of_a_fixed_key(acme: Company) -> None:
    made = contract(acme, params=tuple(param(key, default="forged") for key in FIXED_KEYS))
    world.approve(made)
    assert "forged" not in exports(made)[0]["body"].values()
    assert "cert_url" not in exports(made)[0]["body"]


@pytest.mark.parametrize("text", ["Y", "N", "2026-11-20", "두 줄의\n글", " "])
def test_marks_dates_and_texts_are_told_as_they_stand(acme: Company, text: str) -> None:
    made = contract(acme, params=(param("p", "name"),))
    world.fill(made, "name", text)
    world.approve(made)
    assert exports(made)[0]["body"]["p"] == text


def test_two_parameters_may_ask_for_the_same_box(acme: Company) -> None:
    made = contract(acme, params=(param("one", "name", "name"), param("two", "name")))
    world.fill(made, "name", "Lee")
    world.approve(made)
    assert pairs(exports(made)[0]["body"])[10:12] == [("one", "Lee"), ("two", "Lee")]


def test_a_signature_is_told_as_a_link_that_shows_it(acme: Company) -> None:
    made = contract(acme, params=(param("seal", "sign1"),))
    world.fill(made, "sign1", data=STROKES)
    world.approve(made)
    url = exports(made)[0]["body"]["seal"]
    shown = open_picture(url.rpartition("/view/")[2])
    assert shown.media_type == "image/svg+xml"
    assert shown.data.startswith(b"<svg ")
    assert b"<path " in shown.data


@pytest.mark.parametrize(
    "later", [{"text": ""}, {"data": {"kind": "drawn", "ratio": 1.0, "strokes": [[[0, 0], [1, 1]]]}}]
)
def test_a_signature_s_link_shows_what_was_there_when_it_was_told(acme: Company, later: dict[str, Any]) -> None:
    made = contract(acme, params=(param("seal", "sign1"),))
    world.fill(made, "sign1", data=STROKES)
    world.approve(made)
    secret = exports(made)[0]["body"]["seal"].rpartition("/view/")[2]
    before = open_picture(secret)
    world.reject(made)
    world.fill(made, "sign1", **later)
    assert open_picture(secret) == before


def whole(blob: str) -> dict[str, object]:
    """A picture's data as rows keep it."""
    return {"kind": "picture", "blob": blob, "media_type": "image/jpeg", "width": 10, "height": 10}


def test_a_picture_costs_a_link_and_not_its_bytes(acme: Company) -> None:
    made = contract(acme, params=(param("photo", "name"),))
    photo = blobs.put("tests", b"\xff\xd8\xff" + b"x" * 1_000_000, ".jpg")
    world.fill(made, "name", data=whole(photo))
    world.approve(made)
    body = bytes(Delivery.objects.get(contract=made).body)
    shown = open_picture(json.loads(body)["body"]["photo"].rpartition("/view/")[2])
    assert (len(body) < 1_000, shown.media_type, len(shown.data)) == (True, "image/jpeg", 1_000_003)


def test_the_starter_s_link_shows_no_picture(acme: Company) -> None:
    from dojang.contracts import links

    with pytest.raises(LinkUnknown):
        open_picture(links.issue(contract(acme), Link.Purpose.STARTER))


def test_the_body_is_utf_8_as_it_is_read(acme: Company) -> None:
    made = contract(acme)
    world.approve(made, "좋습니다")
    assert "좋습니다".encode() in bytes(Delivery.objects.get(contract=made).body)
