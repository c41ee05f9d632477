"""Templates, as the server tells them."""

from typing import Any, TypedDict


class TemplateEntry(TypedDict):
    """A template in a list. `version` is the newest, which new contracts use."""

    template_id: int
    name: str
    steps: int
    bulk: bool
    archived: bool
    version: int
    creator: str
    created_at: str
    changed_at: str


class TemplateVersion(TypedDict):
    """One state of a template; `sha256` and `size` are of its PDF."""

    version: int
    sha256: str
    size: int
    pages: int
    created_at: str


class Template(TemplateEntry):
    """A template with the layout of its newest version, in the form in which layouts are uploaded."""

    can_start: bool
    layout: dict[str, Any]
    versions: list[TemplateVersion]
