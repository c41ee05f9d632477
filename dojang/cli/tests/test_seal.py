"""The name in the seals, and a new sealing key under the same authority."""

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pytest_django.fixtures import Settings

from dojang.cli import keys as instance
from dojang.cli.main import cli
from dojang.config import environment
from dojang.documents import keys as in_use
from dojang.lib import clock
from dojang.lib import keys as files
from dojang.pdf import pki
from dojang.pdf.seal import seal
from dojang.pdf.validate import SignatureVerdict, validate
from tests.factories import blank_pdf


@pytest.fixture
def data(tmp_path: Path, settings: Settings) -> Path:
    """A data folder of the company Old Name, which this process seals for."""
    settings.DATA = tmp_path
    instance.make(tmp_path, "Old Name")
    return tmp_path


def dojang(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--data", str(data)])


def sealed() -> bytes:
    return seal(blank_pdf(), in_use.seal().key, reason="Contract completed", location=None, at=clock.now())


def judged(pdf: bytes) -> SignatureVerdict:
    verdict = validate(pdf, [in_use.authority()])
    assert verdict.bottom_line, verdict
    return verdict.signatures[0]


@pytest.mark.parametrize(
    "url",
    ["http://localhost:8000", "http://127.0.0.1:8000", "http://[::1]", "https://10.0.0.7", "http://dojang:8000",
     "http://app.localhost", "http://nas.local", "https://sign.corp.internal"],
)  # fmt: skip
def test_an_address_that_means_another_machine_to_everybody_gives_no_name(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOJANG_BASE_URL", url)
    assert instance.name_for(environment.read()) is None


def test_a_name_of_the_internet_gives_one_and_the_setting_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOJANG_BASE_URL", "https://sign.hanbit.co.kr")
    assert instance.name_for(environment.read()) == "Dojang at sign.hanbit.co.kr"
    monkeypatch.setenv("DOJANG_SEAL_NAME", " 주식회사 한빛 ")
    assert instance.name_for(environment.read()) == "주식회사 한빛"


@pytest.mark.parametrize("name", ["x" * 65, "two\nlines"])
def test_a_name_that_no_certificate_carries_is_refused_at_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOJANG_SEAL_NAME", name)
    with pytest.raises(environment.EnvironmentRefused, match="a name has 1 to 64 characters"):
        environment.read()


def test_a_renewed_seal_has_its_new_name_and_the_documents_of_before_stay_good(data: Path) -> None:
    before = sealed()
    told = dojang(data, "seal", "renew", "--name", "New Name")
    after = sealed()
    assert (told.exit_code, told.output.startswith("sealed by    New Name, until ")) == (0, True), told.output
    old, new = judged(before), judged(after)
    assert ("Old Name" in old.subject, "New Name" in new.subject) == (True, True)
    assert old.serial != new.serial
    assert old.issuer == new.issuer


def test_the_old_key_is_gone_and_its_certificate_is_kept(data: Path) -> None:
    old, certificate = files.read_seal(data / "keys")
    serial = in_use.seal().facts.serial
    dojang(data, "seal", "renew")
    assert not any(old[:200] in file.read_bytes() for file in (data / "keys").iterdir())
    assert (data / "keys" / f"seal.{serial}.cert.pem").read_bytes() in certificate


def test_without_a_name_it_stays_and_the_setting_gives_one(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "sealed by    Old Name" in dojang(data, "seal", "renew").output
    monkeypatch.setenv("DOJANG_SEAL_NAME", "Set Name")
    assert "sealed by    Set Name" in dojang(data, "seal", "renew").output
    assert "authority    Old Name" in dojang(data, "seal", "show").output


def test_a_key_and_the_certificate_beside_it_are_always_a_pair(data: Path) -> None:
    before = (data / "keys" / "seal.cert.pem").read_bytes()
    dojang(data, "seal", "renew")
    # As after a crash between the two files.
    (data / "keys" / "seal.cert.pem").write_bytes(before)
    assert judged(sealed()).serial == in_use.seal().facts.serial


def test_without_the_authoritys_key_documents_are_sealed_but_nothing_is_renewed(data: Path) -> None:
    (data / "keys" / "ca.key.pem").unlink()
    instance.make(data, "Any")
    refused = dojang(data, "seal", "renew")
    assert (refused.exit_code, "ca.key.pem" in refused.output) == (2, True)
    assert "Old Name" in judged(sealed()).subject


def test_the_key_of_another_authority_issues_nothing(data: Path) -> None:
    other = pki.make_ca("Other", clock.now() - timedelta(days=1))
    (data / "keys" / "ca.key.pem").write_bytes(other.key_pem)
    assert "not that of its certificate" in dojang(data, "seal", "renew").output


def test_a_folder_without_keys_is_told_how_they_are_made(tmp_path: Path) -> None:
    told = dojang(tmp_path / "none", "seal", "renew")
    assert (told.exit_code, "`dojang up` and `dojang migrate` make the keys" in told.output) == (2, True)
    assert not (tmp_path / "none").exists()


def test_advice_is_given_while_the_name_says_nothing_or_is_not_the_set_one(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert instance.advice(environment.read().model_copy(update={"data": data})) is None
    monkeypatch.setenv("DOJANG_SEAL_NAME", "Another")
    assert "dojang seal renew" in str(instance.advice(environment.read().model_copy(update={"data": data})))
    monkeypatch.delenv("DOJANG_SEAL_NAME")
    instance.make(tmp_path / "early", "Dojang at localhost")  # as the first versions named themselves
    told = instance.advice(environment.read().model_copy(update={"data": tmp_path / "early"}))
    assert told == "Seals carry the name 'Dojang at localhost'. To give them yours: dojang seal renew --name NAME"
