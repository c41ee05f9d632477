"""`Idempotency-Key`: what was sent twice is started once, on both doors."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.client import encode_multipart

from dojang.api.idempotency import Work, answered_once, prepared_once
from dojang.api.tests.calling import NOW, Api, body, code, result, token_of
from dojang.api.v3.tests.calling import V3
from dojang.companies import idempotency
from dojang.companies.callers import Caller, Scope
from dojang.companies.errors import KeyUsedOtherwise, RequestStillRunning
from dojang.companies.models import AccessToken, Company, IdempotentResponse
from dojang.contracts.models import Contract
from dojang.lib import clock
from tests import factories

KEY = {"Idempotency_Key": "order-4711"}
ORDER = {"name": "Billing", "scopes": ["contracts:read"], "days": 30}


def start(api: Api, **changes: Any) -> HttpResponse:
    message = {"header": {"request_code": "5005Q", "version": "9.9.99"}, "body": body(**changes)}
    return api.raw("/api/testapi/startsimple", json.dumps(message), **KEY)


# Sent again


def test_a_start_sent_twice_starts_once_and_gets_the_same_bytes(api: Api) -> None:
    first, second = start(api), start(api)
    assert first.content == second.content
    assert ("Idempotent-Replayed" in first.headers, second["Idempotent-Replayed"]) == (False, "true")
    assert (Contract.objects.count(), Company.objects.get().usage) == (1, 1)


def test_the_same_in_v3_with_its_status(api: Api) -> None:
    v3 = V3(api.company, api.member, api.token)
    responses = [v3.raw("POST", "/tokens", json.dumps(ORDER).encode(), **KEY) for _ in range(2)]
    assert [(one.status_code, one["Content-Type"]) for one in responses] == [(201, "application/json")] * 2
    assert responses[0].content == responses[1].content
    assert AccessToken.objects.filter(name="Billing").count() == 1


def test_the_order_of_keys_and_blanks_do_not_make_it_another_request(api: Api) -> None:
    v3 = V3(api.company, api.member, api.token)
    told = [json.dumps(ORDER), json.dumps(dict(reversed(ORDER.items())), indent=2)]
    assert len({v3.raw("POST", "/tokens", one.encode(), **KEY).content for one in told}) == 1


def test_without_a_key_everything_is_done_anew(api: Api) -> None:
    for _ in range(2):
        assert code(api.start(body())) == "00"
    assert (Contract.objects.count(), IdempotentResponse.objects.count()) == (2, 0)


def test_another_request_under_the_key_is_refused(api: Api) -> None:
    start(api)
    answer = json.loads(start(api, workflow_name="Another").content)
    assert result(answer) == ("-1", "이 Idempotency-Key는 다른 요청에 이미 사용되었습니다. 새 키를 사용해주세요.")
    v3 = V3(api.company, api.member, api.token)
    assert v3.problem("POST", "/tokens", ORDER, **KEY) == (422, "key_used")
    assert (Contract.objects.count(), AccessToken.objects.filter(name="Billing").count()) == (1, 0)


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=x", "text/plain"])
def test_json_under_another_name_is_told_apart_as_well(api: Api, kind: str) -> None:
    v3 = V3(api.company, api.member, api.token)
    headers = {"Authorization": f"Bearer {v3.token}", "Idempotency-Key": "k"}
    said = [json.dumps(ORDER), json.dumps(ORDER), json.dumps(ORDER | {"name": "Other"})]
    got = [v3.client.post("/api/v3/tokens", one, content_type=kind, headers=headers) for one in said]
    assert [one.status_code for one in got] == [201, 201, 422]
    assert got[0].content == got[1].content


def test_a_start_that_was_refused_leaves_its_key_free(api: Api) -> None:
    assert code(json.loads(start(api, doc_id="99").content)) == "-1"
    assert code(json.loads(start(api).content)) == "00"


def test_a_v3_call_that_was_refused_leaves_its_key_free(api: Api) -> None:
    v3 = V3(api.company, api.member, token_with(api, ["tokens:write"]))
    assert v3.problem("POST", "/tokens", ORDER | {"scopes": ["company:write"]}, **KEY) == (403, "scope_missing")
    v3.call("POST", "/tokens", ORDER | {"scopes": ["tokens:write"]}, 201, **KEY)


def token_with(api: Api, scopes: list[str]) -> str:
    secret = token_of(api.member)
    AccessToken.objects.filter(pk=AccessToken.objects.latest("pk").pk).update(scopes=scopes)
    return secret


def test_companies_do_not_share_keys(api: Api) -> None:
    other = factories.company("other")
    stranger = V3(other, other_member := factories.member(other, "choi@other.test"), token_of(other_member))
    mine = V3(api.company, api.member, api.token)
    tokens = [one.call("POST", "/tokens", ORDER, 201, **KEY)["token"] for one in (mine, stranger, mine, stranger)]
    assert (tokens[:2] == tokens[2:], len(set(tokens))) == (True, 2)


def test_after_a_day_the_key_may_be_used_again(api: Api) -> None:
    start(api)
    with clock.stopped_at(NOW + timedelta(hours=24, seconds=-1)):
        assert start(api)["Idempotent-Replayed"] == "true"
    with clock.stopped_at(NOW + timedelta(hours=24)):
        assert "Idempotent-Replayed" not in start(api)
    assert Contract.objects.count() == 2


def test_what_is_kept_for_a_day_is_then_forgotten(api: Api) -> None:
    start(api)
    assert idempotency.forget() == 0
    with clock.stopped_at(NOW + timedelta(hours=24)):
        assert idempotency.forget() == 1


@pytest.mark.parametrize("key", ["x" * 256, "a b", "é"])
def test_a_key_that_is_none_is_refused(api: Api, key: str) -> None:
    v3 = V3(api.company, api.member, api.token)
    assert v3.problem("POST", "/tokens", ORDER, Idempotency_Key=key) == (422, "bad_parameter")


def test_only_a_good_token_is_given_the_answer_again(api: Api) -> None:
    start(api)
    AccessToken.objects.update(revoked_at=clock.now())
    assert code(json.loads(start(api).content)) == "94"


def test_a_token_without_the_scope_is_not_told_what_another_was(api: Api) -> None:
    start(api)
    api.token = token_with(api, ["contracts:read", "tokens:write"])
    assert code(json.loads(start(api).content)) == "94"


def test_a_token_that_may_do_less_is_not_given_what_another_made(api: Api) -> None:
    mine = V3(api.company, api.member, api.token)
    mine.call("POST", "/tokens", ORDER, 201, **KEY)
    less = V3(api.company, api.member, token_with(api, ["tokens:write"]))
    assert less.problem("POST", "/tokens", ORDER, **KEY) == (422, "key_used")


def test_after_another_login_the_answer_is_given_again(api: Api) -> None:
    first = start(api)
    api.token = token_of(api.member)
    assert start(api).content == first.content


# What is kept


def test_the_answer_is_not_kept_in_clear(api: Api) -> None:
    secret = json.loads(start(api).content)["body"]["token"]
    kept = IdempotentResponse.objects.get()
    assert secret.encode() not in bytes(kept.answer)
    assert len(bytes(kept.answer)) > len(secret)


def test_an_answer_kept_under_another_secret_is_told_to_be_lost(api: Api, settings: Any) -> None:
    start(api)
    settings.ANSWERS_KEY = "0" * 64
    assert code(json.loads(start(api).content)) == "-1"
    assert Contract.objects.count() == 1


def test_an_answer_moved_to_another_key_cannot_be_read_there(api: Api) -> None:
    start(api)
    IdempotentResponse.objects.update(key="another")
    message = {"header": {"request_code": "5005Q", "version": "9.9.99"}, "body": body()}
    answer = api.post("startsimple", json.dumps(message), Idempotency_Key="another")
    assert code(answer) == "-1"


# Several at once, and crashes


def asked(key: str = "k") -> HttpRequest:
    return RequestFactory().post("/api/v3/x", b"{}", content_type="application/json", headers={"Idempotency-Key": key})


def caller() -> Caller:
    acme = factories.company("acme")
    return Caller(company=acme, member=factories.member(acme), scopes=frozenset(Scope), token_id=1)


def made(name: str) -> tuple[HttpResponse, bool]:
    company = factories.company(name)
    return HttpResponse(str(company.pk), content_type="text/plain"), True


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_done_once_and_all_get_the_answer() -> None:
    kim = caller()

    def ask(_number: int) -> bytes:
        try:
            return answered_once(asked(), kim, lambda: made("new")).content
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        answers = set(threads.map(ask, range(12)))
    assert answers == {str(Company.objects.get(comp_id="new").pk).encode()}


@pytest.mark.django_db(transaction=True)
def test_who_waits_too_long_for_the_first_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idempotency, "MAX_WAIT", timedelta(seconds=1))
    kim = caller()

    def ask() -> bool:
        try:
            answered_once(asked(), kim, lambda: made("second"))
        except RequestStillRunning:
            return True
        finally:
            connection.close()
        return False

    def wait_for_another() -> tuple[HttpResponse, bool]:
        with ThreadPoolExecutor(1) as threads:
            assert threads.submit(ask).result()
        return made("first")

    answered_once(asked(), kim, wait_for_another)
    assert set(Company.objects.values_list("comp_id", flat=True)) == {"acme", "first"}


@pytest.mark.django_db(transaction=True)
def test_a_crash_after_the_work_leaves_neither_the_work_nor_the_key() -> None:
    kim = caller()

    def crash() -> tuple[HttpResponse, bool]:
        made("new")
        raise ConnectionError

    with pytest.raises(ConnectionError):
        answered_once(asked(), kim, crash)
    assert (Company.objects.count(), IdempotentResponse.objects.count()) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_what_is_slow_is_prepared_while_nothing_is_held_and_done_once() -> None:
    kim, prepared = caller(), []

    def prepare(name: str, meanwhile: Callable[[], object] = lambda: None) -> Work:
        prepared.append((name, connection.in_atomic_block))
        meanwhile()
        return lambda: made(name)

    quick = partial(prepared_once, asked(), kim, lambda: prepare("quick"))
    told = prepared_once(asked(), kim, lambda: prepare("slow", meanwhile=quick))
    assert prepared == [("slow", False), ("quick", False)]
    assert told.content == str(Company.objects.get(comp_id="quick").pk).encode()
    assert not Company.objects.filter(comp_id="slow").exists()
    assert quick().content == told.content
    assert len(prepared) == 2


@pytest.mark.django_db
def test_the_same_upload_is_known_by_its_contents_whatever_its_boundary() -> None:
    kim = caller()

    def upload(content: bytes, boundary: str) -> HttpRequest:
        form = encode_multipart(boundary, {"name": "NDA", "file": SimpleUploadedFile("nda.pdf", content)})
        kind = f"multipart/form-data; boundary={boundary}"
        request = RequestFactory().post("/api/v3/x", form, content_type=kind, headers={"Idempotency-Key": "k"})
        assert request.POST  # a call that takes a form has read it by then
        return request

    def read_whole() -> tuple[HttpResponse, bool]:
        (file,) = first.FILES.values()
        return HttpResponse(file.read(), content_type="text/plain"), True  # type: ignore[union-attr]

    first, again, other = upload(b"one", "aaa"), upload(b"one", "bbb"), upload(b"two", "aaa")
    assert answered_once(first, kim, read_whole).content == b"one"
    assert answered_once(again, kim, read_whole).content == b"one"
    with pytest.raises(KeyUsedOtherwise):
        answered_once(other, kim, read_whole)
