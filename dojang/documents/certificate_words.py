"""Words of the certificate of completion for what the system keeps as codes, in the three languages."""

from collections.abc import Mapping

from dojang.lib.texts import Language, Text

EVENTS: Mapping[str, Text] = {
    "contract:started": Text(ko="계약 시작", en="Contract started", ja="契約開始"),
    "contract:sealed": Text(
        ko="문서 봉인, 서명 완료",
        en="Document sealed, signing complete",
        ja="電子署名を付与・締結完了",
    ),
    "contract:canceled": Text(ko="서명 요청 취소", en="Signing request canceled", ja="署名依頼の取消"),
    "contract:expired": Text(ko="기한 만료", en="Signing request expired", ja="期限切れ"),
    "contract:deleted": Text(ko="계약 삭제", en="Contract deleted", ja="契約削除"),
    "contract:disposed": Text(ko="문서 열람 종료", en="Access to the document closed", ja="文書の公開終了"),
    "contract:new-deadline": Text(ko="서명 기한 변경", en="Deadline changed", ja="署名期限の変更"),
    "signer:changed": Text(ko="서명자 변경", en="Signer changed", ja="署名者の変更"),
    "signer:notified": Text(ko="서명자에게 안내", en="Signer notified", ja="署名者に通知"),
    "signer:opened": Text(ko="서명자가 열람", en="Signer opened the document", ja="署名者が開封"),
    "signer:proved": Text(ko="인증 성공", en="Authentication passed", ja="認証に成功"),
    "signer:failed-proof": Text(ko="인증 실패", en="Authentication failed", ja="認証に失敗"),
    "signer:locked": Text(
        ko="시도 초과로 링크 잠김", en="Link locked after failed tries", ja="試行超過でリンクをロック"
    ),
    "signer:consented": Text(ko="전자서명에 동의", en="Consent to sign electronically", ja="電子署名に同意"),
    "signer:handed-over": Text(
        ko="다른 기기로 이어가기 코드 표시",
        en="Code to go on at another device shown",
        ja="別の端末で続けるためのコードを表示",
    ),
    "signer:viewed": Text(ko="마지막 쪽까지 표시됨", en="Last page displayed", ja="最後まで閲覧"),
    "field:set": Text(ko="항목 기입", en="Field filled in", ja="項目を記入"),
    "signature:adopted": Text(ko="서명 기입", en="Signature adopted", ja="署名を記入"),
    "signer:approved": Text(ko="승인", en="Approved", ja="承認"),
    "signer:rejected": Text(ko="반려", en="Rejected", ja="差し戻し"),
    "link:rotated": Text(ko="링크 재발급", en="Link replaced", ja="リンク再発行"),
    "message:sent": Text(ko="안내 발송", en="Message sent", ja="通知を送信"),
    "message:failed": Text(ko="안내 발송 실패", en="Message failed", ja="通知の送信に失敗"),
    "message:fell-back": Text(ko="다른 수단으로 안내", en="Message sent by other means", ja="別の手段で通知"),
    "message:bounced": Text(ko="안내 반송", en="Message bounced", ja="通知が不達"),
    "export:queued": Text(ko="외부 통보 대기", en="Export queued", ja="外部通知を準備"),
    "export:delivered": Text(ko="외부 통보 완료", en="Export delivered", ja="外部通知を完了"),
    "export:failed": Text(ko="외부 통보 실패", en="Export failed", ja="外部通知に失敗"),
    "document:viewed": Text(ko="문서 보기", en="Document viewed", ja="文書を表示"),
    "document:downloaded": Text(ko="문서 내려받기", en="Document downloaded", ja="文書をダウンロード"),
    "certificate:viewed": Text(ko="인증서 보기", en="Certificate viewed", ja="証明書を表示"),
    "certificate:downloaded": Text(ko="인증서 내려받기", en="Certificate downloaded", ja="証明書をダウンロード"),
    "document:damaged": Text(ko="보관 문서 손상 확인", en="Stored document found damaged", ja="保管文書の破損を確認"),
    "document:restored": Text(ko="보관 문서 복원", en="Stored document restored", ja="保管文書を復元"),
    "certificate:damaged": Text(
        ko="보관 인증서 손상 확인", en="Stored certificate found damaged", ja="保管証明書の破損を確認"
    ),
    "certificate:restored": Text(ko="보관 인증서 복원", en="Stored certificate restored", ja="保管証明書を復元"),
    "personal-data:erased": Text(ko="개인정보 삭제", en="Personal data erased", ja="個人情報を削除"),
}

LEFT_OUT = Text(
    ko="이 사이의 이력 {count}건은 여기에 표시하지 않았습니다. 서버의 이력에는 모두 남아 있습니다.",
    en="{count} events in between are not printed here. The server's history has them all.",
    ja="この間の履歴{count}件はここには表示していません。サーバーの履歴にはすべて残っています。",
)

