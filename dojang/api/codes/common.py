"""Results that every call may have."""

from dojang.api.codes.rows import Row
from dojang.lib.texts import Text


class Common:
    """What every call may answer."""

    BAD_TOKEN = Row("94", Text(
        ko="인증키가 올바르지 않습니다.",
        en="The authentication key is incorrect.",
        ja="認証キーが正しくありません。",
    ))  # fmt: skip
    UNEXPECTED = Row("99", Text(
        ko="Unexpected exception ( 잘못된 포맷 )",
        en="Unexpected exception (incorrect format)",
        ja="Unexpected exception ( 不正なフォーマット )",
    ))  # fmt: skip
    PARAMETER = Row("-1", Text(ko="{reason}", en="{reason}", ja="{reason}"))
