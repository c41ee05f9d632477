"""The values of a contract's fields: as rows, with the layout's defaults, one choice in each group."""

import hashlib

from dojang.contracts.contents import Content, Contents, Mark, from_row, is_filled, to_row
from dojang.contracts.errors import ValueRefused
from dojang.contracts.models import Contract, FieldValue
from dojang.library.kinds import Kind
from dojang.library.layout import Layout


def one_per_group(layout: Layout, contents: Contents) -> dict[str, Content | None]:
    """The contents; where one radio of a group is chosen, the others are cleared. Raises `ValueRefused` for two."""
    settled: dict[str, Content | None] = dict(contents)
    groups: dict[str, list[str]] = {}
    for name, content in contents.items():
        field = layout.field(name)
        if field and field.group and is_filled(content):
            groups.setdefault(field.group, []).append(name)
    for group, chosen in groups.items():
        if len(chosen) > 1:
            raise ValueRefused(chosen[1], "group", group=group)
        others = [field.name for field in layout.fields if field.group == group and field.name != chosen[0]]
        settled.update({name: Mark(ticked=False) for name in others})
    return settled


def kept(contract: Contract) -> dict[str, Content | None]:
    """Everything filled in so far, by the name of the field."""
    kinds = {field.name: field.kind for field in contract.read_layout().fields}
    rows = FieldValue.objects.filter(contract=contract)
    return {row.name: from_row(kinds.get(row.name, Kind.TEXT), row.text, row.data) for row in rows}


def with_defaults(layout: Layout, entered: Contents) -> dict[str, Content | None]:
    """The contents of the fields at the start: the layout's defaults, replaced by what was entered."""
    defaults = {field.name: from_row(field.kind, field.default, None) for field in layout.fields if field.default}
    return defaults | dict(entered)


def keep(contract: Contract, contents: Contents, step: int | None) -> None:
    """Save the values; earlier ones are replaced."""
    FieldValue.objects.bulk_create(
        rows(contract, contents, step),
        update_conflicts=True,
        unique_fields=["contract", "name"],
        update_fields=["text", "data", "step", "set_at", "search_key"],
    )


def rows(contract: Contract, contents: Contents, step: int | None) -> list[FieldValue]:
    """The values as unsaved rows."""
    made = []
    for name, content in contents.items():
        text, data = to_row(content)
        key = search_key(contract.template_id, name, text) if text else None
        made.append(FieldValue(contract=contract, name=name, text=text, data=data, step=step, search_key=key))
    return made


def search_key(template_id: int, name: str, text: str) -> int:
    """The key that finds a value: 64 bits of a hash, because an index takes no long texts. The caller compares the text."""
    hashed = f"{template_id}\0{name}\0{text}".encode()
    return int.from_bytes(hashlib.sha256(hashed).digest()[:8], signed=True)