# Among the messages to a person, or their proofs.
MORE = Text(
    ko="이 사이의 {count}건은 여기에 표시하지 않았습니다. 서버의 이력에는 모두 남아 있습니다.",
    en="Not printed here: {count} in between. The server's history has them all.",
    ja="この間の{count}件はここには表示していません。サーバーの履歴にはすべて残っています。",
)

BY_THE_COMPANY = Text(
    ko="서명자가 아니라 회사({member})가 API로 처리했습니다.",
    en="The company ({member}) acted through the API, not the signer.",
    ja="署名者本人ではなく、会社（{member}）がAPIを通じて処理しました。",
)
NO_CONSENT = Text(
    ko="서명자의 전자서명 동의는 기록되어 있지 않습니다.",
    en="No consent of the signer to electronic signing is recorded.",
    ja="署名者の電子署名への同意は記録されていません。",
)
UNPROVED = Text(
    ko="서명자에게 요구된 인증 가운데 다음은 이루어지지 않았습니다: {methods}.",
    en="Of the authentication asked of the signer, this was not completed: {methods}.",
    ja="署名者に求められた認証のうち、次は行われていません：{methods}。",
)

STATUSES: Mapping[str, Text] = {
    "playing": Text(ko="진행 중", en="In progress", ja="進行中"),
    "sealing": Text(ko="완료", en="Complete", ja="完了"),
    "complete": Text(ko="완료", en="Complete", ja="完了"),
    "canceled": Text(ko="취소", en="Canceled", ja="取消"),
    "disposed": Text(ko="열람 종료", en="Access closed", ja="公開終了"),
    "deleted": Text(ko="삭제", en="Deleted", ja="削除"),
}

ACTORS: Mapping[str, Text] = {
    "signer": Text(ko="서명자", en="Signer", ja="署名者"),
    "member": Text(ko="담당자", en="Member", ja="担当者"),
    "recipient": Text(ko="참조자", en="Copy recipient", ja="参照者"),
    "system": Text(ko="시스템", en="System", ja="システム"),
}

PROOFS: Mapping[str, Text] = {
    "link": Text(ko="개인 링크", en="Personal link", ja="個人リンク"),
    "hand-over": Text(
        ko="다른 기기에서 이어서 열람 (QR 코드)",
        en="Gone on with at another device (QR code)",
        ja="別の端末で続けて閲覧（QRコード）",
    ),
    "access-code": Text(ko="접근 암호", en="Access code", ja="アクセスコード"),
    "phone": Text(ko="휴대폰 인증번호", en="One-time code by phone", ja="SMSの認証コード"),
    "email": Text(ko="이메일 인증번호", en="One-time code by e-mail", ja="メールの認証コード"),
}

CHANNELS: Mapping[str, Text] = {
    "email": Text(ko="이메일", en="E-mail", ja="メール"),
    "alimtalk": Text(ko="카카오 알림톡", en="KakaoTalk AlimTalk", ja="カカオトーク通知"),
    "sms": Text(ko="문자메시지", en="Text message", ja="SMS"),
    "embed": Text(ko="외부 시스템을 통해", en="Through the integrating system", ja="外部システム経由"),
}

RESULTS: Mapping[str, Text] = {
    "sent": Text(ko="발송됨", en="sent", ja="送信済み"),
    "failed": Text(ko="실패", en="failed", ja="失敗"),
    "bounced": Text(ko="반송됨", en="bounced", ja="不達"),
    "queued": Text(ko="대기", en="queued", ja="待機中"),
}

SIGNATURES: Mapping[str, Text] = {
    "drawn": Text(ko="직접 그린 서명", en="drawn", ja="手書き"),
    "typed": Text(ko="이름을 입력한 서명", en="typed", ja="入力"),
    "image": Text(ko="이미지 서명", en="picture", ja="画像"),
    "stamp": Text(ko="도장", en="stamp", ja="印鑑"),
    "stamp-drawn": Text(ko="직접 그린 도장", en="drawn stamp", ja="手書きの印鑑"),
    "stamp-typed": Text(ko="이름을 입력한 도장", en="typed stamp", ja="入力した印鑑"),
    "seal": Text(ko="이름으로 만든 도장", en="stamp made from the name", ja="氏名から作成した印鑑"),
}

VIAS: Mapping[str, Text] = {
    "api": Text(ko="API", en="API", ja="API"),
    "console": Text(ko="관리 화면", en="Console", ja="管理画面"),
    "bulk": Text(ko="대량 시작", en="Bulk start", ja="一括開始"),
    "link": Text(
        ko="공개 링크: 첫 서명자가 이름과 연락처를 직접 입력하고 시작했습니다.",
        en="Public link: the first signer began it, and entered their name and contact themself.",
        ja="公開リンク：最初の署名者が氏名と連絡先を自ら入力して開始しました。",
    ),
}


def word(table: Mapping[str, Text], code: str, language: Language) -> str:
    """The word for `code`; a code without a word stands for itself, since a certificate leaves nothing out."""
    text = table.get(code)
    return code if text is None else text.of(language)
