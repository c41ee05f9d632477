"""What a changed signer leaves behind: nothing of the one before counts for the one who signs now."""

from datetime import UTC, datetime

from dojang.companies.models import Company
from dojang.contracts.models import Contract, Event
from dojang.contracts.tests.test_record import chain, holds
from dojang.documents import keys
from dojang.documents.certificate import certificate
from dojang.documents.certificate.data import CertificateData
from dojang.flow import acts, changes, entry, proofs, start
from dojang.flow.acts import ActOrder
from dojang.flow.changes import SignerChange
from dojang.flow.start import StartedContract
from dojang.flow.tests.test_acts import HERE, acme
from dojang.lib.contact import Contact
from dojang.lib.texts import Language
from tests import factories
from tests.factories import CHOI, LEE, PARK, field

__all__ = ["acme"]
CHOI_INSTEAD = SignerChange(name="Choi", contact=Contact.read(CHOI))


def begin(company: Company) -> StartedContract:
    """Lee has to enter a code, and no box has to be filled."""
    factories.give_layout(
        company.templates.get(), factories.layout([field("a", "text", 1), field("b", "text", 2, 0.3)])
    )
    lee = factories.signer("Lee", LEE, access_code="secret9")
    order = factories.order(company, signers=[lee, factories.signer("Park", PARK)], language=Language.EN)
    return start.start(order)


def lee_proves(started: StartedContract) -> None:
    session = entry.exchange(started.first.url.partition("token=")[2], HERE).session
    proofs.prove_access_code(session, "secret9", HERE)


def change(contract: Contract, step: int = 1, what: SignerChange = CHOI_INSTEAD) -> None:
    changes.change_signer(contract.pk, step, what, contract.starter, HERE)


def gathered(contract: Contract) -> CertificateData:
    contract.refresh_from_db()
    return certificate.gather(contract, "a" * 64, 1234, keys.seal().facts)[0]


def test_the_chain_holds_over_every_change(acme: Company) -> None:
    contract = begin(acme).contract
    change(contract)
    changes.set_deadline(contract.pk, contract.starter, datetime(2099, 1, 1, tzinfo=UTC), HERE)
    changes.set_deadline(contract.pk, contract.starter, None, HERE)
    assert [event.kind for event in chain(contract)][-3:] == [
        "signer:changed",
        "contract:new-deadline",
        "contract:new-deadline",
    ]
    assert holds(chain(contract))


def test_the_certificate_tells_of_every_change(acme: Company) -> None:
    contract = begin(acme).contract
    change(contract)
    changes.set_deadline(contract.pk, contract.starter, datetime(2099, 1, 1, tzinfo=UTC), HERE)
    changes.set_deadline(contract.pk, contract.starter, None, HERE)
    assert [event["kind"] for event in gathered(contract)["events"][-3:]] == [
        "Signer 1 changed: Lee → Choi",
        "New deadline: 2099-01-01 09:00:00 (UTC+09:00)",
        "Deadline taken away",
    ]


def test_the_certificate_gives_the_new_signer_nothing_that_the_one_before_did(acme: Company) -> None:
    started = begin(acme)
    lee_proves(started)
    assert len(gathered(started.contract)["signers"][0]["proofs"]) == 2
    change(started.contract)
    told = gathered(started.contract)["signers"][0]
    assert (told["name"], told["opened_at"], told["proofs"], told["ip"]) == ("Choi", None, [], "")


def test_a_proof_of_the_signer_before_does_not_count_for_the_new_one(acme: Company) -> None:
    started = begin(acme)
    lee_proves(started)
    change(started.contract)
    contract = started.contract
    acts.approve_on_behalf(
        ActOrder(contract_id=contract.pk, step=1, contact=Contact.read(CHOI), member=contract.starter)
    )
    act = Event.objects.get(contract=contract, kind=Event.Kind.APPROVED)
    assert act.payload["unproved"] == ["access-code"]
