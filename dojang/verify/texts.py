"""What a check of a file tells a person who knows nothing of signatures."""

from dojang.lib.texts import Text
from dojang.pdf.verdict import Condition, Reason

GOOD = Text(
    ko="유효합니다. 신뢰하는 기관이 봉인했고, 그 뒤로 바뀌지 않았습니다.",
    en="Good: sealed by an authority this check trusts, and unchanged since.",
    ja="有効です。信頼する認証局による電子署名があり、その後変更されていません。",
)
UNKNOWN = Text(
    ko="봉인 이후 바뀌지 않았지만, 누가 봉인했는지는 이 확인만으로 알 수 없습니다.",
    en="Unchanged since it was sealed, but this check cannot tell whether the authority behind the seal is genuine.",
    ja="電子署名後の変更はありませんが、署名元の認証局が本物かどうかはこの確認だけでは分かりません。",
)
BAD = Text(
    ko="유효하지 않습니다. 이 파일을 믿지 마세요.",
    en="NOT good. Do not rely on this file.",
    ja="無効です。このファイルを信用しないでください。",
)
STAMPED = Text(
    ko="타임스탬프만 있고 봉인은 없습니다. 그 시각 이후 바뀌지 않았지만, 누가 만들었는지는 알 수 없습니다.",
    en="The PDF has a time-stamp but no seal. It is unchanged since that time, but does not show who made it.",
    ja="タイムスタンプのみで、電子署名はありません。その時刻以降の変更はありませんが、誰が作成したかは分かりません。",
)
ENCRYPTED = Text(
    ko="암호화된 PDF라서 확인할 수 없습니다. 암호를 푼 사본은 봉인된 파일과 다르므로, 봉인된 원본 파일을 받아 주세요.",
    en="The PDF is encrypted and cannot be checked. A decrypted copy is not the sealed file; ask for the file as it was sealed.",
    ja="暗号化されたPDFのため確認できません。復号したコピーは元のファイルとは異なるため、署名された元のファイルを入手してください。",
)
CONDITIONS = {
    Condition.NOT_A_PDF: Text(ko="PDF 파일이 아닙니다.", en="This is not a PDF.", ja="PDFファイルではありません。"),
    Condition.UNREADABLE: Text(
        ko="PDF를 읽을 수 없습니다. 손상되었거나 끝까지 받지 못한 파일입니다.",
        en="The PDF cannot be read: it is damaged or incomplete.",
        ja="PDFを読み取れません。破損しているか、途中で切れています。",
    ),
    Condition.UNSIGNED: Text(
        ko="봉인이 없는 PDF입니다. 누가 만들었는지, 바뀌었는지 알 수 없습니다.",
        en="The PDF has no seal. It does not show who made it or whether it changed.",
        ja="電子署名のないPDFです。誰が作成したか、変更されたかどうかは分かりません。",
    ),
    Condition.TOO_COMPLEX: Text(
        ko="파일이 너무 복잡하여 정해진 시간과 메모리 안에 확인할 수 없습니다.",
        en="The file is too complex to be checked within the time and memory that a check may take.",
        ja="ファイルが複雑すぎるため、定められた時間とメモリの範囲では確認できません。",
    ),
}  # fmt: skip
REASONS = {
    Reason.ENCRYPTED: Text(
        ko="암호화되어 확인할 수 없습니다.", en="It is encrypted and cannot be checked.", ja="暗号化されており確認できません。",
    ),
    Reason.SIGNATURE_LOST: Text(
        ko="봉인의 흔적은 있지만 봉인이 없어졌습니다.", en="There are traces of a seal, but the seal is gone.",
        ja="電子署名の痕跡がありますが、署名は失われています。",
    ),
    Reason.SIGNATURE_UNREADABLE: Text(
        ko="봉인을 읽을 수 없습니다.", en="The seal cannot be read.", ja="電子署名を読み取れません。",
    ),
    Reason.DOCUMENT_ALTERED: Text(
        ko="봉인된 내용이 바뀌었습니다.", en="The sealed content was changed.", ja="署名された内容が変更されています。",
    ),
    Reason.SIGNATURE_FALSE: Text(
        ko="봉인이 위조되었거나 손상되었습니다.", en="The seal is forged or damaged.", ja="電子署名が偽造されているか、破損しています。",
    ),
    Reason.COVERAGE_BROKEN: Text(
        ko="봉인이 파일 전체를 보호하지 않습니다.", en="The seal does not cover the file as it should.",
        ja="電子署名がファイル全体を対象としていません。",
    ),
    Reason.CHANGED_AFTER_SEALING: Text(
        ko="봉인한 뒤에 내용이 덧붙거나 바뀌었습니다.", en="Something was added or changed after sealing.",
        ja="電子署名後に内容が追加または変更されています。",
    ),
    Reason.SIGNED_LATER: Text(
        ko="이 서명 뒤에 다른 서명이 더해졌습니다. 허용된 추가이며, 나중의 서명이 파일 전체를 보호합니다.",
        en="Another signature was added later. This one allows it, and the later one covers the whole file.",
        ja="この署名の後に別の署名が追加されています。許可された追加であり、後の署名がファイル全体を対象としています。",
    ),
    Reason.ISSUER_UNKNOWN: Text(
        ko="봉인 인증서의 발급 기관을 모릅니다.",
        en="The authority that issued the sealing certificate is not known here.",
        ja="電子署名の証明書を発行した認証局が不明です。",
    ),
    Reason.CERTIFICATE_EXPIRED: Text(
        ko="봉인 인증서의 기한이 지났습니다.", en="The sealing certificate has expired.",
        ja="電子署名の証明書の期限が切れています。",
    ),
    Reason.CERTIFICATE_NOT_YET_VALID: Text(
        ko="봉인 인증서가 아직 유효하지 않습니다.", en="The sealing certificate is not valid yet.",
        ja="電子署名の証明書がまだ有効ではありません。",
    ),
    Reason.CERTIFICATE_REVOKED: Text(
        ko="봉인 인증서가 폐기되었습니다.", en="The sealing certificate was revoked.", ja="電子署名の証明書が失効しています。",
    ),
    Reason.CERTIFICATE_UNFIT: Text(
        ko="봉인에 쓸 수 없는 인증서입니다.", en="The certificate is not one for sealing.",
        ja="電子署名に使用できない証明書です。",
    ),
    Reason.ALGORITHM_WEAK: Text(
        ko="봉인의 암호 방식이 약합니다.", en="The seal uses a weak algorithm.", ja="電子署名の暗号方式が脆弱です。",
    ),
    Reason.TIME_STAMP_UNTRUSTED: Text(
        ko="타임스탬프를 신뢰할 수 없습니다.", en="The time-stamp cannot be trusted.", ja="タイムスタンプを信頼できません。",
    ),
}  # fmt: skip
CA_HINT = Text(
    ko="봉인한 서버의 기관 인증서를 --ca DATA/keys/ca.cert.pem 으로 지정해 주세요. DATA는 그 서버의 데이터 폴더입니다. "
    "인증서는 그 서버의 /verify/authority.pem 에서도 받을 수 있습니다.",
    en="Name the certificate of the server that sealed it: --ca DATA/keys/ca.cert.pem, where DATA is its data folder. "
    "The certificate is also at /verify/authority.pem on that server.",
    ja="電子署名を付与したサーバーの認証局証明書を --ca DATA/keys/ca.cert.pem で指定してください。DATA はそのサーバーのデータフォルダです。"
    "証明書はそのサーバーの /verify/authority.pem からも取得できます。",
)
SEALED_BY = Text(ko="봉인한 곳", en="Sealed by", ja="電子署名の名義")
ISSUED_BY = Text(ko="인증서 발급", en="Certificate from", ja="証明書の発行者")
SAYS = Text(ko="봉인에 적힌 내용", en="What the seal says", ja="電子署名の記載")
SEALED_AT = Text(
    ko="봉인 시각 (봉인한 곳의 주장)", en="Sealed at (as the sealer says)", ja="電子署名の日時（署名元の申告）"
)
PROVEN_AT = Text(ko="타임스탬프", en="Time proven", ja="タイムスタンプ")
CHANGED = Text(ko="봉인 후 변경", en="Changed after sealing", ja="電子署名後の変更")
YES = Text(ko="예", en="yes", ja="はい")
NO = Text(ko="아니요", en="no", ja="いいえ")
FORM = Text(ko="형식", en="Form", ja="形式")
TITLE = Text(ko="제목", en="Title", ja="タイトル")
PAGE_COUNT = Text(ko="쪽수", en="Pages", ja="ページ数")
ATTACHED = Text(ko="첨부", en="Attached files", ja="添付ファイル")
SHA256 = Text(ko="SHA-256", en="SHA-256", ja="SHA-256")
FINGERPRINT = Text(
    ko="인증서 지문 (SHA-256)", en="Certificate fingerprint (SHA-256)", ja="証明書のフィンガープリント（SHA-256）"
)
ISSUED_HERE = Text(
    ko="이 서버의 문서 {contract}번 ‘{title}’의 {what}입니다.", en="This is the {what} of contract {contract}, “{title}”, of this server.",
    ja="このサーバーの文書{contract}番「{title}」の{what}です。",
)  # fmt: skip
DOCUMENT = Text(ko="완료 문서", en="completed document", ja="締結済み文書")
CERTIFICATE = Text(ko="이력 인증서", en="certificate of completion", ja="署名履歴証明書")
# By what our seals say of themselves, see `documents.finishing`.
KINDS = {"Contract completed": DOCUMENT, "History certificate": CERTIFICATE}
