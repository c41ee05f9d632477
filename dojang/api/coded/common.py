"""Results that every call may have."""

from dojang.api.coded.results import UNREADABLE, CodedResult, broken
from dojang.lib.texts import Text

FILE_DAMAGED = Text(
    ko="보관된 파일이 원래와 다르거나 없어져서 제공하지 않습니다. 운영자가 백업에서 복원해야 합니다.",
    en="The stored file is missing or has changed, so it is not returned. The operator has to restore it from a backup.",
    ja="保管されたファイルが元のものと異なるか失われているため、提供できません。運用者がバックアップから復元する必要があります。",
)


class Common:
    """What every call may answer."""

    BAD_TOKEN = CodedResult("94", Text(
        ko="인증키가 올바르지 않습니다.",
        en="The authentication key is incorrect.",
        ja="認証キーが正しくありません。",
    ))  # fmt: skip
    UNEXPECTED = CodedResult("99", Text(
        ko="Unexpected exception ( 잘못된 포맷 )",
        en="Unexpected exception (incorrect format)",
        ja="Unexpected exception ( 不正なフォーマット )",
    ))  # fmt: skip
    TOO_MANY = broken(
        "호출 횟수가 너무 많습니다. {seconds}초 후에 다시 시도해주세요.",
        "Too many calls. Please try again in {seconds} seconds.",
        "呼び出し回数が多すぎます。{seconds}秒後にもう一度お試しください。",
    )
    STILL_RUNNING = broken(
        "같은 Idempotency-Key의 요청을 아직 처리하고 있습니다. 잠시 후에 다시 시도해주세요.",
        "The request with this Idempotency-Key is still being processed. Please try again in a moment.",
        "同じIdempotency-Keyのリクエストを処理中です。しばらくしてからもう一度お試しください。",
    )
    KEY_USED = broken(
        "이 Idempotency-Key는 다른 요청에 이미 사용되었습니다. 새 키를 사용해주세요.",
        "This Idempotency-Key was used for another request. Please use a new one.",
        "このIdempotency-Keyは別のリクエストで既に使用されています。新しいキーを使用してください。",
    )
    ANSWER_LOST = broken(
        "이 Idempotency-Key의 요청은 이미 처리되었지만 그 응답을 다시 표시할 수 없습니다.",
        "The request with this Idempotency-Key was fulfilled before, but its answer can no longer be shown.",
        "このIdempotency-Keyのリクエストは既に処理されましたが、その応答を再表示することはできません。",
    )
    PARAMETER = CodedResult("-1", Text(ko="{reason}", en="{reason}", ja="{reason}"))


class NoCall:
    """Where several calls share an address and nobody can tell which one is meant."""

    UNREADABLE = CodedResult("-1", UNREADABLE)
    UNKNOWN = Common.PARAMETER
