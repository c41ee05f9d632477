"""The flat bodies of v3."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from dojang.companies.models import Company
from dojang.contracts.models import Contract
from dojang.exports.models import Delivery
from dojang.exports.order import EMBED, Protocol
from dojang.exports.tests import world
from dojang.flow.sealed_files import open_picture
from dojang.lib import clock
from tests.factories import KIM, LEE, PARK, STROKES

pytestmark = pytest.mark.django_db
URL = "https://erp.example/hook"
NOON = datetime(2026, 1, 31, 4, 23, 28, tzinfo=UTC)
NOTHING_FILLED = [{"name": name, "value": ""} for name in ("name", "sign1", "reply", "sign2")]


@pytest.fixture
def acme(db: None) -> Company:
    return world.company()


def contract(acme: Company, **given: Any) -> Contract:
    return world.contract(acme, URL, protocol=Protocol.V3, **given)


def embedded(acme: Company, **given: Any) -> Contract:
    return contract(acme, request_code=EMBED, **given)


def export(of: Contract, seq: int) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(bytes(Delivery.objects.get(contract=of, seq=seq).body))
    return told


def completed(made: Contract) -> dict[str, Any]:
    world.approve(made)
    world.approve(made)
    world.seal(made)
    return export(made, 2)


def test_an_approval_is_told_flat_with_the_contract_s_number(acme: Company) -> None:
    made = contract(acme, client_id="client-1")
    with clock.stopped_at(NOON):
        world.approve(made, "fine by me")
    assert list(export(made, 1).items()) == [
        ("workflow_id", made.pk),
        ("client_id", "client-1"),
        ("actionid", "1"),
        ("workdatetime", "2026-01-31 04:23:28.0"),
        ("worktype", "CF"),
        ("useremail", LEE),
        ("user_name", "Lee"),
        ("opinion", "fine by me"),
        ("status", "Playing"),
        ("field_list", NOTHING_FILLED),
    ]


def test_without_a_client_id_the_company_s_own_is_told(acme: Company) -> None:
    made = contract(acme)
    world.approve(made)
    assert export(made, 1)["client_id"] == acme.client_id


def test_is_embed_tells_where_the_next_one_signs(acme: Company) -> None:
    made = embedded(acme)
    world.approve(made)
    assert list(export(made, 1).items())[10:] == [
        ("sign_url", "https://d.test/mail/sign?token=2"),
        ("next_play_user", PARK),
        ("next_user_name", "Park"),
    ]


@pytest.mark.parametrize(("download", "way"), [(False, "view"), (True, "download")])
def test_is_embed_tells_where_the_sealed_files_are(acme: Company, download: bool, way: str) -> None:
    told = completed(embedded(acme, download_links=download))
    assert (told["status"], told["user_name"]) == ("Complete", "Park")
    assert list(told.items())[10:] == [
        ("cert_url", f"https://d.test/{way}/c"),
        ("download_url", f"https://d.test/{way}/d"),
    ]


def test_without_is_embed_there_are_no_addresses(acme: Company) -> None:
    told = completed(contract(acme))
    assert (list(told)[-1], told["status"]) == ("field_list", "Complete")


def test_every_box_is_told_in_the_layout_s_order_under_its_new_name(acme: Company) -> None:
    made = contract(acme, new_names={"name": "성명", "no such box": "x"})
    world.fill(made, "reply", "Y")
    world.fill(made, "name", "이순신")
    world.approve(made)
    assert export(made, 1)["field_list"] == [
        {"name": "성명", "value": "이순신"},
        {"name": "sign1", "value": ""},
        {"name": "reply", "value": "Y"},
        {"name": "sign2", "value": ""},
    ]


def test_a_signature_is_told_as_a_link_that_shows_it(acme: Company) -> None:
    made = contract(acme)
    world.fill(made, "sign1", data=STROKES)
    world.approve(made)
    shown = open_picture(export(made, 1)["field_list"][1]["value"].rpartition("/view/")[2])
    assert shown.media_type == "image/svg+xml"


def test_a_rejection_tells_who_and_that_the_step_before_is_next(acme: Company) -> None:
    made = embedded(acme)
    world.approve(made)
    world.reject(made, "wrong name")
    told = export(made, 2)
    assert [told[key] for key in ("worktype", "actionid", "user_name", "opinion", "status", "next_play_user")] == [
        "RT", "2", "Park", "wrong name", "Playing", LEE,
    ]  # fmt: skip


def test_a_cancellation_names_the_member_and_nobody_to_go_to(acme: Company) -> None:
    made = embedded(acme)
    world.cancel(made, "typo")
    told = export(made, 1)
    assert [told[key] for key in ("worktype", "actionid", "useremail", "user_name", "opinion", "status")] == [
        "RT", "1", KIM, "Kim", "typo", "Canceled",
    ]  # fmt: skip
    assert "sign_url" not in told


def test_an_expiry_names_nobody(acme: Company) -> None:
    made = contract(acme)
    world.expire(made)
    told = export(made, 1)
    assert [told[key] for key in ("worktype", "useremail", "user_name", "status")] == ["RT", "", "", "Canceled"]
