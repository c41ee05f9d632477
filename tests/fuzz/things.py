"""What the company has, by the names that paths, queries and bodies have for it. It grows with what is answered."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from random import Random
from typing import Any

_NAMES = {
    "contract": ("contract_id", "workflow_id", "workflowId"),
    "template": ("template_id", "documentId", "doc_id", "doc_uid"),
    "bulk template": ("workflow_lib_id",),
    "export": ("export_id",),
    "bulk": ("bulk_id",),
    "link": ("link_id",),
    "upload": ("upload_id",),
    "company": ("comp_id",),
    "member": ("memb_email",),
    "colleague": ("member_id",),
    "password": ("memb_pwd",),
}
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names}
# The names by which an answer returns what is new. Templates are few and stay what they are.
_TOLD = {
    "workflow_id": "contract",
    "bulk_id": "bulk",
    "link_id": "link",
    "upload_id": "upload",
    "member_id": "colleague",
}
_REMEMBERED = 20


class Things:
    """Of each kind, what there was from the start, and the newest of what has come since."""

    def __init__(self, kept: Mapping[str, Iterable[object]]) -> None:
        self._kept = {kind: [str(one) for one in several] for kind, several in kept.items()}
        self._newest: dict[str, deque[str]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))

    def some(self, name: str, chance: Random) -> str | None:
        """One of what this name stands for; None where it stands for nothing here."""
        kind = _KINDS.get(name, "")
        pools = [pool for pool in (self._kept.get(kind), self._newest.get(kind)) if pool]
        return chance.choice(chance.choice(pools)) if pools else None

    def learn(self, answer: object) -> None:
        """Remember what an answer names."""
        for name, value in _scalars(answer):
            if name in _TOLD and str(value).isdecimal():
                self._newest[_TOLD[name]].append(str(value))


def _scalars(answer: object) -> Iterator[tuple[str, Any]]:
    if isinstance(answer, list):
        answer = dict(enumerate(answer[:_REMEMBERED]))
    if isinstance(answer, dict):
        for name, value in answer.items():
            if isinstance(value, dict | list):
                yield from _scalars(value)
            else:
                yield str(name), value
