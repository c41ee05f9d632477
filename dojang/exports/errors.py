"""Why exports cannot be shown or operated."""

from dojang.lib.errors import DojangError


class UnknownExport(DojangError):
    code, message = "unknown_export", "There is no export {delivery}."

    def __init__(self, delivery: int) -> None:
        self.delivery = delivery

    def params(self) -> dict[str, str | int]:
        return {"delivery": self.delivery}


class UnknownEndpoint(DojangError):
    code = "unknown_endpoint"
    message = "No export goes to {url!r}. An endpoint is named by its origin, such as https://erp.example."

    def __init__(self, url: str) -> None:
        self.url = url

    def params(self) -> dict[str, str | int]:
        return {"url": self.url}


class ContractError(DojangError):
    """An error about the exports of one contract."""

    def __init__(self, contract: int) -> None:
        self.contract = contract

    def params(self) -> dict[str, str | int]:
        return {"contract": self.contract}


class NoExports(ContractError):
    code, message = "no_exports", "There is no contract {contract} that exports anything."


class NothingInLine(ContractError):
    code = "nothing_in_line"
    message = "Every export of contract {contract} has arrived or was skipped. To send one again, replay it."


class StillInLine(ContractError):
    code = "still_in_line"
    message = "The export has not arrived yet, so there is nothing to repeat. Retry contract {contract} instead."


class BeingSent(ContractError):
    code = "being_sent"
    message = "The first export in line of contract {contract} is being sent just now. Try again in some seconds."


class NotFirstInLine(ContractError):
    code = "not_first_in_line"
    message = "Only the first export in line can be skipped; of contract {contract} that is number {first}."

    def __init__(self, contract: int, first: int) -> None:
        super().__init__(contract)
        self.first = first

    def params(self) -> dict[str, str | int]:
        return {**super().params(), "first": self.first}


class NothingToRetry(DojangError):
    code, message = "nothing_to_retry", "No export is stuck like that."


class NothingToReplay(DojangError):
    code, message = "nothing_to_replay", "No export of that range has arrived, was skipped or is parked."


class RangeTooLarge(DojangError):
    code, message = "range_too_large", "These are more than {most:,} exports. Replay them in smaller ranges."

    def __init__(self, most: int) -> None:
        self.most = most

    def params(self) -> dict[str, str | int]:
        return {"most": self.most}


class ReasonMissing(DojangError):
    code, message = "reason_missing", "Say why: the reason is kept for whoever asks later."


class ReasonRefused(DojangError):
    code, message = "reason_refused", "The reason must have at most {most} characters that can be kept."

    def __init__(self, most: int) -> None:
        self.most = most

    def params(self) -> dict[str, str | int]:
        return {"most": self.most}
