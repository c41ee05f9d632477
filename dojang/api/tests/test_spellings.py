"""Contacts, names and boxes as people and programs really write them: read as what they mean, or refused by name."""

import unicodedata

import pytest

from dojang.api.tests.acts import act, free_of_duties
from dojang.api.tests.calling import Api, body, code, copy, lee, park, result, value
from dojang.api.tests.golden.rules import DOCUMENTED
from dojang.api.tests.stories import begin, search, wfuids
from dojang.contracts import queries
from dojang.contracts.models import Contract, FieldValue, Signer
from dojang.exports.order import ExportOrder, ExportParam
from tests import factories
from tests.factories import LEE, PARK, field

NFD = unicodedata.normalize("NFD", "성명")


@pytest.mark.parametrize(
    "address", ["+82(0)10-1234-5678", "tel:010-1234-5678", "０１０－１２３４－５６７８", "\u202a010-1234-5678\u202c"]
)
def test_a_signer_is_started_with_a_phone_in_any_spelling(api: Api, address: str) -> None:
    assert code(api.start(body(player_list=[lee(email=address), park()]))) == "00"
    first = Signer.objects.get(step=1)
    assert (first.contact_kind, first.contact_key) == ("phone", "01012345678")


@pytest.mark.parametrize(
    ("started", "acting"),
    [
        ("010-1234-5678", "+82 10-1234-5678"),
        ("+82(0)10-1234-5678", "01012345678"),
        ("0９0-1234-5678", "+81(0)90 1234 5678"),
        ("Kim@Example.com", "kim@example.com\u200b"),
    ],
)
def test_a_signer_is_known_by_any_spelling_of_their_contact(api: Api, started: str, acting: str) -> None:
    free_of_duties(api)
    contract = begin(api, signers=[factories.signer("Lee", started), factories.signer("Park", PARK)])
    assert code(act(api, contract, memb_email=acting)) == "00"


def test_a_phone_of_another_country_is_not_the_signers(api: Api) -> None:
    free_of_duties(api)
    contract = begin(api, signers=[factories.signer("Lee", "010-1234-5678"), factories.signer("Park", PARK)])
    assert code(act(api, contract, memb_email="+81 10-1234-5678")) == "10"


def test_exports_repeat_a_contact_as_it_was_written(api: Api) -> None:
    api.start(body(player_list=[lee(email="+82 10-1234-5678"), park()]))
    assert Signer.objects.get(step=1).contact_address == "+82 10-1234-5678"


def test_the_phone_to_prove_may_be_spelled_like_any_other(api: Api) -> None:
    assert code(api.start(body(player_list=[lee(mobile_number="+82 (0)10.1234.5678"), park()]))) == "00"
    assert Signer.objects.get(step=1).mobile_number == "+82 10-1234-5678"


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("010,1234,5678", "phone"),
        ("휴대폰 010-1234-5678", "phone"),
        ("010-1234-5678(2)", "phone"),
        ("a..b@gmail.com", "e-mail"),
    ],
)
def test_a_refusal_names_what_the_address_tried_to_be(api: Api, address: str, rule: str) -> None:
    assert result(api.start(body(player_list=[lee(email=address), park()])))[1] == DOCUMENTED[rule].ko


@pytest.mark.parametrize("address", ["a..b@docomo.ne.jp", "abc.@docomo.ne.jp", "a.@ezweb.ne.jp"])
def test_addresses_that_carriers_of_japan_gave_out_are_taken(api: Api, address: str) -> None:
    assert code(api.start(body(player_list=[lee(email=address), park()], customer_list=[copy(email=address)]))) == "00"


def test_what_nobody_sees_is_cleaned_at_the_ends(api: Api) -> None:
    player = lee(email="kim@example.com\u200b", name="\ufeff이영희\u200b")
    assert code(api.start(body(workflow_name="\u202eNDA\u202c", player_list=[player, park()]))) == "00"
    first = Signer.objects.get(step=1)
    assert (first.contact_address, first.name, first.contract.title) == ("kim@example.com", "이영희", "NDA")


