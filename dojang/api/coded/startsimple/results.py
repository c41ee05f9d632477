"""Results of 5005Q."""

from dojang.api.coded.results import UNREADABLE, CodedResult, broken
from dojang.companies.errors import PlanExpired, QuotaSpent, UnknownMember
from dojang.flow.errors import SignersDoNotMatch
from dojang.lib.errors import DojangError
from dojang.lib.texts import Text
from dojang.library.errors import TemplateFaulty, TemplateIncomplete, TemplateWithoutSteps, UnknownTemplate

_FORBIDDEN = "(', \", \\, /, :, |, <, >, *, ?)"


class Start:
    """5005Q. The rows with -1 stand in the order in which they are checked."""

    DONE = CodedResult("00", Text(ko="Work Flow가 시작됩니다.", en="Work Flow Start", ja="Work Flow Start"))
    PREVIEW = CodedResult(
        "00", Text(ko="success (preview url)", en="success (preview url)", ja="success (preview url)")
    )
    UNREADABLE = CodedResult("11", UNREADABLE, in_2021="12")
    PLAN_EXPIRED = CodedResult("12", Text(
        ko="서비스 이용기간이 만료되었습니다. 관리자에게 문의해주세요.",
        en="The service period has expired. Please contact your administrator.",
        ja="サービスの利用期間が満了しました。管理者にお問い合わせください。",
    ), in_2021="10")  # fmt: skip
    QUOTA_SPENT = CodedResult("13", Text(
        ko="서비스 사용건수가 초과되었습니다. 관리자에게 문의해주세요.",
        en="The number of documents of your plan has been used up. Please contact your administrator.",
        ja="サービスの利用件数を超過しました。管理者にお問い合わせください。",
    ), in_2021="10")  # fmt: skip
    BAD_DATE = CodedResult("19", Text(
        ko="날짜형식이 잘못되었습니다. ( 만료일 설정 )",
        en="The date format is incorrect. ( expiry date )",
        ja="日付の形式が正しくありません。( 有効期限の設定 )",
    ))  # fmt: skip
    PAST_DATE = CodedResult("20", Text(
        ko="지난 날짜를 만료일로 설정할 수 없습니다.",
        en="A past date cannot be set as the expiry date.",
        ja="過去の日付を有効期限に設定することはできません。",
    ))  # fmt: skip

    TITLE_LENGTH = broken(
        "문서명은 1~128자로 입력해주세요.",
        "Please enter a document name of 1 to 128 characters.",
        "文書名は1~128文字で入力してください。",
    )
    BAD_OFFSET = broken(
        "timezone_offset의 형식이 잘못되었습니다. ( +XX:XX or -XX:XX )",
        "The format of timezone_offset is incorrect. ( +XX:XX or -XX:XX )",
        "timezone_offsetの形式が正しくありません。( +XX:XX or -XX:XX )",
    )
    TITLE_CHARACTERS = broken(
        f"문서이름에 특수문자를 포함할 수 없습니다.{_FORBIDDEN}",
        f"The document name cannot contain special characters.{_FORBIDDEN}",
        f"文書名に特殊文字を含めることはできません。{_FORBIDDEN}",
    )
    NAME_CHARACTERS = broken(
        f"이름에 특수문자를 포함할 수 없습니다.{_FORBIDDEN}",
        f"A name cannot contain special characters.{_FORBIDDEN}",
        f"名前に特殊文字を含めることはできません。{_FORBIDDEN}",
    )
    BAD_PHONE = broken(
        "휴대폰 형식이 맞지 않습니다. ( - 유무 상관없음 )",
        "The phone number format is incorrect. ( with or without - )",
        "携帯電話番号の形式が正しくありません。( - の有無は問いません )",
    )
    BAD_EMAIL = broken(
        "이메일 형식이 맞지 않습니다.",
        "The e-mail format is incorrect.",
        "メールアドレスの形式が正しくありません。",
    )
    PASSWORD_HANGUL = broken(
        "비밀번호에 한글은 입력할 수 없습니다.",
        "The password cannot contain Hangul.",
        "パスワードにハングルは入力できません。",
    )
    PASSWORD_CHARACTERS = broken(
        "비밀번호에 특수문자[' \" \\]를 입력할 수 없습니다.",
        "The password cannot contain the special characters [' \" \\].",
        "パスワードに特殊文字[' \" \\]は入力できません。",
    )
    PASSWORD_LENGTH = broken(
        "비밀번호인증 비밀번호(password)는 4~15자로 입력해주세요.",
        "Please enter a password of 4 to 15 characters.",
        "パスワード認証のパスワード(password)は4~15文字で入力してください。",
    )
    HINT_LENGTH = broken(
        "비밀번호인증 힌트는 50자 이하로 입력해주세요.",
        "Please enter a password hint of at most 50 characters.",
        "パスワード認証のヒントは50文字以下で入力してください。",
    )
    COMMENT_LENGTH = broken(
        "메세지 글자수를 초과했습니다.(250자 제한)",
        "The message is too long. (limit of 250 characters)",
        "メッセージの文字数を超過しました。(250文字以内)",
    )
    SIGNER_NAME = broken(
        "player_list의 name 값은 필수로 입력하셔야 합니다.",
        "The name in player_list is required.",
        "player_listのname値は必須です。",
    )
    # The Korean is the vendor's, with its spelling.
    NOT_A_MEMBER = broken(
        "시작하는 사람(memb_email:{email})은 회사에 가입된 사람이여야 합니다.",
        "The starter (memb_email:{email}) must be a member of the company.",
        "開始する人(memb_email:{email})は会社のメンバーでなければなりません。",
    )
    NO_TEMPLATE = broken("존재하지 않는 서식입니다.", "The template does not exist.", "存在しない書式です。")
    TEMPLATE_WITHOUT_STEPS = broken(
        "(서식아이디:{number}) 서식에 작성자가 설정되지 않았습니다.",
        "(template id:{number}) No signers are set in the template.",
        "(書式ID:{number}) 書式に署名者が設定されていません。",
    )
    TEMPLATE_INCOMPLETE = broken(
        "서식메뉴에서 해당 서식의 문서 작성자를 지정해주세요.(서식아이디:{number})",
        "Please assign the signers of this template in the template menu.(template id:{number})",
        "書式メニューで該当書式の署名者を指定してください。(書式ID:{number})",
    )
    TEMPLATE_FAULTY = broken(
        "(서식아이디:{number}) 이 서식의 PDF로는 계약을 완료할 수 없습니다({reason}). PDF로 인쇄한 파일을 새 버전으로 올려주세요.",
        "(template id:{number}) No contract made from this template's PDF can be completed ({reason}). "
        "Print it to a PDF and upload that as a new version.",
        "(書式ID:{number}) この書式のPDFでは契約を完了できません({reason})。"
        "PDFに印刷したファイルを新しいバージョンとしてアップロードしてください。",
    )
    SIGNER_COUNT = broken(
        "설정한 문서작성자 수( {given} )와 서식의 문서작성자 수( {wanted} )가 일치하지 않습니다.",
        "The number of signers given ( {given} ) differs from the number of signers of the template ( {wanted} ).",
        "設定した署名者の数( {given} )と書式の署名者の数( {wanted} )が一致しません。",
    )
    VALUE = broken(
        "박스 '{field}'에 넣을 수 없는 값입니다: {reason}",
        "The value does not fit the box '{field}': {reason}",
        "ボックス「{field}」に入力できない値です: {reason}",
    )


START_ERRORS: dict[type[DojangError], CodedResult] = {
    UnknownMember: Start.NOT_A_MEMBER,
    UnknownTemplate: Start.NO_TEMPLATE,
    TemplateWithoutSteps: Start.TEMPLATE_WITHOUT_STEPS,
    TemplateIncomplete: Start.TEMPLATE_INCOMPLETE,
    TemplateFaulty: Start.TEMPLATE_FAULTY,
    SignersDoNotMatch: Start.SIGNER_COUNT,
    PlanExpired: Start.PLAN_EXPIRED,
    QuotaSpent: Start.QUOTA_SPENT,
}
