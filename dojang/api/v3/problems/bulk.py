"""Problems of rows of bulk starts that no single start has."""

from collections.abc import Mapping

from dojang.api.v3.problems.problem import Problem
from dojang.flow.errors import BulkRowsGone, StartGivenUp
from dojang.lib.errors import OrderLost
from dojang.lib.texts import Text

BULK: Mapping[type[Exception], Problem] = {
    OrderLost: Problem(409, "order_lost", Text(
        ko="서버의 비밀키가 변경되어 이 행을 읽을 수 없습니다. 다시 요청해주세요.",
        en="The server's secret has changed since, so this row can no longer be read. Ask for it again.",
        ja="サーバーのシークレットが変更されたため、この行を読み取れません。もう一度依頼してください。",
    )),
    BulkRowsGone: Problem(409, "rows_gone", Text(
        ko="완료된 지 오래된 대량 시작입니다. 행은 삭제되었고 건수만 볼 수 있습니다.",
        en="This bulk start finished long ago. Its rows are gone; only their counts are kept.",
        ja="完了から時間が経った一括開始です。行は削除され、件数だけを確認できます。",
    )),
    StartGivenUp: Problem(500, "given_up", Text(
        ko="이 행의 시작을 {tries}번 시도했지만 서버에서 매번 중단되었습니다. 내용을 확인한 후 다시 요청하거나 관리자에게 문의해주세요.",
        en="The server broke off the start of this row {tries} times. Check what it says and ask for it again, or ask the operator.",
        ja="この行の開始を{tries}回試みましたが、サーバーで毎回中断されました。内容を確認して再度依頼するか、管理者にお問い合わせください。",
    )),
}  # fmt: skip
