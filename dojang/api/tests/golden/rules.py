"""The documented rules of 5005Q that answer -1, in the order of their table."""

from dataclasses import dataclass

from dojang.api.coded.results import CodedResult
from dojang.api.coded.startsimple.results import Start
from dojang.api.tests.calling import Json, lee, park
from tests.factories import CHOI

LISTED = "(', \", \\, /, :, |, <, >, *, ?)"


@dataclass(frozen=True)
class Rule:
    """A body that breaks one documented rule, and what is then said."""

    row: CodedResult
    changes: Json
    ko: str
    en: str
    ja: str


def signers(**changes: object) -> Json:
    return {"player_list": [lee(**changes), park()]}


DOCUMENTED = {
    "title length": Rule(
        Start.TITLE_LENGTH,
        {"workflow_name": "가" * 129},
        "문서명은 1~128자로 입력해주세요.",
        "Please enter a document name of 1 to 128 characters.",
        "文書名は1~128文字で入力してください。",
    ),
    "timezone_offset": Rule(
        Start.BAD_OFFSET,
        {"timezone_offset": "9"},
        "timezone_offset의 형식이 잘못되었습니다. ( +XX:XX or -XX:XX )",
        "The format of timezone_offset is incorrect. ( +XX:XX or -XX:XX )",
        "timezone_offsetの形式が正しくありません。( +XX:XX or -XX:XX )",
    ),
    "title characters": Rule(
        Start.TITLE_CHARACTERS,
        {"workflow_name": "NDA: 2026"},
        f"문서이름에 특수문자를 포함할 수 없습니다.{LISTED}",
        f"The document name cannot contain special characters.{LISTED}",
        f"文書名に特殊文字を含めることはできません。{LISTED}",
    ),
    "name characters": Rule(
        Start.NAME_CHARACTERS,
        signers(name="Lee?"),
        f"이름에 특수문자를 포함할 수 없습니다.{LISTED}",
        f"A name cannot contain special characters.{LISTED}",
        f"名前に特殊文字を含めることはできません。{LISTED}",
    ),
    "phone": Rule(
        Start.BAD_PHONE,
        signers(mobile_number="010-12"),
        "휴대폰 형식이 맞지 않습니다. ( - 유무 상관없음 )",
        "The phone number format is incorrect. ( with or without - )",
        "携帯電話番号の形式が正しくありません。( - の有無は問いません )",
    ),
    "e-mail": Rule(
        Start.BAD_EMAIL,
        signers(email="lee@"),
        "이메일 형식이 맞지 않습니다.",
        "The e-mail format is incorrect.",
        "メールアドレスの形式が正しくありません。",
    ),
    "password Hangul": Rule(
        Start.PASSWORD_HANGUL,
        signers(password="abc가나"),
        "비밀번호에 한글은 입력할 수 없습니다.",
        "The password cannot contain Hangul.",
        "パスワードにハングルは入力できません。",
    ),
    "password characters": Rule(
        Start.PASSWORD_CHARACTERS,
        signers(password='ab"cd'),
        "비밀번호에 특수문자[' \" \\]를 입력할 수 없습니다.",
        "The password cannot contain the special characters [' \" \\].",
        "パスワードに特殊文字[' \" \\]は入力できません。",
    ),
    "password length": Rule(
        Start.PASSWORD_LENGTH,
        signers(password="abc"),
        "비밀번호인증 비밀번호(password)는 4~15자로 입력해주세요.",
        "Please enter a password of 4 to 15 characters.",
        "パスワード認証のパスワード(password)は4~15文字で入力してください。",
    ),
    "hint length": Rule(
        Start.HINT_LENGTH,
        signers(password_hint="h" * 51),
        "비밀번호인증 힌트는 50자 이하로 입력해주세요.",
        "Please enter a password hint of at most 50 characters.",
        "パスワード認証のヒントは50文字以下で入力してください。",
    ),
    "message length": Rule(
        Start.COMMENT_LENGTH,
        {"comment": "가" * 251},
        "메세지 글자수를 초과했습니다.(250자 제한)",
        "The message is too long. (limit of 250 characters)",
        "メッセージの文字数を超過しました。(250文字以内)",
    ),
    "signer name": Rule(
        Start.SIGNER_NAME,
        {"player_list": [lee(), park(name=...)]},
        "player_list의 name 값은 필수로 입력하셔야 합니다.",
        "The name in player_list is required.",
        "player_listのname値は必須です。",
    ),
    "starter": Rule(
        Start.NOT_A_MEMBER,
        {"memb_email": CHOI},
        f"시작하는 사람(memb_email:{CHOI})은 회사에 가입된 사람이여야 합니다.",
        f"The starter (memb_email:{CHOI}) must be a member of the company.",
        f"開始する人(memb_email:{CHOI})は会社のメンバーでなければなりません。",
    ),
    "template": Rule(
        Start.NO_TEMPLATE,
        {"doc_id": "99"},
        "존재하지 않는 서식입니다.",
        "The template does not exist.",
        "存在しない書式です。",
    ),
    "template without steps": Rule(
        Start.TEMPLATE_WITHOUT_STEPS,
        {"doc_id": "2"},
        "(서식아이디:2) 서식에 작성자가 설정되지 않았습니다.",
        "(template id:2) No signers are set in the template.",
        "(書式ID:2) 書式に署名者が設定されていません。",
    ),
    "template with an empty step": Rule(
        Start.TEMPLATE_INCOMPLETE,
        {"doc_id": "3"},
        "서식메뉴에서 해당 서식의 문서 작성자를 지정해주세요.(서식아이디:3)",
        "Please assign the signers of this template in the template menu.(template id:3)",
        "書式メニューで該当書式の署名者を指定してください。(書式ID:3)",
    ),
    "template whose trial failed": Rule(
        Start.TEMPLATE_FAULTY,
        {"doc_id": "4"},
        "(서식아이디:4) 이 서식의 PDF로는 계약을 완료할 수 없습니다(not_sealed). PDF로 인쇄한 파일을 새 버전으로 올려주세요.",
        "(template id:4) No contract made from this template's PDF can be completed (not_sealed). "
        "Print it to a PDF and upload that as a new version.",
        "(書式ID:4) この書式のPDFでは契約を完了できません(not_sealed)。"
        "PDFに印刷したファイルを新しいバージョンとしてアップロードしてください。",
    ),
    "number of signers": Rule(
        Start.SIGNER_COUNT,
        {"player_list": [lee()]},
        "설정한 문서작성자 수( 1 )와 서식의 문서작성자 수( 2 )가 일치하지 않습니다.",
        "The number of signers given ( 1 ) differs from the number of signers of the template ( 2 ).",
        "設定した署名者の数( 1 )と書式の署名者の数( 2 )が一致しません。",
    ),
}
