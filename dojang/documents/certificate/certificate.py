"""The certificate of completion of a contract: gathers its data and typesets its document."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import segno

from dojang.contracts.models import Contract, Event, EventPerson
from dojang.documents.certificate.changes import described
from dojang.documents.certificate.data import (
    CertificateData,
    ContractPart,
    CopyPart,
    DocumentPart,
    EventPart,
    SealPart,
    StarterPart,
)
from dojang.documents.certificate.excerpt import shortened
from dojang.documents.certificate.labels import ACTORS, LEFT_OUT, STATUSES, VIAS, texts, word
from dojang.documents.certificate.reached import People, reached
from dojang.documents.certificate.signers import signer_parts
from dojang.documents.keys import SealFacts
from dojang.lib import addresses, clock
from dojang.lib.texts import Language
from dojang.lib.times import to_the_second
from dojang.lib.vendor import FONTS
from dojang.pdf.typeset import typeset

_QR = "verify.svg"
# A page of events takes half a second to set, and each holder of a link can add events without end.
MAX_EVENTS = 400
SOURCE = Path(__file__).with_name("certificate.typ")


def make(contract: Contract, document_sha256: str, document_size: int, seal: SealFacts) -> bytes:
    """The certificate (PDF) of a contract whose document has this hash, size and seal. It has the history up to now."""
    data, pictures = gather(contract, document_sha256, document_size, seal)
    return typeset(SOURCE, data, pictures, FONTS, standard="a-2a", at=clock.now())


def gather(
    contract: Contract, document_sha256: str, document_size: int, seal: SealFacts
) -> tuple[CertificateData, dict[str, bytes]]:
    """The data of the certificate, and its pictures by file name."""
    language = Language(contract.language)
    now = to_the_second(clock.now(), contract.timezone)
    events = list(Event.objects.filter(contract=contract).order_by("seq"))
    people = {person.event_id: person.values for person in EventPerson.objects.filter(event__contract=contract)}
    signers, pictures = signer_parts(contract, events, people, language)
    data = CertificateData(
        language=language.value,
        t=texts(language),
        number=f"{contract.company.comp_id.upper()}-{contract.pk}-{len(events)}",
        issued_at=now,
        contract=_contract_part(contract, language, now),
        document=_document_part(contract, document_sha256, document_size),
        company=contract.company.name,
        starter=_starter_part(contract, people.get(events[0].pk, {}), language),
        signers=signers,
        copies=_copy_parts(contract, events, people, language),
        events=_event_parts(contract, events, people, language),
        chain_head=bytes(contract.chain_head).hex(),
        log=None,
        seal=_seal_part(seal),
        verify={"command": "dojang verify FILE.pdf", "url": addresses.verify(), "qr": _QR},
    )
    return data, pictures | {_QR: _qr(data["verify"]["url"])}


def known(values: dict[str, list[str]], name: str) -> str:
    """A personal value of an event, or nothing once it was erased."""
    return values.get(name, ["", ""])[1]


@lru_cache(maxsize=1)
def _qr(url: str) -> bytes:
    """The QR code of the address, as SVG."""
    out = BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", border=2)
    return out.getvalue()


def _contract_part(contract: Contract, language: Language, ended: str) -> ContractPart:
    template = contract.template_version.template
    return ContractPart(
        id=str(contract.pk),
        title=contract.title,
        template=template.name,
        template_version=str(contract.template_version.number),
        status=word(STATUSES, contract.status, language),
        started_at=to_the_second(contract.started_at, contract.timezone),
        ended_at=ended,
        end_reason=contract.end_reason,
    )


def _document_part(contract: Contract, sha256: str, size: int) -> DocumentPart:
    return DocumentPart(
        file_name=f"{contract.title}.pdf",
        size=f"{size:,} bytes",
        pages=len(contract.template_version.pages),
        original_sha256=contract.template_version.sha256,
        sealed_sha256=sha256,
    )


def _starter_part(contract: Contract, started: dict[str, list[str]], language: Language) -> StarterPart:
    starter = contract.starter
    # Through a public link the request came from the first signer, not from the sender.
    ip = "" if contract.via == Contract.Via.LINK else known(started, "ip")
    return StarterPart(name=starter.display_name, email=starter.email, ip=ip, via=word(VIAS, contract.via, language))


def _copy_parts(contract: Contract, events: Sequence[Event], people: People, language: Language) -> list[CopyPart]:
    return [
        CopyPart(
            name=copy.name,
            contact=copy.contact.masked,
            reached=reached(contract, copy.contact, events, people, language),
        )
        for copy in contract.copies.order_by("pk")
    ]


def _event_parts(
    contract: Contract, events: Sequence[Event], people: Mapping[int, dict[str, list[str]]], language: Language
) -> list[EventPart]:
    """A row for each event. Of a very long history the first and the last, and between them the number left out."""

    def gap(count: int) -> EventPart:
        left_out, seq = LEFT_OUT.of(language, count=f"{count:,}"), MAX_EVENTS // 2 + 1
        return EventPart(seq=seq, at="", kind=left_out, actor="", ip="", user_agent="", hash="")

    rows = [_event_part(event, people.get(event.pk, {}), contract, language) for event in events]
    return shortened(rows, gap, MAX_EVENTS)


def _event_part(event: Event, person: dict[str, list[str]], contract: Contract, language: Language) -> EventPart:
    role = word(ACTORS, event.actor, language)
    return EventPart(
        seq=event.seq,
        at=to_the_second(event.at, contract.timezone),
        kind=described(event, person, contract.timezone, language),
        actor=f"{role} {known(person, 'name')}".strip(),
        ip=known(person, "ip"),
        user_agent=known(person, "user_agent"),
        hash=bytes(event.hash).hex(),
    )


def _seal_part(facts: SealFacts) -> SealPart:
    return SealPart(
        subject=facts.subject,
        issuer=facts.issuer,
        serial=facts.serial,
        fingerprint=facts.fingerprint,
        algorithm=facts.algorithm,
        level="PAdES B-B",
        time_stamp=None,
    )
