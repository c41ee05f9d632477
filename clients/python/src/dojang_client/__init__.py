"""A client of Dojang, the self-hosted e-signature server.

`Dojang` waits for its answers, `AsyncDojang` is awaited; they have the same methods. `verify_export` is for programs that receive
exports. What goes in is typed in `orders`, what comes out in `answers`.
"""

from dojang_client._async.client import AsyncDojang
from dojang_client._sync.client import Dojang
from dojang_client.errors import (
    BadRequest,
    Conflict,
    DojangError,
    NotAllowed,
    NotAuthenticated,
    NotFound,
    NotGenuine,
    NotReached,
    NotUnderstood,
    Refused,
    ServerFault,
    TimedOut,
    TooManyRequests,
    WaitedInVain,
)
from dojang_client.retrying import Retries
from dojang_client.webhooks import Export, verify_export

__all__ = [
    "AsyncDojang",
    "BadRequest",
    "Conflict",
    "Dojang",
    "DojangError",
    "Export",
    "NotAllowed",
    "NotAuthenticated",
    "NotFound",
    "NotGenuine",
    "NotReached",
    "NotUnderstood",
    "Refused",
    "Retries",
    "ServerFault",
    "TimedOut",
    "TooManyRequests",
    "WaitedInVain",
    "verify_export",
]
