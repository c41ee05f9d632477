"""Small real things for tests: a company with its member Kim, templates with two steps for Lee and Park."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from PIL import Image

from dojang.companies.hashers import MemberPasswordHasher
from dojang.companies.models import Company, Member
from dojang.contracts import consents
from dojang.contracts.models import Session, Signer
from dojang.flow.orders import SignerOrder, StartOrder
from dojang.lib import blobs, clock
from dojang.lib.contact import Contact
from dojang.lib.texts import Language
from dojang.library.layout_reader import read_layout
from dojang.library.models import Template, TemplateVersion
from dojang.library.pages import TemplatePage, to_json
from dojang.library.queries import layout_of

PASSWORD = "correct horse"
KIM, LEE, PARK, CHOI = "kim@acme.test", "lee@example.test", "park@example.test", "choi@other.test"
STROKES = {
    "kind": "drawn",
    "ratio": 2.5,
    "strokes": [[[0.1, 0.6], [0.3, 0.2], [0.5, 0.8], [0.7, 0.3], [0.9, 0.6]]],
}


class CheapPasswordHasher(MemberPasswordHasher):
    """Hashing is slow on purpose; a thousand tests need not wait for it."""

    time_cost = 1
    memory_cost = 64


def company(comp_id: str = "acme", **given: Any) -> Company:
    """A company that may start as many contracts as it likes."""
    defaults: dict[str, Any] = {
        "name": "Acme",
        "client_id": secrets.token_hex(8),
        "export_secret": "whsec_" + "c2VjcmV0" * 4,
    }
    return Company.objects.create(comp_id=comp_id, **(defaults | given))


def member(of: Company, email: str = KIM, *, name: str = "Kim", password: str = PASSWORD) -> Member:
    """A member with a password."""
    return Member.objects.create(
        company=of, email=email, name=name, device_id=secrets.token_hex(8), password=make_password(password)
    )


def field(name: str, kind: str, step: int | None, y: float = 0.1, **given: Any) -> dict[str, Any]:
    """A box as a layout writes it."""
    return {"name": name, "kind": kind, "step": step, "page": 1, "x": 0.1, "y": y, "w": 0.3, "h": 0.04} | given


def two_steps() -> list[dict[str, Any]]:
    """A text and a signature for Lee, a text and a signature for Park."""
    return [
        field("name", "text", 1, 0.1),
        field("sign1", "signature", 1, 0.2, required=True),
        field("reply", "text", 2, 0.3),
        field("sign2", "signature", 2, 0.4, required=True),
    ]


def layout(fields: Iterable[Mapping[str, Any]] | None = None, steps: int = 2) -> dict[str, Any]:
    """A checked layout as JSON."""
    roles = [{"step": step, "role": f"role {step}"} for step in range(1, steps + 1)]
    raw = {"steps": roles, "fields": two_steps() if fields is None else list(fields)}
    return read_layout(raw, pages=1).to_json()


def template(
    of: Company,
    number: int = 1,
    *,
    fields: Iterable[Mapping[str, Any]] | None = None,
    steps: int = 2,
    name: str = "NDA",
) -> Template:
    """A template of one A4 page; its PDF is a real one, small and blank."""
    row = Template.objects.create(company=of, number=number, name=name)
    pdf = blank_pdf()
    TemplateVersion.objects.create(
        template=row, number=1, pdf=blobs.put("tests", pdf, ".pdf"), sha256=hashlib.sha256(pdf).hexdigest(), size=len(pdf),
        pages=to_json([page()]), layout=layout(fields, steps), source=secrets.token_hex(32),
    )  # fmt: skip
    return row


def give_layout(of: Template, layout: dict[str, Any]) -> None:
    """The template's versions have this layout from now on, as if they had never had another."""
    of.versions.update(layout=layout)
    layout_of.cache_clear()


def faulty_template(of: Company, number: int) -> Template:
    """A template whose trial failed: no contract made from it could be completed."""
    row = template(of, number)
    row.versions.update(fault={"reason": "not_sealed", "detail": "fill: ValueError", "facts": {}}, tried_at=clock.now())
    return row


def page() -> TemplatePage:
    """The picture of a blank page, in the store that the test has."""
    return _page_in(settings.BLOBS_URL)


@cache
def _page_in(_store: str) -> TemplatePage:
    out = BytesIO()
    Image.new("L", (595, 842), 255).save(out, "PNG")
    return TemplatePage(
        width=595, height=842, picture=blobs.put("tests", out.getvalue(), ".png"), media_type="image/png",
        pixel_width=595, pixel_height=842, text="A blank page.",
    )  # fmt: skip


@cache
def blank_pdf() -> bytes:
    """One blank A4 page."""
    import pikepdf

    document, out = pikepdf.new(), BytesIO()
    document.add_blank_page(page_size=(595, 842))
    document.save(out, deterministic_id=True)
    return out.getvalue()


def order(of: Company, *, signers: Iterable[SignerOrder] | None = None, **given: Any) -> StartOrder:
    """An order for template 1 with Lee and Park, started by Kim."""
    defaults: dict[str, Any] = {
        "company": of, "starter_email": KIM, "template_number": "1", "title": "NDA 2026", "language": Language.KO,
        "timezone": "Asia/Seoul", "signers": tuple(signers or (signer("Lee", LEE), signer("Park", PARK))),
    }  # fmt: skip
    return StartOrder(**(defaults | given))


def link_order(of: Company, **given: Any) -> StartOrder:
    """As `order`, for a public link, whose first signer is the visitor."""
    return order(of, **({"signers": [signer("Park", PARK)]} | given))


def signer(name: str, address: str, **given: Any) -> SignerOrder:
    return SignerOrder(name=name, contact=Contact.read(address), **given)


def agreed(session: Session) -> Session:
    """The session of a signer who has agreed to sign electronically, at an earlier visit."""
    Signer.objects.filter(session=session).update(consented=consents.CURRENT)
    return Session.objects.select_related("link__contract", "signer").get(pk=session.pk)
