from datetime import timedelta

import pytest

from dojang.api.tests.calling import token_of
from dojang.api.v3.tests.calling import V3
from dojang.companies.models import AccessToken, Company, Member
from dojang.lib import clock
from tests import factories
from tests.factories import PARK

ORDER = {"name": "Billing", "scopes": ["contracts:read", "tokens:write"], "days": 30}


def made(v3: V3, **changes: object) -> V3:
    token = v3.call("POST", "/tokens", ORDER | changes, status=201)["token"]
    return V3(v3.company, v3.member, token, v3.client)


def test_a_login_may_do_everything(v3: V3) -> None:
    answer = v3.get("/whoami")
    assert (answer["comp_id"], answer["memb_email"], len(answer["scopes"])) == ("testapi", v3.member.email, 10)


def test_a_new_token_tells_its_secret_once_and_opens_what_it_may(v3: V3) -> None:
    answer = v3.call("POST", "/tokens", ORDER, status=201)
    assert answer["expires_at"] == "2026-03-02T01:00:00Z"
    secret = answer.pop("token")
    assert v3.get("/tokens") == {"tokens": [answer], "next": None}
    assert V3(v3.company, v3.member, secret).get("/whoami")["scopes"] == ["contracts:read", "tokens:write"]


def test_a_token_does_nothing_that_is_not_in_its_scopes(v3: V3) -> None:
    program = made(v3)
    assert program.problem("GET", "/company") == (403, "scope_missing")
    assert program.problem("PATCH", "/company", {"cors": False}) == (403, "scope_missing")
    assert Company.objects.get().cors


def test_nobody_makes_a_token_that_may_do_more_than_theirs(v3: V3) -> None:
    program = made(v3)
    assert program.problem("POST", "/tokens", ORDER | {"scopes": ["company:write"]}) == (403, "scope_missing")
    assert AccessToken.objects.filter(name="Billing").count() == 1


def test_no_token_outlives_the_one_it_was_made_with(v3: V3) -> None:
    program = made(v3, days=2)
    assert program.problem("POST", "/tokens", ORDER | {"days": 3}) == (422, "outlives_its_maker")
    with clock.stopped_at(clock.now() + timedelta(hours=1)):
        answer = program.call("POST", "/tokens?lang=en", ORDER | {"days": 2}, 422)
        assert "days may be at most 1." in answer["header"]["result_msg"]
    assert AccessToken.objects.filter(name="Billing").count() == 1


def test_a_token_of_no_certain_time_ends_with_the_one_it_was_made_with(v3: V3) -> None:
    login = AccessToken.objects.get()
    answer = v3.call("POST", "/tokens", ORDER | {"days": None}, status=201)
    assert answer["expires_at"] == login.expires_at.isoformat().replace("+00:00", "Z")
    AccessToken.objects.filter(pk=login.pk).update(expires_at=clock.now() + timedelta(days=3000))
    answer = v3.call("POST", "/tokens", ORDER | {"days": None}, status=201)
    assert answer["expires_at"].startswith("2027-01-31")


def test_a_revoked_token_opens_nothing(v3: V3) -> None:
    program = made(v3)
    (row,) = v3.get("/tokens")["tokens"]
    v3.call("DELETE", f"/tokens/{row['id']}", status=204)
    assert program.problem("GET", "/whoami") == (401, "bad_token")
    assert v3.problem("DELETE", f"/tokens/{row['id']}") == (404, "not_found")
    assert v3.get("/tokens")["tokens"] == []


def test_a_colleague_s_tokens_are_not_one_s_own(v3: V3) -> None:
    made(v3)
    (row,) = v3.get("/tokens")["tokens"]
    park = factories.member(v3.company, PARK)
    colleague = V3(v3.company, park, token_of(park))
    assert colleague.get("/tokens")["tokens"] == []
    assert colleague.problem("DELETE", f"/tokens/{row['id']}") == (404, "not_found")
    assert v3.get("/tokens")["tokens"] == [row]


def test_a_token_works_until_it_expires(v3: V3) -> None:
    program = made(v3)
    with clock.stopped_at(clock.now() + timedelta(days=30, seconds=-1)):
        program.get("/whoami")
    with clock.stopped_at(clock.now() + timedelta(days=30)):
        assert program.problem("GET", "/whoami") == (401, "bad_token")


def test_a_removed_member_s_tokens_open_nothing(v3: V3) -> None:
    program = made(v3)
    Member.objects.update(removed_at=clock.now())
    assert program.problem("GET", "/whoami") == (401, "bad_token")


def test_a_company_without_the_api_is_told_so(v3: V3) -> None:
    Company.objects.update(api_allowed=False)
    assert v3.problem("GET", "/whoami") == (401, "api_not_allowed")


@pytest.mark.parametrize("value", ["esignon {}", "Bearer {}", " BEARER  {} ", "ESIGNON {}"])
@pytest.mark.parametrize("header", ["Authorization", "Authentication"])
def test_the_token_is_found_under_every_name(v3: V3, header: str, value: str) -> None:
    headers = {"Authorization": ""} | {header: value.format(v3.token)}
    assert v3.get("/whoami", **headers)["comp_id"] == "testapi"


@pytest.mark.parametrize("value", ["", "Bearer", "{}", "Basic {}", "Bearer {} x", "Bearer x{}"])
def test_without_a_good_token_nothing_is_answered(v3: V3, value: str) -> None:
    response = v3.raw("GET", "/whoami", Authorization=value.format(v3.token))
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "name is required."),
        ({"name": " \x1c\u3000"}, "name is required."),
        ({"name": None}, "name is required."),
        ({"name": 7}, "name must be a string."),
        ({"name": "x" * 65}, "name must have at most 64 characters."),
        ({"scopes": []}, "scopes must have at least 1 elements."),
        ({"scopes": "contracts:read"}, "scopes must be an array."),
        ({"days": 0}, "days must be at least 1."),
        ({"days": 10**30}, "days must be at most 3650."),
        ({"days": "soon"}, "days must be a whole number."),
    ],
)
def test_a_parameter_that_cannot_be_taken_is_named(v3: V3, changes: dict[str, object], said: str) -> None:
    answer = v3.call("POST", "/tokens", ORDER | changes, status=422)
    assert answer == {"header": {"result_code": "bad_parameter", "result_msg": said}}


def test_an_unknown_scope_is_refused_with_those_there_are(v3: V3) -> None:
    answer = v3.call("POST", "/tokens", ORDER | {"scopes": ["everything"]}, status=422)
    assert answer["header"]["result_msg"].startswith("scopes[0] must be one of: contracts:read, contracts:write, ")


def test_a_list_comes_in_pages(v3: V3) -> None:
    for number in range(5):
        v3.call("POST", "/tokens", ORDER | {"name": f"t{number}"}, status=201)
    first = v3.get("/tokens?limit=2")
    second = v3.get(f"/tokens?limit=2&before={first['next']}")
    third = v3.get(f"/tokens?limit=2&before={second['next']}")
    names = [row["name"] for page in (first, second, third) for row in page["tokens"]]
    assert (names, third["next"]) == (["t4", "t3", "t2", "t1", "t0"], None)


def test_a_page_that_ends_the_list_exactly_says_so(v3: V3) -> None:
    for number in range(2):
        v3.call("POST", "/tokens", ORDER | {"name": f"t{number}"}, status=201)
    assert v3.get("/tokens?limit=2")["next"] is None
