"""A template's version with its boxes to look at, before anything is started from it."""

from dojang.lib import blobs
from dojang.lib.vendor import FONTS
from dojang.library.layout import Field, trusted_layout
from dojang.library.models import TemplateVersion
from dojang.pdf.plan import Place, planned
from dojang.pdf.values import Box


def plan(version: TemplateVersion) -> bytes:
    """The PDF with each box framed and labelled: its step and role, its name, its kind; `*` says that it is required.

    Raises `BlobDamaged`, `IntakeRefused`.
    """
    layout = trusted_layout(version.layout)
    roles = {step.step: step.role for step in layout.steps}
    places = [
        Place(
            Box(field.page, field.x, field.y, field.w, field.h),
            _label(field, roles.get(field.step or 0, "")),
            field.step or 0,
        )
        for field in layout.fields
    ]
    return planned(blobs.get(version.pdf), places, FONTS)


def _label(field: Field, role: str) -> str:
    whose = f"{field.step} {role}".strip() if field.step else "–"
    return f"{whose} · {field.name} · {field.kind}{' *' if field.required else ''}"
