"""Links: issued once as a secret, found again by its hash or by a signed secret, revoked when they have served their purpose.

Signed secrets are not stored: each is the number of a row, perhaps an end, and a signature by the instance's own key. Calls
that only read return them, since a new row at each call would let reading fill the database. What a signed secret points to
decides what it opens: a link until it is revoked, a field while it has a picture, a public link until it is closed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from django.core import signing
from django.core.signing import BadSignature
from django.db.models import Q

from dojang.contracts.errors import LinkDead
from dojang.contracts.models import Contract, FieldValue, Link, PublicLink, Signer
from dojang.lib import clock
from dojang.lib.tokens import digest, new_token

Purpose = Link.Purpose
OVER = "over"  # the reason why a signed secret past its end opens nothing


class Target(StrEnum):
    """What a signed secret points to."""

    LINK = "l"
    BOX = "b"
    PUBLIC = "p"


@dataclass(frozen=True)
class Pointer:
    """A signed secret that was read: what it points to, and that row's number."""

    target: Target
    row: int


@dataclass(frozen=True)
class FileSecrets:
    """The secrets of the links to a contract's sealed files."""

    document_view: str
    document_download: str
    certificate_view: str
    certificate_download: str


def issue(
    contract: Contract,
    purpose: Link.Purpose,
    signer: Signer | None = None,
    *,
    attachment: bool = False,
    picture: Mapping[str, Any] | None = None,
) -> str:
    """Make a link and return its secret, which is not stored. `picture` is what a picture link shows, even if its field changes."""
    link, secret = new(contract, purpose, signer)
    link.attachment, link.picture = attachment, picture
    link.save(force_insert=True)
    return secret


def issue_to_files(contract: Contract) -> FileSecrets:
    """Links to the completed document and to its certificate, each to view and to download."""
    wanted = [(purpose, download) for purpose in (Purpose.DOCUMENT, Purpose.CERTIFICATE) for download in (False, True)]
    made = [new(contract, purpose) for purpose, _ in wanted]
    for (link, _), (_, download) in zip(made, wanted, strict=True):
        link.attachment = download
    Link.objects.bulk_create(link for link, _ in made)
    return FileSecrets(*(secret for _, secret in made))


def new(contract: Contract, purpose: Link.Purpose, signer: Signer | None = None) -> tuple[Link, str]:
    """A link that is not saved yet, and its secret."""
    token = new_token()
    return Link(contract=contract, purpose=purpose, signer=signer, digest=token.digest), token.secret


def invite(signer: Signer) -> str:
    """The secret of a new signing link for the signer; earlier ones are revoked."""
    revoke_signers_links(signer, Link.RevokeReason.REPLACED)
    return issue(signer.contract, Purpose.SIGN, signer)


def find(secret: str) -> Link | None:
    """The link with this secret, revoked or not, with its contract and signer loaded.

    Raises `LinkDead` for a signed secret past its end.
    """
    pointer = read_signed(secret)
    if pointer is not None and pointer.target is Target.BOX:
        return _to_picture(pointer.row)
    if pointer is not None and pointer.target is Target.PUBLIC:
        return None
    known = Link.objects.select_related("contract__company", "contract__template_version", "signer")
    known = known.defer("contract__template_version__layout")
    return known.filter(pk=pointer.row).first() if pointer else known.filter(digest=digest(secret)).first()


def alive(contract: Contract, *purposes: Link.Purpose) -> list[Link]:
    """The contract's links of these purposes that are not revoked."""
    return list(Link.objects.filter(contract=contract, purpose__in=purposes, revoked_at=None).order_by("pk"))


def signing_secret(signer: Signer) -> str:
    """A secret that opens the signer's newest signing link; empty when all are revoked."""
    there = Link.objects.filter(signer=signer, purpose=Purpose.SIGN, revoked_at=None).order_by("pk").last()
    return link_secret(there) if there else ""


def link_secret(link: Link, until: datetime | None = None) -> str:
    """A secret that opens what the link opens, until the link is revoked or until `until`, to the second."""
    return _signer().sign(f"{Target.LINK}{link.pk}.{int(until.timestamp()) if until else 0}")


def box_secret(value: FieldValue) -> str:
    """A secret that shows the picture in the field."""
    return _signer().sign(f"{Target.BOX}{value.pk}.0")


def public_link_secret(link: PublicLink) -> str:
    """A secret that opens the public link, whatever state it is in."""
    return _signer().sign(f"{Target.PUBLIC}{link.pk}.0")


def read_signed(secret: str) -> Pointer | None:
    """What the secret points to; None without a valid signature. Raises `LinkDead` past its end."""
    if not secret.isascii():
        return None
    try:
        signed = _signer().unsign(secret)
    except BadSignature:
        return None
    row, _, until = signed[1:].partition(".")
    if until != "0" and datetime.fromtimestamp(int(until), UTC) <= clock.now():
        raise LinkDead(OVER)
    return Pointer(Target(signed[0]), int(row))


def revoke_signers_links(signer: Signer, reason: Link.RevokeReason) -> None:
    """Revoke the signer's signing links."""
    _revoke(Q(contract_id=signer.contract_id, signer=signer), reason)


def revoke_all_signing_links(contract: Contract, reason: Link.RevokeReason) -> None:
    """Revoke the links to sign the contract. Links that only read stay."""
    _revoke(Q(contract=contract, purpose=Purpose.SIGN), reason)


def revoke_all_but_the_starters(contract: Contract, reason: Link.RevokeReason) -> None:
    """Revoke all links except those of the company."""
    _revoke(Q(contract=contract) & ~Q(purpose=Purpose.STARTER), reason)


def revoke_all(contract: Contract, reason: Link.RevokeReason) -> None:
    """Revoke all links of the contract."""
    _revoke(Q(contract=contract), reason)


def _to_picture(value_id: int) -> Link | None:
    """A link that is not stored, to the picture that the field has now."""
    known = FieldValue.objects.select_related("contract__company", "contract__template_version")
    known = known.defer("contract__template_version__layout")
    value = known.filter(pk=value_id, data__isnull=False).first()
    return Link(contract=value.contract, purpose=Purpose.PICTURE, picture=value.data) if value else None


def _revoke(which: Q, reason: Link.RevokeReason) -> None:
    Link.objects.filter(which, revoked_at=None).update(revoked_at=clock.now(), revoke_reason=reason)


def _signer() -> signing.Signer:
    return signing.Signer(salt="dojang.contracts.signed")
