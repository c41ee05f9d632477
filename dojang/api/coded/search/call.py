"""5008Q and 5009Q: contracts of a template by the value of a box, or by when they were started or completed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from dojang.api import formats
from dojang.api.coded.call import Call, CodedRequest, CodedResponse
from dojang.api.coded.results import Refused
from dojang.api.coded.search import shapes
from dojang.api.coded.search.results import Search
from dojang.api.coded.search.shapes import FoundContract, SearchDone
from dojang.api.parameters import Parameters, read_day
from dojang.companies.callers import Scope
from dojang.companies.models import Company, Edition
from dojang.contracts import progress, queries
from dojang.contracts.queries import MAX_FOUND, Found
from dojang.lib import times
from dojang.library.models import Template
from dojang.library.queries import find_template

MAX_CONDITIONS, MAX_SHOWN = 10, 40


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One entry of `field_list`: a template, perhaps a box of it, perhaps what has to stand there."""

    number: str
    name: str
    value: str


def by_value(request: CodedRequest) -> CodedResponse:
    """5008Q. In the edition of 2021 the value may be missing, or the box too: then all contracts of the template are found."""
    company = request.caller().company
    conditions = _conditions(request.body)
    if company.edition != Edition.Y2021:
        _require(all(condition.name and condition.value for condition in conditions))
    _require(all(condition.name or not condition.value for condition in conditions))
    return _answer(company, conditions, _with_value)


def by_period(request: CodedRequest) -> CodedResponse:
    """5009Q. Days are those of the company's zone, both included."""
    company, body = request.caller().company, request.body
    # Here a value is no condition.
    conditions = tuple(replace(condition, value="") for condition in _conditions(body))
    first, last = _day(body, "start_date"), _day(body, "end_date")
    if first > last:
        raise Refused(Search.PERIOD_BACKWARDS)
    zone = times.zone(company.timezone)
    since, until = (datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1)))
    search = queries.started if body.choice("search_date_type", "START", "END") == "START" else queries.completed
    return _answer(company, conditions, lambda template, _: search(template, since, until))


def _conditions(body: Parameters) -> tuple[Condition, ...]:
    """What is looked for. An example of an old edition names the template beside the list rather than in it."""
    conditions = tuple(
        Condition(
            number=item.identifier("doc_uid") or body.identifier("doc_uid"),
            name=item.exact("field_name"),
            value=item.exact("field_value"),
        )
        for item in body.parts("field_list", MAX_CONDITIONS)
    )
    if not conditions:
        raise Refused(Search.NO_CONDITIONS)
    _require(all(condition.number for condition in conditions))
    return conditions


def _require(given: bool) -> None:
    if not given:
        raise Refused(Search.NO_REQUIRED)


def _day(body: Parameters, key: str) -> date:
    raw = body.items.get(key)
    _require(raw is not None and str(raw).strip() != "")
    day = read_day(raw)
    if day is None:
        raise Refused(Search.BAD_DATE)
    return day


def _with_value(template: Template, condition: Condition) -> Found:
    if condition.value:
        return queries.with_value(template, condition.name, condition.value)
    return queries.of_template(template)


def _answer(
    company: Company, conditions: tuple[Condition, ...], find: Callable[[Template, Condition], Found]
) -> CodedResponse:
    """What each condition finds, one after the other; `has_more` says whether there is more."""
    templates = [_template(company, condition) for condition in conditions]
    rows: list[FoundContract] = []
    more = False
    for template, condition in zip(templates, conditions, strict=True):
        found = find(template, condition)
        rows += _rows(company, template, condition, found)
        more = more or found.more or len(rows) > MAX_FOUND
        if more and len(rows) >= MAX_FOUND:
            break
    done = SearchDone(comp_id=company.comp_id, wf_list=rows[:MAX_FOUND], has_more=more)
    return CodedResponse(Search.DONE, done)


def _template(company: Company, condition: Condition) -> Template:
    template = find_template(company, condition.number)
    if template is None:
        raise Refused(Search.NO_TEMPLATE, number=condition.number[:MAX_SHOWN])
    return template


def _rows(company: Company, template: Template, condition: Condition, found: Found) -> list[FoundContract]:
    zone = times.zone(company.timezone)
    # Who searched for a value knows it.
    values = {} if condition.value or not condition.name else queries.values(found.contracts, condition.name)
    return [
        FoundContract(
            doc_uid=str(template.number),
            wfuid=str(contract.pk),
            wf_title=contract.title,
            wf_status=formats.listed(contract),
            wf_manager_name=contract.starter.display_name,
            wf_manager_email=contract.starter.email,
            start_date=formats.time(contract.started_at, zone),
            end_date=formats.time(contract.ended_at, zone),
            current_process_no=str(progress.current(contract)),
            total_process_count=contract.step_count,
            field_name=condition.name,
            field_value=condition.value or formats.shown(values.get(contract.pk)),
        )
        for contract in found.contracts
    ]


BY_VALUE = Call(
    request_code="5008Q",
    act=by_value,
    unreadable=Search.UNREADABLE,
    wrong_parameter=Search.UNREADABLE,
    scope=Scope.CONTRACTS_READ,
    describe=shapes.BY_VALUE,
)
BY_PERIOD = Call(
    request_code="5009Q",
    act=by_period,
    unreadable=Search.UNREADABLE,
    wrong_parameter=Search.UNREADABLE,
    scope=Scope.CONTRACTS_READ,
    describe=shapes.BY_PERIOD,
)
