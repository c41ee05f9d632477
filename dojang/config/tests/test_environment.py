"""Settings: read, refused all at once, and shown without secrets."""

import os
from pathlib import Path

import pytest

from dojang.config import environment
from dojang.config.setting_types import Smtp


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("DOJANG_") or name == "DATABASE_URL"]:
        monkeypatch.delenv(name)


def refused(monkeypatch: pytest.MonkeyPatch, **variables: str) -> str:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(environment.EnvironmentRefused) as error:
        environment.read()
    return str(error.value)


def test_without_any_variable_there_are_defaults() -> None:
    found = environment.read()
    assert found.base_url == "http://localhost:8000"
    assert found.data == Path.cwd() / "dojang-data"
    assert found.export_allow == ()
    assert found.database_url is None


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("DOJANG_WEB_THREADS", "")
    assert environment.read().database_url is None


def test_all_wrong_settings_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told = refused(monkeypatch, DOJANG_LOG="xml", DOJANG_WEB_THREADS="0", DOJANG_EXPORT_HTTP="maybe")
    assert "DOJANG_LOG is 'xml'" in told
    assert "DOJANG_WEB_THREADS is '0'" in told
    assert "It takes true or false." in told


def test_databases_that_are_not_postgresql_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    told = refused(monkeypatch, DATABASE_URL="mysql://kim:geheim@db/dojang")
    assert "only PostgreSQL" in told
    assert "mysql://kim:***@db/dojang" in told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://kim:geheim@db/dojang"),
        ("DATABASE_URL", "postgresql://kim:geheim@db:port/dojang"),
        ("DATABASE_URL", "postgresql://kim:geheim/x@db/"),
        ("DATABASE_URL", "postgresql://kim:a@geheim@db"),
        ("DATABASE_URL", "postgresql://db?password=geheim&user=kim"),
        ("DATABASE_URL", "kim:geheim@db"),
        ("DOJANG_SMTP_URL", "smtp://kim:geheim@mail:port"),
        ("DOJANG_SMTP_URL", "smtp://kim:geheim/x@mail"),
        ("DOJANG_SECRET", "geheim"),
    ],
)
def test_secrets_do_not_show_in_refusals(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    assert "geheim" not in refused(monkeypatch, **{name: value})


@pytest.mark.parametrize("value", ["localhost:8000", "ftp://acme.example", "https://acme.example/sign", "https://"])
def test_a_base_url_has_a_scheme_and_a_host_and_no_path(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    assert "DOJANG_BASE_URL" in refused(monkeypatch, DOJANG_BASE_URL=value)


def test_a_slash_after_the_base_url_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOJANG_BASE_URL", "https://sign.acme.example/")
    assert environment.read().base_url == "https://sign.acme.example"


def test_one_wrong_network_among_many_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "'10.0.0.1/8'" in refused(monkeypatch, DOJANG_EXPORT_ALLOW="127.0.0.1:9000, 10.0.0.1/8")


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", Smtp("mail.example", 587, "", "", tls=False, starttls=True)),
        ("smtp://localhost:25?starttls=false", Smtp("localhost", 25, "", "", tls=False, starttls=False)),
        ("smtps://kim:p%40ss@mail.example", Smtp("mail.example", 465, "kim", "p@ss", tls=True, starttls=False)),
    ],
)
def test_a_mail_server_is_one_url(monkeypatch: pytest.MonkeyPatch, url: str, server: Smtp) -> None:
    monkeypatch.setenv("DOJANG_SMTP_URL", url)
    assert environment.read().smtp_url == server


@pytest.mark.parametrize("url", ["http://mail", "smtp://", "smtp://mail?tls=1", "smtps://mail?starttls=true"])
def test_what_is_no_mail_server_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    assert "DOJANG_SMTP_URL" in refused(monkeypatch, DOJANG_SMTP_URL=url)


def test_blobs_lie_in_a_folder_or_a_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOJANG_BLOBS", "/srv/my blobs")
    assert environment.read().blobs == "file:///srv/my%20blobs"
    monkeypatch.setenv("DOJANG_BLOBS", "s3://acme/contracts")
    assert environment.read().blobs == "s3://acme/contracts"
    assert "DOJANG_BLOBS" in refused(monkeypatch, DOJANG_BLOBS="ftp://acme/contracts")


def test_every_setting_is_told_with_what_it_is_and_what_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOJANG_SECRET", "geheim" * 6)
    told = {one.name: one for one in environment.settings()}
    assert told["DOJANG_SECRET"].current == "***"
    assert all(one.doc and one.accepts for one in told.values())
