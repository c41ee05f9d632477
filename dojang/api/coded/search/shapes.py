"""5008Q and 5009Q in the OpenAPI document."""

from typing import Literal

from pydantic import BaseModel, Field

from dojang.api.coded.call import CodedBody
from dojang.api.coded.description import Description, Example
from dojang.api.coded.search.results import Search
from dojang.api.formats import Listed
from dojang.contracts.queries import MAX_FOUND

_TEMPLATE = Field(description="The template's number. May be beside the list instead.")
_MORE = f"At most {MAX_FOUND:,} contracts are returned, the newest first; `has_more` says whether there are others."


class SearchedValue(BaseModel):
    """A template, a box, and what stands there exactly."""

    doc_uid: str | int = _TEMPLATE
    field_name: str = Field(description="Optional in the edition of 2021.")
    field_value: str = Field(description="Optional in the edition of 2021.")


class SearchedTemplate(BaseModel):
    """A template, and a box whose value is returned as well."""

    doc_uid: str | int = _TEMPLATE
    field_name: str | None = None


class SearchByValue(BaseModel):
    """What is looked for; up to ten conditions, answered one after the other."""

    field_list: list[SearchedValue]


class SearchByPeriod(BaseModel):
    """The period, in days of the company's zone, both included."""

    search_date_type: Literal["START", "END", ""] | None = Field(
        None, description="The day of the start or of the completion; END when absent."
    )
    start_date: str = Field(description="YYYY-MM-DD.")
    end_date: str = Field(description="YYYY-MM-DD.")
    field_list: list[SearchedTemplate]


class FoundContract(BaseModel):
    """A contract."""

    doc_uid: str
    wfuid: str
    wf_title: str
    wf_status: Listed
    wf_manager_name: str = Field(description="The starter.")
    wf_manager_email: str
    start_date: str = Field(description="YYYY-MM-DD HH:MM:SS in the company's zone.")
    end_date: str
    current_process_no: str
    total_process_count: int
    field_name: str
    field_value: str = Field(description="A picture or drawing as a URL that shows it.")


class SearchDone(CodedBody):
    """What was found."""

    comp_id: str
    wf_list: list[FoundContract]
    has_more: bool


_FOUND = {
    "doc_uid": "1", "wfuid": "17", "wf_title": "NDA 2026", "wf_status": "Playing", "wf_manager_name": "Kim",
    "wf_manager_email": "kim@acme.test", "start_date": "2026-01-31 10:00:00", "end_date": "",
    "current_process_no": "1", "total_process_count": 2, "field_name": "name", "field_value": "Lee",
}  # fmt: skip
_DONE = {"comp_id": "testapi", "wf_list": [_FOUND], "has_more": False}

BY_VALUE = Description(
    group="contracts",
    title="Search by value",
    text=f"Contracts in whose box exactly this text stands. {_MORE}",
    request=SearchByValue,
    answer=SearchDone,
    results=Search,
    examples=(
        Example(request={"field_list": [{"doc_uid": "1", "field_name": "name", "field_value": "Lee"}]}, answer=_DONE),
    ),
)
BY_PERIOD = Description(
    group="contracts",
    title="Search by period",
    text=f"Contracts of a template that were started or completed in a period. {_MORE}",
    request=SearchByPeriod,
    answer=SearchDone,
    results=Search,
    examples=(
        Example(
            request={
                "search_date_type": "START",
                "start_date": "2026-01-31",
                "end_date": "2026-01-31",
                "field_list": [{"doc_uid": "1", "field_name": "name"}],
            },
            answer=_DONE,
        ),
    ),
)
