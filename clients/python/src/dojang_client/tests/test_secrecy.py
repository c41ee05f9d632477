"""Tokens are never shown."""

import logging
import traceback

import pytest

from dojang_client import AsyncDojang, Dojang, DojangError, NotAuthenticated
from dojang_client.tests.conftest import TOKEN, Connect
from dojang_client.tests.loopback import HANG_UP, problem, serving, told


def test_a_client_does_not_show_its_token(connect: Connect) -> None:
    with serving(told()) as (url, arrived):
        dojang = connect(url)
        dojang.whoami()
        assert TOKEN not in repr(dojang)
        assert url in repr(dojang)
    assert arrived[0].headers["authorization"] == f"Bearer {TOKEN}"
    assert arrived[0].headers["user-agent"].startswith("dojang-client/")


def test_neither_errors_nor_logs_show_a_token(connect: Connect, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for reply in (problem(401, "bad_token"), HANG_UP):
        with serving(reply) as (url, _), pytest.raises(DojangError) as caught:
            connect(url).whoami()
        shown = "".join(traceback.format_exception(caught.value))
        assert TOKEN not in shown + repr(vars(caught.value))
    assert TOKEN not in caplog.text


@pytest.mark.parametrize("kind", [Dojang, AsyncDojang])
@pytest.mark.parametrize("token", ["tok en", "tok\nen", "", "톡"])
def test_a_token_that_can_be_none_is_refused_without_being_shown(kind: type[Dojang], token: str) -> None:
    with pytest.raises(ValueError, match="token has to be") as caught:
        kind("http://dojang.test", token)
    assert not token or token not in str(caught.value)


@pytest.mark.parametrize("url", ["sign.example.com", "ftp://sign.example.com", "https://kim:pw@sign.example.com", "https://",
                                 "https://sign.example.com/?a=1", "http://sign:port", ""])  # fmt: skip
def test_an_address_that_can_be_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="base_url has to be"):
        Dojang(url)


def test_a_token_goes_nowhere_else(connect: Connect) -> None:
    with serving(told()) as (other, received):
        elsewhere = problem(302, "", Location=f"{other}/api/v3/whoami")
        with serving(elsewhere) as (url, _), pytest.raises(DojangError):
            connect(url).whoami()
    assert received == []


def test_a_login_is_used_from_then_on(connect: Connect) -> None:
    header = {"result_code": "00", "result_msg": ""}
    login = told(header=header, body={"access_token": "new-tok", "comp_id": "acme"})
    with serving(login, told(comp_id="acme")) as (url, arrived):
        dojang = connect(url, token=None)
        dojang.log_in("acme", "kim@acme.test", "pw")
        dojang.whoami()
    assert [request.headers.get("authorization") for request in arrived] == [None, "Bearer new-tok"]


def test_a_refused_token_says_what_to_do(connect: Connect) -> None:
    with (
        serving(problem(401, "bad_token", "The token is not valid.")) as (url, _),
        pytest.raises(NotAuthenticated) as caught,
    ):
        connect(url).whoami()
    assert (caught.value.status, caught.value.code, caught.value.text) == (401, "bad_token", "The token is not valid.")
    assert "Log in again" in str(caught.value)
