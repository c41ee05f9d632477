"""What a long campaign has to have come to: a call that never did what it is for was not tried, it was only knocked at."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.fuzz.counting import Campaign

Json = Mapping[str, Any]
# Calls, and links from one operation to the next, that made-up calls do not get to; each with the reason.
_UNSEALED = "no call makes a contract whose sealing fails"
EXCUSED: Mapping[str, str] = {
    "POST /api/v3/contracts/{contract_id}/reseal": _UNSEALED,
    "POST /api/v3/workflows/start → POST /api/v3/contracts/{contract_id}/reseal": _UNSEALED,
}


def calls(document: Json) -> Iterator[str]:
    """Every call as campaigns tell of it."""
    for label, told in _operations(document):
        codes = [call["request_code"] for call in told.get("x-calls", [{"request_code": ""}])]
        yield from (f"{label} {code}" if code[:1].isdigit() else label for code in codes)


def links(document: Json) -> Iterator[tuple[str, str]]:
    """The links of the document. The fuzzer adds some more that it guesses, which have no name."""
    labels = {told["operationId"]: label for label, told in _operations(document)}
    for label, told in _operations(document):
        for answer in told["responses"].values():
            named = (link["operationId"] for link in answer.get("links", {}).values() if "operationId" in link)
            yield from ((label, labels[name]) for name in named)


def missed(campaign: Campaign, document: Json) -> Iterator[str]:
    """Calls that never did what they are for, and links along which that never happened; excuses that no call needs."""
    found = [call for call in calls(document) if call not in campaign.tallies or not campaign.tallies[call].done]
    found += [
        " → ".join(link) for link in links(document) if link not in campaign.walks or not campaign.walks[link].done
    ]
    yield from (f"never done: {name}" for name in found if name not in EXCUSED)
    yield from (f"done, though it is excused: {name}" for name in EXCUSED if name not in found)


def _operations(document: Json) -> Iterator[tuple[str, Json]]:
    for path, methods in document["paths"].items():
        yield from ((f"{method.upper()} {path}", told) for method, told in methods.items())
