"""What the certificate says about each signer, read from the history."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import assert_never

from dojang.contracts import values
from dojang.contracts.contents import Contents, Drawn, NameSeal, Signed, StoredPicture, Typed, as_svg
from dojang.contracts.models import Contract, Event, Signer
from dojang.documents.certificate.changes import events_of_signer
from dojang.documents.certificate.data import ConsentPart, ProofPart, SignaturePart, SignerPart
from dojang.documents.certificate.excerpt import shortened
from dojang.documents.certificate.labels import BY_THE_COMPANY, MORE, NO_CONSENT, PROOFS, SIGNATURES, UNPROVED, word
from dojang.documents.certificate.reached import People, reached
from dojang.lib import addresses, blobs
from dojang.lib.texts import Language
from dojang.lib.times import to_the_second
from dojang.library.kinds import Kind
from dojang.library.layout import Field

# For all signers together: a contract may have two thousand fields to sign, and each picture is decoded.
MAX_PICTURES = 60
_PROOFS = {Event.Kind.PROVED: True, Event.Kind.FAILED_PROOF: False}
_ACTS = {Signer.Act.APPROVED: Event.Kind.APPROVED, Signer.Act.REJECTED: Event.Kind.REJECTED}


def signer_parts(
    contract: Contract, events: Sequence[Event], people: People, language: Language
) -> tuple[list[SignerPart], dict[str, bytes]]:
    """One part for each signer, and the pictures of their signatures by file name."""
    pictures: dict[str, bytes] = {}
    kept = values.kept(contract)
    parts = [_part(signer, contract, events, people, kept, pictures, language) for signer in contract.signers.all()]
    return parts, pictures


def _part(
    signer: Signer,
    contract: Contract,
    events: Sequence[Event],
    people: People,
    kept: Contents,
    pictures: dict[str, bytes],
    language: Language,
) -> SignerPart:
    own = events_of_signer(events, signer.step)
    acted = _last(own, _ACTS.get(Signer.Act(signer.act)))
    opened, viewed = _last(own, Event.Kind.OPENED), _last(own, Event.Kind.VIEWED)
    shown = opened if acted is None or _was_the_companys(acted) else acted
    source = people.get(shown.pk, {}) if shown else {}
    zone = contract.timezone
    return SignerPart(
        step=signer.step,
        role=signer.role,
        name=signer.name,
        contact=signer.contact.masked,
        reached=reached(contract, signer.contact, events, people, language),
        opened_at=to_the_second(opened.at, zone) if opened else None,
        viewed_at=to_the_second(viewed.at, zone) if viewed else None,
        proofs=_proofs(own, zone, language),
        consent=_consent(own, zone),
        signatures=_signatures(signer, contract, kept, pictures, language),
        outcome="approved" if signer.act == Signer.Act.APPROVED else "rejected" if signer.act else "waiting",
        acted_at=to_the_second(acted.at, zone) if acted else None,
        acted_by=_by_the_company(acted, own, people, language) if acted and _was_the_companys(acted) else "",
        opinion=signer.opinion,
        ip=_known(source, "ip"),
        user_agent=_known(source, "user_agent"),
    )


def _last(events: Sequence[Event], kind: Event.Kind | None) -> Event | None:
    return next((event for event in reversed(events) if event.kind == kind), None)


def _was_the_companys(act: Event) -> bool:
    return act.actor == "member"


def _by_the_company(act: Event, own: Sequence[Event], people: People, language: Language) -> str:
    """Who acted in the signer's name, whether the signer had agreed, and which required proofs are missing."""
    unproved = [word(PROOFS, method, language) for method in act.payload["unproved"]]
    sentences = [BY_THE_COMPANY.of(language, member=_known(people.get(act.pk, {}), "name"))]
    if _last(own, Event.Kind.CONSENTED) is None:
        sentences.append(NO_CONSENT.of(language))
    if unproved:
        sentences.append(UNPROVED.of(language, methods=", ".join(unproved)))
    return " ".join(sentences)


def _consent(events: Sequence[Event], zone: str) -> ConsentPart | None:
    agreed = _last(events, Event.Kind.CONSENTED)
    if agreed is None:
        return None
    version, shown, sha256 = (agreed.payload[name] for name in ("version", "language", "sha256"))
    url = addresses.consent(version, shown)
    return ConsentPart(version=version, language=shown, sha256=sha256, url=url, at=to_the_second(agreed.at, zone))


def _proofs(events: Sequence[Event], zone: str, language: Language) -> list[ProofPart]:
    """The personal link is the first proof; each code that was asked for comes after it.

    A public link proves nothing. A signer who came back by their personal link has that proof.
    """
    opened = (
        event for event in events if event.kind == Event.Kind.OPENED and event.payload.get("through") != "public-link"
    )
    proofs = [
        ProofPart(method=word(PROOFS, "link", language), passed=None, detail="", at=to_the_second(event.at, zone))
        for event in islice(opened, 1)
    ]
    for event in events:
        if event.kind in _PROOFS:
            method = word(PROOFS, event.payload["method"], language)
            passed = _PROOFS[Event.Kind(event.kind)]
            proofs.append(ProofPart(method=method, passed=passed, detail="", at=to_the_second(event.at, zone)))

    def gap(count: int) -> ProofPart:
        return ProofPart(method=MORE.of(language, count=f"{count:,}"), passed=None, detail="", at="")

    return shortened(proofs, gap)


def _signatures(
    signer: Signer, contract: Contract, kept: Contents, pictures: dict[str, bytes], language: Language
) -> list[SignaturePart]:
    """One part for each signature that looks different, with its number of fields; the first ones have a picture."""
    files: dict[Signed, str | None] = {}
    shown = Counter[tuple[str, str | None]]()
    most = MAX_PICTURES // contract.step_count
    for field in contract.read_layout().of_step(signer.step):
        content = kept.get(field.name)
        if field.kind.is_drawn and isinstance(content, Signed):
            if content not in files:
                name = f"signature_{signer.step}_{len(files)}"
                files[content] = _picture(name, content, pictures) if len(files) < most else None
            shown[word(SIGNATURES, _kind(field, content), language), files[content]] += 1
    return [
        SignaturePart(kind=f"{kind} × {count}" if count > 1 else kind, picture=picture)
        for (kind, picture), count in shown.items()
    ]


def _kind(field: Field, content: Signed) -> str:
    """The code of the word for how it was signed."""
    is_stamp = field.kind is Kind.STAMP
    match content:
        case Drawn():
            return "stamp-drawn" if is_stamp else "drawn"
        case Typed():
            return "stamp-typed" if is_stamp else "typed"
        case NameSeal():
            return "seal"
        case StoredPicture():
            return "stamp" if is_stamp else "image"
        case _:
            assert_never(content)


def _picture(name: str, content: Signed, pictures: dict[str, bytes]) -> str:
    if isinstance(content, StoredPicture):
        file, picture = name + content.blob[-4:], blobs.get(content.small or content.blob)
    else:
        file, picture = f"{name}.svg", as_svg(content)
    pictures[file] = picture
    return file


def _known(person: Mapping[str, Sequence[str]], name: str) -> str:
    return person.get(name, ["", ""])[1]
