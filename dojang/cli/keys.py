"""All keys of an instance, made at its first start, and a new sealing key when its operator wants one."""

from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509

from dojang.config.environment import Environment
from dojang.lib import clock, keys
from dojang.lib.errors import PlainError
from dojang.pdf import pki

UNNAMED = "Unnamed Dojang installation"
_AT = "Dojang at "
# Names that mean another machine in each network (RFC 6761, RFC 6762, RFC 9476 and ICANN's "internal").
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".test", ".invalid", ".example", ".home.arpa", ".alt")


class SealNotRenewed(PlainError):
    """The sealing key could not be renewed."""


def are_made(data: Path) -> bool:
    """Whether the data folder has a sealing key already."""
    return (keys.folder_of(data) / keys.SEAL_CERTIFICATE).exists()


def name_for(found: Environment) -> str | None:
    """The name in the seals of this installation: the setting, else its address, if that is a public name."""
    if found.seal_name:
        return found.seal_name
    host = urlsplit(found.base_url).hostname or ""
    return f"{_AT}{host}"[: pki.NAME_LIMIT] if _names_one_server(host) else None


def make(data: Path, name: str) -> None:
    """Makes the keys that are missing: secret, log key, and an authority with the sealing key it vouches for."""
    keys.make(data)
    with keys.locked_folder(data) as folder:
        if are_made(data):
            return  # the authority's key may lie somewhere safer by now
        ca = _authority(folder) or _write_authority(folder, pki.make_ca(name, clock.now()))
        seal = pki.issue_seal(ca, name, clock.now())
        keys.write_seal(folder, seal.key_pem, seal.cert_pem)


def renew(data: Path, name: str | None) -> x509.Certificate:
    """Makes a new sealing key under the same authority and puts it in use. The old key is destroyed, its certificate kept.

    Without a name it keeps that of the key before. Returns the new certificate. Raises KeysMissing, SealNotRenewed.
    """
    if not are_made(data):
        raise keys.KeysMissing(keys.folder_of(data) / keys.SEAL_KEY)
    with keys.locked_folder(data) as folder:
        _, old_pem = keys.read_seal(folder)
        old = x509.load_pem_x509_certificate(old_pem)
        try:
            ca = pki.Identity((folder / "ca.key.pem").read_bytes(), (folder / "ca.cert.pem").read_bytes())
            seal = pki.issue_seal(ca, name or holder(old), clock.now())
        except (OSError, ValueError) as error:
            raise SealNotRenewed(f"The authority could not issue a certificate: {error}.") from None
        keys.write(folder / f"seal.{old.serial_number:X}.cert.pem", pki.as_pem(old))
        keys.write_seal(folder, seal.key_pem, seal.cert_pem)
    return x509.load_pem_x509_certificate(seal.cert_pem)


def advice(found: Environment) -> str | None:
    """What to do if seals carry another name than the operator may want, or None."""
    _, certificate = keys.read_seal(keys.folder_of(found.data))
    name = holder(x509.load_pem_x509_certificate(certificate))
    if found.seal_name and found.seal_name != name:
        return f"Seals carry the name {name!r}, not that of DOJANG_SEAL_NAME. To change it: dojang seal renew"
    if name == UNNAMED or (name.startswith(_AT) and not _names_one_server(name.removeprefix(_AT))):
        return f"Seals carry the name {name!r}. To give them yours: dojang seal renew --name NAME"
    return None


def holder(certificate: x509.Certificate) -> str:
    """Whose key it is: the name in the certificate."""
    names = certificate.subject.get_attributes_for_oid(x509.NameOID.ORGANIZATION_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def _names_one_server(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return "." in host and not f".{host}".endswith(_LOCAL_NAMES)
    return False


def _authority(folder: Path) -> pki.Identity | None:
    key, certificate = folder / "ca.key.pem", folder / "ca.cert.pem"
    if not certificate.exists():
        return None
    return pki.Identity(key.read_bytes(), certificate.read_bytes())


def _write_authority(folder: Path, identity: pki.Identity) -> pki.Identity:
    # The certificate comes last: a key without one was never used and may be replaced.
    keys.write(folder / "ca.key.pem", identity.key_pem)
    keys.write(folder / "ca.cert.pem", identity.cert_pem)
    return identity
