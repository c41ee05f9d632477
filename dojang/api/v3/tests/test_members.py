"""Members by v3: listed, added, removed, given a new password."""

import pytest

from dojang.api.v3.tests.calling import V3
from dojang.companies.callers import Scope
from dojang.companies.logins import log_in
from dojang.companies.models import AccessToken, Member
from dojang.companies.tokens import issue
from tests import factories
from tests.factories import KIM, PASSWORD

LEE = {"email": "lee@acme.test", "name": "Lee", "password": "another password"}


def add(v3: V3, **changes: str) -> int:
    return int(v3.call("POST", "/members", LEE | changes, 201)["member_id"])


def test_a_member_is_added_and_may_log_in(v3: V3) -> None:
    number = add(v3)
    listed = v3.get("/members")["members"]
    assert (listed[0]["member_id"], listed[0]["email"], listed[0]["name"]) == (number, LEE["email"], "Lee")
    assert log_in(v3.company, LEE["email"], LEE["password"])


def test_a_password_is_never_told(v3: V3) -> None:
    assert LEE["password"] not in str(v3.call("POST", "/members", LEE, 201)) + str(v3.get("/members"))


def test_removing_a_member_ends_their_logins_and_tokens(v3: V3) -> None:
    number = add(v3)
    log_in(v3.company, LEE["email"], LEE["password"])
    issue(Member.objects.get(pk=number), "ERP", [Scope.CONTRACTS_READ], 30)
    v3.call("DELETE", f"/members/{number}", None, 204)
    assert not AccessToken.objects.filter(member=number, revoked_at=None).exists()
    assert log_in(v3.company, LEE["email"], LEE["password"]) is None
    assert v3.problem("DELETE", f"/members/{number}")[0] == 404


def test_the_last_member_cannot_be_removed(v3: V3) -> None:
    (kim,) = v3.get("/members")["members"]
    assert v3.problem("DELETE", f"/members/{kim['member_id']}") == (409, "last_member")


def test_a_new_password_ends_every_login_even_the_callers(v3: V3) -> None:
    (kim,) = v3.get("/members")["members"]
    v3.call("PUT", f"/members/{kim['member_id']}/password", {"password": "a new password"}, 204)
    assert v3.problem("GET", "/members")[0] == 401
    assert log_in(v3.company, KIM, PASSWORD) is None
    assert log_in(v3.company, KIM, "a new password")


def test_who_was_removed_comes_back_with_the_new_password_alone(v3: V3) -> None:
    number = add(v3)
    v3.call("DELETE", f"/members/{number}", None, 204)
    assert add(v3, email="LEE@acme.test", password="one more password") == number
    assert log_in(v3.company, LEE["email"], LEE["password"]) is None


@pytest.mark.parametrize("wrong", ["A\r\nBcc: x", "A\u202eB", "\u3164", "A\x1b[31mB"])
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("POST", "/tokens", {"scopes": ["company:read"]}), ("PATCH", "/templates/1", {}), ("POST", "/members", LEE)],
    ids=["token", "template", "member"],
)
def test_no_name_has_characters_that_nobody_sees(
    v3: V3, wrong: str, method: str, path: str, body: dict[str, object]
) -> None:
    factories.template(v3.company)
    answer = v3.call(method, path, {**body, "name": wrong}, 422)["header"]
    assert answer["result_code"] == "bad_parameter"
    assert "cannot be seen" in answer["result_msg"]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"email": KIM.upper()}, "member_exists"),
        ({"email": "lee"}, "bad_parameter"),
        ({"password": "short"}, "bad_parameter"),
        ({"name": "Lee\u202eeeL"}, "bad_parameter"),
        ({"name": "x" * 65}, "bad_parameter"),
    ],
)
def test_what_cannot_be_is_refused(v3: V3, changes: dict[str, str], word: str) -> None:
    assert v3.problem("POST", "/members", LEE | changes)[1] == word
    assert Member.objects.count() == 1
