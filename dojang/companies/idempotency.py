"""Responses stored under the idempotency keys of requests, so that a request sent again gets the same one.

A row claims the key in the transaction of the request itself, and the response is written into that row. A crash leaves both
or neither. Another request with the key waits in the database until that transaction ends.
"""

import os
from dataclasses import dataclass
from datetime import timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import OperationalError, connection
from psycopg.errors import LockNotAvailable

from dojang.companies.errors import AnswerLost, KeyUsedOtherwise, RequestStillRunning
from dojang.companies.models import Company, IdempotentResponse
from dojang.lib import clock

KEPT_FOR = timedelta(hours=24)
MAX_WAIT = timedelta(seconds=5)  # a thread of the web server waits as long
_NONCE = 12
_CLAIM = """
insert into companies_answered (company_id, key, request, status, content_type, answer, created_at)
values (%s, %s, %s, 0, '', '', %s) on conflict (company_id, key) do nothing
"""


@dataclass(frozen=True)
class StoredResponse:
    """A response that was sent."""

    status: int
    content_type: str
    content: bytes


def claim(company: Company, key: str, asked: bytes) -> bool:
    """Whether this request has the key now, in the caller's transaction; if not, a response is stored under it.

    Raises `RequestStillRunning` when the request that has the key does not end in time.
    """
    IdempotentResponse.objects.filter(company=company, key=key, created_at__lte=clock.now() - KEPT_FOR).delete()
    with connection.cursor() as cursor:
        cursor.execute("select set_config('lock_timeout', %s, true)", [f"{MAX_WAIT.total_seconds():.0f}s"])
        try:
            cursor.execute(_CLAIM, [company.pk, key, asked, clock.now()])
        except OperationalError as exc:
            if isinstance(exc.__cause__, LockNotAvailable):
                raise RequestStillRunning from exc
            raise
        claimed: bool = cursor.rowcount == 1
        cursor.execute("set local lock_timeout to default")
    return claimed


def keep(company: Company, key: str, reply: StoredResponse) -> None:
    """Store the response under the claimed key; encrypted, since it may hold a link that opens a contract."""
    nonce = os.urandom(_NONCE)
    answer = nonce + _cipher().encrypt(nonce, reply.content, _bound_to(company.pk, key))
    IdempotentResponse.objects.filter(company=company, key=key).update(
        status=reply.status, content_type=reply.content_type, answer=answer
    )


def free(company: Company, key: str) -> None:
    """The request failed: the key can be used again."""
    IdempotentResponse.objects.filter(company=company, key=key).delete()


def kept(company: Company, key: str, asked: bytes) -> StoredResponse:
    """The response under the key. Raises `KeyUsedOtherwise` if it was for another request, and `AnswerLost`."""
    return _opened(IdempotentResponse.objects.get(company=company, key=key), asked)


def find(company: Company, key: str, asked: bytes) -> StoredResponse | None:
    """The response under the key, if there is one yet; does not wait. Raises as `kept` does."""
    there = IdempotentResponse.objects.filter(company=company, key=key, created_at__gt=clock.now() - KEPT_FOR).first()
    return _opened(there, asked) if there else None


def _opened(row: IdempotentResponse, asked: bytes) -> StoredResponse:
    if bytes(row.request) != asked:
        raise KeyUsedOtherwise
    answer = bytes(row.answer)
    try:
        content = _cipher().decrypt(answer[:_NONCE], answer[_NONCE:], _bound_to(row.company_id, row.key))
    except InvalidTag as exc:
        raise AnswerLost from exc  # the secret of the instance has changed
    return StoredResponse(row.status, row.content_type, content)


def forget() -> int:
    """Remove responses older than `KEPT_FOR`; returns their number."""
    return IdempotentResponse.objects.filter(created_at__lte=clock.now() - KEPT_FOR).delete()[0]


def _cipher() -> AESGCM:
    return AESGCM(bytes.fromhex(str(settings.ANSWERS_KEY)))


def _bound_to(company_id: int, key: str) -> bytes:
    """A response that is moved to another row cannot be decrypted there."""
    return f"{company_id}:{key}".encode()
