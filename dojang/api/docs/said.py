"""What the document says shortly, in English, and the same for readers in Korean and Japanese: titles of calls, and of errors."""

from collections.abc import Mapping

from dojang.lib.texts import Text

_TITLES = (
    Text(ko="로그인", en="Log in", ja="ログイン"),
    Text(ko="계약 시작", en="Start a contract", ja="契約の開始"),
    Text(ko="값으로 검색", en="Search by value", ja="値で検索"),
    Text(ko="기간으로 검색", en="Search by period", ja="期間で検索"),
    Text(ko="승인 또는 반려", en="Approve or reject", ja="承認または差し戻し"),
    Text(ko="계약 대량 시작", en="Start contracts in bulk", ja="契約の一括開始"),
    Text(ko="취소, 폐기, 삭제", en="Cancel, dispose of, delete", ja="取消、公開終了、削除"),
    Text(ko="작성자에게 재전송", en="Remind the signer", ja="署名者へのリマインド"),
    Text(ko="서식 목록", en="List templates", ja="書式の一覧"),
    Text(ko="계약 목록", en="List contracts", ja="契約の一覧"),
    Text(ko="계약의 박스 값 조회", en="Read what stands in a contract's boxes", ja="契約のボックスの値の取得"),
    Text(
        ko="완료된 계약의 파일 URL 조회",
        en="Get URLs of a completed contract's files",
        ja="完了した契約のファイルURLの取得",
    ),
    Text(ko="계약 조회", en="Read a contract", ja="契約情報の取得"),
    Text(ko="서식 조회", en="Read a template", ja="書式情報の取得"),
    Text(ko="회사 조회", en="Read the company", ja="会社情報の取得"),
    Text(ko="인증키의 주인 확인", en="Whose token this is", ja="認証キーの持ち主の確認"),
    Text(ko="API 인증키 만들기", en="Make an API token", ja="API認証キーの作成"),
    Text(ko="내 API 인증키 목록", en="List your API tokens", ja="自分のAPI認証キーの一覧"),
    Text(ko="API 인증키 폐기", en="Revoke an API token", ja="API認証キーの無効化"),
    Text(ko="회원 목록", en="List the members", ja="メンバーの一覧"),
    Text(ko="회원 추가", en="Add a member", ja="メンバーの追加"),
    Text(ko="회원 비밀번호 재설정", en="Give a member a new password", ja="メンバーのパスワードの再設定"),
    Text(ko="회원 삭제", en="Remove a member", ja="メンバーの削除"),
    Text(ko="회사 설정 조회", en="Read the company's settings", ja="会社の設定の取得"),
    Text(ko="회사 설정 변경", en="Change the company's settings", ja="会社の設定の変更"),
    Text(ko="외부 통보 목록", en="List exports", ja="外部通知の一覧"),
    Text(
        ko="외부 통보를 받는 서버 목록", en="List the servers that exports go to", ja="外部通知の送信先サーバーの一覧"
    ),
    Text(ko="멈춘 외부 통보 다시 보내기", en="Send on what is stuck", ja="止まっている外部通知の送信再開"),
    Text(
        ko="계약의 첫 번째 대기 중인 외부 통보 건너뛰기",
        en="Leave out the first export in line of a contract",
        ja="契約の先頭で待っている外部通知のスキップ",
    ),
    Text(
        ko="도착했거나 건너뛴 외부 통보 다시 보내기",
        en="Send again what has arrived or was skipped",
        ja="届いた、またはスキップした外部通知の再送信",
    ),
    Text(ko="외부 통보 하나 다시 보내기", en="Send one export again", ja="外部通知1件の再送信"),
    Text(ko="서버로 보내기 일시 중지", en="Send nothing more to a server", ja="サーバーへの送信の一時停止"),
    Text(
        ko="일시 중지한 서버로 보내기 다시 시작",
        en="Let a server have what has waited for it",
        ja="一時停止したサーバーへの送信の再開",
    ),
    Text(ko="시험 통보 보내기", en="Send a test export", ja="テスト通知の送信"),
    Text(
        ko="외부 통보 서명 비밀키 교체",
        en="Replace the secret that signs exports",
        ja="外部通知の署名シークレットの交換",
    ),
    Text(
        ko="이전 서명 비밀키 사용 종료", en="Let the secret before sign no more", ja="以前の署名シークレットの使用終了"
    ),
    Text(ko="외부 통보 하나 조회", en="Read one export", ja="外部通知1件の取得"),
    Text(ko="박스 값으로 계약 찾기", en="Find contracts by what stands in a box", ja="ボックスの値で契約を検索"),
    Text(ko="계약과 관계자 조회", en="Read a contract with its people", ja="契約と関係者の情報の取得"),
    Text(ko="취소된 계약 완전히 삭제", en="Delete a canceled contract for good", ja="取り消された契約の完全な削除"),
    Text(
        ko="진행 중이거나 봉인할 수 없는 계약 취소",
        en="Cancel a contract in progress, or one that cannot be sealed",
        ja="進行中の契約、または電子署名を付与できない契約の取消",
    ),
    Text(
        ko="모두 승인한 계약의 봉인 다시 시도",
        en="Try again to seal a contract that everybody has approved",
        ja="全員が承認した契約への電子署名付与の再試行",
    ),
    Text(ko="완료된 계약 폐기", en="Discard a completed contract", ja="完了した契約の公開終了"),
    Text(ko="차례인 작성자에게 재전송", en="Remind the signer who has the turn", ja="順番の署名者へのリマインド"),
    Text(
        ko="진행 중인 계약의 서명 기한 변경",
        en="Change when a contract in progress expires",
        ja="進行中の契約の署名期限の変更",
    ),
    Text(
        ko="아직 작성하지 않은 작성자 변경", en="Change a signer who has not acted", ja="まだ署名していない署名者の変更"
    ),
    Text(ko="계약의 박스에 있는 값", en="What stands in the boxes of a contract", ja="契約のボックスにある値"),
    Text(ko="계약의 이력", en="The history of a contract", ja="契約の履歴"),
    Text(ko="완료 문서 내려받기", en="Download the completed document", ja="締結済み文書のダウンロード"),
    Text(ko="이력 인증서 내려받기", en="Download the certificate of completion", ja="署名履歴証明書のダウンロード"),
    Text(ko="서식 올리기", en="Upload a template", ja="書式のアップロード"),
    Text(
        ko="서식의 새 버전 올리기", en="Upload a new version of a template", ja="書式の新しいバージョンのアップロード"
    ),
    Text(ko="업로드 진행 상황", en="How far an upload is", ja="アップロードの進行状況"),
    Text(ko="서식과 박스 조회", en="Read a template with its boxes", ja="書式とボックスの取得"),
    Text(ko="서식 이름 변경 또는 보관", en="Rename a template, or archive it", ja="書式の名前の変更または保管"),
    Text(ko="서식의 박스 미리보기", en="Look at a template's boxes", ja="書式のボックスのプレビュー"),
    Text(ko="서식의 PDF 내려받기", en="Download a template's PDF", ja="書式のPDFのダウンロード"),
    Text(ko="여러 계약 시작", en="Start many contracts", ja="複数の契約の開始"),
    Text(ko="대량 시작 목록", en="List bulk starts", ja="一括開始の一覧"),
    Text(ko="대량 시작의 진행 상황", en="How far a bulk start is", ja="一括開始の進み具合"),
    Text(ko="행별 결과", en="What became of the rows", ja="行ごとの結果"),
    Text(ko="대량 시작 중단", en="Start no more of a bulk", ja="一括開始の中止"),
    Text(
        ko="여러 사람이 서명하는 공개 링크 만들기",
        en="Make a link that many people sign",
        ja="複数の人が署名する公開リンクの作成",
    ),
    Text(ko="공개 링크 목록", en="List links", ja="公開リンクの一覧"),
    Text(ko="공개 링크 조회", en="Read a link", ja="公開リンクの取得"),
    Text(ko="공개 링크 완전히 닫기", en="Close a link for good", ja="公開リンクの完全な終了"),
)
_STATUSES = (
    Text(
        ko="ETag가 `If-None-Match`에 지정한 것과 같습니다.",
        en="It is the one whose ETag `If-None-Match` named.",
        ja="`If-None-Match`で指定したETagと同じものです。",
    ),
    Text(ko="본문을 읽을 수 없습니다.", en="The body cannot be read.", ja="本文を読み取れません。"),
    Text(
        ko="인증키가 없거나 올바르지 않습니다.",
        en="The token is missing or opens nothing.",
        ja="認証キーがないか、正しくありません。",
    ),
    Text(
        ko="`file_damaged`: 서버에 저장된 파일이 손상되어 제공하지 않습니다.",
        en="`file_damaged`: the server no longer has the file as it was stored, and gives out nothing else.",
        ja="`file_damaged`: サーバーに保存されたファイルが破損しているため、提供しません。",
    ),
    Text(
        ko="이 인증키로는 할 수 없거나, 요금제에서 허용되지 않습니다.",
        en="The token may not do this, or the plan does not allow it.",
        ja="この認証キーでは実行できないか、プランで許可されていません。",
    ),
    Text(
        ko="회사에 그런 것이 없습니다.",
        en="There is no such thing in your company.",
        ja="会社にそのようなものはありません。",
    ),
    Text(
        ko="지금 상태에서는 할 수 없습니다.",
        en="The state of things does not allow it now.",
        ja="現在の状態では実行できません。",
    ),
    Text(
        ko="계약이 완료되지 않아 파일이 없습니다.",
        en="The contract is not complete, so there is no such file.",
        ja="契約が完了していないため、ファイルがありません。",
    ),
    Text(ko="본문이 너무 큽니다.", en="The body is too big.", ja="本文が大きすぎます。"),
    Text(
        ko="매개변수를 그대로 사용할 수 없습니다.",
        en="A parameter cannot be taken as it is.",
        ja="パラメータをそのまま使用できません。",
    ),
    Text(
        ko="호출이 너무 많습니다. `Retry-After`가 기다릴 시간(초)을 알려줍니다.",
        en="Too many calls; `Retry-After` tells the seconds to wait.",
        ja="呼び出しが多すぎます。`Retry-After`が待つ秒数を示します。",
    ),
)
SAID: Mapping[str, Text] = {text.en: text for text in (*_TITLES, *_STATUSES)}
