"""What an integrator asks of exports when a contract starts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

EMBED = "embed"


class Protocol(StrEnum):
    """In whose keys bodies are written: those of the coded calls with their envelope, or the flat ones of v3."""

    CODED = "coded"
    V3 = "v3"


@dataclass(frozen=True, kw_only=True)
class ExportParam:
    """A value of the document to be sent under a name of the integrator's own: the box's value, else `default`."""

    name: str
    default: str
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ExportOrder:
    """Where exports go and what they carry. `scope` is ALL or StartAndEnd.

    The coded calls ask for values by `params`. Exports of v3 tell every box, and `new_names` says which of them under another
    name than their own: {name of the box: new name}. What v3 calls `is_embed` is the `request_code` EMBED.
    """

    url: str
    scope: str
    protocol: Protocol = Protocol.CODED
    request_code: str = ""
    client_id: str = ""
    authorization: str = field(default="", repr=False)
    download_links: bool = False
    params: tuple[ExportParam, ...] = ()
    new_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def embed(self) -> bool:
        """Whether we tell the signers nothing, because the integrator does."""
        return self.request_code == EMBED
