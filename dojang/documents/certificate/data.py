"""The data of the certificate's document (`certificate.typ`): the shape of its `data.json`.

Everything is ready to read: times have their zone, codes are words, contacts are masked. Unknown values are None, and the
document says so; empty texts are left out. Pictures are names of files beside the data.
"""

from typing import Literal, NotRequired, TypedDict


class ContractPart(TypedDict):
    """The contract; `ended_at` is None while it runs."""

    id: str
    title: str
    template: str
    template_version: str
    status: str
    started_at: str
    ended_at: str | None
    end_reason: str


class DocumentPart(TypedDict):
    """The contract's file; hashes are 64 lower-case hexadecimal digits, the sealed one None until there is one."""

    file_name: str
    size: str
    pages: int
    original_sha256: str
    sealed_sha256: str | None


class StarterPart(TypedDict):
    """The sender, and how the contract was started (`via`: a word for the API, the console …)."""

    name: str
    email: str
    ip: str
    via: str


class ReachedPart(TypedDict):
    """A message to a person and its result. A row without a time gives the number of rows left out."""

    how: str
    result: str
    at: str


class ProofPart(TypedDict):
    """One way in which the signer was authenticated; `detail` names a provider and its transaction, if any.

    `passed` is None for the link, which shows only that the signer had it. Where `at` is empty too, `method` gives the number of
    rows left out.
    """

    method: str
    passed: bool | None
    detail: str
    at: str


class ConsentPart(TypedDict):
    """Consent to sign electronically: the text's version, language, SHA-256 and address, and when the signer agreed."""

    version: str
    language: str
    sha256: str
    url: str
    at: str


class SignaturePart(TypedDict):
    """How the signature was made, and in how many fields; `picture` is its file name, if it is shown."""

    kind: str
    picture: str | None


class SignerPart(TypedDict):
    """One signer. `outcome` is the result of the step; `acted_at` is None before the act.

    `acted_by` is a sentence about a company that acted in the signer's name; "" when the signer acted.
    """

    step: int
    role: str
    name: str
    contact: str
    reached: list[ReachedPart]
    opened_at: str | None
    viewed_at: str | None
    proofs: list[ProofPart]
    consent: ConsentPart | None
    signatures: list[SignaturePart]
    outcome: Literal["approved", "rejected", "waiting"]
    acted_at: str | None
    acted_by: str
    opinion: str
    ip: str
    user_agent: str


class CopyPart(TypedDict):
    """A copy recipient."""

    name: str
    contact: str
    reached: list[ReachedPart]


class EventPart(TypedDict):
    """One event of the history, in order. A row without a hash gives the number of events left out."""

    seq: int
    at: str
    kind: str
    actor: str
    ip: str
    user_agent: str
    hash: str


class LogPart(TypedDict):
    """The place of the chain's head in the Merkle log; `root` is hexadecimal, `key` is the log's verifier key."""

    leaf_index: int
    tree_size: int
    root: str
    key: str


class SealPart(TypedDict):
    """The seal of the contract's document; `time_stamp` is None if there is none."""

    subject: str
    issuer: str
    serial: str
    fingerprint: str
    algorithm: str
    level: str
    time_stamp: str | None


class VerifyPart(TypedDict):
    """How a reader checks the file: a command, a page ("" if there is none), and a QR code of the page (a file name)."""

    command: str
    url: str
    qr: NotRequired[str]


class CertificateData(TypedDict):
    """The whole certificate. `t` is the text table of its language, see `labels.texts`."""

    language: Literal["ko", "en", "ja"]
    t: dict[str, str]
    number: str
    issued_at: str
    contract: ContractPart
    document: DocumentPart
    company: str
    starter: StarterPart
    signers: list[SignerPart]
    copies: list[CopyPart]
    events: list[EventPart]
    chain_head: str
    log: LogPart | None
    seal: SealPart
    verify: VerifyPart
