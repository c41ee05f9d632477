"""Results of 1001Q."""

from dojang.api.coded.results import UNREADABLE, CodedResult
from dojang.lib.texts import Text


class Login:
    """1001Q."""

    DONE = CodedResult("00", Text(
        ko="성공적으로 로그인되었습니다.", en="You have successfully logged in.", ja="ログインに成功しました。",
    ))  # fmt: skip
    WRONG = CodedResult("10", Text(
        ko="로그인 정보가 정확하지 않습니다.", en="Your login information is incorrect.", ja="ログイン情報が正しくありません。",
    ))  # fmt: skip
    UNREADABLE = CodedResult("12", UNREADABLE)
    NOT_ALLOWED = CodedResult("95", Text(
        ko="API를 호출할 수 없는 회사입니다. 관리자에게 문의해주세요.",
        en="The company is unable to call the API. Please contact the customer center.",
        ja="APIを呼び出すことができない会社です。管理者にお問い合わせください。",
    ))  # fmt: skip
