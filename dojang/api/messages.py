"""Sentences that both protocols say: what is wrong with a parameter, what a caller should know, what any call may answer."""

from dojang.lib.texts import Text


class Parameter:
    """What is wrong with a parameter; `parameter` is its path in the body."""

    REQUIRED = Text(
        ko="{parameter} 값은 필수로 입력하셔야 합니다.", en="{parameter} is required.", ja="{parameter}の値は必須です。"
    )
    NOT_TEXT = Text(
        ko="{parameter} 값은 문자열이어야 합니다.",
        en="{parameter} must be a string.",
        ja="{parameter}の値は文字列でなければなりません。",
    )
    NOT_ID = Text(
        ko="{parameter} 값은 문자열 또는 정수여야 합니다.",
        en="{parameter} must be a string or a whole number.",
        ja="{parameter}の値は文字列または整数でなければなりません。",
    )
    NOT_LIST = Text(
        ko="{parameter} 값은 배열이어야 합니다.",
        en="{parameter} must be an array.",
        ja="{parameter}の値は配列でなければなりません。",
    )
    NOT_OBJECT = Text(
        ko="{parameter} 값은 객체여야 합니다.",
        en="{parameter} must be an object.",
        ja="{parameter}の値はオブジェクトでなければなりません。",
    )
    NOT_ONE = Text(
        ko="{parameter} 값은 객체 하나 또는 요소가 하나인 배열이어야 합니다.",
        en="{parameter} must be one object, or an array of one object.",
        ja="{parameter}の値は1つのオブジェクト、または要素が1つの配列でなければなりません。",
    )
    NOT_A_CHOICE = Text(
        ko="{parameter} 값은 다음 중 하나여야 합니다: {choices}",
        en="{parameter} must be one of: {choices}",
        ja="{parameter}の値は次のいずれかでなければなりません: {choices}",
    )
    TOO_LONG = Text(
        ko="{parameter} 값은 {most}자 이하로 입력해주세요.",
        en="{parameter} must have at most {most} characters.",
        ja="{parameter}の値は{most}文字以下で入力してください。",
    )
    TOO_MANY = Text(
        ko="{parameter} 배열의 요소는 {most}개까지 가능합니다.",
        en="{parameter} may have at most {most} elements.",
        ja="{parameter}の要素は{most}個までです。",
    )
    CONTROL_CHARACTERS = Text(
        ko="{parameter} 값에 줄바꿈 등의 제어 문자를 포함할 수 없습니다.",
        en="{parameter} cannot contain line breaks or other control characters.",
        ja="{parameter}の値に改行などの制御文字を含めることはできません。",
    )
    UNSEEN_CHARACTERS = Text(
        ko="{parameter} 값에 보이지 않는 문자가 있습니다: {characters}. 지우고 다시 보내주세요.",
        en="{parameter} has characters that cannot be seen: {characters}. Remove them.",
        ja="{parameter}の値に見えない文字があります: {characters}。削除してから送信してください。",
    )
    OWNERS = Text(
        ko="player_list의 field_owner 값은 1부터 {count}까지 한 번씩 모두 지정하거나 모두 생략해야 합니다.",
        en="Give field_owner for all of player_list, each number from 1 to {count} once, or for none.",
        ja="player_listのfield_ownerは1から{count}までを1回ずつすべて指定するか、すべて省略してください。",
    )
    AFTER_THE_LINK = Text(
        ko="{parameter}에는 2번부터 {steps}번까지의 작성자를 한 명씩 모두 지정해야 합니다. 1번은 링크를 여는 사람입니다.",
        en="{parameter} must have one signer for each step from 2 to {steps}. Step 1 is whoever opens the link.",
        ja="{parameter}には2番から{steps}番までの署名者を1人ずつすべて指定してください。1番はリンクを開いた人です。",
    )
    NOBODY_AFTER_THE_LINK = Text(
        ko="이 서식의 작성자는 링크를 여는 사람 한 명뿐이므로 {parameter} 값을 지정할 수 없습니다.",
        en="The template has one step, for whoever opens the link, so {parameter} must be left out.",
        ja="この書式の署名者はリンクを開く人だけのため、{parameter}は指定できません。",
    )
    HINT_TELLS = Text(
        ko="{parameter} 값에 비밀번호를 포함할 수 없습니다.",
        en="{parameter} cannot contain the password.",
        ja="{parameter}の値にパスワードを含めることはできません。",
    )
    TWO_VALUES = Text(
        ko="박스 '{field}'에 서로 다른 값이 두 번 지정되었습니다.",
        en="The box '{field}' is given two different values.",
        ja="ボックス「{field}」に異なる値が2回指定されています。",
    )
    TWO_PARAMS = Text(
        ko="param_id '{name}' 값이 두 번 지정되었습니다.",
        en="The param_id '{name}' is given twice.",
        ja="param_id「{name}」が2回指定されています。",
    )
    TWO_NAMES = Text(
        ko="{parameter}: 박스의 새 이름 '{name}' 값이 두 번 지정되었습니다.",
        en="{parameter}: the new name '{name}' is given twice.",
        ja="{parameter}: ボックスの新しい名前「{name}」が2回指定されています。",
    )
    NOT_A_HEADER = Text(
        ko="{parameter} 값은 HTTP 헤더에 사용할 수 있는 문자로만 입력해주세요.",
        en="{parameter} may contain only characters that an HTTP header can carry.",
        ja="{parameter}の値にはHTTPヘッダーで使用できる文字のみを入力してください。",
    )
    NOT_A_URL = Text(
        ko="{parameter} 값은 호출할 수 있는 URL이 아닙니다.",
        en="{parameter} is not a URL that can be called.",
        ja="{parameter}の値は呼び出し可能なURLではありません。",
    )
    NOT_HTTPS = Text(
        ko="{parameter} 값은 https:// 로 시작하는 URL이어야 합니다.",
        en="{parameter} must be a URL that starts with https://.",
        ja="{parameter}の値はhttps://で始まるURLでなければなりません。",
    )

    NOT_A_NUMBER = Text(
        ko="{parameter} 값은 정수여야 합니다.",
        en="{parameter} must be a whole number.",
        ja="{parameter}の値は整数でなければなりません。",
    )
    NOT_A_SWITCH = Text(
        ko="{parameter} 값은 true 또는 false여야 합니다.",
        en="{parameter} must be true or false.",
        ja="{parameter}の値はtrueまたはfalseでなければなりません。",
    )
    NOT_A_DAY = Text(
        ko="{parameter} 값은 YYYY-MM-DD 형식의 날짜여야 합니다.",
        en="{parameter} must be a date of the form YYYY-MM-DD.",
        ja="{parameter}はYYYY-MM-DD形式の日付で指定してください。",
    )
    NOT_A_MOMENT = Text(
        ko="{parameter} 값은 올바른 날짜 또는 시각이어야 합니다.",
        en="{parameter} must be a real date or time.",
        ja="{parameter}の値は正しい日付または時刻でなければなりません。",
    )
    TOO_SMALL = Text(
        ko="{parameter} 값은 {least} 이상이어야 합니다.",
        en="{parameter} must be at least {least}.",
        ja="{parameter}の値は{least}以上でなければなりません。",
    )
    TOO_LARGE = Text(
        ko="{parameter} 값은 {most} 이하여야 합니다.",
        en="{parameter} must be at most {most}.",
        ja="{parameter}の値は{most}以下でなければなりません。",
    )
    TOO_SHORT = Text(
        ko="{parameter} 값은 {least}자 이상이어야 합니다.",
        en="{parameter} must have at least {least} characters.",
        ja="{parameter}の値は{least}文字以上でなければなりません。",
    )
    TOO_FEW = Text(
        ko="{parameter} 배열의 요소는 {least}개 이상이어야 합니다.",
        en="{parameter} must have at least {least} elements.",
        ja="{parameter}の要素は{least}個以上でなければなりません。",
    )
    NOT_AN_EMAIL = Text(
        ko="{parameter} 값은 이메일 주소여야 합니다.",
        en="{parameter} must be an e-mail address.",
        ja="{parameter}の値はメールアドレスでなければなりません。",
    )
    NOT_AN_ORIGIN = Text(
        ko="{parameter} 값은 https://shop.example.com 형식의 출처여야 합니다.",
        en="{parameter} must be an origin such as https://shop.example.com.",
        ja="{parameter}の値はhttps://shop.example.com形式のオリジンでなければなりません。",
    )
    NOT_A_ZONE = Text(
        ko="{parameter} 값은 Asia/Seoul 형식의 시간대여야 합니다.",
        en="{parameter} must be a time zone such as Asia/Seoul.",
        ja="{parameter}の値はAsia/Seoul形式のタイムゾーンでなければなりません。",
    )
    NOT_A_KEY = Text(
        ko="{parameter} 값은 공백 없는 ASCII 문자 1~{most}자여야 합니다.",
        en="{parameter} must be 1 to {most} printable ASCII characters without blanks.",
        ja="{parameter}の値は空白を含まないASCII文字1~{most}文字でなければなりません。",
    )
    NOT_VALID = Text(
        ko="{parameter} 값의 형식이 올바르지 않습니다.",
        en="{parameter} does not have the right form.",
        ja="{parameter}の値の形式が正しくありません。",
    )
    NOT_STORABLE = Text(
        ko="{parameter} 값에 저장할 수 없는 문자가 있습니다.",
        en="{parameter} has a character that cannot be stored.",
        ja="{parameter}の値に保存できない文字があります。",
    )


