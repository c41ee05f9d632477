"""What messages say. `{signer}`, `{company}`, `{starter}`, `{title}`, `{url}` … are filled when a message is planned."""

from dataclasses import dataclass

from dojang.lib.texts import Text
from dojang.notifications.models import Message

Purpose = Message.Purpose


@dataclass(frozen=True)
class Wording:
    """Subject, sentence and button of one kind of message."""

    subject: Text
    sentence: Text
    button: Text | None = None


GREETING = Text(ko="{name} 님, 안녕하세요.", en="Hello {name},", ja="{name} 様")

_OPEN = Text(ko="문서 열기", en="Open the document", ja="文書を開く")
_SEE = Text(ko="완료 문서 보기", en="See the completed document", ja="締結済み文書を見る")

WORDINGS: dict[Message.Purpose, Wording] = {
    Purpose.INVITATION: Wording(
        Text(
            ko="[{company}] 서명 요청: {title}",
            en="[{company}] Please sign: {title}",
            ja="[{company}] 署名のお願い: {title}",
        ),
        Text(
            ko="{company}의 {starter} 님이 ‘{title}’ 문서의 작성과 서명을 요청했습니다.",
            en="{starter} of {company} asks you to fill in and sign “{title}”.",
            ja="{company}の{starter}様より「{title}」への記入と署名の依頼が届いています。",
        ),
        _OPEN,
    ),
    Purpose.BEGUN: Wording(
        Text(
            ko="[{company}] 작성을 시작한 문서: {title}",
            en="[{company}] You have begun: {title}",
            ja="[{company}] ご記入中の文書: {title}",
        ),
        Text(
            ko="{company}의 공개 링크에서 ‘{title}’ 문서의 작성을 시작하셨습니다. "
            "아직 서명하지 않았다면 아래 링크로 이어서 할 수 있습니다.",
            en="You have begun “{title}” through a public link of {company}. If you have not signed it yet, you can go on here.",
            ja="{company}の公開リンクから「{title}」のご記入を開始されました。まだ署名がお済みでない場合は、下のリンクから続けられます。",
        ),
        _OPEN,
    ),
    Purpose.REMINDER: Wording(
        Text(
            ko="[{company}] 서명 요청 재전송: {title}",
            en="[{company}] Reminder, please sign: {title}",
            ja="[{company}] 署名のお願い（再送）: {title}",
        ),
        Text(
            ko="{company}의 {starter} 님이 ‘{title}’ 문서의 작성과 서명을 다시 요청했습니다. "
            "아래 링크를 사용해 주세요. 이전 링크는 더 이상 열리지 않습니다.",
            en="{starter} of {company} asks you again to fill in and sign “{title}”. Use this link; the earlier one no longer works.",
            ja="{company}の{starter}様より「{title}」への記入と署名の依頼が再度届いています。"
            "下のリンクをご利用ください。以前のリンクはもう開けません。",
        ),
        _OPEN,
    ),
    Purpose.SENT_BACK: Wording(
        Text(
            ko="[{company}] 문서 반려: {title}",
            en="[{company}] Sent back to you: {title}",
            ja="[{company}] 差し戻し: {title}",
        ),
        Text(
            ko="{rejecter} 님이 ‘{title}’ 문서를 반려하여 다시 작성하실 차례입니다. 내용을 고쳐 다시 승인하거나 반려할 수 있습니다.",
            en="{rejecter} sent “{title}” back to you. It is your turn again: change what you filled in and approve, or reject.",
            ja="{rejecter}様が「{title}」を差し戻しました。再度ご記入をお願いいたします。内容を修正して再び承認するか、差し戻すことができます。",
        ),
        _OPEN,
    ),
    Purpose.COMPLETED: Wording(
        Text(
            ko="[{company}] 서명 완료: {title}",
            en="[{company}] Signing complete: {title}",
            ja="[{company}] 締結完了: {title}",
        ),
        Text(
            ko="‘{title}’ 문서의 서명이 모두 완료되었습니다. 완료 문서와 이력 인증서를 아래에서 확인해 주세요.",
            en="Signing of “{title}” is complete. The completed document and its certificate of completion are below.",
            ja="「{title}」の締結が完了しました。締結済み文書と署名履歴証明書は以下からご確認ください。",
        ),
        _SEE,
    ),
    Purpose.CANCELED: Wording(
        Text(
            ko="[{company}] 서명 요청 취소: {title}",
            en="[{company}] Signing request canceled: {title}",
            ja="[{company}] 署名依頼の取消: {title}",
        ),
        Text(
            ko="‘{title}’ 문서의 서명 요청이 취소되었습니다. 더 이상 서명할 수 없습니다.",
            en="The request to sign “{title}” was canceled. The document can no longer be signed.",
            ja="「{title}」の署名依頼は取り消されました。この文書にはもう署名できません。",
        ),
    ),
    Purpose.EXPIRED: Wording(
        Text(
            ko="[{company}] 서명 기한 만료: {title}",
            en="[{company}] Expired: {title}",
            ja="[{company}] 署名期限切れ: {title}",
        ),
        Text(
            ko="‘{title}’ 문서의 서명 기한이 지나 서명 요청이 만료되었습니다. 필요하면 보낸 사람에게 다시 요청해 주세요.",
            en="The request to sign “{title}” has expired: its deadline has passed. If you still need it, ask the sender to send it again.",
            ja="「{title}」の署名依頼は期限が切れました。必要な場合は送信者に再送をご依頼ください。",
        ),
    ),
    Purpose.PHONE_CODE: Wording(
        Text(ko="[{company}] 인증번호", en="[{company}] Your verification code", ja="[{company}] 認証コード"),
        Text(
            ko="‘{title}’ 문서의 인증번호는 {code}입니다. 3분 안에 입력해 주세요. 다른 사람에게 알려 주지 마세요.",
            en="Your code for “{title}” is {code}. Enter it within 3 minutes. Do not share it.",
            ja="「{title}」の認証コードは {code} です。3分以内に入力してください。他の人に教えないでください。",
        ),
    ),
    Purpose.LINK_LOCKED: Wording(
        Text(
            ko="[{company}] 서명 링크 잠김: {title}",
            en="[{company}] Link locked: {title}",
            ja="[{company}] リンクのロック: {title}",
        ),
        Text(
            ko="암호나 인증번호가 여러 번 잘못 입력되어 ‘{title}’ 문서의 {locked} 님 링크가 잠겼습니다. "
            "본인에게 확인한 뒤 새 링크를 보내 주세요.",
            en="The link of {locked} to “{title}” was locked after too many wrong codes. Check with them, then send a new link.",
            ja="誤ったコードの入力が続いたため、「{title}」の{locked}様のリンクがロックされました。"
            "ご本人に確認のうえ、新しいリンクを送ってください。",
        ),
    ),
    Purpose.EXPORTS_REST: Wording(
        Text(
            ko="[{company}] 외부 통보 멈춤: 계약 {count}건",
            en="[{company}] Exports have stopped: contracts {count}",
            ja="[{company}] 外部通知の停止: 契約{count}件",
        ),
        Text(
            ko="계약 {count}건의 외부 통보(웹훅)가 {title}에 도착하지 않아 멈췄습니다. 사라진 통보는 없습니다. "
            "수신 서버를 확인한 뒤 다시 보내면 순서대로 도착합니다.",
            en="Exports (webhooks) do not arrive at {title} and have stopped. Contracts affected: {count}. "
            "Nothing is lost. Fix the receiver, then resend; they arrive in order.",
            ja="契約{count}件の外部通知（Webhook）が {title} に届かず、停止しています。失われた通知はありません。"
            "受信サーバーをご確認のうえ再送すると、順番どおりに届きます。",
        ),
    ),
    Purpose.NOT_SEALED: Wording(
        Text(
            ko="[{company}] 완료 문서를 만들지 못하고 있습니다: 계약 {count}건",
            en="[{company}] Contracts cannot be completed: {count}",
            ja="[{company}] 締結済み文書を作成できません: 契約{count}件",
        ),
        Text(
            ko="모든 서명이 끝난 계약 {count}건의 완료 문서를 만들지 못하고 있습니다. 서명은 모두 그대로 보관되어 있습니다. "
            "서버가 자동으로 다시 시도하며, 원인이 해결되면 계약이 자동으로 완료됩니다.",
            en="All signers have signed, but the server cannot make the completed documents at the moment. Contracts affected: {count}. "
            "All signatures are kept. The server retries automatically and completes the contracts once the cause is fixed.",
            ja="すべての署名が終わった契約{count}件について、締結済み文書を作成できない状態です。署名はすべて保存されており、サーバーが自動的に再試行します。"
            "原因が解消されると、契約は自動的に完了します。",
        ),
    ),
    Purpose.ALL_UNSEALED: Wording(
        Text(
            ko="[{company}] 봉인하지 못한 계약 {count}건: {title}",
            en="[{company}] Contracts cannot be sealed ({count}): {title}",
            ja="[{company}] 締結済み文書を作成できない契約{count}件: {title}",
        ),
        Text(
            ko="{title} 서버가 계약 {count}건을 봉인하지 못하고 있습니다. 사라진 데이터는 없으며, 서버가 점점 긴 간격으로 다시 시도합니다. "
            "원인을 해결하고 서버를 다시 시작하면 바로 이어서 처리합니다.",
            en="The server {title} cannot seal contracts. Contracts affected: {count}. "
            "Nothing is lost. The server retries at growing intervals. "
            "Fix the cause and restart the server to continue at once.",
            ja="サーバー {title} で、契約{count}件の締結済み文書を作成できない状態です。"
            "失われたデータはなく、間隔を空けながら再試行しています。"
            "原因を解消して再起動すると、すぐに処理が再開されます。",
        ),
    ),
    Purpose.BAD_TEMPLATE: Wording(
        Text(
            ko="[{company}] 사용할 수 없는 서식: {title}",
            en="[{company}] Template cannot be used: {title}",
            ja="[{company}] 使用できない書式: {title}",
        ),
        Text(
            ko="{company}의 서식 {title}(으)로 시험 문서를 만들었으나 완료할 수 없었습니다. 이 서식으로는 새 계약을 시작할 수 없습니다. "
            "진행 중인 계약도 완료되지 않을 수 있습니다.",
            en="A trial contract made from the template {title} of {company} could not be completed. No new contract can start from it. "
            "Contracts in progress that were made from it may not complete either.",
            ja="{company}の書式「{title}」から試しに作成した文書を完了できませんでした。この書式から新しい契約を開始することはできません。"
            "進行中の契約も完了できないことがあります。",
        ),
    ),
    Purpose.DAMAGED: Wording(
        Text(
            ko="[{company}] 보관 파일 손상: {count}건",
            en="[{company}] Stored files are damaged: {count}",
            ja="[{company}] 保管ファイルの破損: {count}件",
        ),
        Text(
            ko="완료된 계약의 보관 파일 {count}건이 서명 완료 당시와 다르거나 없어졌습니다. "
            "잘못된 내용이 전달되지 않도록 이 파일의 보기와 내려받기를 멈췄습니다.",
            en="Stored files of completed contracts are missing or have changed since they were sealed. Files affected: {count}. "
            "They cannot be viewed or downloaded until they are restored.",
            ja="完了した契約の保管ファイル{count}件が、締結時と異なっているか、失われています。"
            "誤った内容が渡らないよう、これらのファイルの表示とダウンロードを停止しました。",
        ),
    ),
}

CERTIFICATE = Text(ko="이력 인증서", en="Certificate of completion", ja="署名履歴証明書")
MESSAGE_FROM = Text(ko="전달 메시지", en="Message", ja="メッセージ")
REASON = Text(ko="사유", en="Reason", ja="理由")
DEADLINE = Text(ko="서명 기한", en="Deadline", ja="署名期限")
NOT_FOR_YOU = Text(
    ko="이 메일을 잘못 받으셨다면 무시해 주세요. 본인 전용 링크이니 다른 사람에게 전달하지 마세요.",
    en="If this e-mail is not meant for you, please ignore it. The link is for you alone; do not pass it on.",
    ja="お心当たりがない場合は破棄してください。リンクはご本人専用です。他の方へ転送しないでください。",
)
