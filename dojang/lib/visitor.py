"""What the network reports about the person behind a request."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Visitor:
    """`ip` is derived through trusted proxies only; `peer` is the address that really connected."""

    ip: str = ""
    peer: str = ""
    user_agent: str = ""


NOBODY = Visitor()
