"""Forms that Django refuses to read: a clear answer at every door, and at most one warning in the log."""

import logging

import pytest
from django.test import Client

from dojang.api.tests.calling import token_of
from tests import factories

_PART = b'--kim\r\nContent-Disposition: form-data; name="f"%s\r\n\r\n%s\r\n'
_PARTS, _PAIRS = "multipart/form-data; boundary=kim", "application/x-www-form-urlencoded"
FORMS = {
    "too many fields": (_PART % (b"", b"x") * 12_103 + b"--kim--\r\n", _PARTS),
    "too many files": (_PART % (b'; filename="a"', b"x") * 2_001 + b"--kim--\r\n", _PARTS),
    "too much in a field": (_PART % (b"", b"x" * 25_000_001) + b"--kim--\r\n", _PARTS),
    "too many pairs": (b"f=1&" * 12_103, _PAIRS),
    "no boundary": (_PART % (b"", b"x"), "multipart/form-data"),
    "an impossible boundary": (_PART % (b"", b"x"), "multipart/form-data; boundary=\u2014"),
    "broken base64": (_PART % (b"\r\nContent-Transfer-Encoding: base64", b"!") + b"--kim--\r\n", _PARTS),
}
PAGES = ("/mail/sign", "/s/1/approve", "/verify")


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_refuses_a_form_that_cannot_be_read(page: str, form: str, caplog: pytest.LogCaptureFixture) -> None:
    body, kind = FORMS[form]
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies["csrf"] = "k" * 32
    answer = strict.post(page, body, content_type=kind)
    assert answer.status_code in (400, 403, 404, 413, 422)
    assert answer.content.startswith(b"<!doctype html>")
    assert quiet(caplog)


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("call", ["/templates", "/bulk"])
def test_v3_refuses_a_form_that_cannot_be_read(call: str, form: str, caplog: pytest.LogCaptureFixture) -> None:
    body, kind = FORMS[form]
    key = {"Authorization": f"Bearer {token_of(factories.member(factories.company()))}"}
    answer = Client(raise_request_exception=False).post(f"/api/v3{call}", body, content_type=kind, headers=key)
    assert answer.status_code in (400, 413, 422)
    assert answer.json()["header"]["result_msg"]
    assert quiet(caplog)


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
def test_the_coded_calls_refuse_a_form_that_cannot_be_read(form: str, caplog: pytest.LogCaptureFixture) -> None:
    body, kind = FORMS[form]
    factories.company()
    answer = Client(raise_request_exception=False).post("/api/acme/login", body, content_type=kind)
    assert answer.json()["header"]["result_code"] == "12"
    assert quiet(caplog)


def quiet(caplog: pytest.LogCaptureFixture) -> bool:
    return all(one.levelno <= logging.WARNING and not one.exc_info for one in caplog.records)
