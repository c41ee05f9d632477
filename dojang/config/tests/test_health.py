"""What a load balancer is told."""

import pytest
from django.db import Error, connection
from django.test import Client


def test_the_live_check_does_not_need_the_database(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_the_ready_check_asks_the_database(client: Client) -> None:
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_the_ready_check_fails_while_the_database_does_not_answer(client: Client) -> None:
    with connection.execute_wrapper(_broken):
        assert client.get("/readyz").status_code == 503


def _broken(*_: object) -> None:
    raise Error
