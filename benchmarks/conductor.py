"""One contract from its start to its seal through `dojang.flow`, as the web process and the worker call it. Needs Django."""

from contextlib import ExitStack

from benchmarks.stopwatch import Stopwatch
from benchmarks.world import TEMPLATE
from dojang.cli import samples
from dojang.cli.demo.browser import drawn_signature
from dojang.cli.demo.story import FILLED
from dojang.companies.tokens import find_company
from dojang.contracts import consents
from dojang.contracts.models import Contract
from dojang.contracts.readers import Raw
from dojang.documents import completion
from dojang.documents.certificate import certificate
from dojang.exports.order import ExportOrder
from dojang.flow import acts, entry, seal
from dojang.flow.orders import SignerOrder, StartOrder
from dojang.flow.start import start
from dojang.lib import blobs
from dojang.lib.contact import Contact
from dojang.lib.texts import Language
from dojang.lib.visitor import Visitor
from dojang.library.layout import Layout, trusted_layout
from dojang.notifications.models import Message

VISITOR = Visitor(ip="203.0.113.9", user_agent="Mozilla/5.0 (benchmark)")
# No server listens there, and no dispatcher runs: this measures that each event's export is recorded.
EXPORT = ExportOrder(url="https://receiver.example/hook", scope="ALL")
SEALS = {"Contract completed": "seal document", "History certificate": "seal certificate"}


def run(watch: Stopwatch) -> None:
    """Start, exchange and approve for each signer, seal; each step is a phase."""
    company = find_company(samples.COMP_ID)
    assert company is not None
    layout = trusted_layout(company.templates.get(number=TEMPLATE).latest().layout)
    order = StartOrder(
        company=company, starter_email=samples.EMAIL, template_number=TEMPLATE, title="근로계약서 박지훈",
        language=Language.KO, timezone="Asia/Seoul", signers=signers(len(layout.steps)), values=FILLED, export=EXPORT,
    )  # fmt: skip
    with watch.phase("start"):
        contract = start(order).contract
    for step in range(1, len(layout.steps) + 1):
        _sign(contract, step, layout, watch)
    _seal(contract, watch)
    assert Contract.objects.get(pk=contract.pk).status == Contract.Status.COMPLETE


def signers(count: int) -> tuple[SignerOrder, ...]:
    """The people of the order."""
    return tuple(
        SignerOrder(name=f"이영희 {step}", contact=Contact.read(f"signer{step}@example.com"))
        for step in range(1, count + 1)
    )


def invitation(contract_id: int, step: int) -> str:
    """The link in the message to the signer of `step`."""
    message = Message.objects.filter(contract_id=contract_id, signer__step=step).latest("pk")
    return next(word for word in message.text.split() if "token=" in word)


def _sign(contract: Contract, step: int, layout: Layout, watch: Stopwatch) -> None:
    secret, answers = invitation(contract.pk, step).partition("token=")[2], _answers(layout, step)
    with watch.phase("exchange"):
        opened = entry.exchange(secret, VISITOR)
    session = entry.session_of(opened.session.pk, opened.secret)
    assert session is not None
    with watch.phase("consent"):
        acts.consent(session, consents.CURRENT, Language.KO, VISITOR)
    with watch.phase("approve"):
        acts.approve(session, answers, "", VISITOR)


def _answers(layout: Layout, step: int) -> dict[str, Raw]:
    """What the start left to the signer: to sign, and to tick what has to be ticked."""
    asked = [field for field in layout.of_step(step) if field.required and not field.group and field.name not in FILLED]
    return {field.name: "Y" if field.kind.is_mark else drawn_signature(f"{step}") for field in asked}


def _seal(contract: Contract, watch: Stopwatch) -> None:
    with ExitStack() as parts:
        parts.enter_context(watch.inside(completion, "draw", "· fill"))
        parts.enter_context(watch.inside(completion, "seal_revision", lambda *_, reason, **__: f"· {SEALS[reason]}"))
        parts.enter_context(watch.inside(certificate, "make", "· certificate"))
        parts.enter_context(watch.inside(blobs, "put", "· keep file"))
        parts.enter_context(watch.inside(completion, "finish", "both files"))
        with watch.phase("seal"):
            seal.seal(contract.pk)
    watch.rest("· store", of="seal", without="both files")
