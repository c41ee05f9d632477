"""The rows of a bulk start: each read as a start of its own, and what became of it put into words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dojang.api.messages import Parameter
from dojang.api.parameters import InvalidParameter
from dojang.api.start.complaints import SENTENCES, Complaint, RuleBroken, bad_value, name_of
from dojang.api.start.notices import unknown_fields
from dojang.api.start.order import order_of
from dojang.api.start.request import taken
from dojang.api.start.rules import check
from dojang.api.v3.problems import BAD_PARAMETER, BAD_VALUE, TABLE, UNEXPECTED
from dojang.api.v3.validation import SPELLING
from dojang.api.v3.workflows.start import read_workflow, spell_marks
from dojang.companies.callers import Caller
from dojang.contracts.errors import ValueRefused
from dojang.flow.bulk import BulkRowOrder
from dojang.lib.errors import DojangError
from dojang.lib.texts import Language
from dojang.lib.visitor import Visitor
from dojang.library.layout import Layout

MAX_REFERENCE = 100
_BY_CODE = {kind.code: problem for kind, problem in TABLE.items() if issubclass(kind, DojangError)}


@dataclass(frozen=True, kw_only=True)
class SharedRow:
    """What all rows have in common: `shared` is beside them, and all are of one template and in one name."""

    shared: Mapping[str, Any]
    template_number: int
    layout: Layout
    caller: Caller
    visitor: Visitor


def read_rows(common: SharedRow, rows: Iterable[Any]) -> Iterator[BulkRowOrder]:
    """Each row over what all share. One that cannot be read has its reason and spoils no other."""
    for row in rows:
        yield _read(common, row)


def why(error: Mapping[str, Any], language: Language) -> tuple[str, str]:
    """The word and the sentence for why a row failed."""
    if "complaint" in error:
        return error["code"], SENTENCES[Complaint(error["complaint"])].of(language, **error["params"])
    if "said" in error:  # a row that was read before complaints had names
        return error["code"], _in(error["said"], language)
    if error["code"] == ValueRefused.code:
        return BAD_VALUE.code, bad_value(ValueRefused(**error["params"]), language)
    problem = _BY_CODE.get(error["code"], UNEXPECTED)
    return problem.code, problem.text.of(language, **error["params"])


def warned(warnings: Iterable[Mapping[str, str]], language: Language) -> list[str]:
    """What of a row was not used, in sentences."""
    return [
        unknown_fields([warning["unknown"]])[0].sentence(language) if "unknown" in warning else _in(warning, language)
        for warning in warnings
    ]


def _in(said: Mapping[str, str], language: Language) -> str:
    """The sentence in the language; in English where the row was read before there was that language."""
    return said.get(language) or said[Language.EN]


def _read(common: SharedRow, row: Any) -> BulkRowOrder:
    reference = ""
    try:
        own = _object(row)
        reference = _reference(own)
        # All are of one template, and the caller starts them.
        whole = {
            **common.shared, **own, "template_id": common.template_number, "doc_id": None, "memb_email": None
        }  # fmt: skip
        wanted = read_workflow(whole, None, common.caller)
        check(wanted)
        order = order_of(wanted, common.caller.company, common.visitor, common.caller.member)
        if taken(wanted.terms.preview):
            raise InvalidParameter(Parameter.NOT_VALID, parameter="is_preview")
    except InvalidParameter as exc:
        return BulkRowOrder(reference=reference, error=_complaint(name_of(exc), exc.values))
    except RuleBroken as exc:
        return BulkRowOrder(reference=reference, error=_complaint(exc.complaint, exc.params_in(SPELLING)))
    except ValueRefused as exc:
        return BulkRowOrder(reference=reference, error={"code": exc.code, "params": exc.params()})
    # The language of the later question is not known yet.
    warnings = [{str(one): notice.sentence(one) for one in Language} for notice in wanted.terms.notices]
    return BulkRowOrder(reference=reference, order=spell_marks(order, common.layout), warnings=warnings)


def _complaint(complaint: Complaint, params: Mapping[str, object]) -> dict[str, Any]:
    """As it is kept: by its name. It is put into words in the language of the later question."""
    return {"code": BAD_PARAMETER.code, "complaint": complaint, "params": dict(params)}


def _object(row: Any) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise InvalidParameter(Parameter.NOT_OBJECT, parameter="row")
    return {name: item for name, item in row.items() if item is not None}


def _reference(row: Mapping[str, Any]) -> str:
    given = row.get("reference", "")
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise InvalidParameter(Parameter.NOT_ID, parameter="reference")
    if len(str(given)) > MAX_REFERENCE:
        raise InvalidParameter(Parameter.TOO_LONG, parameter="reference", most=MAX_REFERENCE)
    return str(given).strip()
