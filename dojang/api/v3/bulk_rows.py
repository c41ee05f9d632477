"""The rows of a bulk start: each read as a start of its own, and what became of it put into words."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dojang.api.coded.results import Refused
from dojang.api.coded.startsimple.results import Start
from dojang.api.messages import Parameter, why_refused
from dojang.api.parameters import InvalidParameter
from dojang.api.start.notices import unused
from dojang.api.v3.problems import TABLE
from dojang.api.v3.problems.problem import BAD_PARAMETER, BAD_VALUE, UNEXPECTED, Problem
from dojang.api.v3.workflow_order import read_workflow
from dojang.companies.callers import Caller
from dojang.contracts.errors import ValueRefused
from dojang.flow.bulk import RowOrder
from dojang.lib.errors import DojangError
from dojang.lib.texts import Language
from dojang.lib.visitor import Visitor

MOST_REFERENCE = 100
Said = dict[str, str]
_BY_CODE = {kind.code: problem for kind, problem in TABLE.items() if issubclass(kind, DojangError)}


@dataclass(frozen=True, kw_only=True)
class Common:
    """What all rows have in common: `shared` stands beside them, and all are of one template and in one name."""

    shared: Mapping[str, Any]
    template_number: int
    ticked: Collection[str]
    caller: Caller
    visitor: Visitor


def read_rows(common: Common, rows: Iterable[Any]) -> Iterator[RowOrder]:
    """Each row over what all share. One that cannot be read has its reason and spoils no other."""
    for row in rows:
        yield _read(common, row)


def _read(common: Common, row: Any) -> RowOrder:
    reference = ""
    try:
        own = _object(row)
        reference = _reference(own)
        # All are of one template, and whoever asks starts them.
        told = {
            **common.shared, **own, "template_id": common.template_number, "doc_id": None, "memb_email": None
        }  # fmt: skip
        wanted = read_workflow(told, None, common.caller, common.visitor, common.ticked)
        if wanted.preview:
            raise InvalidParameter(Parameter.NOT_VALID, parameter="is_preview")
    except InvalidParameter as exc:
        return RowOrder(reference=reference, error=_failure(exc.text.of, exc.values))
    except Refused as exc:
        return RowOrder(reference=reference, error=_failure(exc.row.text.of, exc.values))
    except ValueRefused as exc:
        refused = exc  # the name ends with the clause
        return RowOrder(
            reference=reference, error=_failure(lambda language: _bad_value(refused, language), {}, BAD_VALUE)
        )
    return RowOrder(
        reference=reference, order=wanted.order, warnings=[_every(notice.told) for notice in wanted.notices]
    )


def why(error: Mapping[str, Any], language: Language) -> tuple[str, str]:
    """The word and the sentence for why a row failed."""
    if "said" in error:
        return error["code"], _in(error["said"], language)
    if error["code"] == ValueRefused.code:
        return BAD_VALUE.code, _bad_value(ValueRefused(**error["params"]), language)
    problem = _BY_CODE.get(error["code"], UNEXPECTED)
    return problem.code, problem.text.of(language, **error["params"])


def warned(warnings: Iterable[Said], language: Language) -> list[str]:
    """What of a row was not used, in sentences."""
    return [
        unused([warning["unknown"]])[0].told(language) if "unknown" in warning else _in(warning, language)
        for warning in warnings
    ]


def _in(said: Said, language: Language) -> str:
    """The sentence in the language; in English where the row was read before there was that language."""
    return said.get(language) or said[Language.EN]


def _object(row: Any) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise InvalidParameter(Parameter.NOT_OBJECT, parameter="row")
    return {name: item for name, item in row.items() if item is not None}


def _reference(row: Mapping[str, Any]) -> str:
    given = row.get("reference", "")
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise InvalidParameter(Parameter.NOT_ID, parameter="reference")
    if len(str(given)) > MOST_REFERENCE:
        raise InvalidParameter(Parameter.TOO_LONG, parameter="reference", most=MOST_REFERENCE)
    return str(given).strip()


def _failure(say: Callable[..., str], values: Mapping[str, object], problem: Problem = BAD_PARAMETER) -> dict[str, Any]:
    return {"code": problem.code, "said": _every(lambda language: say(language, **values))}


def _every(say: Callable[[Language], str]) -> Said:
    """A sentence in every language: nobody knows yet in which one it will be asked for."""
    return {str(language): say(language) for language in Language}


def _bad_value(refused: ValueRefused, language: Language) -> str:
    return Start.VALUE.text.of(language, field=refused.field, reason=why_refused(refused, language))
