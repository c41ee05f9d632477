"""What v3 answers to what is wrong. `python -m dojang.cli.reference errors` makes `docs/api/errors.md` from it."""

from dataclasses import dataclass

from dojang.api import messages
from dojang.lib.texts import Text


@dataclass(frozen=True)
class Problem:
    """What is answered: `code` is a word that programs can tell apart, `text` what people read."""

    status: int
    code: str
    text: Text


REASON = Text(ko="{reason}", en="{reason}", ja="{reason}")
NOT_FOUND = Problem(404, "not_found", Text(
    ko="찾을 수 없습니다. 주소와 ID를 확인해주세요.",
    en="Not found. Please check the address and its ids.",
    ja="見つかりません。アドレスとIDを確認してください。",
))  # fmt: skip
NO_SUCH_METHOD = Problem(405, "method_not_allowed", Text(
    ko="이 주소에서 사용할 수 없는 HTTP 메서드입니다.",
    en="This address does not take this HTTP method.",
    ja="このアドレスでは使用できないHTTPメソッドです。",
))  # fmt: skip
UNREADABLE = Problem(400, "unreadable", REASON)
TOO_BIG = Problem(413, "too_big", REASON)
BAD_TOKEN = Problem(401, "bad_token", messages.BAD_TOKEN)
BAD_PARAMETER = Problem(422, "bad_parameter", REASON)
BAD_VALUE = Problem(422, "bad_value", REASON)
TOO_MANY = Problem(429, "too_many_requests", messages.TOO_MANY_CALLS)
UNEXPECTED = Problem(500, "unexpected", Text(
    ko="서버에서 예상하지 못한 오류가 발생했습니다.",
    en="Something unexpected went wrong in the server.",
    ja="サーバーで予期しないエラーが発生しました。",
))  # fmt: skip
FILE_DAMAGED = Problem(500, "file_damaged", messages.FILE_DAMAGED)
EVERYWHERE = (NOT_FOUND, NO_SUCH_METHOD, UNREADABLE, TOO_BIG, BAD_TOKEN, BAD_PARAMETER, BAD_VALUE, TOO_MANY, UNEXPECTED)
BROKEN_FORM = Text(
    ko="요청 본문을 읽을 수 없습니다.", en="The request's body cannot be read.", ja="リクエストの本文を読み取れません。"
)
