"""What may not stand in a log does not."""

import pytest

from dojang.config.logs import scrub, scrub_event
from dojang.lib.tokens import new_token


@pytest.mark.parametrize(
    "line",
    [
        "GET /mail/sign?token={} 200",
        "GET /view/{} 200",
        "url='https://sign.acme.example/download/{}'",
        "?lang=ko&token={}&x=1",
    ],
)
def test_link_tokens_are_taken_out(line: str) -> None:
    token = new_token().secret
    told = scrub(line.format(token))
    assert token not in told
    assert told.split()[0][:4] == line.split()[0][:4]


@pytest.mark.parametrize("line", ["Authorization: Bearer {}", "'Authentication': 'esignon {}'", "authorization={}"])
def test_authorizations_are_taken_out(line: str) -> None:
    assert "geheim" not in scrub(line.format("geheim"))


def test_secrets_are_taken_out_of_an_events_values() -> None:
    event = scrub_event(None, "info", {"event": "sent", "headers": {"Authorization": "geheim", "Host": "acme"}})
    assert event == {"event": "sent", "headers": {"Authorization": "***", "Host": "acme"}}


def test_the_rest_of_a_line_stays() -> None:
    assert scrub("GET /api/acme/startsimple 200 in 12 ms") == "GET /api/acme/startsimple 200 in 12 ms"
