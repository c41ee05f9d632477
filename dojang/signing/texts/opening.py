"""Texts of what comes before the document: what this is, and agreeing to sign electronically."""

from dojang.lib.texts import Text

OPENING = {
    "open.asked": Text(
        ko="{person}, {company}의 {starter}이 이 문서에 서명해 달라고 요청했습니다.",
        en="Hello {person}. {starter} of {company} asks you to sign this document.",
        ja="{person}、{company}の{starter}より、この文書への署名依頼が届いています。",
    ),
    "open.from": Text(ko="보낸 사람", en="From", ja="送信者"),
    "open.facts": Text(ko="문서 안내", en="About the document", ja="文書について"),
    "open.pages": Text(ko="분량", en="Pages", ja="分量"),
    "open.pages.count": Text(ko="{count}쪽", en="{count}", ja="{count}ページ"),
    "open.deadline": Text(ko="서명 기한", en="Deadline", ja="署名期限"),
    "open.todo": Text(ko="할 일", en="To do", ja="手順"),
    "open.todo.fill": Text(
        ko="문서를 읽고 아직 비어 있는 {count}개 칸을 작성한 뒤 승인 또는 반려",
        en="Read it, fill in what is still empty ({count}), then approve or reject",
        ja="文書を読み、未記入の{count}項目を記入してから承認または差し戻し",
    ),
    "open.todo.filled": Text(
        ko="문서와 이미 채워진 칸을 확인한 뒤 승인 또는 반려",
        en="Read it and check what is filled in already, then approve or reject",
        ja="文書と記入済みの内容を確認してから承認または差し戻し",
    ),
    "open.todo.read": Text(
        ko="문서를 읽고 승인 또는 반려", en="Read it, then approve or reject", ja="文書を読んで承認または差し戻し"
    ),
    "consent.title": Text(ko="전자서명 동의", en="Signing electronically", ja="電子署名への同意"),
    "consent.missing": Text(
        ko="문서를 열려면 위 칸에 표시해 동의해 주세요.",
        en="Please tick the box above to agree; then the document opens.",
        ja="文書を開くには、上の欄にチェックを入れて同意してください。",
    ),
    "consent.go": Text(ko="동의하고 문서 열기", en="Agree and open", ja="同意して文書を開く"),
    "consent.refuse": Text(
        ko="전자서명을 원하지 않으시면 {starter}({email})에게 다른 방법을 요청해 주세요.",
        en="If you do not want to sign electronically, please ask {starter} ({email}) for another way.",
        ja="電子署名を望まない場合は、{starter}（{email}）に別の方法をご依頼ください。",
    ),
    # Signing on the phone what was opened at a desk
    "phone-over.offer": Text(ko="휴대폰으로 서명", en="Sign on your phone", ja="スマートフォンで署名"),
    "phone-over.title": Text(
        ko="휴대폰으로 이어서 서명하기",
        en="Go on signing on your phone",
        ja="スマートフォンで続けて署名",
    ),
    "phone-over.text": Text(
        ko="휴대폰 카메라로 아래 코드를 비추고 나타난 주소를 열어 주세요. "
        "지금까지의 본인 확인과 작성한 내용이 그대로 이어집니다. "
        "코드는 {minutes}분 동안 한 번만 쓸 수 있으니 다른 사람에게 보여 주지 마세요.",
        en="Point your phone's camera at this code and open the address that appears. "
        "You need not confirm again who you are, and what you have entered is there. "
        "The code works once, for {minutes} minutes. Don’t share it.",
        ja="スマートフォンのカメラで下のコードを読み取り、表示されたアドレスを開いてください。"
        "ここまでのご本人確認と記入内容はそのまま引き継がれます。コードは{minutes}分間、1回だけ使えます。"
        "ほかの人には見せないでください。",
    ),
    "phone-over.code": Text(
        ko="휴대폰으로 이어가기 위한 QR 코드",
        en="QR code to go on with the phone",
        ja="スマートフォンで続けるためのQRコード",
    ),
    "phone-over.waiting": Text(
        ko="휴대폰을 기다리고 있습니다. 휴대폰에서 서명을 마치면 이 화면도 바뀝니다.",
        en="Waiting for your phone. Once you have signed there, this page will change too.",
        ja="スマートフォンを待っています。署名が終わると、この画面も変わります。",
    ),
    "phone-over.opened": Text(
        ko="휴대폰에서 문서를 열었습니다. 휴대폰에서 계속해 주세요.",
        en="The document is open on your phone. Please go on there.",
        ja="スマートフォンで文書を開きました。スマートフォンで続けてください。",
    ),
    "phone-over.over": Text(
        ko="코드의 시간이 지났습니다. 새 코드를 받아 주세요.",
        en="The code has run out. Please get a new one.",
        ja="コードの有効時間が過ぎました。新しいコードを取得してください。",
    ),
    "phone-over.again": Text(ko="새 코드 받기", en="New code", ja="新しいコード"),
    "phone-over.back": Text(ko="이 화면에서 계속하기", en="Go on at this screen", ja="この画面で続ける"),
    "dead.hand-taken.title": Text(
        ko="이미 사용한 코드입니다", en="This code was used already", ja="使用済みのコードです"
    ),
    "dead.hand-taken.text": Text(
        ko="코드는 한 번만 쓸 수 있습니다. 컴퓨터 화면에서 새 코드를 받아 다시 비춰 주세요.",
        en="A code works once. Get a new one at the computer and point your camera at it again.",
        ja="コードは1回だけ使えます。パソコンの画面で新しいコードを取得し、もう一度読み取ってください。",
    ),
    "dead.hand-over.title": Text(ko="코드의 시간이 지났습니다", en="The code has run out", ja="コードの有効時間が過ぎました"),
    "dead.hand-over.text": Text(
        ko="컴퓨터 화면에서 새 코드를 받아 다시 비춰 주세요.",
        en="Get a new one at the computer and point your camera at it again.",
        ja="パソコンの画面で新しいコードを取得し、もう一度読み取ってください。",
    ),
    # Told to the page's scripts
    "draft.saved": Text(ko="· 임시 저장됨", en="· Draft saved", ja="・保存済み"),
    "draft.unsaved": Text(
        ko="· 아직 저장 안 됨", en="· Not saved yet", ja="・未保存"
    ),
    "script.moved": Text(
        ko="그사이 문서의 상태가 바뀌었습니다. 페이지를 새로 고쳐 주세요.",
        en="The document has moved on meanwhile. Please reload the page.",
        ja="その間に文書の状態が変わりました。ページを再読み込みしてください。",
    ),
    "script.reload": Text(ko="새로 고침", en="Reload", ja="再読み込み"),
    "script.slower": Text(
        ko="요청이 너무 잦습니다. 잠시 후 자동으로 다시 시도합니다.",
        en="That is too often. It will be tried again in a moment.",
        ja="リクエストが多すぎます。しばらくしてから再試行されます。",
    ),
}  # fmt: skip
