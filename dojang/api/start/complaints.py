"""What can be wrong with a start. A complaint has a name, which bulk rows keep, and a sentence, which all protocols use.

The short Korean and English sentences are those of the eSignon API where it documents them; the rest is our own.
"""

from collections.abc import Mapping
from enum import StrEnum

from dojang.api.messages import Parameter
from dojang.api.parameters import InvalidParameter
from dojang.api.start.value_reasons import why_refused
from dojang.contracts.errors import ValueRefused
from dojang.lib.texts import Language, Text

Location = tuple[str | int, ...]
"""Where in a request something is, in neutral words: `("signers", 0, "name")`. A protocol has a table that spells them."""

_FORBIDDEN = "(', \", \\, /, :, |, <, >, *, ?)"


class Complaint(StrEnum):
    """The names. The database keeps them, so a value never changes."""

    # Of the documented rules
    TITLE_LENGTH = "title-length"
    BAD_OFFSET = "bad-offset"
    TITLE_CHARACTERS = "title-characters"
    NAME_CHARACTERS = "name-characters"
    BAD_PHONE = "bad-phone"
    BAD_EMAIL = "bad-email"
    PASSWORD_HANGUL = "password-hangul"  # noqa: S105 - a complaint about one
    PASSWORD_CHARACTERS = "password-characters"  # noqa: S105
    PASSWORD_LENGTH = "password-length"  # noqa: S105
    HINT_LENGTH = "hint-length"
    COMMENT_LENGTH = "comment-length"
    SIGNER_NAME = "signer-name"
    BAD_DATE = "bad-date"
    PAST_DATE = "past-date"
    # Of our own rules
    PLACES = "places"
    HINT_TELLS = "hint-tells"
    TWO_VALUES = "two-values"
    TWO_PARAMS = "two-params"
    TWO_NAMES = "two-names"
    CONTROL_CHARACTERS = "control-characters"
    UNSEEN_CHARACTERS = "unseen-characters"
    # Of the shape of parameters
    REQUIRED = "required"
    NOT_TEXT = "not-text"
    NOT_ID = "not-id"
    NOT_LIST = "not-list"
    NOT_OBJECT = "not-object"
    NOT_ONE = "not-one"
    NOT_A_CHOICE = "not-a-choice"
    TOO_LONG = "too-long"
    TOO_MANY = "too-many"
    NOT_A_HEADER = "not-a-header"
    NOT_A_URL = "not-a-url"
    NOT_HTTPS = "not-https"
    NOT_VALID = "not-valid"


