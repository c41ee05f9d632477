"""`Idempotency-Key`: a request that starts something can be sent again without starting it twice.

A request that fails keeps nothing, and its key is free again.
"""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, RawPostDataException

from dojang.api.json_body import USUAL
from dojang.api.messages import Parameter
from dojang.api.parameters import InvalidParameter
from dojang.companies import idempotency
from dojang.companies.callers import Caller
from dojang.companies.idempotency import StoredResponse
from dojang.companies.models import Company

HEADER, REPLAYED = "Idempotency-Key", "Idempotent-Replayed"
MAX_KEY = 255
_KEY = re.compile(r"[\x21-\x7e]{1,255}")


Work = Callable[[], tuple[HttpResponse, bool]]


def answered_once(request: HttpRequest, caller: Caller, make: Work) -> HttpResponse:
    """What `make` answers, or the answer that was given to this very request of this caller before.

    `make` also says whether it did what was asked for: only then is the answer kept, and what was written stays. Raises
    `InvalidParameter` for a bad key, `KeyUsedOtherwise`, `RequestStillRunning`, `AnswerLost`, and what `make` raises.
    """
    key = key_of(request)
    return make()[0] if key is None else _once(caller.company, key, _asked(request, caller), make)


def prepared_once(request: HttpRequest, caller: Caller, prepare: Callable[[], Work]) -> HttpResponse:
    """As `answered_once`, for work that takes its time: `prepare` does what is slow, while nothing is held, and gives the rest.

    Of requests at the same time with one key each may prepare, and one of them does the rest.
    """
    key = key_of(request)
    if key is None:
        return prepare()()[0]
    company, asked = caller.company, _asked(request, caller)
    reply = idempotency.find(company, key, asked)
    return _again(reply) if reply else _once(company, key, asked, prepare())


def _once(company: Company, key: str, asked: bytes, make: Work) -> HttpResponse:
    with transaction.atomic():
        if not idempotency.claim(company, key, asked):
            return _again(idempotency.kept(company, key, asked))
        response, done = make()
        if done:
            reply = StoredResponse(response.status_code, response.headers["Content-Type"], response.content)
            idempotency.keep(company, key, reply)
        else:
            transaction.set_rollback(True)
    return response


def _again(reply: StoredResponse) -> HttpResponse:
    headers = {REPLAYED: "true", "Cache-Control": "no-store"}
    return HttpResponse(reply.content, status=reply.status, content_type=reply.content_type, headers=headers)


def key_of(request: HttpRequest) -> str | None:
    """The key that the request carries. Raises `InvalidParameter`."""
    given = request.headers.get(HEADER)
    if given is None:
        return None
    if not _KEY.fullmatch(given.strip()):
        raise InvalidParameter(Parameter.NOT_A_KEY, parameter=HEADER, most=MAX_KEY)
    return given.strip()


def _asked(request: HttpRequest, caller: Caller) -> bytes:
    """A hash of the request: who asked, where, and what it said, whatever the order of its keys or parts.

    A token of the same member with the same scopes is the same caller. One that may do less must not get an answer that
    it would not have got by itself.
    """
    who = [caller.member.pk, sorted(caller.scopes)]
    where = f"{request.method} {request.path.rstrip('/')}?{request.META.get('QUERY_STRING', '')}"
    return hashlib.sha256(json.dumps([who, where, _said(request)], sort_keys=True).encode()).digest()


def _said(request: HttpRequest) -> object:
    """By how it was read, whatever its media type: most calls take JSON under any name. Much of it is not read twice."""
    message = getattr(request, "message", None)
    if message is not None and len(request.body) <= USUAL.bytes:
        return message
    try:
        return hashlib.sha256(request.body).hexdigest()
    except RawPostDataException:
        files = {name: [_digest(file) for file in request.FILES.getlist(name)] for name in request.FILES}
        return [dict(request.POST.lists()), files]


def _digest(file: "UploadedFile[Any]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
