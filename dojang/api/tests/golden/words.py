"""Words that several calls answer with."""

PARSING = (
    "수신 메세지의 Body 정보가 잘못된 형태여서 파싱하지 못했습니다.",
    "Parsing failed because the body information of the received message is incorrect.",
    "受信メッセージのBody情報の形式が正しくないため、解析できませんでした。",
)
FORMAT = (
    "Unexpected exception ( 잘못된 포맷 )",
    "Unexpected exception (incorrect format)",
    "Unexpected exception ( 不正なフォーマット )",
)
TOKEN = ("인증키가 올바르지 않습니다.", "The authentication key is incorrect.", "認証キーが正しくありません。")
