"""What companies and the operator are notified of when contracts cannot be sealed."""

from dojang.contracts.models import SealingFailure
from dojang.lib.texts import Text

Reason = SealingFailure.Reason

WHAT_TO_DO = Text(ko="조치 방법", en="What to do", ja="対処方法")
FIRST = Text(ko="계약과 오류", en="Contracts and errors", ja="契約とエラー")
OF_COMPANY = Text(
    ko="{number}번 ({company}): {detail}",
    en="No. {number} ({company}): {detail}",
    ja="{number}番（{company}）: {detail}",
)
LOOK = Text(
    ko="서버에서 모두 보기: {command}",
    en="On the server, list them all: {command}",
    ja="サーバーで一覧を表示: {command}",
)
AGAIN = Text(
    ko="원인을 해결한 뒤 서버에서 다시 시도: {command}",
    en="On the server, try again once the cause is fixed: {command}",
    ja="原因を解消した後、サーバーで再試行: {command}",
)
AGAIN_BY_API = Text(ko="API로 다시 시도: {call}", en="By the API, try again: {call}", ja="APIで再試行: {call}")
CANCEL_BY_API = Text(ko="API로 취소: {call}", en="By the API, cancel: {call}", ja="APIで取り消し: {call}")

REASONS = {
    Reason.TEMPLATE_MISSING: Text(
        ko="서식 파일이 저장소에 없습니다.",
        en="The template's file is missing from the store.",
        ja="書式のファイルが保管場所に見つかりません。",
    ),
    Reason.TEMPLATE_CHANGED: Text(
        ko="서식 파일이 저장한 것과 다릅니다.",
        en="The template's file is not the one that was stored.",
        ja="書式のファイルが保存した内容と異なります。",
    ),
    Reason.PICTURE_MISSING: Text(
        ko="서명자가 넣은 이미지 파일이 저장소에 없습니다.",
        en="A signer's picture is missing from the store.",
        ja="署名者が入れた画像のファイルが保管場所に見つかりません。",
    ),
    Reason.PICTURE_CHANGED: Text(
        ko="서명자가 넣은 이미지 파일이 저장한 것과 다릅니다.",
        en="A signer's picture is not the one that was stored.",
        ja="署名者が入れた画像のファイルが保存した内容と異なります。",
    ),
    Reason.DOCUMENT: Text(
        ko="완료 문서를 만들지 못했습니다. 서식의 PDF에 문제가 있을 수 있습니다.",
        en="The completed document could not be made. The template's PDF may be the cause.",
        ja="締結済み文書を作成できませんでした。書式のPDFに問題がある可能性があります。",
    ),
    Reason.CERTIFICATE: Text(
        ko="이력 인증서를 만들지 못했습니다.",
        en="The certificate of completion could not be made.",
        ja="署名履歴証明書を作成できませんでした。",
    ),
    Reason.KEY: Text(
        ko="서버의 봉인 키나 인증서를 읽을 수 없습니다.",
        en="The server's sealing key or its certificate cannot be read.",
        ja="サーバーの電子署名用の鍵または証明書を読み取れません。",
    ),
    Reason.FONTS: Text(
        ko="서버의 글꼴 파일을 읽을 수 없습니다.",
        en="The server's fonts cannot be read.",
        ja="サーバーのフォントファイルを読み取れません。",
    ),
    Reason.STORAGE: Text(
        ko="서버가 파일을 읽거나 저장하지 못했습니다. 저장 공간이 부족할 수 있습니다.",
        en="The server could not read or store the files. The storage may be full.",
        ja="サーバーがファイルを読み書きできませんでした。空き容量が不足している可能性があります。",
    ),
    Reason.MEMORY: Text(
        ko="서버의 메모리가 부족했습니다.",
        en="The server did not have enough memory.",
        ja="サーバーのメモリが不足しました。",
    ),
    Reason.WORKER: Text(
        ko="처리하던 프로그램이 여러 번 강제로 종료되었습니다. 메모리가 부족했을 수 있습니다.",
        en="The worker process died several times while sealing. It may have run out of memory.",
        ja="処理中のプログラムが何度も強制終了されました。メモリが不足した可能性があります。",
    ),
    Reason.INTERNAL: Text(
        ko="Dojang 내부 오류입니다. 운영자가 로그에서 원인을 볼 수 있습니다.",
        en="Internal error in Dojang. The operator can find the cause in the log.",
        ja="Dojangの内部エラーです。運用者がログで原因を確認できます。",
    ),
}
