"""Whatever a receiver sends back of what it was sent, no secret of it is kept."""

import asyncio
import base64
import html
import json
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote
from uuid import uuid4

import pytest

from dojang.exports.dispatch import sender
from dojang.exports.dispatch.store import Claimed
from dojang.exports.redaction import MAX_KEPT_ANSWER, redacted_answer
from dojang.exports.tests.pace import LOOPBACK
from dojang.lib.outgoing.client import Outgoing
from dojang.lib.tests.doubles import serving

AUTHORIZATION = 'Bearer t0ken+with/special=&"marks"-and-more'
TOKEN = AUTHORIZATION.partition(" ")[2]
SIGNING = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"]
LINK = "aB3-_" * 8 + "xyz"
BODY = f'{{"body":{{"play_url":"https://d.test/mail/sign?token={LINK}"}}}}'.encode()
SECRETS = [TOKEN, *SIGNING, LINK]

FORMS: dict[str, Callable[[str], str]] = {
    "as it was": str,
    "in upper case": str.upper,
    "in a URL": lambda secret: quote(secret, safe=""),
    "in a URL, in lower case": lambda secret: quote(secret, safe="").lower(),
    "in HTML": html.escape,
    "in JSON": lambda secret: json.dumps(secret)[1:-1],
    "in hex": lambda secret: secret.encode().hex(),
    "in base64": lambda secret: base64.b64encode(secret.encode()).decode().rstrip("=")[:-1],
    "in base64, one byte later": lambda secret: base64.b64encode(b"-" + secret.encode()).decode().rstrip("=")[2:-1],
    "in base64, two bytes later": lambda secret: base64.b64encode(b"--" + secret.encode()).decode().rstrip("=")[3:-1],
    "in base64 for URLs": lambda secret: base64.urlsafe_b64encode(secret.encode()).decode().rstrip("=")[:-1],
}


def kept(answer: str | bytes) -> str:
    head = answer.encode() if isinstance(answer, str) else answer
    return redacted_answer(head, AUTHORIZATION, SIGNING, BODY)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_not_kept_in_any_form(secret: str, form: str) -> None:
    assert kept(f"you sent [{FORMS[form](secret)}], thanks") == "you sent [***], thanks"


@pytest.mark.parametrize("form", FORMS)
def test_half_a_secret_is_not_kept_either(form: str) -> None:
    written = FORMS[form](TOKEN)
    assert kept(f"cut off: {written[:20]}") == "cut off: ***"
    assert kept(f"{written[-20:]} was the end") == "*** was the end"


def test_a_request_that_is_dumped_whole_in_base64_is_kept_without_its_secrets() -> None:
    dump = base64.b64encode(f"POST / HTTP/1.1\r\nAuthorization: {AUTHORIZATION}\r\n\r\n".encode() + BODY).decode()
    told = kept(dump)
    plain = [base64.b64decode(piece + "=" * (-len(piece) % 4) + "==") for piece in told.split("***")]
    assert plain[0].startswith(b"POST / HTTP/1.1")
    assert len(told) < len(dump) - len(TOKEN) - len(LINK)


def test_a_secret_in_wide_characters_is_not_kept() -> None:
    assert kept(f"you sent {TOKEN}".encode("utf-16-le")) == "you sent ***"


def test_of_basic_credentials_neither_the_password_nor_its_base64_is_kept() -> None:
    given = "Basic " + base64.b64encode(b"kim:correct horse").decode()
    answer = f"{given}: user kim, password correct horse".encode()
    assert redacted_answer(answer, given, [], b"") == "Basic ***: user kim, password ***"


@pytest.mark.parametrize("given", ["s3cr3t", "Bearer s3cr3t", "bearer  s3cr3t "])
def test_a_short_secret_is_not_kept(given: str) -> None:
    encoded = base64.b64encode(b"s3cr3t").decode()
    assert redacted_answer(f"got s3cr3t, {encoded} and S3CR3T".encode(), given, [], b"") == "got ***, *** and ***"


@pytest.mark.parametrize("given", ["", " ", "Basic", "Basic ", "Basic %%%", "Bearer"])
def test_an_authorization_that_is_none_spoils_no_answer(given: str) -> None:
    assert redacted_answer(b"all is well", given, [], b"") == "all is well"


def test_a_link_of_another_export_is_not_kept() -> None:
    assert kept("see https://d.test/view/" + "Z9_-" * 10 + "abc.") == "see https://d.test/view/***."


def test_what_is_no_secret_is_kept_as_it_came() -> None:
    told = '{"result":"거절됨","message":"Bearer tokens are not for us; <b>call Kim</b>"}'
    assert kept(told) == told


def test_a_long_answer_is_kept_to_its_bound() -> None:
    assert len(kept("é" * 5000).encode()) == MAX_KEPT_ANSWER
    assert len(kept(b"\xff" * 5000).encode()) <= MAX_KEPT_ANSWER


async def test_nothing_of_a_status_line_or_a_header_is_kept() -> None:
    async def echo(_reader: object, writer: asyncio.StreamWriter) -> None:
        told = " ".join(SECRETS).encode()
        writer.write(b"HTTP/1.1 500 " + told + b"\r\nX-Echo: " + told + b"\r\nContent-Length: 3\r\n\r\nno.")

    async with serving(echo) as port, Outgoing(LOOPBACK, user_agent="test") as outgoing:
        reply = await sender.call(outgoing, claimed(f"http://127.0.0.1:{port}/"), datetime.now(UTC))
    assert (reply.status, reply.answer, reply.error) == (500, "no.", "")


def claimed(url: str) -> Claimed:
    return Claimed(
        contract_id=1, claim=1, company_id=1, endpoint_id=1, fails=0, failing_since=None, delivery_id=1, seq=1, webhook_id=uuid4(), url=url,
        body=BODY, authorization=AUTHORIZATION, secrets=SIGNING, number=1,
    )  # fmt: skip