@pytest.mark.parametrize(
    ("changes", "parameter", "named"),
    [
        ({"player_list": [lee(name="\u3164"), park()]}, "player_list[0].name", "U+3164 HANGUL FILLER"),
        ({"player_list": [lee(name="Lee\u202eeeL"), park()]}, "player_list[0].name", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ({"workflow_name": "NDA\u2067fdp.exe"}, "workflow_name", "U+2067 RIGHT-TO-LEFT ISOLATE"),
        ({"player_list": [lee(email="kim@exam\u200bple.com"), park()]}, "player_list[0].email", "U+200B ZERO WIDTH SPACE"),
        ({"player_list": [lee(mobile_number="010\u00ad1234\u00ad5678"), park()]}, "player_list[0].mobile_number", "U+00AD SOFT HYPHEN"),
        ({"customer_list": [copy(name="\uffa0\uffa0")]}, "customer_list[0].name", "U+FFA0 HALFWIDTH HANGUL FILLER"),
    ],
)  # fmt: skip
def test_what_nobody_sees_in_the_middle_is_refused_by_name(
    api: Api, changes: dict[str, object], parameter: str, named: str
) -> None:
    told = api.start(body(**changes), lang="en")
    assert result(told) == ("-1", f"{parameter} has characters that cannot be seen: {named}. Remove them.")
    assert not Contract.objects.exists()


@pytest.mark.parametrize("name", ["\u845b\U000e0100城", "👩\u200d💻 Kim", "Nguyễn Văn A", "نامه\u200cای"])
def test_names_that_can_be_seen_are_names(api: Api, name: str) -> None:
    assert code(api.start(body(player_list=[lee(name=name), park()]))) == "00"


# Values


@pytest.mark.parametrize(
    "typed",
    ["서울\u200b시", "\ufeff홍길동", "☎\ufe0f 02-123", "❤\ufe0f", "©\ufe0f", "abc\u200e", "a\tb", "\u202aa\u202c"],
)
def test_a_value_loses_what_carries_nothing_and_is_found_as_it_was_sent(api: Api, typed: str) -> None:
    assert code(api.start(body(field_list=[value("name", typed)]))) == "00"
    assert (
        len(
            wfuids(search(api, "5008Q", {"field_list": [{"doc_uid": "1", "field_name": "name", "field_value": typed}]}))
        )
        == 1
    )


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("홍\u3164길동", "it has characters that the document cannot show: U+3164 HANGUL FILLER"),
        ("a\u202eb", "it has characters that the document cannot show: U+202E RIGHT-TO-LEFT OVERRIDE"),
        (
            "\u845b\U000e0100城",
            "it has a variant that the document cannot show: \u845b\U000e0100 (U+845B U+E0100). Send 葛 instead.",
        ),
    ],
)
def test_a_value_that_cannot_be_shown_is_refused_by_name(api: Api, typed: str, why: str) -> None:
    told = api.start(body(field_list=[value("name", typed)]), lang="en")
    assert result(told) == ("-1", f"The value does not fit the box 'name': {why}")


@pytest.mark.parametrize("name", ["name", "number"])
def test_a_text_too_long_for_its_box_is_refused_with_what_fits(api: Api, name: str) -> None:
    boxes = [field("name", "text", 1, w=0.1), field("number", "label", None, 0.2, w=0.1), field("b", "text", 2, 0.3)]
    factories.give_layout(api.company.templates.get(number=1), factories.layout(boxes))
    told = api.start(body(field_list=[value(name, "아주 긴 이름을 가진 사람 " * 12)]), lang="en")
    why = "it is too long for the box: at 6 pt 15 of its 180 characters fit, up to '이름을 가진 사람'."
    assert result(told) == ("-1", f"The value does not fit the box '{name}': {why}")
    assert code(api.start(body(field_list=[value(name, "아주 긴 이름을 가진")]))) == "00"


# Boxes


@pytest.fixture
def korean_box(api: Api) -> None:
    boxes = [field("성명", "text", 1), field("b", "text", 2, 0.3)]
    factories.give_layout(api.company.templates.get(number=1), factories.layout(boxes))


@pytest.mark.usefixtures("korean_box")
def test_a_box_is_found_in_either_form_of_its_name(api: Api) -> None:
    answer = api.start(body(field_list=[value(NFD, "이영희")]))
    assert (code(answer), answer["body"].get("warnings")) == ("00", None)
    assert FieldValue.objects.get().name == "성명"
    assert wfuids(
        search(api, "5008Q", {"field_list": [{"doc_uid": "1", "field_name": NFD, "field_value": "이영희"}]})
    ) == [Contract.objects.get().pk]


@pytest.mark.usefixtures("korean_box")
def test_two_forms_of_one_name_with_two_values_are_refused(api: Api) -> None:
    assert code(api.start(body(field_list=[value("성명", "이"), value(NFD, "김")]))) == "-1"


@pytest.mark.parametrize("name", [NFD, "성명"])
def test_a_layout_of_old_with_a_decomposed_name_is_found_as_well(api: Api, name: str) -> None:
    made = factories.layout([field("x", "text", 1), field("b", "text", 2, 0.3)])
    made["fields"][0]["name"] = NFD
    factories.give_layout(api.company.templates.get(number=1), made)
    assert "warnings" not in api.start(body(field_list=[value(name, "이영희")]))["body"]
    assert FieldValue.objects.get().name == NFD
    found = search(api, "5008Q", {"field_list": [{"doc_uid": "1", "field_name": name, "field_value": "이영희"}]})
    assert len(wfuids(found)) == 1


@pytest.mark.usefixtures("korean_box")
def test_exports_find_their_boxes_in_either_form(api: Api) -> None:
    order = ExportOrder(
        url="https://erp.example/hook", scope="ALL", params=(ExportParam(name="p", default="-", fields=(NFD,)),),
        new_names={NFD: "n"},
    )  # fmt: skip
    target = begin(api, export=order).export_target
    assert (target.params[0]["fields"], target.new_names) == (("성명",), {"성명": "n"})


def test_the_next_document_is_found_by_any_spelling_of_the_phone(api: Api) -> None:
    free_of_duties(api)
    for phone in ("010-1234-5678", "+82 10-1234-5678"):
        begin(api, signers=[factories.signer("Lee", phone), factories.signer("Park", LEE)])
    later = Contract.objects.latest("pk")
    first = Signer.objects.get(contract=later, step=1)
    found = queries.waiting_for(api.company, first.contact)
    assert found is not None
    assert found.contract_id == Contract.objects.earliest("pk").pk
