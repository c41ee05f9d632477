"""In which order a start's faults are reported: those of the rules, then those of what the rules do not look at."""

from typing import Any

import pytest

from dojang.api.messages import Parameter
from dojang.api.parameters import InvalidParameter
from dojang.api.start.complaints import Complaint, RuleBroken
from dojang.api.start.order import order_of
from dojang.api.start.request import SignerRequest, StartRequest, Terms, Wrong, contact_of, phone_of
from dojang.api.start.rules import check
from dojang.companies.models import Company
from dojang.lib.visitor import NOBODY
from tests.factories import KIM, LEE, PARK

LANGUAGE = Wrong(InvalidParameter(Parameter.NOT_TEXT, parameter="language"))
PREVIEW = Wrong(InvalidParameter(Parameter.NOT_TEXT, parameter="preview"))


def signer(index: int, address: str, **given: Any) -> SignerRequest:
    at = ("signers", index)
    return SignerRequest(**({"at": at, "name": "Lee", "contact": contact_of(at, address), "language": None} | given))


def request(**given: Any) -> StartRequest:
    """A start that follows the rules, with changes to it or to its terms."""
    terms: dict[str, Any] = {
        "preview": False, "language": None, "values": {}, "comment_to_all": False, "biz_id": "", "export": None, "until": None,
    }  # fmt: skip
    terms |= {name: given.pop(name) for name in list(given) if name in terms}
    start: dict[str, Any] = {
        "title": "NDA", "template": "1", "starter_email": KIM, "comment": "", "offset": "",
        "signers": (signer(0, LEE), signer(1, PARK)), "copies": (), "terms": Terms(**terms),
    }  # fmt: skip
    return StartRequest(**(start | given))


def complaint(**given: Any) -> Complaint | str:
    """The first complaint, or the parameter that cannot be taken."""
    wanted = request(**given)
    try:
        check(wanted)
        order_of(wanted, Company(timezone="Asia/Seoul"), NOBODY)
    except RuleBroken as exc:
        return exc.complaint
    except InvalidParameter as exc:
        return str(exc.values["parameter"])
    return ""


def test_a_start_that_follows_the_rules_becomes_an_order() -> None:
    assert complaint() == ""


def test_a_wrong_phone_comes_before_a_wrong_email() -> None:
    people = (signer(0, "lee@"), signer(1, PARK, mobile_number=phone_of(("signers", 1), "010-12")))
    assert complaint(signers=people) == Complaint.BAD_PHONE


def test_a_contact_with_unseen_characters_comes_before_an_email_of_another_kind() -> None:
    assert complaint(signers=(signer(0, "lee@"), signer(1, "p\u200bark@x.test"))) == Complaint.UNSEEN_CHARACTERS


@pytest.mark.parametrize(
    ("given", "first"),
    [
        ({"title": "a/b", "language": LANGUAGE}, Complaint.TITLE_CHARACTERS),
        ({"title": "a\nb", "language": LANGUAGE}, Complaint.CONTROL_CHARACTERS),
        ({"preview": PREVIEW, "language": LANGUAGE}, "preview"),
        ({"language": LANGUAGE, "signers": (signer(0, LEE, place="2"),)}, "language"),
        ({"signers": (signer(0, LEE, place="2"), signer(1, PARK, place="2")), "biz_id": LANGUAGE}, Complaint.PLACES),
        ({"signers": (signer(0, LEE, access_code="code1", access_hint="my CODE1"),)}, Complaint.HINT_TELLS),
    ],
)
def test_what_the_rules_do_not_look_at_is_reported_after_them_in_the_order_of_an_order(
    given: dict[str, Any], first: Complaint | str
) -> None:
    assert complaint(**given) == first


def test_places_of_a_request_without_a_first_signer_begin_at_the_second_step() -> None:
    later = (signer(0, LEE, place="3"), signer(1, PARK, place="2"))
    order = order_of(request(signers=later, first_step=2), Company(timezone="Asia/Seoul"), NOBODY)
    assert [one.contact.address for one in order.signers] == [PARK, LEE]
