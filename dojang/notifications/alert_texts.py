"""What a company is told of exports that do not arrive, and of files that are damaged."""

from dojang.lib.texts import Text

SINCE = Text(ko="처음 실패한 시각", en="Failing since", ja="最初に失敗した時刻")
WHY = Text(ko="마지막 시도의 결과", en="What came of the last try", ja="最後の試行の結果")
WHICH = Text(ko="계약", en="Contracts", ja="契約")
WHAT_TO_DO = Text(ko="다시 보내기", en="To send them again", ja="再送の方法")

CONTRACT = Text(ko="{number}번 {title}", en="No. {number}: {title}", ja="{number}番 {title}")
MORE = Text(ko="외 {number}건", en="and {number} more", ja="ほか{number}件")
TIMES = Text(ko="{reason} (계약 {number}건)", en="{reason} (contracts: {number})", ja="{reason}（契約{number}件）")
BY_COMMAND = Text(ko="서버에서: {command}", en="On the server: {command}", ja="サーバーで: {command}")
BY_API = Text(ko="API로: {call}", en="By the API: {call}", ja="APIで: {call}")

DAMAGE_WHAT_TO_DO_TITLE = Text(ko="조치 방법", en="What to do", ja="対処方法")
DAMAGE_WHAT_TO_DO = Text(
    ko="서버 운영자에게 백업에서 파일을 복원해 달라고 요청해 주세요. 복원되면 다시 열립니다. "
    "서버에서 dojang blobs check 명령을 실행하면 파일 목록을 볼 수 있습니다. "
    "이미 내려받은 파일은 영향을 받지 않습니다.",
    en="Ask the operator of the server to restore the files from a backup. They then open again. "
    "The command dojang blobs check on the server lists the files. Copies that were downloaded earlier are not affected.",
    ja="サーバーの運用者に、バックアップからのファイルの復元をご依頼ください。復元後は再び開けるようになります。"
    "ファイル名はサーバー上の dojang blobs check コマンドで確認できます。すでにダウンロードされたファイルに影響はありません。",
)
FILES = {
    "document": Text(ko="완료 문서", en="completed document", ja="締結済み文書"),
    "certificate": Text(ko="이력 인증서", en="certificate of completion", ja="署名履歴証明書"),
}

STATUS = Text(
    ko="수신 서버의 응답: HTTP 상태 {status}.",
    en="The receiver answered with HTTP status {status}.",
    ja="受信サーバーがHTTPステータス{status}を返しました。",
)
GONE = Text(
    ko="수신 서버가 더 이상 받지 않겠다고 답했습니다(HTTP 410).",
    en="The receiver said that it wants no more (HTTP 410).",
    ja="受信サーバーが今後は受け取らないと回答しました（HTTP 410）。",
)
UNKNOWN = Text(
    ko="통보를 보내지 못했습니다({reason}).",
    en="It could not be sent ({reason}).",
    ja="送信できませんでした（{reason}）。",
)

# By the words that attempts and lines are written down with.
ERRORS = {
    "not-connected": Text(
        ko="수신 서버에 연결할 수 없었습니다.",
        en="The receiver could not be reached.",
        ja="受信サーバーに接続できませんでした。",
    ),
    "timeout": Text(
        ko="수신 서버가 제때 답하지 않았습니다.",
        en="The receiver did not answer in time.",
        ja="受信サーバーが時間内に応答しませんでした。",
    ),
    "name-not-found": Text(
        ko="수신 서버의 이름을 찾을 수 없었습니다.",
        en="The receiver's name could not be found.",
        ja="受信サーバーの名前が見つかりませんでした。",
    ),
    "tls": Text(
        ko="수신 서버의 TLS 인증서를 확인할 수 없었습니다.",
        en="The receiver's TLS certificate could not be verified.",
        ja="受信サーバーのTLS証明書を確認できませんでした。",
    ),
    "broken-answer": Text(
        ko="수신 서버의 응답을 읽을 수 없었습니다.",
        en="The receiver's answer could not be read.",
        ja="受信サーバーの応答を読み取れませんでした。",
    ),
    "forbidden-address": Text(
        ko="수신 서버의 주소가 공개되어 있지 않아 연결하지 않았습니다. 운영자가 DOJANG_EXPORT_ALLOW로 허용할 수 있습니다.",
        en="The receiver's address is not public, so it was not called. The operator can allow it by DOJANG_EXPORT_ALLOW.",
        ja="受信サーバーのアドレスが公開されていないため接続しませんでした。運用者がDOJANG_EXPORT_ALLOWで許可できます。",
    ),
    "bad-request": Text(
        ko="URL이나 Authorization 값으로 요청을 만들 수 없었습니다.",
        en="The URL or the Authorization makes no valid request.",
        ja="URLまたはAuthorizationの値ではリクエストを作成できませんでした。",
    ),
    "bad-secret": Text(
        ko="회사의 서명 키가 올바르지 않아 서명할 수 없었습니다.",
        en="The company's signing secret is damaged, so the export could not be signed.",
        ja="会社の署名キーが正しくないため署名できませんでした。",
    ),
    "endpoint-fails": Text(
        ko="수신 서버가 계속 실패하여 차례가 오지 않았습니다.",
        en="The receiver kept failing, so that its turn never came.",
        ja="受信サーバーの失敗が続き、送信の順番が来ませんでした。",
    ),
    "internal-error": Text(
        ko="Dojang 내부 오류입니다. 운영자가 로그에서 원인을 볼 수 있습니다.",
        en="Internal error in Dojang. The operator can find the cause in the log.",
        ja="Dojangの内部エラーです。運用者がログで原因を確認できます。",
    ),
}
