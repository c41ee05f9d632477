"""How the text of a setting becomes a value. Each function raises ValueError with words for the operator."""

from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from dojang.lib.networks import AllowedNetwork, Network, parse_allowed, parse_network
from dojang.pdf.pki import NAME_LIMIT, is_a_name


@dataclass(frozen=True)
class Smtp:
    """A mail server and how to speak to it."""

    host: str
    port: int
    user: str
    password: str
    tls: bool  # from the first byte
    starttls: bool


def path(text: str) -> Path:
    return Path(text).expanduser().absolute()


def database(text: str) -> str:
    scheme, slashes, _ = text.partition("://")
    if not slashes:
        raise ValueError("it does not start with postgresql://")
    if scheme not in {"postgresql", "postgres"}:
        raise ValueError(f"{scheme!r} is no kind of database that Dojang works with; only PostgreSQL is")
    try:
        parts = conninfo_to_dict(text)
    except psycopg.ProgrammingError:  # its text would repeat the password
        raise ValueError("it cannot be read as the address of a database") from None
    if not all(port.isdecimal() for port in str(parts.get("port") or "0").split(",")):
        raise ValueError("its port is no number; in a user or password, write / as %2F and @ as %40")
    if not parts.get("dbname"):
        raise ValueError("it names no database after the host")
    return text


def base_url(text: str) -> str:
    parts = _split(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("it does not start with http:// or https:// and a host")
    if parts.path not in {"", "/"} or parts.query or parts.fragment or parts.username is not None:
        raise ValueError("it has more than a scheme, a host and a port")
    return f"{parts.scheme}://{parts.netloc}"


def blobs(text: str) -> str:
    if "://" not in text:
        return path(text).as_uri()
    parts = _split(text)
    if parts.scheme != "s3" or not parts.netloc:
        raise ValueError("it is neither a folder nor s3://bucket/prefix")
    return text


def smtp(text: str) -> Smtp:
    parts = _split(text)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path not in {"", "/"}:
        raise ValueError("it does not look like smtp://user:password@host:port")
    tls = parts.scheme == "smtps"
    return Smtp(
        host=parts.hostname,
        port=parts.port or (465 if tls else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=tls,
        starttls=_starttls(parts, default=not tls),
    )


def _starttls(parts: SplitResult, *, default: bool) -> bool:
    query = parse_qs(parts.query, keep_blank_values=True)
    known = {"true": True, "false": False}
    (value,) = query.pop("starttls", [None])[-1:]
    if query or value not in {None, *known}:
        raise ValueError("after the question mark only starttls=true or starttls=false may follow")
    if value is None:
        return default
    if parts.scheme == "smtps" and known[value]:
        raise ValueError("smtps is encrypted from the first byte and has no starttls")
    return known[value]


def sender(text: str) -> str:
    address = parseaddr(text)[1]
    name, at, host = address.rpartition("@")
    if not (name and at and host) or "\n" in text or "\r" in text:
        raise ValueError("it holds no email address")
    return text


def seal_name(text: str) -> str:
    name = text.strip()
    if not is_a_name(name):
        raise ValueError(f"a name has 1 to {NAME_LIMIT} characters that can be printed")
    return name


def email(text: str) -> str:
    name, at, host = text.rpartition("@")
    if text != parseaddr(text)[1] or not (name and at and host):
        raise ValueError("it is no email address")
    return text


def allowed_networks(text: str) -> tuple[AllowedNetwork, ...]:
    return tuple(parse_allowed(item) for item in _items(text))


def networks(text: str) -> tuple[Network, ...]:
    return tuple(parse_network(item) for item in _items(text))


def secret(text: str) -> str:
    if len(text) < 32:
        raise ValueError("it is shorter than 32 characters")
    return text


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def _split(text: str) -> SplitResult:
    parts = urlsplit(text)
    try:
        _ = parts.port
    except ValueError:  # its text may repeat a piece of a password
        raise ValueError("its port is no number from 0 to 65535; in a user or password, write / as %2F") from None
    return parts
