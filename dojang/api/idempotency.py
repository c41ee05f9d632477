"""`Idempotency-Key`: a request that starts something can be sent again without starting it twice.

The key is claimed by a row in the very transaction that starts the thing, and the answer is kept in that row. So a crash
leaves both or neither, and a second request with the key waits in the database until the first one's transaction ends.
A request that fails keeps nothing: its key is free again.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from psycopg.errors import LockNotAvailable

from dojang.api.reading import WrongParameter
from dojang.api.texts import Parameter
from dojang.companies.models import Answered, Company
from dojang.lib import clock
from dojang.lib.errors import AnswerLost, KeyUsedOtherwise, RequestStillRunning

HEADER, REPLAYED = "Idempotency-Key", "Idempotent-Replayed"
MOST_KEY = 255
KEPT_FOR = timedelta(hours=24)
MOST_WAIT = timedelta(seconds=5)  # a thread of the web server waits with it
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_NONCE = 12
_CLAIM = """
insert into companies_answered (company_id, key, request, status, content_type, answer, created_at)
values (%s, %s, %s, 0, '', '', %s) on conflict (company_id, key) do nothing
"""


def answered_once(
    request: HttpRequest, company: Company, make: Callable[[], tuple[HttpResponse, bool]]
) -> HttpResponse:
    """What `make` answers, or the answer that was given to this very request before.

    `make` also says whether it did what was asked for: only then is the answer kept, and what was written stays. Raises
    `WrongParameter` for a bad key, `KeyUsedOtherwise`, `RequestStillRunning`, `AnswerLost`, and what `make` raises.
    """
    key = _key(request)
    if key is None:
        return make()[0]
    asked = _asked(request)
    with transaction.atomic():
        if not _claim(company, key, asked):
            return _repeated(company, key, asked)
        response, done = make()
        if done:
            _keep(company, key, response)
        else:
            transaction.set_rollback(True)
    return response


def forget() -> int:
    """Remove what was kept long enough; how many there were."""
    return Answered.objects.filter(created_at__lte=clock.now() - KEPT_FOR).delete()[0]


def _key(request: HttpRequest) -> str | None:
    given = request.headers.get(HEADER)
    if given is None:
        return None
    if not _KEY.fullmatch(given.strip()):
        raise WrongParameter(Parameter.NOT_A_KEY, parameter=HEADER, most=MOST_KEY)
    return given.strip()


def _asked(request: HttpRequest) -> bytes:
    """A hash of the request: where it went, and what it said whatever the order of its keys or parts."""
    where = f"{request.method} {request.path.rstrip('/')}?{request.META.get('QUERY_STRING', '')}"
    return hashlib.sha256(json.dumps([where, _said(request)], sort_keys=True).encode()).digest()


def _said(request: HttpRequest) -> object:
    if request.content_type == "multipart/form-data":
        files = {name: [_digest(file) for file in request.FILES.getlist(name)] for name in request.FILES}
        return [dict(request.POST.lists()), files]
    try:
        return json.loads(request.body)
    except ValueError:
        return hashlib.sha256(request.body).hexdigest()


def _digest(file: "UploadedFile[Any]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _claim(company: Company, key: str, asked: bytes) -> bool:
    """Whether the key is ours now. Waits for another request that has it."""
    Answered.objects.filter(company=company, key=key, created_at__lte=clock.now() - KEPT_FOR).delete()
    with connection.cursor() as cursor:
        cursor.execute("select set_config('lock_timeout', %s, true)", [f"{MOST_WAIT.total_seconds():.0f}s"])
        try:
            cursor.execute(_CLAIM, [company.pk, key, asked, clock.now()])
        except OperationalError as exc:
            if isinstance(exc.__cause__, LockNotAvailable):
                raise RequestStillRunning from exc
            raise
        claimed: bool = cursor.rowcount == 1
        cursor.execute("set local lock_timeout to default")
    return claimed


def _repeated(company: Company, key: str, asked: bytes) -> HttpResponse:
    kept = Answered.objects.get(company=company, key=key)
    if bytes(kept.request) != asked:
        raise KeyUsedOtherwise
    headers = {REPLAYED: "true", "Cache-Control": "no-store"}
    return HttpResponse(_opened(kept), status=kept.status, content_type=kept.content_type, headers=headers)


def _keep(company: Company, key: str, response: HttpResponse) -> None:
    nonce = os.urandom(_NONCE)
    answer = nonce + _cipher().encrypt(nonce, response.content, _bound_to(company, key))
    Answered.objects.filter(company=company, key=key).update(
        status=response.status_code, content_type=response.headers["Content-Type"], answer=answer
    )


def _opened(kept: Answered) -> bytes:
    answer = bytes(kept.answer)
    try:
        return _cipher().decrypt(answer[:_NONCE], answer[_NONCE:], _bound_to(kept.company, kept.key))
    except InvalidTag as exc:
        raise AnswerLost from exc  # the instance has another secret since


def _cipher() -> AESGCM:
    return AESGCM(bytes.fromhex(str(settings.ANSWERS_KEY)))


def _bound_to(company: Company, key: str) -> bytes:
    """An answer that is moved to another row cannot be opened there."""
    return f"{company.pk}:{key}".encode()
