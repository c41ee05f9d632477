"""`export_api_info`: where the contract's exports go and what they carry."""

from dojang.api.messages import Parameter, Warned
from dojang.api.parameters import Parameters
from dojang.api.start.export import MAX_URL, authorization_of, has_receiver, scope_of
from dojang.api.start.notices import Notice
from dojang.api.start.order import is_of
from dojang.api.start.request import MAX_ID
from dojang.exports.order import EMBED, ExportOrder, ExportParam
from dojang.exports.payloads.coded import FIXED_KEYS

MAX_CODE, MAX_PARAMS, MAX_SOURCES = 500, 200, 100


def read_export(body: Parameters, template: str, notices: list[Notice]) -> ExportOrder | None:
    """The exports asked for, or None: absent, switched off by `enable`, or with a blank `url`. Raises `InvalidParameter`."""
    part = body.part("export_api_info")
    # Clients of 2020 send "" while it is on, so only a plain no is a no.
    if part is None or str(part.items.get("enable")).strip().lower() == "false":
        return None
    url, request_code = part.text("url", MAX_URL), part.identifier("request_code", MAX_CODE)
    request_code = EMBED if request_code.lower() == EMBED else request_code
    if not has_receiver(part, url, embed=request_code == EMBED):
        return None
    return ExportOrder(
        url=url,
        scope=scope_of(part),
        request_code=request_code,
        client_id=part.identifier("clientid", MAX_CODE),
        authorization=authorization_of(part),
        # The documents write "{download or null}", and who copies that sends the word.
        download_links=part.choice("link_type", "download", "viewer", "null") == "download",
        params=_params(part, template, notices),
    )


def _params(part: Parameters, template: str, notices: list[Notice]) -> tuple[ExportParam, ...]:
    params: dict[str, ExportParam] = {}
    for item in part.parts("request_params", MAX_PARAMS):
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
    for source in item.parts("fields", MAX_SOURCES):
        name = source.exact("field_name")
        if name.strip() and is_of(template, source.identifier("doc_id", MAX_ID), source.path, notices):
            sources.append(name)
    return ExportParam(name=item.required("param_id"), default=item.exact("param_value"), fields=tuple(sources))
