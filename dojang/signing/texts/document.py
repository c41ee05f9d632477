"""Texts of the document page: the dock, its questions, the two dialogs."""

from dojang.lib.texts import Text

DOCUMENT = {
    "sign.step": Text(ko="{count}단계 중 {step}단계", en="Step {step} of {count}", ja="ステップ{step}/{count}"),
    "sign.deadline": Text(ko="{moment}까지", en="until {moment}", ja="{moment}まで"),
    "sign.comment": Text(ko="보낸 사람의 메모", en="Note from the sender", ja="送信者からのメモ"),
    "sign.sentback": Text(
        ko="{person}이 문서를 돌려보냈습니다.", en="{person} sent the document back.", ja="{person}が文書を差し戻しました。"
    ),
    "sign.sentback.text": Text(
        ko="내용을 고쳐 다시 승인하거나 반려할 수 있습니다.",
        en="You may change your boxes and approve again, or reject.",
        ja="内容を直して再び承認するか、差し戻すことができます。",
    ),
    "sign.page": Text(ko="{count}쪽 중 {number}쪽", en="Page {number} of {count}", ja="全{count}ページ中{number}ページ"),
    "sign.to-page": Text(ko="{number}쪽으로 이동", en="Go to page {number}", ja="{number}ページへ移動"),
    "sign.link": Text(ko="링크: {target}", en="Link: {target}", ja="リンク：{target}"),
    "sign.page.picture": Text(ko="문서 {number}쪽 그림", en="Picture of page {number}", ja="文書{number}ページの画像"),
    "sign.page.lost": Text(
        ko="이 쪽을 불러오지 못했습니다. 새로 고침해 주세요. "
        "그래도 보이지 않으면 보낸 사람에게 알려 주시고, 내용을 확인하기 전에는 서명하지 마세요.",
        en="This page could not be loaded. Reload it. "
        "If it is still missing, tell the sender, and do not sign before you have read it.",
        ja="このページを読み込めませんでした。再読み込みしてください。"
        "それでも表示されない場合は送信者に連絡し、内容を確認するまで署名しないでください。",
    ),
    "sign.questions": Text(ko="작성할 칸", en="Boxes to fill", ja="記入する項目"),
    "sign.noscript": Text(
        ko="아래 칸을 모두 작성한 뒤 승인해 주세요.",
        en="Fill the boxes below, then approve.",
        ja="下の項目をすべて記入してから承認してください。",
    ),
    "dock.intro": Text(
        ko="문서를 확인하고 {count}개 칸을 작성해 주세요.",
        en="Read the document. Boxes to fill: {count}.",
        ja="文書を確認し、{count}項目を記入してください。",
    ),
    "dock.intro.again": Text(
        ko="작성한 내용을 확인하고, 고칠 곳을 고친 뒤 다시 승인해 주세요.",
        en="Look over your entries, change what is needed, and approve again.",
        ja="記入した内容を確認し、必要なところを直して、もう一度承認してください。",
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
    "dock.continue": Text(ko="이어서 작성", en="Continue", ja="続きを記入"),
    "dock.next": Text(ko="다음", en="Next", ja="次へ"),
    "dock.review.go": Text(ko="검토", en="Review", ja="確認へ"),
    "dock.approve": Text(ko="승인", en="Approve", ja="承認"),
    "dock.reject": Text(ko="반려", en="Reject", ja="差し戻し"),
    "dock.back": Text(ko="이전 칸", en="Previous box", ja="前の項目"),
    "dock.forward": Text(ko="다음 칸", en="Next box", ja="次の項目"),
    "dock.required": Text(ko="필수", en="Required", ja="必須"),
    "dock.optional": Text(ko="선택", en="Optional", ja="任意"),
    "dock.fold": Text(ko="작성 칸 보기", en="Show the question", ja="記入欄を表示"),
    "dock.left": Text(ko="남은 필수 {count}개", en="Required left: {count}", ja="残りの必須 {count}項目"),
    "dock.progress": Text(ko="{count}개 중 {number}번째", en="{number} of {count}", ja="{count}項目中{number}番目"),
    "spot.empty": Text(ko="비어 있음", en="empty", ja="未記入"),
    "spot.filled": Text(ko="작성됨", en="filled", ja="記入済み"),
    "check.label": Text(ko="체크합니다", en="Check this box", ja="チェックする"),
    "radio.legend": Text(ko="하나를 골라 주세요", en="Choose one", ja="1つ選んでください"),
    "offer.name": Text(ko="‘{name}’ 입력", en="Enter “{name}”", ja="「{name}」と入力"),
    "offer.today": Text(ko="오늘 날짜 입력", en="Enter today’s date", ja="今日の日付を入力"),
    "date.today": Text(ko="오늘", en="Today", ja="今日"),
    "picture.choose": Text(ko="사진 고르기", en="Choose a picture", ja="画像を選ぶ"),
    "picture.change": Text(ko="다른 사진", en="Change", ja="別の画像"),
    "picture.hint": Text(
        ko="JPG 또는 PNG, {most} MB까지. 큰 사진은 자동으로 줄입니다.",
        en="JPG or PNG, up to {most} MB. Large pictures are resized automatically.",
        ja="JPGまたはPNG、{most} MBまで。大きな画像は自動で縮小します。",
    ),
    "picture.hint.plain": Text(ko="JPG 또는 PNG, 1 MB까지", en="JPG or PNG, up to 1 MB", ja="JPGまたはPNG、1 MBまで"),
    "picture.heic": Text(
        ko="이 브라우저는 HEIC 사진을 읽지 못합니다. JPG로 저장하거나 화면을 캡처한 사진을 골라 주세요.",
        en="This browser cannot read HEIC pictures. Save the picture as JPG, or choose a screenshot of it.",
        ja="このブラウザはHEIC画像を読み取れません。JPGで保存するか、スクリーンショットを選んでください。",
    ),
    "picture.unreadable": Text(
        ko="이 파일은 사진으로 읽을 수 없습니다. JPG 또는 PNG 사진을 골라 주세요.",
        en="This file cannot be read as a picture. Please choose a JPG or PNG picture.",
        ja="このファイルは画像として読み取れません。JPGまたはPNGの画像を選んでください。",
    ),
    "picture.large": Text(
        ko="사진이 너무 큽니다. {most} MB까지 고를 수 있습니다.",
        en="The picture is too large. Choose one of up to {most} MB.",
        ja="画像が大きすぎます。{most} MBまでの画像を選んでください。",
    ),
    "picture.before": Text(
        ko="이전에 넣은 내용은 그대로 있습니다.", en="Your previous entry is kept.", ja="以前の内容はそのまま残っています。"
    ),
    "picture.remove": Text(ko="빼기", en="Remove", ja="外す"),
    "picture.busy": Text(ko="사진을 줄이는 중…", en="Making the picture smaller…", ja="画像を縮小しています…"),
    "pad.label": Text(ko="여기에 서명해 주세요", en="Sign here", ja="ここに署名してください"),
    "pad.stamp": Text(ko="여기에 도장을 그려 주세요", en="Draw your stamp here", ja="ここに印鑑を描いてください"),
    "pad.undo": Text(ko="되돌리기", en="Undo", ja="元に戻す"),
    "pad.clear": Text(ko="지우기", en="Clear", ja="消去"),
    "approve.title": Text(ko="승인할까요?", en="Approve the document?", ja="承認しますか？"),
    "approve.from": Text(ko="보낸 사람: {company} {starter}", en="From {starter}, {company}", ja="送信者：{company} {starter}"),
    "approve.review": Text(ko="작성한 내용", en="Your entries", ja="記入した内容"),
    "review.change": Text(ko="고치기", en="Change", ja="修正"),
    "review.checked": Text(ko="체크함", en="Checked", ja="チェックあり"),
    "review.unchecked": Text(ko="체크 안 함", en="Not checked", ja="チェックなし"),
    "approve.then": Text(ko="승인하면", en="If you approve", ja="承認すると"),
    "approve.final": Text(
        ko="작성한 내용과 서명이 확정됩니다.",
        en="Your entries and your signature become final.",
        ja="記入内容と署名が確定します。",
    ),
    "approve.next": Text(
        ko="문서가 다음 서명자 {person}께 넘어갑니다.",
        en="The document goes on to {person}.",
        ja="文書は次の署名者である{person}に送られます。",
    ),
    "approve.last": Text(
        ko="마지막 승인이므로 문서가 봉인되고 서명이 모두 완료됩니다.",
        en="Yours is the last approval: the document is sealed and signing is complete.",
        ja="最後の承認のため、文書に電子署名が付与され、締結が完了します。",
    ),
    "approve.copy": Text(
        ko="서명이 모두 완료되면 완료 문서를 볼 수 있는 링크를 보내 드립니다.",
        en="Once signing is complete, you will get a link to the completed document.",
        ja="締結が完了すると、締結済み文書のリンクをお送りします。",
    ),
    "approve.record": Text(
        ko="승인한 시각, IP 주소와 브라우저 정보가 이력 인증서에 기록됩니다.",
        en="The time, your IP address and browser are recorded in the certificate of completion.",
        ja="承認日時、IPアドレス、ブラウザの情報が署名履歴証明書に記録されます。",
    ),
    "approve.go": Text(ko="승인", en="Approve", ja="承認"),
    "reject.title": Text(ko="반려할까요?", en="Reject the document?", ja="差し戻しますか？"),
    "reject.then": Text(ko="반려하면", en="If you reject", ja="差し戻すと"),
    "reject.first": Text(
        ko="첫 단계이므로 서명 요청이 취소되고 되돌릴 수 없습니다.",
        en="As this is the first step, the signing request is canceled. This cannot be undone.",
        ja="最初のステップのため、署名依頼は取り消され、元に戻せません。",
    ),
    "reject.told": Text(
        ko="보낸 사람에게 반려 사유와 함께 알립니다.",
        en="The sender is told, with your reason.",
        ja="送信者に、差し戻しの理由とともに通知されます。",
    ),
    "reject.back": Text(
        ko="앞 단계의 {person}께 돌려보내고 사유를 전합니다.",
        en="The document goes back to {person} with your reason.",
        ja="前のステップの{person}に戻し、理由を伝えます。",
    ),
    "reject.again": Text(
        ko="다시 승인되면 새 링크를 보내 드립니다.",
        en="When it is approved again you get a new link.",
        ja="再び承認されると、新しいリンクをお送りします。",
    ),
    "reject.entries": Text(
        ko="이번에 작성한 내용은 문서에 남지 않습니다.",
        en="What you have filled in this time does not enter the document.",
        ja="今回記入した内容は文書に残りません。",
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
