"""Texts of the pages around the document: coming in, proving, progress, links that are dead, errors."""

from dojang.lib.texts import Text

PAGES = {
    # A line never ends between a name and its honorific.
    "person": Text(ko="{name}\N{NO-BREAK SPACE}님", en="{name}", ja="{name}\N{NO-BREAK SPACE}様"),
    "product": Text(ko="도장", en="Dojang", ja="Dojang"),
    "safe": Text(
        ko="이 페이지는 외부 추적 도구를 쓰지 않습니다.",
        en="This page uses no outside trackers.",
        ja="このページは外部の追跡ツールを使用しません。",
    ),
    "language": Text(ko="언어", en="Language", ja="言語"),
    "skip": Text(ko="본문으로 건너뛰기", en="Skip to content", ja="本文へ移動"),
    # Coming in
    "enter.title": Text(ko="전자계약 문서 열기", en="Open the document", ja="電子契約の文書を開く"),
    "enter.text": Text(
        ko="계속을 누르면 전자서명 문서가 열립니다. 이 링크는 받은 분만 사용해 주세요.",
        en="Continue to open the document for electronic signature. This link is meant for you alone.",
        ja="「続ける」を押すと電子署名の文書が開きます。このリンクはご本人のみご利用ください。",
    ),
    "enter.go": Text(ko="계속", en="Continue", ja="続ける"),
    "enter.busy": Text(ko="여는 중…", en="Opening…", ja="開いています…"),
    "framed.title": Text(
        ko="새 창에서 열어 주세요", en="Please open it in a new window", ja="新しいウィンドウで開いてください"
    ),
    "framed.text": Text(
        ko="이 브라우저에서는 다른 사이트 안에 있는 서명 화면이 쿠키를 사용할 수 없습니다. "
        "새 창에서는 서명할 수 있습니다.",
        en="This browser does not let the signing page keep cookies inside another site. "
        "In a window of its own it works.",
        ja="このブラウザでは、ほかのサイト内の署名画面でCookieを使えません。新しいウィンドウでは署名していただけます。",
    ),
    "framed.go": Text(ko="새 창에서 열기", en="Open in a new window", ja="新しいウィンドウで開く"),
    "unlisted.title": Text(
        ko="이 사이트 안에서는 열 수 없습니다", en="This page cannot be shown here", ja="このサイト内では表示できません"
    ),
    "unlisted.text": Text(
        ko="안전을 위해 서명 화면은 보낸 회사가 등록한 사이트 안에서만 열립니다. 새 창에서는 서명할 수 있습니다.",
        en="For your safety, the signing page opens only inside sites that the sender has registered. You can sign in a new window.",
        ja="安全のため、署名画面は送信元の会社が登録したサイト内でのみ表示されます。新しいウィンドウでは署名していただけます。",
    ),
    "unlisted.site": Text(
        ko="사이트 개발자용 안내: 출처 {site}이(가) 회사의 허용 목록에 없습니다.",
        en="For the site’s developers: the origin {site} is not in the company’s list of allowed sites.",
        ja="サイト開発者向け：オリジン{site}が会社の許可リストにありません。",
    ),
    "unlisted.none": Text(
        ko="사이트 개발자용 안내: 이 페이지의 출처가 회사의 허용 목록에 없습니다.",
        en="For the site’s developers: the origin of this page is not in the company’s list of allowed sites.",
        ja="サイト開発者向け：このページのオリジンが会社の許可リストにありません。",
    ),
    # Proving
    "proof.title": Text(ko="본인 확인", en="Confirm it is you", ja="ご本人確認"),
    "proof.hello": Text(
        ko="{person}, 문서를 열기 전에 본인임을 확인합니다.",
        en="{person}, please confirm it is you before the document opens.",
        ja="{person}、文書を開く前にご本人であることを確認します。",
    ),
    "proof.step": Text(ko="본인 확인 {number}/{count}", en="Check {number} of {count}", ja="ご本人確認 {number}/{count}"),
    "code.label": Text(ko="접근 암호", en="Access code", ja="アクセスコード"),
    "code.text": Text(
        ko="문서를 보낸 {company}에서 알려 준 암호를 입력해 주세요.",
        en="Enter the code that {company}, who sent the document, gave you.",
        ja="文書を送った{company}からお知らせしたコードを入力してください。",
    ),
    "code.hint": Text(ko="힌트", en="Hint", ja="ヒント"),
    "code.show": Text(ko="암호 표시", en="Show code", ja="コードを表示"),
    "code.go": Text(ko="확인", en="Confirm", ja="確認"),
    "phone.label": Text(ko="인증번호 6자리", en="6-digit code", ja="6桁の認証コード"),
    "phone.text": Text(
        ko="휴대폰 {phone}에 인증번호를 문자로 보내 드립니다.",
        en="We will text a one-time code to {phone}.",
        ja="{phone} 宛てにSMSで認証コードをお送りします。",
    ),
    "phone.sent": Text(
        ko="휴대폰 {phone}에 인증번호를 문자로 보냈습니다. 3분 안에 입력해 주세요.",
        en="We texted a code to {phone}. It works for 3 minutes.",
        ja="{phone} 宛てにSMSで認証コードをお送りしました。3分以内に入力してください。",
    ),
    "phone.send": Text(ko="인증번호 받기", en="Send the code", ja="認証コードを受け取る"),
    "phone.resend": Text(ko="다시 받기", en="Send again", ja="もう一度送る"),
    "phone.resend.text": Text(
        ko="문자가 오지 않았나요? 다시 받을 수 있습니다.",
        en="No text message yet? You can ask for another.",
        ja="届かない場合は、もう一度受け取れます。",
    ),
    "phone.resend.wait": Text(
        ko="문자가 오지 않았나요? {seconds}초 뒤에 다시 받을 수 있습니다.",
        en="No text message yet? You can ask for another in {seconds} sec.",
        ja="届かない場合は、{seconds}秒後にもう一度受け取れます。",
    ),
    "phone.over": Text(
        ko="인증번호의 시간이 지났습니다. 새 인증번호를 받아 주세요.",
        en="The code has run out. Please have a new one sent.",
        ja="認証コードの有効時間が過ぎました。新しい認証コードを受け取ってください。",
    ),
    "phone.wait": Text(
        ko="방금 인증번호를 보냈습니다. {seconds}초 뒤에 다시 받아 주세요.",
        en="A code was sent just now. Please ask again in {seconds} sec.",
        ja="認証コードを送ったばかりです。{seconds}秒後にもう一度お試しください。",
    ),
    "phone.spent": Text(
        ko="이 링크로는 인증번호를 {most}번까지만 보냅니다. 보낸 사람에게 새 링크를 요청해 주세요.",
        en="No more than {most} codes are sent for one link. Please ask the sender for a new link.",
        ja="1つのリンクで送れる認証コードは{most}回までです。送信者に新しいリンクをご依頼ください。",
    ),
    "phone.go": Text(ko="확인", en="Confirm", ja="確認"),
    # Progress
    "next.document": Text(ko="다음 문서 작성", en="Next document", ja="次の文書へ"),
    "close": Text(ko="닫기", en="Close", ja="閉じる"),
    "close.done": Text(
        ko="이제 이 창을 닫으셔도 됩니다.", en="You may close this window now.", ja="このウィンドウを閉じても大丈夫です。"
    ),
    "progress.started": Text(ko="{company} {starter}이 보냄", en="Sent by {starter}, {company}", ja="{company} {starter}より送信"),
    "progress.step": Text(ko="{step}단계", en="Step {step}", ja="ステップ{step}"),
    "progress.approved": Text(ko="승인함", en="Approved", ja="承認済み"),
    "progress.rejected": Text(ko="반려함", en="Rejected", ja="差し戻し済み"),
    "progress.current": Text(ko="작성 차례", en="Their turn", ja="対応待ち"),
    "progress.waiting": Text(ko="대기", en="Waiting", ja="待機中"),
    "progress.never": Text(ko="진행되지 않음", en="Did not sign", ja="未実施"),
    "progress.sealed": Text(ko="봉인 완료", en="Sealed", ja="電子署名を付与済み"),
    "progress.sealing": Text(ko="봉인 중", en="Being sealed", ja="電子署名を付与中"),
    "progress.opened": Text(ko="열어 봄", en="Opened", ja="開封"),
    "progress.unreached": Text(
        ko="안내를 보내지 못했습니다", en="Could not be reached", ja="お知らせが届いていません"
    ),
    "progress.look": Text(ko="문서 보기", en="See the document", ja="文書を見る"),
    "progress.look.certificate": Text(
        ko="이력 인증서 보기",
        en="See the certificate of completion",
        ja="署名履歴証明書を見る",
    ),
    "progress.opinion": Text(ko="사유", en="Reason", ja="理由"),
    "progress.you": Text(ko="나", en="You", ja="あなた"),
    "progress.deadline": Text(ko="서명 기한 {moment}", en="Due {moment}", ja="署名期限 {moment}"),
    "status.playing": Text(ko="진행 중", en="In progress", ja="進行中"),
    "status.sealing": Text(ko="봉인 중", en="Being sealed", ja="締結処理中"),
    "status.complete": Text(ko="완료", en="Complete", ja="完了"),
    "status.canceled": Text(ko="취소됨", en="Canceled", ja="取消済み"),
    "status.disposed": Text(ko="열람 종료", en="Access closed", ja="公開終了"),
    "status.deleted": Text(ko="삭제됨", en="Deleted", ja="削除済み"),
    "stand.progress.title": Text(ko="문서 진행 상황", en="How the document stands", ja="文書の進捗状況"),
    "stand.progress.text": Text(
        ko="서명은 각 서명자에게 보낸 링크에서 진행됩니다. 이 페이지는 볼 수만 있습니다.",
        en="Signers act through the links sent to them. This page is for reading.",
        ja="署名は各署名者に送られたリンクで行われます。このページは閲覧専用です。",
    ),
    "stand.progress.embed": Text(
        ko="이 페이지는 볼 수만 있습니다. 서명 안내와 완료 문서는 {company}에서 전해 드립니다.",
        en="This page is for reading. {company} notifies the signers and provides the completed document.",
        ja="このページは閲覧専用です。署名のご案内と締結済み文書は{company}からお届けします。",
    ),
    "stand.waiting.title": Text(
        ko="아직 차례가 아닙니다",
        en="It is not your turn yet",
        ja="まだあなたの順番ではありません",
    ),
    "stand.waiting.text": Text(
        ko="다른 서명자가 작성하고 있습니다. 차례가 되면 새 링크를 보내 드립니다.",
        en="Another signer is at work. You will get a new link when it is your turn.",
        ja="ほかの署名者が記入中です。順番になりましたら新しいリンクをお送りします。",
    ),
    "stand.waiting.embed": Text(
        ko="다른 서명자가 작성하고 있습니다. 차례가 되면 {company}에서 알려 드립니다.",
        en="Another signer is at work. {company} tells you when it is your turn.",
        ja="ほかの署名者が記入中です。順番になりましたら{company}からお知らせします。",
    ),
    "stand.approved.title": Text(ko="승인했습니다", en="You have approved", ja="承認しました"),
    "stand.approved.text": Text(
        ko="다음 서명자에게 전달되었습니다. 모두 서명하면 완료 문서를 보내 드립니다.",
        en="The document is on its way to the next signer. "
        "You will get the completed document once everyone has signed.",
        ja="次の署名者に送られました。全員の署名が終わると、締結済み文書をお送りします。",
    ),
    "stand.approved.embed": Text(
        ko="문서가 다음 서명자에게 넘어갔습니다. 완료 문서는 {company}에서 전해 드립니다.",
        en="The document is on its way to the next signer. {company} provides the completed document.",
        ja="文書は次の署名者に送られました。締結済み文書は{company}からお届けします。",
    ),
    "stand.sealing.title": Text(
        ko="문서를 봉인하고 있습니다",
        en="Sealing the document",
        ja="文書に電子署名を付与しています",
    ),
    "stand.sealing.text": Text(
        ko="모두 승인했습니다. 잠시 뒤 이 화면에서 완료 문서를 받을 수 있습니다.",
        en="Everyone has approved. In a moment the completed document will be ready here.",
        ja="全員が承認しました。まもなくこの画面で締結済み文書を受け取れます。",
    ),
    "stand.delayed.title": Text(
        ko="완료 문서 준비가 늦어지고 있습니다",
        en="The completed document is delayed",
        ja="締結済み文書の準備が遅れています",
    ),
    "stand.delayed.text": Text(
        ko="모두 승인했으며 서명은 그대로 보관되어 있습니다. 완료 문서를 만드는 데 평소보다 오래 걸려 확인하고 있습니다. "
        "이 화면은 닫으셔도 됩니다. 준비되는 대로 보내 드립니다.",
        en="Everyone has approved, and every signature is saved. The completed document is taking longer than usual. "
        "We are looking into it. "
        "You can close this page. We will send you the document as soon as it is ready.",
        ja="全員が承認し、署名はすべて保存されています。締結済み文書の作成に通常より時間がかかっており、確認を進めています。"
        "この画面は閉じていただいて構いません。準備ができ次第お送りします。",
    ),
    "stand.delayed.embed": Text(
        ko="모두 승인했으며 서명은 그대로 보관되어 있습니다. 완료 문서를 만드는 데 평소보다 오래 걸려 확인하고 있습니다. "
        "이 화면은 닫으셔도 됩니다. 완료 문서는 준비되는 대로 {company}에서 전해 드립니다.",
        en="Everyone has approved, and every signature is saved. The completed document is taking longer than usual. "
        "We are looking into it. "
        "You can close this page. {company} will give you the document as soon as it is ready.",
        ja="全員が承認し、署名はすべて保存されています。締結済み文書の作成に通常より時間がかかっており、確認を進めています。"
        "この画面は閉じていただいて構いません。準備ができ次第、{company}からお届けします。",
    ),
    "stand.finished.title": Text(ko="서명이 모두 완료되었습니다", en="Signing is complete", ja="締結が完了しました"),
    "stand.finished.text": Text(
        ko="완료 문서와 이력 인증서를 보관해 주세요.",
        en="Keep the completed document and its certificate of completion.",
        ja="締結済み文書と署名履歴証明書を保管してください。",
    ),
    "stand.rejected.title": Text(ko="반려했습니다", en="You have rejected", ja="差し戻しました"),
    "stand.rejected.text": Text(
        ko="앞 서명자에게 돌려보냈습니다. 다시 승인되면 새 링크를 보내 드립니다.",
        en="The document went back to the previous signer. You will get a new link when they approve again.",
        ja="前の署名者に戻しました。再び承認されると新しいリンクをお送りします。",
    ),
    "stand.rejected.embed": Text(
        ko="앞 서명자에게 돌려보냈습니다. 다시 차례가 되면 {company}에서 알려 드립니다.",
        en="The document went back to the previous signer. {company} tells you when it is your turn again.",
        ja="前の署名者に戻しました。再び順番になりましたら{company}からお知らせします。",
    ),
    "stand.rejected.first": Text(
        ko="첫 단계에서 반려되어 서명 요청이 취소되었습니다.",
        en="It was rejected at the first step, so the signing request is canceled.",
        ja="最初のステップで却下されたため、署名依頼は取り消されました。",
    ),
    "stand.ended.title": Text(
        ko="서명 요청이 취소되었습니다",
        en="The signing request was canceled",
        ja="署名依頼は取り消されました",
    ),
    "stand.ended.text": Text(
        ko="이 문서에는 더 이상 서명할 수 없습니다.",
        en="This document can no longer be signed.",
        ja="この文書にはもう署名できません。",
    ),
    "stand.discarded.title": Text(
        ko="보낸 회사가 문서 열람을 종료했습니다",
        en="The sender has closed access to this document",
        ja="送信元が文書の公開を終了しました",
    ),
    "stand.discarded.text": Text(
        ko="받은 사람들의 링크는 더 이상 열리지 않습니다. 이미 내려받은 파일은 그대로입니다.",
        en="Links to it no longer open. Files that were downloaded earlier are not affected.",
        ja="受信者に送られたリンクはもう開けません。ダウンロード済みのファイルはそのままです。",
    ),
    "download.document": Text(ko="문서 내려받기", en="Download the document", ja="文書をダウンロード"),
    "download.certificate": Text(
        ko="이력 인증서 내려받기",
        en="Download the certificate",
        ja="署名履歴証明書をダウンロード",
    ),
    "file.document": Text(ko="{title}", en="{title}", ja="{title}"),
    "file.certificate": Text(
        ko="{title} 이력 인증서",
        en="{title} certificate of completion",
        ja="{title} 署名履歴証明書",
    ),
    # Viewer and preview
    "view.document": Text(ko="완료 문서", en="Completed document", ja="締結済み文書"),
    "view.certificate": Text(ko="이력 인증서", en="Certificate of completion", ja="署名履歴証明書"),
    "view.sealed": Text(ko="{moment} 봉인", en="Sealed {moment}", ja="{moment} 電子署名を付与"),
    "view.so-far": Text(ko="진행 중인 문서", en="Document so far", ja="進行中の文書"),
    "view.unsealed": Text(
        ko="지금까지 승인된 내용입니다. 아직 봉인되지 않았습니다.",
        en="What has been approved so far. It is not sealed yet.",
        ja="これまでに承認された内容です。電子署名はまだ付与されていません。",
    ),
    "view.back": Text(ko="진행 상황", en="Progress", ja="進捗"),
    "view.download": Text(ko="내려받기", en="Download", ja="ダウンロード"),
    "preview.title": Text(ko="미리보기", en="Preview", ja="プレビュー"),
    "preview.text": Text(
        ko="시작되지 않은 계약의 미리보기입니다. 한 시간 동안만 볼 수 있고 효력이 없습니다.",
        en="A preview of a contract that has not been started. It can be seen for one hour and has no effect.",
        ja="開始されていない契約のプレビューです。1時間だけ閲覧でき、効力はありません。",
    ),
    "preview.mark": Text(ko="미리보기 · 효력 없음", en="PREVIEW · NOT VALID", ja="プレビュー・効力なし"),
    # Dead links
    "dead.used.title": Text(ko="이미 처리된 링크입니다", en="This link has done its work", ja="処理済みのリンクです"),
    "dead.used.text": Text(
        ko="이 링크로 승인 또는 반려가 끝났습니다. 서명이 모두 완료되면 문서를 받을 링크를 보내 드립니다.",
        en="The document was approved or rejected through it. "
        "When signing is complete you will get a link to the document.",
        ja="このリンクでの承認または差し戻しは済んでいます。締結が完了すると文書のリンクをお送りします。",
    ),
    "dead.used-embed.title": Text(ko="이미 처리된 링크입니다", en="This link has done its work", ja="処理済みのリンクです"),
    "dead.used-embed.text": Text(
        ko="이 링크로 승인 또는 반려가 끝났습니다. 다음 안내는 이 문서를 보낸 서비스에서 받게 됩니다.",
        en="The document was approved or rejected through it. The service that sent it to you tells you what comes next.",
        ja="このリンクでの承認または差し戻しは済んでいます。この後の案内は文書を送ったサービスから届きます。",
    ),
    "dead.ask": Text(
        ko="문의: {company} {starter}", en="Questions: {starter}, {company}", ja="お問い合わせ：{company} {starter}",
    ),
    "dead.document": Text(ko="문서", en="Document", ja="文書"),
    "dead.replaced.title": Text(ko="새 링크로 바뀌었습니다", en="A newer link exists", ja="新しいリンクに替わりました"),
    "dead.replaced.text": Text(
        ko="이 링크는 더 이상 열리지 않습니다. 가장 최근에 받은 메시지의 링크를 열어 주세요. 찾을 수 없으면 보낸 사람에게 요청해 주세요.",
        en="This one opens nothing any more. Please open the link in the newest message you received. If you cannot find it, "
        "ask the sender.",
        ja="このリンクはもう開けません。最後に届いたメッセージのリンクを開いてください。見つからない場合は送信者にお尋ねください。",
    ),
    "dead.canceled.title": Text(
        ko="서명 요청이 취소되었습니다",
        en="The signing request was canceled",
        ja="署名依頼は取り消されました",
    ),
    "dead.canceled.text": Text(
        ko="이 문서에는 더 이상 서명할 수 없습니다. 궁금한 점은 보낸 회사에 문의해 주세요.",
        en="This document can no longer be signed. Please ask the company that sent it if you have questions.",
        ja="この文書にはもう署名できません。ご不明な点は送信元の会社にお問い合わせください。",
    ),
    "dead.expired.title": Text(
        ko="서명 요청이 만료되었습니다",
        en="The request has expired",
        ja="署名依頼の期限が切れました",
    ),
    "dead.expired.text": Text(
        ko="서명 기한이 지났습니다. 계속하려면 보낸 회사에 다시 요청해 주세요.",
        en="The signing deadline has passed. To continue, ask the company that sent it for a new request.",
        ja="署名期限が過ぎています。続けるには送信元の会社に再送をご依頼ください。",
    ),
    "dead.locked.title": Text(ko="링크가 잠겼습니다", en="The link is locked", ja="リンクがロックされました"),
    "dead.locked.text": Text(
        ko="암호를 여러 번 잘못 입력해 안전을 위해 잠갔습니다. 보낸 회사에 알렸으니 새 링크를 요청해 주세요.",
        en="Too many wrong codes were entered. The company that sent it has been told; please ask them for a new link.",
        ja="コードの誤入力が続いたため、安全のためロックしました。送信元の会社に通知しましたので、新しいリンクをご依頼ください。",
    ),
    "dead.disposed.title": Text(
        ko="보낸 회사가 문서 열람을 종료했습니다",
        en="The sender has closed access to this document",
        ja="送信元が文書の公開を終了しました",
    ),
    "dead.disposed.text": Text(
        ko="이 링크는 더 이상 열리지 않습니다. 이미 내려받은 파일은 그대로입니다. "
        "궁금한 점은 보낸 회사에 문의해 주세요.",
        en="This link no longer opens it. Files that were downloaded earlier are not affected. "
        "Please ask the company that sent it if you have questions.",
        ja="このリンクはもう開けません。ダウンロード済みのファイルはそのままです。"
        "ご不明な点は送信元の会社にお問い合わせください。",
    ),
    "dead.deleted.title": Text(ko="삭제된 계약입니다", en="The contract was deleted", ja="削除された契約です"),
    "dead.deleted.text": Text(
        ko="보낸 회사가 이 계약을 삭제했습니다. 궁금한 점은 보낸 회사에 문의해 주세요.",
        en="The company that sent it has deleted this contract. Please ask them if you have questions.",
        ja="送信元の会社がこの契約を削除しました。ご不明な点は送信元の会社にお問い合わせください。",
    ),
    "dead.over.title": Text(ko="링크의 유효 시간이 지났습니다", en="The link has run out", ja="リンクの有効時間が過ぎました"),
    "dead.over.text": Text(
        ko="이 링크는 잠시 동안만 열립니다. 필요하면 새 링크를 받아 주세요.",
        en="It opened the document for a few minutes only. Ask for a new one if you need it.",
        ja="このリンクは短い間だけ有効です。必要な場合は新しいリンクを取得してください。",
    ),
    "dead.session.title": Text(ko="링크를 다시 열어 주세요", en="Please open the link again", ja="リンクをもう一度開いてください"),
    "dead.session.text": Text(
        ko="안전을 위해 연결이 끝났습니다. 받은 메시지의 링크를 다시 열면 이어서 할 수 있습니다.",
        en="For safety this visit has ended. Open the link in your message again to go on.",
        ja="安全のため接続が終了しました。届いたメッセージのリンクを開き直すと続けられます。",
    ),
    "dead.incomplete.title": Text(
        ko="링크가 완전하지 않습니다", en="This link is incomplete", ja="リンクが途中で切れています"
    ),
    "dead.incomplete.text": Text(
        ko="주소의 일부가 빠져 있습니다. 받은 메시지의 버튼을 누르거나 주소 전체를 복사해 다시 열어 주세요. "
        "그래도 열리지 않으면 보낸 사람에게 새 링크를 요청해 주세요.",
        en="Part of the address is missing. Press the button in your message, or copy the whole address. "
        "If it still does not open, ask the sender for a new link.",
        ja="アドレスの一部が欠けています。届いたメッセージのボタンを押すか、アドレス全体をコピーして開き直してください。"
        "それでも開けない場合は、送信者に新しいリンクをご依頼ください。",
    ),
    "dead.unknown.title": Text(ko="열 수 없는 링크입니다", en="This link does not work", ja="このリンクは開けません"),
    "dead.unknown.text": Text(
        ko="주소가 끝까지 복사되었는지 확인하거나, 받은 메시지의 링크를 다시 눌러 주세요. "
        "그래도 열리지 않으면 보낸 사람에게 문의해 주세요.",
        en="Check that the whole address was copied, or follow the link in your message again. If it still does not open, ask the sender.",
        ja="アドレスが最後までコピーされているか確認するか、届いたメッセージのリンクをもう一度開いてください。"
        "それでも開けない場合は送信者にお尋ねください。",
    ),
    "dead.preview.title": Text(ko="미리보기가 끝났습니다", en="The preview has ended", ja="プレビューは終了しました"),
    "dead.preview.text": Text(
        ko="미리보기는 한 시간 동안만 볼 수 있습니다. 필요하면 다시 만들어 주세요.",
        en="A preview lives for one hour. Make a new one if you need it.",
        ja="プレビューは1時間だけ閲覧できます。必要な場合は作り直してください。",
    ),
    "damaged.changed.title": Text(
        ko="파일을 열 수 없습니다", en="This file cannot be opened", ja="ファイルを開けません",
    ),
    "damaged.changed.text": Text(
        ko="서버에 보관된 파일이 원래와 다릅니다. 잘못된 내용이 표시되지 않도록 열지 않았습니다. 보낸 회사에 알렸습니다. "
        "이미 내려받은 파일은 영향을 받지 않습니다.",
        en="The file on the server is not the one that was stored, so it is not shown. "
        "The company that sent it has been notified. Copies that you downloaded earlier are not affected.",
        ja="サーバーに保管されたファイルが元のものと異なるため、表示していません。送信元の会社に通知しました。"
        "すでにダウンロードしたファイルに影響はありません。",
    ),
    "damaged.missing.title": Text(
        ko="파일이 서버에 없습니다", en="The file is missing", ja="ファイルが見つかりません",
    ),
    "damaged.missing.text": Text(
        ko="보관되어 있어야 할 파일이 서버에 없습니다. 보낸 회사에 알렸습니다. 복원되면 같은 링크로 다시 열 수 있습니다.",
        en="The file is no longer on the server. The company that sent it has been notified. "
        "Once the file is restored, the same link will open it.",
        ja="保管されているはずのファイルがサーバーにありません。送信元の会社に通知しました。復元後は同じリンクで開けます。",
    ),
    "damaged.unread.title": Text(
        ko="파일을 열 수 없습니다", en="This file cannot be opened", ja="ファイルを開けません",
    ),
    "damaged.unread.text": Text(
        ko="서버에 보관된 파일이 없거나 원래와 다릅니다. 잘못된 내용이 표시되지 않도록 열지 않았습니다. 보낸 회사에 알려 주세요.",
        en="The file on the server is missing or is not the one that was stored, so it is not shown. "
        "Please tell the company that sent it.",
        ja="サーバーに保管されたファイルがないか、元のものと異なるため、表示していません。送信元の会社にお知らせください。",
    ),
    # Errors
    "error.400.title": Text(ko="요청을 읽을 수 없습니다", en="The request cannot be read", ja="リクエストを読み取れません"),
    "error.400.text": Text(
        ko="페이지로 돌아가 다시 시도해 주세요.",
        en="Please go back and try again.",
        ja="前のページに戻り、もう一度お試しください。",
    ),
    "error.403.title": Text(ko="열 수 없는 페이지입니다", en="This page is not open to you", ja="このページは開けません"),
    "error.403.text": Text(
        ko="받은 메시지의 링크를 다시 열어 주세요. 브라우저에서 쿠키를 허용해야 합니다.",
        en="Please open the link in your message again. Your browser has to allow cookies.",
        ja="届いたメッセージのリンクをもう一度開いてください。ブラウザでCookieを許可してください。",
    ),
    "error.404.title": Text(ko="없는 페이지입니다", en="There is no such page", ja="ページが見つかりません"),
    "error.404.text": Text(
        ko="주소가 끝까지 복사되었는지 확인하거나, 받은 메시지의 링크를 다시 열어 주세요.",
        en="Check that the whole address was copied, or open the link in your message again.",
        ja="アドレスが最後までコピーされているか確認するか、届いたリンクをもう一度開いてください。",
    ),
    "error.405.title": Text(ko="이 방법으로는 열 수 없습니다", en="This page cannot be opened this way", ja="この方法では開けません"),
    "error.405.text": Text(
        ko="받은 메시지의 링크를 다시 열어 주세요.",
        en="Please open the link in your message again.",
        ja="届いたメッセージのリンクをもう一度開いてください。",
    ),
    "error.413.title": Text(ko="보낸 내용이 너무 큽니다", en="That is too much at once", ja="送信内容が大きすぎます"),
    "error.413.text": Text(
        ko="더 작은 사진으로 다시 시도해 주세요. 사진은 한 장에 1 MB까지입니다.",
        en="Please try again with smaller pictures. Each may have up to 1 MB.",
        ja="小さい画像でもう一度お試しください。画像は1枚1 MBまでです。",
    ),
    "error.429.title": Text(ko="잠시 후 다시 시도해 주세요", en="Please wait a little", ja="少し時間をおいてください"),
    "error.429.text": Text(
        ko="짧은 시간에 너무 여러 번 요청했습니다.",
        en="That was asked for too often in a short time. Please try again later.",
        ja="短時間にリクエストが多すぎました。しばらくしてからもう一度お試しください。",
    ),
    "opened-often.title": Text(
        ko="링크가 너무 여러 번 열렸습니다",
        en="This link was opened too often",
        ja="リンクが開かれた回数が多すぎます",
    ),
    "opened-often.text": Text(
        ko="{minutes}분 뒤에 링크를 다시 열어 주세요. 먼저 열어 둔 화면이 있으면 그 화면에서 바로 계속할 수 있습니다.",
        en="Please open it again in {minutes} min. A page that you opened before still works.",
        ja="{minutes}分後にもう一度リンクを開いてください。すでに開いている画面があれば、そのまま続けられます。",
    ),
    "error.500.title": Text(ko="문제가 생겼습니다", en="Something went wrong", ja="問題が発生しました"),
    "error.500.text": Text(
        ko="저희 쪽 문제입니다. 잠시 뒤 다시 시도해 주세요. 저장된 내용은 그대로입니다.",
        en="The fault is ours. Please try again in a moment; what was saved is safe.",
        ja="こちら側の問題です。しばらくしてからもう一度お試しください。保存済みの内容はそのままです。",
    ),
}  # fmt: skip
