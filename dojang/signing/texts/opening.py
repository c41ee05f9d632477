"""Texts of what comes before the document: what this is, and agreeing to sign electronically."""

from dojang.lib.texts import Text

OPENING = {
    "open.asked": Text(
        ko="{person}, {company}의 {starter}이 이 문서에 서명해 달라고 요청했습니다.",
        en="{person}, {starter} of {company} asks you to sign this document.",
        ja="{person}、{company}の{starter}より、この文書への署名依頼が届いています。",
    ),
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
}  # fmt: skip
