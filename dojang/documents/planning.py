"""A plan of a template's version: its pages with the fields drawn on them."""

from dojang.lib import blobs
from dojang.lib.vendor import FONTS
from dojang.library.layout import trusted_layout
from dojang.library.models import TemplateVersion
from dojang.pdf.plan import Place, planned
from dojang.pdf.values import Box


def plan(version: TemplateVersion) -> bytes:
    """The PDF with each field framed and labelled: its step and role, name and kind; `*` marks a required one.

    Raises `BlobDamaged`, `IntakeRefused`.
    """
    layout = trusted_layout(version.layout)
    roles = {step.step: step.role for step in layout.steps}
    places = []
    for field in layout.fields:
        owner = f"{field.step} {roles.get(field.step, '')}".strip() if field.step else "–"
        label = f"{owner} · {field.name} · {field.kind}{' *' if field.required else ''}"
        places.append(Place(Box(field.page, field.x, field.y, field.w, field.h), label, field.step or 0))
    return planned(blobs.get(version.pdf), places, FONTS)
