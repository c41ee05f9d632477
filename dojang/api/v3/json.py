"""Bytes to values and back: the same tolerant and bounded JSON as the coded calls read, and answers that are not to be stored."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from pydantic import BaseModel

from dojang.api import json_body
from dojang.api.auth import known_caller
from dojang.api.messages import Parameter
from dojang.api.parameters import InvalidParameter
from dojang.api.v3.problems import Problem
from dojang.lib.bounded_json import Bounds
from dojang.lib.texts import Language, can_be_kept


class Reader(Parser):
    """Reads what a request says."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        match = request.resolver_match
        bounds: Bounds = getattr(match and match.func, "bounds", json_body.USUAL)
        message = dict(json_body.read_request(request, bounds))
        request.spoken = message.get("language")  # type: ignore[attr-defined]
        return message

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """Blank is the same as absent."""
        for name, texts in data.lists():
            if not all(can_be_kept(item) for item in (name, *texts) if isinstance(item, str)):
                raise InvalidParameter(Parameter.NOT_STORABLE, parameter=name.replace("\0", ""))
        items = super().parse_querydict(data, list_fields, request).items()
        return {name: item for name, item in items if item != ""}


class Writer(JSONRenderer):
    """Writes what is answered; Korean and Japanese as themselves."""

    json_dumps_params = {"ensure_ascii": False}


def language_of(request: HttpRequest) -> Language:
    """The language of messages: `?lang=`, else the body's `language`, else the company's, else Korean."""
    caller = known_caller(request)
    company = caller.company.language if caller else None
    for wanted in (request.GET.get("lang"), getattr(request, "spoken", None), company):
        language = Language.read(wanted) if isinstance(wanted, str) else None
        if language:
            return language
    return Language.KO


def answer(content: str, status: int) -> HttpResponse:
    """The JSON as an answer that no cache may keep: it may hold a token, a link, or personal data."""
    return HttpResponse(content, status=status, content_type="application/json", headers={"Cache-Control": "no-store"})


def answer_of(shape: BaseModel, status: int = 200) -> HttpResponse:
    """The answer with this body."""
    return answer(shape.model_dump_json(by_alias=True), status)


def refusal(request: HttpRequest, problem: Problem, **params: object) -> HttpResponse:
    """The answer to what is wrong."""
    header = {"result_code": problem.code, "result_msg": problem.text.of(language_of(request), **params)}
    return answer(json.dumps({"header": header}, ensure_ascii=False), problem.status)
