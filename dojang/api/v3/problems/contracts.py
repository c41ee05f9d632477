"""Problems of changing contracts and fetching their files."""

from collections.abc import Mapping

from dojang.api.messages import REMINDED_TOO_OFTEN
from dojang.api.v3.problems.problem import NOT_FOUND, Problem
from dojang.contracts.errors import SignerHasActed, UnknownSigner, WrongState
from dojang.flow.errors import RemindedTooOften
from dojang.lib.texts import Text

CONTRACTS: Mapping[type[Exception], Problem] = {
    UnknownSigner: NOT_FOUND,
    SignerHasActed: Problem(409, "signer_has_acted", Text(
        ko="{step}번 작성자는 이미 승인하거나 반려했으므로 변경할 수 없습니다.",
        en="The signer of step {step} has already approved or rejected and can no longer be changed.",
        ja="{step}番の署名者はすでに承認または差し戻しをしたため、変更できません。",
    )),
    RemindedTooOften: Problem(429, "reminded_too_often", REMINDED_TOO_OFTEN),
    WrongState: Problem(409, "wrong_state", Text(
        ko="문서의 현재 상태({status})에서는 할 수 없습니다.",
        en="The contract is {status}, which does not allow this.",
        ja="文書の現在の状態（{status}）では実行できません。",
    )),
}  # fmt: skip
