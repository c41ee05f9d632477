"""Public links: a visitor starts a contract as its first signer, as often as the link allows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog
from django.db import transaction

from dojang.companies import quota, rate_limits
from dojang.companies.rate_limits import RateLimit
from dojang.contracts import links
from dojang.contracts.errors import LinkDead, LinkUnknown
from dojang.contracts.models import Contract, Link, PublicLink, PublicLinkUse, Signer
from dojang.flow.entry import NewSession, exchange
from dojang.flow.errors import PublicLinkShut
from dojang.flow.orders import PublicLinkOrder, SignerOrder, StartOrder, open_order, seal_order
from dojang.flow.start import PreparedStart, Startable, StartContext, prepare, start_all
from dojang.lib import access_codes, clock
from dojang.lib.contact import Contact
from dojang.lib.errors import DojangError
from dojang.lib.languages import ReaderLanguage
from dojang.lib.networks import household
from dojang.lib.texts import Language
from dojang.lib.tokens import digest
from dojang.lib.visitor import Visitor

log = structlog.get_logger(__name__)

MAX_NAME, MAX_USES = 128, 100_000
# Each contract costs the company one of its plan, and its person a message; a class behind one address has to get through.
FROM_ADDRESS = RateLimit("begin-from", 60, timedelta(minutes=10))
OF_LINK = RateLimit("begin", 600, timedelta(minutes=10))
TO_CONTACT = RateLimit("begin-to", 5, timedelta(hours=1))
State, RevokeReason = PublicLink.State, Link.RevokeReason
# Orders of older links have it in the place of their first signer.
_PLACEHOLDER = SignerOrder(name="-", contact=Contact.read("whoever@example.invalid"))
# More reasons than its states: this contact has started already, or the company has to fix something first.
ALREADY_STARTED, UNAVAILABLE = "begun", "resting"


@dataclass(frozen=True, kw_only=True)
class FirstSigner:
    """The visitor who starts the contract, as they entered it."""

    name: str
    contact: Contact
    language: Language | ReaderLanguage


@dataclass(frozen=True)
class PublishedLink:
    """The link, and the boxes that were given a value and that the template does not have."""

    link: PublicLink
    unknown_fields: tuple[str, ...]


def publish(order: PublicLinkOrder, context: StartContext | None = None) -> PublishedLink:
    """Make the link, after the checks of a start. Starts and counts nothing. Raises what `prepare` raises."""
    contract, context = order.contract, context or StartContext.of(order.contract)
    prepared = prepare(contract, context, first_step=2, hash_codes=False)
    with transaction.atomic():
        link = PublicLink.objects.create(
            company=contract.company, starter=context.starter, template=context.version.template, name=order.name,
            title=contract.title, language=contract.language, timezone=contract.timezone, most=order.most,
            needs_phone=order.needs_phone, may_repeat=order.may_repeat, expires_at=order.expires_at,
            embed=contract.export is not None and contract.export.embed,
        )  # fmt: skip
        link.order = seal_order(contract, _place(link))
        link.save(update_fields=["order"])
    return PublishedLink(link, prepared.unknown_fields)


def find(secret: str) -> PublicLink:
    """The link with this secret, in whatever state. Raises `LinkUnknown`."""
    pointer = links.read_signed(secret)
    if pointer is None or pointer.target is not links.Target.PUBLIC:
        raise LinkUnknown
    known = PublicLink.objects.select_related("company", "starter", "template")
    link = known.filter(pk=pointer.row).first()
    if link is None:
        raise LinkUnknown
    return link


def require_open(link: PublicLink) -> None:
    """Raises `PublicLinkShut` when the link starts nothing now: its state, or UNAVAILABLE."""
    if link.state is not State.OPEN:
        raise PublicLinkShut(link.state)
    with _unavailable(link):
        quota.require(link.company, 1)
        Startable.find(link.company, str(link.template.number))


def start(link: PublicLink, person: FirstSigner, form: str, visitor: Visitor) -> NewSession:
    """Start a contract whose first signer is the person, and let them in. The same `form` again leads to the same contract.

    Raises `PublicLinkShut`, `TooManyRequests`, and `LinkDead` for a form whose contract has been signed, or was given to another.
    """
    rate_limits.take(FROM_ADDRESS, household(visitor.ip))
    rate_limits.take(OF_LINK, link.pk)
    rate_limits.take(TO_CONTACT, link.company_id, person.contact.key)
    asked = digest(f"{form}\0{person.name}\0{person.contact.key}")
    use = _known(link, asked) or _begun(link, person, asked, visitor)
    first = Signer.objects.get(contract=use.contract_id, step=1)
    if not first.contact.is_same(person.contact):
        raise LinkDead(RevokeReason.REPLACED)
    secret = links.signing_secret(first)
    if not secret:
        raise LinkDead(RevokeReason.USED)
    return exchange(secret, visitor, {"through": "public-link"})


def close(link_id: int) -> PublicLink:
    """The link starts nothing any more; started contracts continue. A repeat changes nothing."""
    with transaction.atomic():
        link = PublicLink.objects.select_for_update().get(pk=link_id)
        if link.closed_at is None:
            link.closed_at, link.order = clock.now(), b""
            link.save(update_fields=["closed_at", "order"])
    return link


def _known(link: PublicLink, asked: bytes) -> PublicLinkUse | None:
    return PublicLinkUse.objects.filter(link=link, form=asked).first()


def _begun(link: PublicLink, person: FirstSigner, asked: bytes, visitor: Visitor) -> PublicLinkUse:
    require_open(link)
    with _unavailable(link):
        prepared = prepare(_order(link, person, visitor))
    with transaction.atomic():
        # Each visitor waits for the one before, so that the count is exact.
        locked = PublicLink.objects.select_for_update().get(pk=link.pk)
        return _known(locked, asked) or _use(locked, prepared, person, asked)


def _use(link: PublicLink, prepared: PreparedStart, person: FirstSigner, asked: bytes) -> PublicLinkUse:
    """Start the contract through the link, which is locked."""
    if link.state is not State.OPEN:
        raise PublicLinkShut(link.state)
    known = access_codes.person_digest(person.contact.key)
    if not link.may_repeat and _has_begun(link, known):
        raise PublicLinkShut(ALREADY_STARTED)
    with _unavailable(link):
        (started,) = start_all([prepared])
    link.used += 1
    if link.used == link.most:
        link.order = b""
    link.save(update_fields=["used", "order"])
    return PublicLinkUse.objects.create(link=link, contract=started.contract, form=asked, person=known)


def _has_begun(link: PublicLink, person: bytes) -> bool:
    """Whether they have a contract in progress or complete. After a cancellation they may start again."""
    over = [Contract.Status.CANCELED, Contract.Status.DELETED]
    return link.uses.filter(person=person).exclude(contract__status__in=over).exists()


def _order(link: PublicLink, person: FirstSigner, visitor: Visitor) -> StartOrder:
    first = SignerOrder(
        name=person.name,
        contact=person.contact,
        language=person.language,
        mobile_number=person.contact.address if link.needs_phone else "",
    )
    kept = StartOrder(
        company=link.company,
        starter_email=link.starter.email,
        template_number=str(link.template.number),
        via=Contract.Via.LINK,
        public_link=link,
        **open_order(bytes(link.order), _place(link)),
    )
    later = kept.signers[1:] if kept.signers[:1] == (_PLACEHOLDER,) else kept.signers
    return replace(kept, signers=(first, *later), visitor=visitor)


@contextmanager
def _unavailable(link: PublicLink) -> Iterator[None]:
    """A start that fails is for the company to fix: the plan, the template, the starter."""
    try:
        yield
    except DojangError as exc:
        log.warning("a public link begins nothing", link=link.pk, why=type(exc).__name__)
        raise PublicLinkShut(UNAVAILABLE) from exc


def _place(link: PublicLink) -> str:
    return f"public link {link.pk}"
