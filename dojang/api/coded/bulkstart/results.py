"""Results of 1410Q, of the whole call and of its single entries."""

from dojang.api.coded.results import UNREADABLE, CodedResult, broken
from dojang.lib.texts import Text

NONE_STARTED = Text(
    ko="시작된 문서가 없습니다. workflow_list의 description을 확인해주세요.",
    en="No document was started. See the descriptions in workflow_list.",
    ja="開始された文書がありません。workflow_listのdescriptionを確認してください。",
)
_FAILED = Text(ko="실패하였습니다.", en="Failed.", ja="失敗しました。")
_WRITERS = Text(
    ko="작성자 설정이 올바르지 않습니다.", en="The writer setting is incorrect.", ja="署名者の設定が正しくありません。"
)


class Bulk:
    """1410Q. Code 12, for storage that is used up, never comes: what a company stores has no bound here."""

    DONE = CodedResult("00", Text(
        ko="Work Flow bulk Sending이 시작됩니다.",
        en="Start Work Flow bulk Sending.",
        ja="Work Flow bulk Sendingが開始されます。",
    ))  # fmt: skip
    UNREADABLE = CodedResult("-1", UNREADABLE)
    TOO_MANY = broken(
        "unset_player_list 배열의 요소는 {most}개까지 가능합니다. 더 많은 문서는 POST /api/v3/bulk 로 시작해주세요.",
        "unset_player_list may have at most {most} elements. Start more documents by POST /api/v3/bulk.",
        "unset_player_listの要素は{most}個までです。それ以上の文書はPOST /api/v3/bulkで開始してください。",
    )
    UNKNOWN = CodedResult("10", Text(
        ko="해당 Work Flow Library가 존재하지 않습니다.",
        en="The specific Work Flow Library does not exist.",
        ja="該当するWork Flow Libraryが存在しません。",
    ))  # fmt: skip
    NOT_A_MEMBER = CodedResult("11", _FAILED, detail=Text(
        ko="시작하는 사람(memb_email:{email})은 회사에 가입된 사람이어야 합니다.",
        en="The starter (memb_email:{email}) must be a member of the company.",
        ja="開始する人(memb_email:{email})は会社のメンバーでなければなりません。",
    ))  # fmt: skip
    NONE_STARTED = CodedResult("11", _FAILED, detail=NONE_STARTED)
    QUOTA_SPENT = CodedResult("13", Text(
        ko="가능한 문서 수를 초과합니다.",
        en="The maximum number of documents is exceeded.",
        ja="可能な文書数を超過しています。",
    ))  # fmt: skip
    PLAN_EXPIRED = CodedResult("14", Text(
        ko="이용기간이 만료되었습니다.", en="The usage period has expired.", ja="利用期間が満了しました。",
    ))  # fmt: skip
    NO_STEPS = CodedResult("15", _WRITERS, detail=Text(
        ko="서식에 작성자나 작성자의 박스가 설정되지 않았습니다.",
        en="The template has no signers, or a signer without a box.",
        ja="書式に署名者、または署名者のボックスが設定されていません。",
    ))  # fmt: skip
    NO_CUSTOMER = CodedResult("15", _WRITERS, detail=Text(
        ko="서식의 모든 단계가 담당자의 것입니다. 고객의 단계가 필요합니다.",
        en="All steps of the template are the manager's; one has to be the customer's.",
        ja="書式のすべてのステップが担当者のものです。顧客のステップが必要です。",
    ))  # fmt: skip
    CUSTOMERS = CodedResult("15", _WRITERS, detail=Text(
        ko="서식에는 다른 고객 {wanted}명이 필요하지만 customer_list에 {given}명이 있습니다.",
        en="The template needs {wanted} further customers; customer_list has {given}.",
        ja="書式には他の顧客が{wanted}名必要ですが、customer_listには{given}名います。",
    ))  # fmt: skip
