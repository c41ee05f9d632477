"""Errors about sealed files."""

from dojang.lib.errors import DojangError


class FileDamaged(DojangError):
    """The stored file is not the one that was sealed, so it is not returned."""

    code = "file_damaged"
    message = "The {kind} of contract {contract} has changed in the store, so it is not given out."

    def __init__(self, contract: int, kind: str, *, is_missing: bool) -> None:
        self.contract, self.kind, self.is_missing = contract, kind, is_missing
        if is_missing:
            self.message = "The {kind} of contract {contract} is missing from the store, so it is not given out."

    def params(self) -> dict[str, str | int]:
        return {"contract": self.contract, "kind": self.kind}
