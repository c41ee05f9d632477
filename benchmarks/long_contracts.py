"""Contracts of as many pages as one likes, started through `dojang.flow`. Needs Django."""

from io import BytesIO
from typing import Any

import pikepdf

from benchmarks.conductor import signers
from dojang.cli import samples
from dojang.companies.tokens import find_company
from dojang.flow.orders import StartOrder
from dojang.flow.start import start
from dojang.flow.templates import import_template
from dojang.lib.texts import Language
from dojang.lib.vendor import FONTS
from dojang.library.layout import MAX_FIELDS
from dojang.library.samples import build

_SIGNATURE = {
    "name": "sign",
    "kind": "signature",
    "step": 1,
    "x": 0.6,
    "y": 0.9,
    "w": 0.25,
    "h": 0.06,
    "required": True,
}


def links(pages: int, asked: int, count: int) -> list[str]:
    """The signing links of `count` contracts of `pages` pages with boxes on the first `asked` of them and a signature on the last,
    each with a signer who has yet to open it.
    """
    company = find_company(samples.COMP_ID)
    assert company is not None
    pdf, layout = _document(pages, asked)
    number = import_template(company, pdf=pdf, layout=layout, name=f"{pages} pages").template.number
    order = StartOrder(
        company=company, starter_email=samples.EMAIL, template_number=str(number), title="근로계약서 박지훈",
        language=Language.KO, timezone="Asia/Seoul", signers=signers(1),
    )  # fmt: skip
    return [start(order).first.url for _ in range(count)]


def _document(pages: int, asked: int) -> tuple[bytes, dict[str, Any]]:
    """The first page of the employment sample again and again, with as many of its boxes as may be."""
    sample, out = build("employment", FONTS), BytesIO()
    with pikepdf.open(BytesIO(sample.pdf)) as one, pikepdf.new() as many:
        for _ in range(pages):
            many.pages.append(one.pages[0])
        many.save(out)
    boxes = [_box(box, page) for page in range(1, asked + 1) for box in sample.layout["fields"] if box["page"] == 1]
    fields = [*boxes[: MAX_FIELDS - 1], {**_SIGNATURE, "page": pages}]
    return out.getvalue(), {"steps": [{"step": 1, "role": ""}], "fields": fields}


def _box(box: dict[str, Any], page: int) -> dict[str, Any]:
    group = f"{box['group']}_{page}" if box["group"] else ""
    return {**box, "name": f"{box['name']}_{page}", "group": group, "page": page, "step": 1}