class Warned:
    """What did not stop the call but should be known."""

    UNKNOWN_FIELD = Text(
        ko="서식에 '{field}' 박스가 없어 field_list의 값을 사용하지 않았습니다.",
        en="The template has no box '{field}'; its value in field_list was not used.",
        ja="書式にボックス「{field}」がないため、field_listの値は使用されませんでした。",
    )
    OTHER_TEMPLATE = Text(
        ko="{parameter} 항목은 다른 서식(doc_id: {template})의 값이므로 사용하지 않았습니다.",
        en="{parameter} belongs to another template (doc_id: {template}) and was not used.",
        ja="{parameter}は別の書式(doc_id: {template})の値のため、使用されませんでした。",
    )
    NAMELESS_VALUE = Text(
        ko="{parameter} 항목에 field_name이 없어 값을 사용하지 않았습니다.",
        en="{parameter} has no field_name; its value was not used.",
        ja="{parameter}にfield_nameがないため、値は使用されませんでした。",
    )
    UNKNOWN_SOURCE = Text(
        ko="서식에 '{field}' 박스가 없습니다. param_id '{name}' 값은 이 박스에서 가져올 수 없습니다.",
        en="The template has no box '{field}'; the param_id '{name}' cannot get its value from it.",
        ja="書式にボックス「{field}」がないため、param_id「{name}」の値をこのボックスから取得できません。",
    )
    UNKNOWN_RENAMED = Text(
        ko="서식에 '{field}' 박스가 없어 새 이름 '{name}'을(를) 사용하지 않습니다.",
        en="The template has no box '{field}', so the new name '{name}' is not used.",
        ja="書式にボックス「{field}」がないため、新しい名前「{name}」は使用されません。",
    )
    FIXED_KEY = Text(
        ko="param_id '{name}'은(는) 고정된 키와 같아 내보내지 않습니다.",
        en="The param_id '{name}' is the name of a fixed key, so this parameter is not exported.",
        ja="param_id「{name}」は固定キーと同じ名前のため、エクスポートされません。",
    )


