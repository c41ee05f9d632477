"""Setting up companies: made once, brought up to date, refused with a text that says why."""

from typing import Any

import pytest

from dojang.companies.callers import Scope, find_caller
from dojang.companies.errors import CompanyRefused
from dojang.companies.logins import log_in
from dojang.companies.models import Company, Member
from dojang.companies.setup import Established, establish
from dojang.companies.tokens import issue
from dojang.lib import clock
from tests.factories import KIM, PARK, PASSWORD

pytestmark = pytest.mark.django_db


def made(comp_id: str = "acme", **given: Any) -> Established:
    return establish(comp_id, **{"name": "Acme", "email": KIM, "password": PASSWORD} | given)


def logged_in(member: Member) -> str:
    login = log_in(member.company, member.email, PASSWORD)
    assert login is not None
    return login.secret


def test_a_company_is_made_with_a_member_who_can_log_in() -> None:
    new = made(name="  주식회사 도장 ")
    assert (new.company_is_new, new.member_is_new, new.company.name) == (True, True, "주식회사 도장")
    assert log_in(new.company, KIM, PASSWORD) is not None
    assert new.company.export_secret.startswith("whsec_")


def test_the_same_again_changes_nothing() -> None:
    first, again = made(), made("ACME", email=KIM.upper())
    assert (again.company_is_new, again.member_is_new) == (False, False)
    assert (again.company, again.member) == (first.company, first.member)
    assert (again.company.client_id, again.member.password) == (first.company.client_id, first.member.password)


def test_a_new_name_and_password_are_taken_over() -> None:
    made()
    again = made(name="Acme Ltd", password="another horse")
    assert Company.objects.get().name == "Acme Ltd"
    assert log_in(again.company, KIM, PASSWORD) is None
    assert log_in(again.company, KIM, "another horse") is not None


def test_a_new_password_ends_every_token_of_the_member_and_of_nobody_else() -> None:
    kim, park = made().member, made(email=PARK).member
    secrets = [logged_in(kim), issue(kim, "Billing", [Scope.CONTRACTS_READ], 1)[1], logged_in(park)]
    made()
    assert all(find_caller(secret) for secret in secrets)
    made(password="another horse")
    assert [find_caller(secret) is not None for secret in secrets] == [False, False, True]


def test_who_comes_back_comes_without_old_tokens() -> None:
    kim = made().member
    secret = logged_in(kim)
    Member.objects.update(removed_at=clock.now())
    made()
    assert find_caller(secret) is None


def test_a_member_who_had_been_removed_is_one_again() -> None:
    made()
    Member.objects.update(removed_at=clock.now())
    again = made()
    assert (again.member_is_new, Member.objects.get().removed_at) == (True, None)


def test_who_hears_of_exports_that_do_not_arrive_is_kept_until_somebody_else_is_named() -> None:
    told = [made(alerts_to=given).company.alerts_email for given in (None, " ops@acme.test ", None, "")]
    assert told == ["", "ops@acme.test", "ops@acme.test", ""]


def test_two_companies_are_two_even_with_one_member() -> None:
    assert made().member != made("other").member
    assert Company.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"comp_id": "a"}, "2 to 40 letters"),
        ({"comp_id": "아크메"}, "2 to 40 letters"),
        ({"comp_id": "acme/x"}, "2 to 40 letters"),
        ({"comp_id": "V2"}, "an address of the API itself"),
        ({"name": "  "}, "1 to 128 characters"),
        ({"name": "x" * 129}, "1 to 128 characters"),
        ({"name": "a\0b"}, "1 to 128 characters"),
        ({"password": "1234567"}, "at least 8 characters"),
        ({"password": "1234567\udcff"}, "at least 8 characters"),
        ({"email": "kim"}, "'kim' is not an e-mail address"),
        ({"alerts_to": "ops"}, "'ops' is not an e-mail address"),
        ({"email": f"kim@{'a.' * 130}test"}, "at most 254 characters"),
    ],
)
def test_what_cannot_be_is_refused_in_words(given: dict[str, Any], told: str) -> None:
    with pytest.raises(CompanyRefused, match=told):
        made(**given)
    assert not Company.objects.exists()


def test_a_member_is_called_by_the_name_given_and_keeps_it() -> None:
    assert made(member_name=" Kim Minjun ").member.display_name == "Kim Minjun"
    assert made().member.display_name == "Kim Minjun"


def test_a_members_name_has_a_bound() -> None:
    with pytest.raises(CompanyRefused):
        made(member_name="x" * 65)
