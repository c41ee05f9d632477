"""Checking a sealed PDF from the command line, as a person does who only has the file."""

import subprocess
import sys
from pathlib import Path

import pytest

from dojang.lib import clock
from dojang.pdf import pki
from dojang.pdf.seal import SealKey, seal
from tests.factories import blank_pdf


@pytest.fixture
def authority() -> pki.Identity:
    return pki.make_ca("Acme", clock.now())


@pytest.fixture
def sealed(tmp_path: Path, authority: pki.Identity) -> Path:
    own = pki.issue_seal(authority, "Acme", clock.now())
    key = SealKey.load(own.key_pem, own.cert_pem, [authority.cert_pem])
    file = tmp_path / "sealed.pdf"
    file.write_bytes(seal(blank_pdf(), key, reason="Contract completed", location=None, at=clock.now()))
    (tmp_path / "ca.pem").write_bytes(authority.cert_pem)
    return file


def verify(file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dojang", "verify", "--data", str(file.parent / "none"), str(file), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_good_seal_ends_with_status_0(sealed: Path) -> None:
    done = verify(sealed, "--ca", str(sealed.parent / "ca.pem"), "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Good: sealed by an authority this check trusts" in done.stdout


def test_an_unknown_authority_ends_with_status_3_and_no_traceback(sealed: Path) -> None:
    done = verify(sealed, "--lang", "en")
    assert (done.returncode, done.stderr) == (3, "")
    assert "cannot tell whether the authority behind the seal is genuine" in done.stdout


@pytest.mark.parametrize("language", ["ko", "en", "ja"])
def test_an_unknown_authority_is_told_how_to_name_it(sealed: Path, language: str) -> None:
    told = verify(sealed, "--lang", language).stdout
    assert "--ca DATA/keys/ca.cert.pem" in told
    assert "/verify/authority.pem" in told


def test_a_changed_file_ends_with_status_1(sealed: Path) -> None:
    sealed.write_bytes(sealed.read_bytes().replace(b"Contract", b"Kontract"))
    assert verify(sealed, "--ca", str(sealed.parent / "ca.pem")).returncode == 1


@pytest.mark.parametrize(("language", "word"), [("ko", "봉인한 곳"), ("en", "Sealed by"), ("ja", "電子署名の名義")])
def test_the_answer_comes_in_the_language_asked_for(sealed: Path, language: str, word: str) -> None:
    assert word in verify(sealed, "--lang", language).stdout
