"""`export_api_info`: where the contract's exports go and what they carry. Its common parts are read here for v3 too."""

import re

from dojang.api.messages import Parameter, Warned
from dojang.api.parameters import Parameters
from dojang.api.start.notices import Notice
from dojang.exports.coded import FIXED_KEYS
from dojang.exports.order import EMBED, ExportOrder, ExportParam
from dojang.lib.outgoing import UrlRefused, check_url

MOST_URL, MOST_CODE, MOST_AUTHORIZATION, MOST_PARAMS, MOST_SOURCES = 2000, 500, 4000, 200, 100
_HEADER_VALUE = re.compile(r"[\x20-\x7e]*")


def read_export(body: Parameters, template: str, notices: list[Notice]) -> ExportOrder | None:
    """The exports asked for, or None: absent, switched off by `enable`, or with a blank `url`. Raises `InvalidParameter`."""
    part = body.part("export_api_info")
    if part is None or _is_off(part):
        return None
    url, request_code = part.text("url", MOST_URL), part.identifier("request_code", MOST_CODE)
    request_code = EMBED if request_code.lower() == EMBED else request_code
    if not url:
        if request_code == EMBED:
            # To start all the same would send the very messages that embed is there to prevent.
            raise part.wrong("url", Parameter.REQUIRED)
        return None
    check_receiver(part, url)
    return ExportOrder(
        url=url,
        scope=scope_of(part),
        request_code=request_code,
        client_id=part.identifier("clientid", MOST_CODE),
        authorization=authorization_of(part),
        # The documents write "{download or null}", and who copies that sends the word.
        download_links=part.choice("link_type", "download", "viewer", "null") == "download",
        params=_params(part, template, notices),
    )


def _is_off(part: Parameters) -> bool:
    # Clients of 2020 send "" while it is on, so only a plain no is a no.
    return str(part.items.get("enable")).strip().lower() == "false"


def check_receiver(part: Parameters, url: str) -> None:
    """Raises `InvalidParameter` for a URL to which nothing can be sent."""
    try:
        check_url(url)
    except UrlRefused as exc:
        text = Parameter.NOT_HTTPS if exc.reason in ("scheme", "http") else Parameter.NOT_A_URL
        raise part.wrong("url", text) from exc


def scope_of(part: Parameters) -> str:
    """Which acts are told: ALL or StartAndEnd."""
    scope = part.choice("api_type", "StartAndEnd", "ALL")
    if not scope:
        raise part.wrong("api_type", Parameter.REQUIRED)
    return scope


def authorization_of(part: Parameters) -> str:
    """What the receiver is sent as its `Authorization`."""
    value = part.text("authorization", MOST_AUTHORIZATION)
    if not _HEADER_VALUE.fullmatch(value):
        raise part.wrong("authorization", Parameter.NOT_A_HEADER)
    return value


def _params(part: Parameters, template: str, notices: list[Notice]) -> tuple[ExportParam, ...]:
    params: dict[str, ExportParam] = {}
    for item in part.parts("request_params", MOST_PARAMS):
        if not any(item.items.get(key) for key in ("param_id", "param_value", "fields")):
            continue
        param = _param(item, template, notices)
        if param.name in params:
            raise item.wrong("param_id", Parameter.TWO_PARAMS, name=param.name)
        if param.name in FIXED_KEYS:
            notices.append(Notice.of(Warned.FIXED_KEY, name=param.name))
        params[param.name] = param
    return tuple(params.values())


def _param(item: Parameters, template: str, notices: list[Notice]) -> ExportParam:
    sources = []
    for source in item.parts("fields", MOST_SOURCES):
        name = source.exact("field_name")
        if name.strip() and is_of(template, source, notices):
            sources.append(name)
    return ExportParam(name=item.required("param_id"), default=item.exact("param_value"), fields=tuple(sources))


def is_of(template: str, part: Parameters, notices: list[Notice]) -> bool:
    """Whether the item's `doc_id` is this template's; absent means it is. A contract has one template, so others are told of."""
    given = part.identifier("doc_id", 40)
    if not given or _number(given) == _number(template):
        return True
    notices.append(Notice.of(Warned.OTHER_TEMPLATE, parameter=part.path, template=given))
    return False


def _number(identifier: str) -> str:
    return identifier.lstrip("0") or "0"