SENTENCES: Mapping[Complaint, Text] = {
    Complaint.TITLE_LENGTH: Text(
        ko="문서명은 1~128자로 입력해주세요.",
        en="Please enter a document name of 1 to 128 characters.",
        ja="文書名は1~128文字で入力してください。",
    ),
    Complaint.BAD_OFFSET: Text(
        ko="timezone_offset의 형식이 잘못되었습니다. ( +XX:XX or -XX:XX )",
        en="The format of timezone_offset is incorrect. ( +XX:XX or -XX:XX )",
        ja="timezone_offsetの形式が正しくありません。( +XX:XX or -XX:XX )",
    ),
    Complaint.TITLE_CHARACTERS: Text(
        ko=f"문서이름에 특수문자를 포함할 수 없습니다.{_FORBIDDEN}",
        en=f"The document name cannot contain special characters.{_FORBIDDEN}",
        ja=f"文書名に特殊文字を含めることはできません。{_FORBIDDEN}",
    ),
    Complaint.NAME_CHARACTERS: Text(
        ko=f"이름에 특수문자를 포함할 수 없습니다.{_FORBIDDEN}",
        en=f"A name cannot contain special characters.{_FORBIDDEN}",
        ja=f"名前に特殊文字を含めることはできません。{_FORBIDDEN}",
    ),
    Complaint.BAD_PHONE: Text(
        ko="휴대폰 형식이 맞지 않습니다. ( - 유무 상관없음 )",
        en="The phone number format is incorrect. ( with or without - )",
        ja="携帯電話番号の形式が正しくありません。( - の有無は問いません )",
    ),
    Complaint.BAD_EMAIL: Text(
        ko="이메일 형식이 맞지 않습니다.",
        en="The e-mail format is incorrect.",
        ja="メールアドレスの形式が正しくありません。",
    ),
    Complaint.PASSWORD_HANGUL: Text(
        ko="비밀번호에 한글은 입력할 수 없습니다.",
        en="The password cannot contain Hangul.",
        ja="パスワードにハングルは入力できません。",
    ),
    Complaint.PASSWORD_CHARACTERS: Text(
        ko="비밀번호에 특수문자[' \" \\]를 입력할 수 없습니다.",
        en="The password cannot contain the special characters [' \" \\].",
        ja="パスワードに特殊文字[' \" \\]は入力できません。",
    ),
    Complaint.PASSWORD_LENGTH: Text(
        ko="비밀번호인증 비밀번호(password)는 4~15자로 입력해주세요.",
        en="Please enter a password of 4 to 15 characters.",
        ja="パスワード認証のパスワード(password)は4~15文字で入力してください。",
    ),
    Complaint.HINT_LENGTH: Text(
        ko="비밀번호인증 힌트는 50자 이하로 입력해주세요.",
        en="Please enter a password hint of at most 50 characters.",
        ja="パスワード認証のヒントは50文字以下で入力してください。",
    ),
    Complaint.COMMENT_LENGTH: Text(
        ko="메세지 글자수를 초과했습니다.(250자 제한)",
        en="The message is too long. (limit of 250 characters)",
        ja="メッセージの文字数を超過しました。(250文字以内)",
    ),
    Complaint.SIGNER_NAME: Text(
        ko="player_list의 name 값은 필수로 입력하셔야 합니다.",
        en="The name in player_list is required.",
        ja="player_listのname値は必須です。",
    ),
    Complaint.BAD_DATE: Text(
        ko="날짜형식이 잘못되었습니다. ( 만료일 설정 )",
        en="The date format is incorrect. ( expiry date )",
        ja="日付の形式が正しくありません。( 有効期限の設定 )",
    ),
    Complaint.PAST_DATE: Text(
        ko="지난 날짜를 만료일로 설정할 수 없습니다.",
        en="A past date cannot be set as the expiry date.",
        ja="過去の日付を有効期限に設定することはできません。",
    ),
    Complaint.PLACES: Parameter.OWNERS,
    Complaint.HINT_TELLS: Parameter.HINT_TELLS,
    Complaint.TWO_VALUES: Parameter.TWO_VALUES,
    Complaint.TWO_PARAMS: Parameter.TWO_PARAMS,
    Complaint.TWO_NAMES: Parameter.TWO_NAMES,
    Complaint.CONTROL_CHARACTERS: Parameter.CONTROL_CHARACTERS,
    Complaint.UNSEEN_CHARACTERS: Parameter.UNSEEN_CHARACTERS,
    Complaint.REQUIRED: Parameter.REQUIRED,
    Complaint.NOT_TEXT: Parameter.NOT_TEXT,
    Complaint.NOT_ID: Parameter.NOT_ID,
    Complaint.NOT_LIST: Parameter.NOT_LIST,
    Complaint.NOT_OBJECT: Parameter.NOT_OBJECT,
    Complaint.NOT_ONE: Parameter.NOT_ONE,
    Complaint.NOT_A_CHOICE: Parameter.NOT_A_CHOICE,
    Complaint.TOO_LONG: Parameter.TOO_LONG,
    Complaint.TOO_MANY: Parameter.TOO_MANY,
    Complaint.NOT_A_HEADER: Parameter.NOT_A_HEADER,
    Complaint.NOT_A_URL: Parameter.NOT_A_URL,
    Complaint.NOT_HTTPS: Parameter.NOT_HTTPS,
    Complaint.NOT_VALID: Parameter.NOT_VALID,
}
_NAMES: Mapping[Text, Complaint] = {text: complaint for complaint, text in SENTENCES.items()}