BAD_TOKEN = Text(
    ko="인증키가 올바르지 않습니다.",
    en="The authentication key is incorrect.",
    ja="認証キーが正しくありません。",
)
TOO_MANY_CALLS = Text(
    ko="호출 횟수가 너무 많습니다. {seconds}초 후에 다시 시도해주세요.",
    en="Too many calls. Please try again in {seconds} seconds.",
    ja="呼び出し回数が多すぎます。{seconds}秒後にもう一度お試しください。",
)
STILL_RUNNING = Text(
    ko="같은 Idempotency-Key의 요청을 아직 처리하고 있습니다. 잠시 후에 다시 시도해주세요.",
    en="The request with this Idempotency-Key is still being processed. Please try again in a moment.",
    ja="同じIdempotency-Keyのリクエストを処理中です。しばらくしてからもう一度お試しください。",
)
KEY_USED = Text(
    ko="이 Idempotency-Key는 다른 요청에 이미 사용되었습니다. 새 키를 사용해주세요.",
    en="This Idempotency-Key was used for another request. Please use a new one.",
    ja="このIdempotency-Keyは別のリクエストで既に使用されています。新しいキーを使用してください。",
)
ANSWER_LOST = Text(
    ko="이 Idempotency-Key의 요청은 이미 처리되었지만 그 응답을 다시 표시할 수 없습니다.",
    en="The request with this Idempotency-Key was fulfilled before, but its answer can no longer be shown.",
    ja="このIdempotency-Keyのリクエストは既に処理されましたが、その応答を再表示することはできません。",
)
API_NOT_ALLOWED = Text(
    ko="API를 호출할 수 없는 회사입니다. 관리자에게 문의해주세요.",
    en="The company is unable to call the API. Please contact the customer center.",
    ja="APIを呼び出すことができない会社です。管理者にお問い合わせください。",
)
BAD_OFFSET = Text(
    ko="offset의 형식이 잘못되었습니다. ( +XX:XX or -XX:XX )",
    en="The format of offset is incorrect. ( +XX:XX or -XX:XX )",
    ja="offsetの形式が正しくありません。( +XX:XX or -XX:XX )",
)
FILE_DAMAGED = Text(
    ko="보관된 파일이 원래와 다르거나 없어져서 제공하지 않습니다. 운영자가 백업에서 복원해야 합니다.",
    en="The stored file is missing or has changed, so it is not returned. The operator has to restore it from a backup.",
    ja="保管されたファイルが元のものと異なるか失われているため、提供できません。運用者がバックアップから復元する必要があります。",
)
REMINDED_TOO_OFTEN = Text(
    ko="이 문서의 작성자에게 이미 여러 번 재전송했습니다. {minutes}분 후에 다시 시도해주세요.",
    en="The signer of this document has been reminded several times of late. Please try again in {minutes} minutes.",
    ja="この文書の署名者には既に何度も再送しています。{minutes}分後にもう一度お試しください。",
)
