"""Links: issued once as a secret, found again by its hash or by a signed secret, dead when their purpose is served."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from dojang.contracts import signed
from dojang.contracts.models import Contract, FieldValue, Link, Signer
from dojang.lib import clock
from dojang.lib.tokens import digest, new_token

Purpose = Link.Purpose


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
    """Make a link and return its secret, which is not kept. `picture` is what a picture link shows, whatever becomes of its box."""
    link, secret = new(contract, purpose, signer)
    link.attachment, link.picture = attachment, picture
    link.save(force_insert=True)
    return secret


def issue_to_files(contract: Contract) -> FileSecrets:
    """Links to the sealed document and to its certificate, each to be looked at and to be downloaded."""
    wanted = [(purpose, download) for purpose in (Purpose.DOCUMENT, Purpose.CERTIFICATE) for download in (False, True)]
    made = [new(contract, purpose) for purpose, _ in wanted]
    for (link, _), (_, download) in zip(made, wanted, strict=True):
        link.attachment = download
    Link.objects.bulk_create(link for link, _ in made)
    return FileSecrets(*(secret for _, secret in made))


def new(contract: Contract, purpose: Link.Purpose, signer: Signer | None = None) -> tuple[Link, str]:
    """A link that is yet to be written down, and its secret."""
    token = new_token()
    return Link(contract=contract, purpose=purpose, signer=signer, digest=token.digest), token.secret


def invite(signer: Signer) -> str:
    """A fresh signing link for the signer; the earlier ones die."""
    bury_signers_links(signer, Link.Death.REPLACED)
    return issue(signer.contract, Purpose.SIGN, signer)


def find(secret: str) -> Link | None:
    """The link with this secret, dead or alive, with its contract and signer at hand.

    Raises `LinkDead` for a signed secret whose time is over.
    """
    pointer = signed.read(secret)
    if pointer is not None and pointer.target is signed.Target.BOX:
        return _to_picture(pointer.row)
    if pointer is not None and pointer.target is signed.Target.PUBLIC:
        return None
    known = Link.objects.select_related("contract__company", "contract__template_version", "signer")
    known = known.defer("contract__template_version__layout")
    return known.filter(pk=pointer.row).first() if pointer else known.filter(digest=digest(secret)).first()


def alive(contract: Contract, *purposes: Link.Purpose) -> list[Link]:
    """The contract's links of these purposes that open something."""
    return list(Link.objects.filter(contract=contract, purpose__in=purposes, died_at=None).order_by("pk"))


def to_sign(signer: Signer) -> str:
    """A secret that opens what the signer was given, without a new link; empty when they have none that opens anything."""
    there = Link.objects.filter(signer=signer, purpose=Purpose.SIGN, died_at=None).order_by("pk").last()
    return signed.to_link(there) if there else ""


def bury_signers_links(signer: Signer, death: Link.Death) -> None:
    """The signer's signing links open nothing any more."""
    _bury(Q(contract_id=signer.contract_id, signer=signer), death)


def bury_all_signing_links(contract: Contract, death: Link.Death) -> None:
    """Nobody can sign this contract any more. Links that only read stay."""
    _bury(Q(contract=contract, purpose=Purpose.SIGN), death)


def bury_all_but_the_starters(contract: Contract, death: Link.Death) -> None:
    """Nobody but the company reads this contract any more."""
    _bury(Q(contract=contract) & ~Q(purpose=Purpose.STARTER), death)


def bury_all(contract: Contract, death: Link.Death) -> None:
    """No link opens this contract any more."""
    _bury(Q(contract=contract), death)


def _to_picture(value_id: int) -> Link | None:
    """A link that is kept nowhere, to what stands in a box now."""
    known = FieldValue.objects.select_related("contract__company", "contract__template_version")
    known = known.defer("contract__template_version__layout")
    value = known.filter(pk=value_id, data__isnull=False).first()
    return Link(contract=value.contract, purpose=Purpose.PICTURE, picture=value.data) if value else None


def _bury(which: Q, death: Link.Death) -> None:
    Link.objects.filter(which, died_at=None).update(died_at=clock.now(), death=death)