class CannotStart:
    """Sentences about starts that follow the rules and fail all the same."""

    PLAN_EXPIRED = Text(
        ko="서비스 이용기간이 만료되었습니다. 관리자에게 문의해주세요.",
        en="The service period has expired. Please contact your administrator.",
        ja="サービスの利用期間が満了しました。管理者にお問い合わせください。",
    )
    QUOTA_SPENT = Text(
        ko="서비스 사용건수가 초과되었습니다. 관리자에게 문의해주세요.",
        en="The number of documents of your plan has been used up. Please contact your administrator.",
        ja="サービスの利用件数を超過しました。管理者にお問い合わせください。",
    )
    # The Korean is the vendor's, with its spelling.
    NOT_A_MEMBER = Text(
        ko="시작하는 사람(memb_email:{email})은 회사에 가입된 사람이여야 합니다.",
        en="The starter (memb_email:{email}) must be a member of the company.",
        ja="開始する人(memb_email:{email})は会社のメンバーでなければなりません。",
    )
    NO_TEMPLATE = Text(ko="존재하지 않는 서식입니다.", en="The template does not exist.", ja="存在しない書式です。")
    TEMPLATE_WITHOUT_STEPS = Text(
        ko="(서식아이디:{number}) 서식에 작성자가 설정되지 않았습니다.",
        en="(template id:{number}) No signers are set in the template.",
        ja="(書式ID:{number}) 書式に署名者が設定されていません。",
    )
    TEMPLATE_INCOMPLETE = Text(
        ko="서식메뉴에서 해당 서식의 문서 작성자를 지정해주세요.(서식아이디:{number})",
        en="Please assign the signers of this template in the template menu.(template id:{number})",
        ja="書式メニューで該当書式の署名者を指定してください。(書式ID:{number})",
    )
    TEMPLATE_FAULTY = Text(
        ko="(서식아이디:{number}) 이 서식의 PDF로는 계약을 완료할 수 없습니다({reason}). PDF로 인쇄한 파일을 새 버전으로 올려주세요.",
        en="(template id:{number}) No contract made from this template's PDF can be completed ({reason}). "
        "Print it to a PDF and upload that as a new version.",
        ja="(書式ID:{number}) この書式のPDFでは契約を完了できません({reason})。"
        "PDFに印刷したファイルを新しいバージョンとしてアップロードしてください。",
    )
    SIGNER_COUNT = Text(
        ko="설정한 문서작성자 수( {given} )와 서식의 문서작성자 수( {wanted} )가 일치하지 않습니다.",
        en="The number of signers given ( {given} ) differs from the number of signers of the template ( {wanted} ).",
        ja="設定した署名者の数( {given} )と書式の署名者の数( {wanted} )が一致しません。",
    )
    VALUE = Text(
        ko="박스 '{field}'에 넣을 수 없는 값입니다: {reason}",
        en="The value does not fit the box '{field}': {reason}",
        ja="ボックス「{field}」に入力できない値です: {reason}",
    )


class RuleBroken(Exception):
    """A request breaks a rule. `at` is where; `params` fill the sentence."""

    def __init__(self, complaint: Complaint, at: Location = (), **params: str | int) -> None:
        super().__init__(f"{complaint} at {at}")
        self.complaint, self.at, self.params = complaint, at, params

    def params_in(self, spelling: Mapping[str, str]) -> dict[str, str | int]:
        """What fills the sentence in a protocol with this spelling."""
        return {"parameter": spelled(self.at, spelling), **self.params}

    def sentence(self, language: Language, spelling: Mapping[str, str]) -> str:
        """What the caller reads."""
        return SENTENCES[self.complaint].of(language, **self.params_in(spelling))


def spelled(at: Location, spelling: Mapping[str, str]) -> str:
    """The location as a protocol writes it, e.g. `player_list[0].name`."""
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{spelling.get(part, part)}" for part in at)
    return written.removeprefix(".")


def name_of(exc: InvalidParameter) -> Complaint:
    """The complaint about a parameter, by its name."""
    return _NAMES[exc.text]


def bad_value(exc: ValueRefused, language: Language) -> str:
    """The sentence for a value that its box does not take."""
    return CannotStart.VALUE.of(language, field=exc.field, reason=why_refused(exc, language))
