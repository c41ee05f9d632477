"""What an integrator asks of exports when a contract starts."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class ExportParam:
    """A value of the document to be sent under a name of the integrator's own: the box's value, else `default`."""

    name: str
    default: str
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ExportOrder:
    """Where exports go and what they carry. `scope` is ALL or StartAndEnd; `embed` means that we tell the signers nothing."""

    url: str
    scope: str
    request_code: str = ""
    client_id: str = ""
    authorization: str = field(default="", repr=False)
    download_links: bool = False
    params: tuple[ExportParam, ...] = ()

    @property
    def embed(self) -> bool:
        return self.request_code == "embed"
