"""Problems of rows of bulk starts that no single start has."""

from collections.abc import Mapping

from dojang.api.v3.problems.problem import Problem
from dojang.lib.errors import OrderLost
from dojang.lib.texts import Text

BULK: Mapping[type[Exception], Problem] = {
    OrderLost: Problem(409, "order_lost", Text(
        ko="서버의 비밀키가 변경되어 이 행을 읽을 수 없습니다. 다시 요청해주세요.",
        en="The server's secret has changed since, so this row can no longer be read. Ask for it again.",
        ja="サーバーのシークレットが変更されたため、この行を読み取れません。もう一度依頼してください。",
    )),
}  # fmt: skip
