"""Texts of what comes before the document: what this is, and agreeing to sign electronically."""

from dojang.lib.texts import Text

OPENING = {
    "open.asked": Text(
        ko="{person}, {company}의 {starter}이 이 문서에 서명해 달라고 요청했습니다.",
        en="{person}, {starter} of {company} asks you to sign this document.",
        ja="{person}、{company}の{starter}より、この文書への署名依頼が届いています。",
    ),
    "open.from": Text(ko="보낸 사람", en="From", ja="送信者"),
    "open.facts": Text(ko="문서 안내", en="About the document", ja="文書について"),
    "open.pages": Text(ko="분량", en="Length", ja="分量"),
    "open.pages.count": Text(ko="{count}쪽", en="Pages: {count}", ja="{count}ページ"),
    "open.deadline": Text(ko="기한", en="Deadline", ja="期限"),
    "open.todo": Text(ko="할 일", en="To do", ja="すること"),
    "open.todo.fill": Text(
        ko="문서를 읽고 {count}개 항목을 작성한 뒤 승인 또는 반려",
        en="Read it, answer what is asked of you ({count}), then approve or reject",
        ja="文書を読み、{count}項目を記入してから承認または差し戻し",
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
    # Told to the page's scripts
    "draft.saved": Text(ko="· 임시 저장됨", en="· Draft saved", ja="・下書き保存済み"),
    "draft.unsaved": Text(
        ko="· 연결되면 다시 저장합니다", en="· Will be saved when online", ja="・接続後に保存します"
    ),
    "script.moved": Text(
        ko="그사이 문서의 상태가 바뀌었습니다. 페이지를 새로 고쳐 주세요.",
        en="The document has moved on meanwhile. Please reload the page.",
        ja="その間に文書の状態が変わりました。ページを再読み込みしてください。",
    ),
    "script.slower": Text(
        ko="요청이 너무 잦습니다. 잠시 뒤에 다시 시도됩니다.",
        en="That is too often. It will be tried again in a moment.",
        ja="リクエストが多すぎます。しばらくしてから再試行されます。",
    ),
}  # fmt: skip
