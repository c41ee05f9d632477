"""`dojang seal`: whose key seals documents, and a new one under the same authority."""

from datetime import datetime

import click
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from dojang.cli import keys as instance
from dojang.config import environment, setting_types
from dojang.lib import keys


@click.group()
def seal() -> None:
    """The key that seals documents."""


@seal.command()
def show() -> None:
    """Show whose key seals documents, and until when. Also which authority vouches for it."""
    folder = keys.folder_of(environment.read().data)
    _, certificate = keys.read_seal(folder)
    _print_key(x509.load_pem_x509_certificate(certificate))
    authority = x509.load_pem_x509_certificate((folder / "ca.cert.pem").read_bytes())
    click.echo(f"authority    {instance.holder(authority)}, until {_day(authority.not_valid_after_utc)}")
    click.echo(f"             SHA-256 {_fingerprint(authority)}")


def _name(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    if given is None:
        return None
    try:
        return setting_types.seal_name(given)
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from None


@seal.command()
@click.option(
    "--name", callback=_name, help="The name that seals carry. [default: DOJANG_SEAL_NAME, else the one before]"
)
def renew(name: str | None) -> None:
    """Make a new sealing key under the same authority.

    It is used from now on.
    Earlier seals stay valid: their certificates come from the same authority. The old key is destroyed; its certificate
    is kept. A running Dojang uses the new key for its next seal. Where several machines seal, copy the keys to each.
    """
    found = environment.read()
    renewed = instance.renew(found.data, name or found.seal_name)
    _print_key(renewed)
    click.echo("The next seal is made with this key. Back up the folder of the keys.")


def _print_key(certificate: x509.Certificate) -> None:
    click.echo(f"sealed by    {instance.holder(certificate)}, until {_day(certificate.not_valid_after_utc)}")
    click.echo(f"             serial {certificate.serial_number:X}")
    click.echo(f"             SHA-256 {_fingerprint(certificate)}")


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


def _fingerprint(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(SHA256()).hex()
