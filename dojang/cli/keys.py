"""All keys of an instance, made at its first start."""

from pathlib import Path
from urllib.parse import urlsplit

from dojang.lib import clock, keys
from dojang.pdf import pki


def make(data: Path, base_url: str) -> None:
    """Makes the keys that are missing: secret, log key, and an authority with the sealing key it vouches for."""
    keys.make(data)
    name = f"Dojang at {urlsplit(base_url).hostname}"[: pki.NAME_LIMIT]
    with keys.being_made(data) as folder:
        ca = _identity(folder, "ca") or _write(folder, "ca", pki.make_ca(name, clock.now()))
        _ = _identity(folder, "seal") or _write(folder, "seal", pki.issue_seal(ca, name, clock.now()))


def _identity(folder: Path, name: str) -> pki.Identity | None:
    key, certificate = folder / f"{name}.key.pem", folder / f"{name}.cert.pem"
    if not certificate.exists():
        return None
    return pki.Identity(key.read_bytes(), certificate.read_bytes())


def _write(folder: Path, name: str, identity: pki.Identity) -> pki.Identity:
    # The certificate comes last: a key without one was never used and may be replaced.
    keys.write(folder / f"{name}.key.pem", identity.key_pem)
    keys.write(folder / f"{name}.cert.pem", identity.cert_pem)
    return identity
