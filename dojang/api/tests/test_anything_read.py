"""Whatever is asked, the calls that read give a coded answer: never a 500, and never 99, which would be our fault."""

import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dojang.api.tests.calling import Api, Json
from dojang.api.tests.stories import begin, get, read, search
from dojang.api.tests.test_anything import ANYTHING
from dojang.companies.models import Company

CODES = {"00", "-1", "10", "11", "12", "17", "18", "19"}
FEW = settings(max_examples=30, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
QUERY = (
    st.text(max_size=30)
    | st.integers().map(str)
    | st.sampled_from(["", " ", "1", "50", "-1", "+09:00", "\0", "9" * 30])
)
CONDITION = st.fixed_dictionaries(
    {}, optional={"doc_uid": st.just("1") | ANYTHING, "field_name": st.just("name") | ANYTHING, "field_value": ANYTHING}
)
BODY = st.fixed_dictionaries(
    {"field_list": st.lists(CONDITION, max_size=3) | ANYTHING},
    optional={
        "start_date": st.dates().map(str) | ANYTHING,
        "end_date": st.dates().map(str) | ANYTHING,
        "search_date_type": st.sampled_from(["START", "END"]) | ANYTHING,
        "doc_uid": ANYTHING,
        "language": ANYTHING,
    },
)


@pytest.fixture(autouse=True)
def _something_to_find(api: Api) -> None:
    begin(api, values={"name": "Lee"})


def require_coded(answer: Json) -> None:
    assert answer["header"]["result_code"] in CODES, answer


@FEW
@given(body=BODY, edition=st.sampled_from(["2022", "2021"]))
def test_any_search(api: Api, body: Any, edition: str) -> None:
    Company.objects.update(edition=edition)
    for code in ("5008Q", "5009Q"):
        require_coded(search(api, code, body))


@FEW
@given(body=st.fixed_dictionaries({"workflow_id": ANYTHING, "wfuid": ANYTHING}) | ANYTHING)
def test_any_json_for_the_values_and_the_files(api: Api, body: Any) -> None:
    for address in ("/exportfield", "/workflow/download"):
        require_coded(read(api.raw(address, json.dumps(body))))


@FEW
@given(content=st.binary(max_size=100))
def test_any_bytes_for_the_values_and_the_files(api: Api, content: bytes) -> None:
    for address in ("/exportfield", "/workflow/download"):
        require_coded(read(api.raw(address, content)))


@FEW
@given(page=QUERY, rows=QUERY, lang=QUERY)
def test_any_page_of_the_list(api: Api, page: str, rows: str, lang: str) -> None:
    query = urlencode({"page": page, "rows": rows, "lang": lang}, errors="surrogatepass")
    require_coded(get(api, f"/worklists/new?{query}"))


@FEW
@given(given_id=st.text(min_size=1, max_size=30), offset=QUERY)
def test_any_id_and_offset(api: Api, given_id: str, offset: str) -> None:
    given = quote(given_id.replace("/", "1").replace("\n", "1"), safe="", errors="surrogatepass")
    for address in (f"workflows/{given}", f"docs/{given}", "company"):
        require_coded(get(api, f"/api/v2/{address}?{urlencode({'offset': offset}, errors='surrogatepass')}"))
