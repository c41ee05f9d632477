"""Texts of the document page: the dock, its questions, the two dialogs."""

from dojang.lib.texts import Text

DOCUMENT = {
    "sign.step": Text(ko="{count}단계 중 {step}단계", en="Step {step} of {count}", ja="ステップ{step}/{count}"),
    "sign.deadline": Text(ko="{moment}까지", en="until {moment}", ja="{moment}まで"),
    "sign.comment": Text(ko="보낸 분의 메모", en="Note from the sender", ja="送信者からのメモ"),
    "sign.sentback": Text(
        ko="{person}이 문서를 돌려보냈습니다.", en="{person} sent the document back.", ja="{person}が文書を差し戻しました。"
    ),
    "sign.sentback.text": Text(
        ko="내용을 고쳐 다시 승인하거나 반려할 수 있습니다.",
        en="You may change your boxes and approve again, or reject.",
        ja="内容を直して再び承認するか、差し戻すことができます。",
    ),
    "sign.page": Text(ko="{count}쪽 중 {number}쪽", en="Page {number} of {count}", ja="全{count}ページ中{number}ページ"),
    "sign.page.picture": Text(ko="문서 {number}쪽 그림", en="Picture of page {number}", ja="文書{number}ページの画像"),
    "sign.questions": Text(ko="작성할 칸", en="Boxes to fill", ja="記入する項目"),
    "sign.noscript": Text(
        ko="아래 칸을 모두 작성한 뒤 승인해 주세요.",
        en="Fill the boxes below, then approve.",
        ja="下の項目をすべて記入してから承認してください。",
    ),
    "dock.intro": Text(
        ko="문서를 확인하고 {count}개 칸을 작성해 주세요.",
        en="Read the document, then fill {count} boxes.",
        ja="文書を確認し、{count}項目を記入してください。",
    ),
    "dock.intro.none": Text(
        ko="작성할 칸이 없습니다. 문서를 확인하고 승인해 주세요.",
        en="There is nothing to fill. Read the document, then approve.",
        ja="記入する項目はありません。文書を確認して承認してください。",
    ),
    "dock.review": Text(
        ko="모두 작성했습니다. 문서를 한 번 더 확인해 주세요.",
        en="Everything is filled. Please look over the document once more.",
        ja="すべて記入しました。文書をもう一度ご確認ください。",
    ),
    "dock.start": Text(ko="작성 시작", en="Start", ja="記入を始める"),
    "dock.next": Text(ko="다음", en="Next", ja="次へ"),
    "dock.review.go": Text(ko="검토", en="Review", ja="確認へ"),
    "dock.approve": Text(ko="승인", en="Approve", ja="承認"),
    "dock.reject": Text(ko="반려", en="Reject", ja="差し戻し"),
    "dock.back": Text(ko="이전 칸", en="Previous box", ja="前の項目"),
    "dock.forward": Text(ko="다음 칸", en="Next box", ja="次の項目"),
    "dock.required": Text(ko="필수", en="Required", ja="必須"),
    "dock.optional": Text(ko="선택", en="Optional", ja="任意"),
    "dock.progress": Text(ko="{count}개 중 {number}번째", en="{number} of {count}", ja="{count}項目中{number}番目"),
    "spot.empty": Text(ko="비어 있음", en="empty", ja="未記入"),
    "spot.filled": Text(ko="작성됨", en="filled", ja="記入済み"),
    "check.label": Text(ko="체크합니다", en="Check this box", ja="チェックする"),
    "radio.legend": Text(ko="하나를 골라 주세요", en="Choose one", ja="1つ選んでください"),
    "picture.choose": Text(ko="사진 고르기", en="Choose a picture", ja="画像を選ぶ"),
    "picture.change": Text(ko="다른 사진 고르기", en="Choose another picture", ja="別の画像を選ぶ"),
    "picture.hint": Text(ko="JPG 또는 PNG, 1 MB까지", en="JPG or PNG, up to 1 MB", ja="JPGまたはPNG、1 MBまで"),
    "picture.remove": Text(ko="사진 빼기", en="Remove picture", ja="画像を外す"),
    "picture.busy": Text(ko="사진을 줄이는 중…", en="Making the picture smaller…", ja="画像を縮小しています…"),
    "pad.label": Text(ko="여기에 서명해 주세요", en="Sign here", ja="ここに署名してください"),
    "pad.stamp": Text(ko="여기에 도장을 그려 주세요", en="Draw your stamp here", ja="ここに印鑑を描いてください"),
    "pad.undo": Text(ko="되돌리기", en="Undo", ja="元に戻す"),
    "pad.clear": Text(ko="지우기", en="Clear", ja="消去"),
    "pad.upload": Text(ko="도장 사진 올리기", en="Use a picture instead", ja="画像を使う"),
    "pad.noscript": Text(
        ko="서명 사진 올리기", en="Use a picture instead", ja="画像を使う"
    ),
    "approve.title": Text(ko="승인할까요?", en="Approve the document?", ja="承認しますか？"),
    "approve.next": Text(
        ko="승인하면 작성한 내용과 서명이 확정되고 다음 서명자에게 전달됩니다.",
        en="Your entries and signature become final and the document goes to the next signer.",
        ja="承認すると記入内容と署名が確定し、次の署名者に送られます。",
    ),
    "approve.last": Text(
        ko="마지막 승인입니다. 승인하면 문서가 봉인되어 계약이 완료됩니다.",
        en="Yours is the last approval. The document will be sealed and the contract complete.",
        ja="最後の承認です。承認すると文書が封印され、契約が完了します。",
    ),
    "approve.go": Text(ko="승인", en="Approve", ja="承認"),
    "reject.title": Text(ko="반려할까요?", en="Reject the document?", ja="差し戻しますか？"),
    "reject.first": Text(
        ko="첫 단계에서 반려하면 계약이 취소되고 되돌릴 수 없습니다.",
        en="Rejecting at the first step cancels the contract. This cannot be undone.",
        ja="最初のステップで差し戻すと契約は取り消され、元に戻せません。",
    ),
    "reject.back": Text(
        ko="앞 단계의 {person}에게 돌려보내고 사유를 전합니다.",
        en="The document goes back to {person} with your reason.",
        ja="前のステップの{person}に戻し、理由を伝えます。",
    ),
    "reject.go": Text(ko="반려", en="Reject", ja="差し戻す"),
    "opinion.reason": Text(ko="반려 사유", en="Reason", ja="差し戻しの理由"),
    "opinion.optional": Text(ko="의견 (선택)", en="Comment (optional)", ja="意見（任意）"),
    "opinion.long": Text(
        ko="의견은 {most}자까지 쓸 수 있습니다. 지금 {given}자이니 줄인 뒤 다시 보내 주세요.",
        en="The comment may have up to {most} characters and has {given}. Shorten it and send it again.",
        ja="意見は{most}文字まで入力できます（現在{given}文字）。短くしてからもう一度送信してください。",
    ),
    "dialog.close": Text(ko="닫기", en="Close", ja="閉じる"),
    "busy": Text(ko="보내는 중…", en="Sending…", ja="送信中…"),
}  # fmt: skip
