"""The words around the calls, in three languages. What is short in the calls themselves is in `said`, the rest in English."""

from dojang.lib.texts import Text

TEXTS: dict[str, Text] = {
    "title": Text(ko="Dojang API", en="Dojang API", ja="Dojang API"),
    "lead": Text(
        ko="두 가지 방식으로 같은 계약을 다룹니다. eSignon API는 {envelope} 형식이고 HTTP 상태는 항상 200이며 "
        "결과는 header.result_code에 있습니다. v3는 평범한 JSON과 HTTP 상태를 사용하고, 오류는 {problem} 형식입니다.",
        en="Two doors to the same contracts. The eSignon API speaks {envelope}, always with HTTP 200, and tells the result in "
        "header.result_code. v3 speaks flat JSON with HTTP statuses; its errors are {problem}.",
        ja="同じ契約を2つの方式で扱えます。eSignon APIは{envelope}形式で、HTTPステータスは常に200、結果はheader.result_codeにあります。"
        "v3は通常のJSONとHTTPステータスを使用し、エラーは{problem}形式です。",
    ),
    "token": Text(
        ko="로그인(1001Q)으로 인증키를 받거나 POST /api/v3/tokens로 권한을 정한 인증키를 만들고, 다음 헤더로 보냅니다.",
        en="Get a token by logging in (1001Q), or make one with scopes by POST /api/v3/tokens, and send it in this header.",
        ja="ログイン(1001Q)で認証キーを取得するか、POST /api/v3/tokensで権限を指定した認証キーを作成し、次のヘッダーで送信します。",
    ),
    "messages": Text(
        ko="메시지의 언어는 ?lang=ko, en, ja로 정합니다. 호출의 자세한 설명은 영어로 제공됩니다.",
        en="Messages are in the language of ?lang=ko, en or ja.",
        ja="メッセージの言語は?lang=ko、en、jaで指定します。各呼び出しの詳しい説明は英語です。",
    ),
    "search": Text(ko="호출 검색", en="Search the calls", ja="呼び出しを検索"),
    "find": Text(ko="찾기", en="Find", ja="検索"),
    "none": Text(ko="일치하는 호출이 없습니다.", en="No call matches.", ja="一致する呼び出しはありません。"),
    "calls": Text(ko="호출 목록", en="Calls", ja="呼び出し一覧"),
    "parameters": Text(ko="매개변수", en="Parameters", ja="パラメータ"),
    "takes": Text(ko="요청 본문", en="Request body", ja="リクエスト本文"),
    "answers": Text(ko="응답 본문", en="Answer", ja="レスポンス本文"),
    "samples": Text(ko="예시", en="Examples", ja="例"),
    "results": Text(ko="결과 코드", en="Result codes", ja="結果コード"),
    "statuses": Text(ko="오류 상태", en="Errors", ja="エラー"),
    "name": Text(ko="이름", en="Name", ja="名前"),
    "kind": Text(ko="형식", en="Type", ja="型"),
    "meaning": Text(ko="설명", en="Meaning", ja="説明"),
    "code": Text(ko="코드", en="Code", ja="コード"),
    "required": Text(ko="필수", en="required", ja="必須"),
    "scope": Text(ko="권한", en="Scope", ja="権限"),
    "any": Text(ko="아무 인증키나 가능", en="any token", ja="任意の認証キー"),
    "open": Text(ko="인증키 불필요", en="no token needed", ja="認証キー不要"),
    "copy": Text(ko="복사", en="Copy", ja="コピー"),
    "copied": Text(ko="복사됨", en="Copied", ja="コピー済み"),
    "document": Text(ko="OpenAPI 문서", en="OpenAPI document", ja="OpenAPIドキュメント"),
    "collection": Text(
        ko="Postman·Bruno 컬렉션", en="Collection for Postman and Bruno", ja="Postman・Bruno用コレクション"
    ),
    "skip": Text(ko="본문으로 건너뛰기", en="Skip to the calls", ja="本文へスキップ"),
    "language": Text(ko="언어", en="Language", ja="言語"),
}
GROUPS: dict[str, Text] = {
    "login": Text(ko="로그인", en="Login", ja="ログイン"),
    "contracts": Text(ko="계약", en="Contracts", ja="契約"),
    "workflows": Text(ko="계약 (v3)", en="Workflows (v3)", ja="契約 (v3)"),
    "templates": Text(ko="서식", en="Templates", ja="書式"),
    "bulk": Text(ko="대량 시작", en="Bulk", ja="一括開始"),
    "links": Text(ko="링크 계약", en="Link contracts", ja="リンク契約"),
    "exports": Text(ko="외부 통보 (웹훅)", en="Exports (webhooks)", ja="外部通知（Webhook）"),
    "tokens": Text(ko="인증키", en="Tokens", ja="認証キー"),
    "members": Text(ko="회원", en="Members", ja="メンバー"),
    "company": Text(ko="회사", en="Company", ja="会社"),
}
