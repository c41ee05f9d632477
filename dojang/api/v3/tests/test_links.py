"""Links over v3: made, listed, read, closed; and what becomes of the contracts started through them."""

import json
from datetime import timedelta
from typing import Any

import pytest

from dojang.api.tests.calling import NOW
from dojang.api.tests.stories import approve
from dojang.api.v3.tests.calling import V3
from dojang.companies.models import Company
from dojang.contracts.models import Contract, PublicLink
from dojang.exports.models import Delivery, ExportTarget
from dojang.flow import public_links
from dojang.flow.public_links import FirstSigner
from dojang.flow.start import start
from dojang.lib import clock
from dojang.lib.contact import Contact
from dojang.lib.texts import Language
from dojang.lib.visitor import NOBODY
from tests import factories
from tests.factories import CHOI, KIM, LEE, PARK, field

Json = dict[str, Any]
THEN_PARK = [{"order": 2, "email": PARK, "name": "Park"}]
# What a client of the vendor's is seen to send, to a template of one step.
SEEN = {
    "language": "ko",
    "template_id": 2,
    "link_manage_name": "행사 링크",
    "link_max_count": 100,
    "enable_cert_mobile": False,
    "enable_duplicate_sign": False,
    "expiry_date": "2099-12-31 18:00:00",
}


@pytest.fixture
def program(v3: V3) -> V3:
    factories.template(v3.company, name="NDA: two")
    factories.template(v3.company, 2, fields=[field("sign", "signature", 1)], steps=1, name="Consent")
    return v3


def made(program: V3, **changes: Any) -> Json:
    body = {"template_id": 1, "link_max_count": 2, "recipient_list": THEN_PARK} | changes
    told: Json = program.call("POST", "/link/start", {k: v for k, v in body.items() if v is not ...}, 201)
    return told


def begin(told: Json, name: str = "Lee", address: str = LEE) -> Contract:
    link = public_links.find(told["link_url"].rpartition("/")[2])
    person = FirstSigner(name=name, contact=Contact.read(address), language=Language.EN)
    entry = public_links.start(link, person, f"form of {name}", NOBODY)
    return Contract.objects.get(pk=entry.session.link.contract_id)


def test_what_clients_of_the_vendor_send_makes_a_link(program: V3) -> None:
    told = program.call("POST", "/link/start?offset=%2B09:00", SEEN, 201)
    url = told.pop("link_url")
    assert url.startswith("http://localhost:8000/link/")
    assert told == SEEN | {
        "link_id": PublicLink.objects.get().pk, "link_use_count": 0, "status": "open", "workflow_name": "Consent",
        "created_date": "2026-01-31 10:00:00", "closed_date": "", "creator_email": KIM, "warnings": None,
    }  # fmt: skip


def test_making_a_link_starts_and_counts_nothing(program: V3) -> None:
    made(program)
    assert (Contract.objects.count(), Company.objects.get().usage) == (0, 0)


def test_the_same_key_makes_one_link(program: V3) -> None:
    first, again = (program.call("POST", "/link/start", SEEN, 201, Idempotency_Key="k") for _ in range(2))
    assert first == again
    assert PublicLink.objects.count() == 1


def test_the_contracts_have_what_the_link_was_given(program: V3) -> None:
    export = {
        "url": "https://erp.example/",
        "api_type": "ALL",
        "field_names": [{"field_name": "name", "new_name": "who"}],
    }
    told = made(
        program, workflow_name="NDA 2026", comment="Hello", comment_to="all", field_list=[{"name": "name", "value": "Guest"}],
        export_api_info=export, customer_list=[{"email": CHOI, "name": "Choi"}],
    )  # fmt: skip
    contract = begin(told)
    assert (contract.title, contract.comment, contract.copies.get().name) == ("NDA 2026", "Hello", "Choi")
    assert contract.comment_to_all
    assert contract.values.get(name="name").text == "Guest"
    target = ExportTarget.objects.get(contract=contract)
    assert (target.url, target.protocol, target.new_names) == ("https://erp.example/", "v3", {"name": "who"})


def test_without_a_title_the_contracts_are_called_as_the_template_is(program: V3) -> None:
    assert made(program)["workflow_name"] == "NDA  two"
    assert made(program, workflow_name="Own")["workflow_name"] == "Own"


def test_the_deadline_is_the_links_and_not_the_contracts(program: V3) -> None:
    told = made(program, expiry_date="2099-12-31")
    assert told["expiry_date"].startswith("2099-12-31")
    assert begin(told).expires_at is None


def test_words_of_the_coded_call_are_understood(program: V3) -> None:
    told = made(
        program, template_id=..., doc_id="1", recipient_list=..., link_max_count="2",
        player_list=[{"field_owner": "2", "email": PARK, "name": "Park"}], enable_duplicate_sign="true",
    )  # fmt: skip
    assert (told["template_id"], told["link_max_count"], told["enable_duplicate_sign"]) == (1, 2, True)


def test_later_signers_may_come_without_numbers(program: V3) -> None:
    contract = begin(made(program, recipient_list=[{"email": PARK, "name": "Park"}]))
    assert [signer.name for signer in contract.signers.all()] == ["Lee", "Park"]


TWO = [*THEN_PARK, {"order": 3, "email": CHOI, "name": "Choi"}]
WHOEVER = "Step 1 is whoever opens the link"


