"""What a contract's state, its links or its fields do not allow."""

from dojang.lib.errors import DojangError

# Links


class LinkUnknown(DojangError):
    code, message = "link_unknown", "There is no such link."


class LinkDead(DojangError):
    code, message = "link_dead", "The link is dead: {reason}."

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def params(self) -> dict[str, str | int]:
        return {"reason": self.reason}


# Acting


class NotYourTurn(DojangError):
    code, message = "not_your_turn", "Another signer is to act now."


class NotTheSigner(DojangError):
    code, message = "not_the_signer", "The step is not this person's."


class ProofRequired(DojangError):
    code, message = "proof_required", "The signer has yet to prove who they are."


class ConsentRequired(DojangError):
    code, message = "consent_required", "The signer has yet to agree to sign electronically."


class ContractEnded(DojangError):
    """The contract is no longer in progress."""

    code, message = "contract_ended", "The contract is {status}."

    def __init__(self, status: str) -> None:
        self.status = status

    def params(self) -> dict[str, str | int]:
        return {"status": self.status}


class WrongState(DojangError):
    code, message = "wrong_state", "The contract is {status}, which does not allow this."

    def __init__(self, status: str) -> None:
        self.status = status

    def params(self) -> dict[str, str | int]:
        return {"status": self.status}


class UnknownSigner(DojangError):
    code, message = "unknown_signer", "The contract has no step {step}."

    def __init__(self, step: int) -> None:
        self.step = step

    def params(self) -> dict[str, str | int]:
        return {"step": self.step}


class SignerHasActed(DojangError):
    code, message = "signer_has_acted", "The signer of step {step} has already approved or rejected."

    def __init__(self, step: int) -> None:
        self.step = step

    def params(self) -> dict[str, str | int]:
        return {"step": self.step}


# Fields


class ValueRefused(DojangError):
    """A value does not fit the field `field`; `details` fill the sentence about the reason."""

    code, message = "bad_value", "{field}: {reason}"

    def __init__(self, field: str, reason: str, **details: str | int) -> None:
        self.field, self.reason, self.details = field, reason, details

    def params(self) -> dict[str, str | int]:
        return {"field": self.field, "reason": self.reason, **self.details}
