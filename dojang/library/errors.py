"""What is wrong with a template, its PDF or its layout."""

from collections.abc import Iterable, Mapping

from dojang.lib.errors import DojangError, PlainError
from dojang.lib.texts import Text


class TemplateError(DojangError):
    """The template cannot be started; `number` is the one that callers know it by."""

    def __init__(self, number: str) -> None:
        self.number = number

    def params(self) -> dict[str, str | int]:
        return {"number": self.number}


class UnknownTemplate(TemplateError):
    code, message = "unknown_template", "There is no such template (template {number})."


class TemplateWithoutSteps(TemplateError):
    code, message = "template_without_steps", "The template has no steps (template {number})."


class TemplateIncomplete(TemplateError):
    code, message = "template_incomplete", "A step of the template has no box (template {number})."


class TemplateFaulty(TemplateError):
    code = "template_faulty"
    message = "No contract made from the template's PDF can be completed (template {number})."

    def __init__(self, number: str, reason: str) -> None:
        super().__init__(number)
        self.reason = reason

    def params(self) -> dict[str, str | int]:
        return {"number": self.number, "reason": self.reason}


class TemplateRefused(PlainError):
    """The template cannot be made like this."""


class LayoutRefused(DojangError):
    code, message = "layout_refused", "{faults}"

    def __init__(self, faults: Iterable[Text]) -> None:
        self.faults = tuple(faults)

    def params(self) -> dict[str, str | int]:
        return {"faults": "\n".join(fault.en for fault in self.faults)}


class PdfRefused(DojangError):
    """The PDF cannot be used; `facts` name the place in it, for the sentence about the reason."""

    code = "pdf_refused"

    def __init__(self, reason: str, detail: str = "", facts: Mapping[str, str] | None = None) -> None:
        self.reason, self.detail, self.facts = reason, detail, dict(facts or {})
        self.message = "{reason}: {detail}" if detail else "{reason}"

    def params(self) -> dict[str, str | int]:
        return {"reason": self.reason, "detail": self.detail}