@pytest.mark.parametrize(
    ("changes", "code", "says"),
    [
        ({"template_id": ...}, "bad_parameter", "template_id is required"),
        ({"template_id": 99}, "unknown_template", ""),
        ({"link_max_count": ...}, "bad_parameter", "link_max_count is required"),
        ({"link_max_count": 0}, "bad_parameter", "link_max_count must be at least 1"),
        ({"link_max_count": 100_001}, "bad_parameter", "link_max_count must be at most 100000"),
        ({"link_max_count": "many"}, "bad_parameter", "link_max_count must be a whole number"),
        ({"link_manage_name": "x" * 129}, "bad_parameter", "link_manage_name must have at most 128"),
        ({"link_manage_name": "a\nb"}, "bad_parameter", "link_manage_name cannot contain line breaks"),
        ({"enable_cert_mobile": "perhaps"}, "bad_parameter", "enable_cert_mobile"),
        ({"recipient_list": ...}, "bad_parameter", WHOEVER),
        ({"recipient_list": TWO}, "bad_parameter", WHOEVER),
        ({"recipient_list": [{"order": 1, "email": LEE, "name": "Lee"}]}, "bad_parameter", WHOEVER),
        ({"recipient_list": [{"order": 2, "name": "Park"}]}, "bad_parameter", "recipient_list[0].email is required"),
        ({"recipient_list": [{"order": 2, "email": PARK}]}, "bad_parameter", "recipient_list[0].name is required"),
        ({"template_id": 2}, "bad_parameter", "recipient_list must be left out"),
        ({"expiry_date": "2020-01-01"}, "bad_parameter", "past date"),
        ({"expiry_date": "tomorrow"}, "bad_parameter", "date format"),
        ({"is_preview": True}, "bad_parameter", "is_preview"),
        ({"field_list": [{"name": "sign1", "value": "x"}]}, "bad_value", "sign1"),
        ({"memb_email": CHOI}, "unknown_member", ""),
    ],
)
def test_what_is_wrong_is_said_and_makes_nothing(program: V3, changes: Json, code: str, says: str) -> None:
    body = {"template_id": 1, "link_max_count": 2, "recipient_list": THEN_PARK} | changes
    response = program.call("POST", "/link/start", {k: v for k, v in body.items() if v is not ...}, 422)
    assert response["header"]["result_code"] == code
    assert says.lower() in response["header"]["result_msg"].lower()
    assert not PublicLink.objects.exists()


def test_values_for_boxes_that_there_are_not_are_told(program: V3) -> None:
    told = made(program, field_list=[{"name": "nowhere", "value": "x"}])
    assert told["warnings"] == ["The template has no box 'nowhere'; its value in field_list was not used."]


def test_links_are_listed_newest_first_a_page_at_a_time(program: V3) -> None:
    ids = [made(program)["link_id"] for _ in range(3)]
    page = program.get("/links?limit=2")
    assert [link["link_id"] for link in page["links"]] == [ids[2], ids[1]]
    rest = program.get(f"/links?limit=2&before={page['next']}")
    assert ([link["link_id"] for link in rest["links"]], rest["next"]) == ([ids[0]], None)
    assert program.get(f"/links/{ids[2]}") == page["links"][0]


def test_the_link_tells_how_often_it_was_used(program: V3) -> None:
    told = made(program)
    begin(told)
    assert program.get(f"/links/{told['link_id']}")["link_use_count"] == 1
    begin(told, "Choi", CHOI)
    assert program.get(f"/links/{told['link_id']}")["status"] == "full"


def test_a_closed_link_says_since_when(program: V3) -> None:
    told = made(program)
    closed = program.post(f"/links/{told['link_id']}/close?offset=%2B09:00")
    assert (closed["status"], closed["closed_date"]) == ("closed", "2026-01-31 10:00:00")
    with clock.stopped_at(NOW + timedelta(hours=1)):
        assert program.post(f"/links/{told['link_id']}/close?offset=%2B09:00") == closed


def test_contracts_begun_through_a_link_are_found_by_it(program: V3) -> None:
    start(factories.order(program.company))
    told, other = made(program), made(program)
    begun = begin(told)
    begin(other)
    listed = program.get(f"/contracts?link_id={told['link_id']}")["contracts"]
    assert [(one["workflow_id"], one["via"], one["link_id"]) for one in listed] == [(begun.pk, "link", told["link_id"])]
    assert program.get(f"/contracts/{begun.pk}")["link_id"] == told["link_id"]
    vias = {(one["via"], one["link_id"]) for one in program.get("/contracts")["contracts"]}
    assert vias == {("api", None), ("link", told["link_id"]), ("link", other["link_id"])}


def test_the_histories_name_the_person_who_began_it(program: V3) -> None:
    told = made(program)
    contract = begin(told)
    first = program.get(f"/contracts/{contract.pk}/events")["events"][0]
    assert (first["actor"], first["payload"]["public_link"]) == ("signer", told["link_id"])
    history = program.get(f"/workflows/{contract.pk}")["action_history_list"]
    assert [(one["step_code"], one["name"]) for one in history[:2]] == [("WORKFLOW_START", "Lee"), ("SIGN_REQ", "Lee")]


def test_exports_tell_through_which_link_it_was_begun(program: V3) -> None:
    told = made(program, export_api_info={"url": "https://erp.example/", "api_type": "ALL"})
    contract = begin(told)
    approve(contract)
    body = json.loads(bytes(Delivery.objects.get(contract=contract).body))
    assert (body["link_id"], body["user_name"], body["status"]) == (told["link_id"], "Lee", "Playing")
