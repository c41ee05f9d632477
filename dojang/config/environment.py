"""Every setting: its meaning, what it accepts, and its default.

They come from environment variables only. `dojang settings` prints this list, and `docs/settings.md` is made from it.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from dojang.config import setting_types
from dojang.lib.errors import PlainError
from dojang.lib.networks import AllowedNetwork, Network

PREFIX = "DOJANG_"
Masked = Literal["", "password", "all"]


def _read(parse: Callable[[str], Any]) -> BeforeValidator:
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


def _setting(default: Any, doc: str, accepts: str, *, masked: Masked = "", alias: str | None = None) -> Any:
    extra: dict[str, Any] = {"accepts": accepts, "masked": masked}
    return Field(default, description=doc, json_schema_extra=extra, validation_alias=alias, validate_default=True)


class Environment(BaseSettings):
    """The settings as typed values."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore")

    data: Annotated[Path, _read(setting_types.path)] = _setting(
        "dojang-data",
        "The folder for everything Dojang keeps: keys, documents, logs and, without DATABASE_URL, the database.",
        "a folder; `--data` of every command overrides it",
    )
    database_url: Annotated[str | None, _read(setting_types.database)] = _setting(
        None,
        "A PostgreSQL server of your own, or a pooler in front of it. Without it Dojang runs its own server in the data folder.",
        "postgresql://user:password@host:5432/database",
        masked="password",
        alias="DATABASE_URL",
    )
    base_url: Annotated[str, _read(setting_types.base_url)] = _setting(
        "http://localhost:8000",
        "The address under which people and programs reach this server. Links in messages and exports start with it.",
        "http(s)://host or http(s)://host:port, without a path",
    )
    seal_name: Annotated[str | None, _read(setting_types.seal_name)] = _setting(
        None,
        "The name that seals carry, such as that of the company that runs this server. It is read when the keys are made, at the "
        "first start, and by `dojang seal renew`. Without it, seals carry the name of the address, if that is a public one.",
        "1 to 64 characters",
    )
    export_allow: Annotated[tuple[AllowedNetwork, ...], NoDecode, _read(setting_types.allowed_networks)] = _setting(
        "",
        "Networks that exports (webhooks) may be sent to although they are not public.",
        "addresses or networks, each with or without a port, separated by commas: `127.0.0.1:9000,10.0.0.0/8,[::1]:9000`",
    )
    export_http: bool = _setting(
        False,
        "Whether exports may be sent to public hosts without encryption, by http.",
        "true or false",
    )
    smtp_url: Annotated[setting_types.Smtp | None, _read(setting_types.smtp)] = _setting(
        None,
        "The mail server that sends messages. Without it Dojang sends no email.",
        "smtp://user:password@host:587 (STARTTLS unless `?starttls=false`) or smtps://user:password@host:465",
        masked="password",
    )
    mail_from: Annotated[str, _read(setting_types.sender)] = _setting(
        "Dojang <dojang@localhost>",
        "The sender of emails.",
        "an email address, with or without a name: `Acme Contracts <contracts@acme.example>`",
    )
    operator_email: Annotated[str | None, _read(setting_types.email)] = _setting(
        None,
        "The address that is notified of problems for the operator to fix, such as contracts that cannot be sealed. "
        "Without it, only the log reports them.",
        "an email address",
    )
    trusted_proxies: Annotated[tuple[Network, ...], NoDecode, _read(setting_types.networks)] = _setting(
        "",
        "The proxies in front of this server. Dojang trusts the visitor's address that they report.",
        "addresses or networks, separated by commas: `127.0.0.1,10.0.0.0/8`",
    )
    development: bool = _setting(
        False,
        "Shows pages that help developers, such as all messages with their links. Never use it with real contracts.",
        "true or false",
    )
    web_workers: Annotated[int, Field(ge=1, le=64)] = _setting(
        1, "Processes that answer web requests.", "a number from 1 to 64"
    )
    web_threads: Annotated[int, Field(ge=1, le=64)] = _setting(
        8, "Threads in each of these processes.", "a number from 1 to 64"
    )
    api_calls: Annotated[int, Field(ge=0, le=1_000_000)] = _setting(
        6000,
        "Calls of the API that a token may make in a minute: as many at once, refilled evenly. Further calls get 429.",
        "a number; 0 sets no bound",
    )
    login_tries: Annotated[int, Field(ge=0, le=1000)] = _setting(
        10,
        "Wrong passwords in a quarter of an hour, per member and place, before right passwords are refused there as well. "
        "An address has ten times as many, and so have all places together where the member has not logged in before.",
        "a number; 0 sets no bound",
    )
    log: Literal["text", "json"] = _setting("text", "The form of the log.", "text or json")
    secret: Annotated[str | None, _read(setting_types.secret)] = _setting(
        None,
        "The secret that protects sessions and stored codes, when several machines have to share it. "
        "Without it, Dojang uses the secret in the data folder.",
        "at least 32 random characters",
        masked="all",
    )
    blobs: Annotated[str | None, _read(setting_types.blobs)] = _setting(
        None,
        "The place of the documents. Without it, they are in the data folder. Each database needs a place of its own, because "
        "pictures that it does not know are removed each day.",
        "a folder or s3://bucket/prefix",
    )


@dataclass(frozen=True)
class Setting:
    """One setting as people read it."""

    name: str
    doc: str
    accepts: str
    default: str
    current: str
    is_set: bool


class EnvironmentRefused(PlainError):
    """Some settings are wrong."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(["Dojang cannot start with these settings:", *faults]))
        self.faults = faults


def read() -> Environment:
    """The settings of this process. Raises EnvironmentRefused, which names all faults at once."""
    try:
        return Environment()
    except ValidationError as error:
        raise EnvironmentRefused([_fault(one["loc"], one["msg"]) for one in error.errors()]) from None


def settings() -> Iterator[Setting]:
    """Every setting with its doc and what it is now, secrets masked."""
    for field, info in Environment.model_fields.items():
        name, text = variable(field), os.environ.get(variable(field), "")
        default = str(info.default).lower() if isinstance(info.default, bool) else str(info.default or "")
        current = masked(field, text) or default
        yield Setting(name, info.description or "", _extra(field)["accepts"], default, current, is_set=bool(text))


def variable(field: str) -> str:
    """The environment variable of a field."""
    alias = Environment.model_fields[field].validation_alias
    return alias if isinstance(alias, str) else PREFIX + field.upper()


def masked(field: str, text: str) -> str:
    """A setting's text as it may be shown: passwords and secrets are stars."""
    how = _extra(field)["masked"]
    if how == "all":
        return "***" if text else ""
    if how == "password":
        return re.sub(r"(?i)(password=)[^&\s]*", r"\1***", _without_password(text))
    return text


def _without_password(url: str) -> str:
    # By hand: a wrong URL is shown too, and a parser may not understand it.
    front, at, host = url.rpartition("@")
    if not at:
        return url
    scheme, slashes, who = front.partition("://")
    return f"{scheme}://{who.partition(':')[0]}:***@{host}" if slashes else f"***@{host}"


def _fault(location: tuple[int | str, ...], message: str) -> str:
    field = next(name for name in Environment.model_fields if location[0] in {name, variable(name)})
    shown, accepts = masked(field, os.environ.get(variable(field), "")), _extra(field)["accepts"]
    reason = message.removeprefix("Value error, ")
    return f"  {variable(field)} is {shown!r}: {reason}.\n    It takes {accepts}."


def _extra(field: str) -> dict[str, Any]:
    return cast("dict[str, Any]", Environment.model_fields[field].json_schema_extra)
