"""What a check of a file tells a person who knows nothing of signatures."""

from dojang.lib.texts import Text
from dojang.pdf.validate import Condition, Reason

GOOD = Text(
    ko="유효합니다. 봉인 이후 바뀌지 않았고, 봉인한 기관을 알고 있습니다.",
    en="Good: sealed by an authority this check trusts, and unchanged since.",
    ja="有効です。信頼する機関が封印し、その後変更されていません。",
)
UNKNOWN = Text(
    ko="봉인 이후 바뀌지 않았지만, 누가 봉인했는지는 이 확인만으로 알 수 없습니다.",
    en="Unchanged since it was sealed, but this check cannot tell whether the authority behind the seal is genuine.",
    ja="封印後の変更はありませんが、封印した機関が本物かどうかはこの確認だけでは分かりません。",
)
BAD = Text(
    ko="유효하지 않습니다. 이 파일을 믿지 마세요.",
    en="NOT good. Do not rely on this file.",
    ja="無効です。このファイルを信用しないでください。",
)
CONDITIONS = {
    Condition.NOT_A_PDF: Text(ko="PDF 파일이 아닙니다.", en="This is not a PDF.", ja="PDFファイルではありません。"),
    Condition.UNREADABLE: Text(
        ko="PDF를 읽을 수 없습니다. 손상되었습니다.", en="The PDF cannot be read; it is damaged.",
        ja="PDFを読み取れません。破損しています。",
    ),
    Condition.UNSIGNED: Text(
        ko="봉인이 없는 PDF입니다. 누가 만들었는지, 바뀌었는지 알 수 없습니다.",
        en="The PDF has no seal: nothing tells who made it or whether it changed.",
        ja="封印のないPDFです。誰が作成したか、変更されたかどうかは分かりません。",
    ),
}  # fmt: skip
REASONS = {
    Reason.ENCRYPTED: Text(
        ko="암호화되어 확인할 수 없습니다.", en="It is encrypted and cannot be checked.", ja="暗号化されており確認できません。",
    ),
    Reason.SIGNATURE_LOST: Text(
        ko="봉인의 흔적은 있지만 봉인이 없어졌습니다.", en="There are traces of a seal, but the seal is gone.",
        ja="封印の痕跡がありますが、封印が失われています。",
    ),
    Reason.SIGNATURE_UNREADABLE: Text(ko="봉인을 읽을 수 없습니다.", en="The seal cannot be read.", ja="封印を読み取れません。"),
    Reason.DOCUMENT_ALTERED: Text(
        ko="봉인된 내용이 바뀌었습니다.", en="The sealed content was changed.", ja="封印された内容が変更されています。",
    ),
    Reason.SIGNATURE_FALSE: Text(ko="봉인이 거짓입니다.", en="The seal is false.", ja="封印が偽物です。"),
    Reason.COVERAGE_BROKEN: Text(
        ko="봉인이 파일 전체를 덮지 않습니다.", en="The seal does not cover the file as it should.",
        ja="封印がファイル全体を覆っていません。",
    ),
    Reason.CHANGED_AFTER_SEALING: Text(
        ko="봉인한 뒤에 내용이 덧붙거나 바뀌었습니다.", en="Something was added or changed after sealing.",
        ja="封印後に内容が追加または変更されています。",
    ),
    Reason.ISSUER_UNKNOWN: Text(
        ko="봉인 인증서의 발급 기관을 모릅니다. `--ca`로 기관 인증서를 주면 확인할 수 있습니다.",
        en="The authority that issued the sealing certificate is not known here. Give its certificate with --ca.",
        ja="封印証明書の発行機関が不明です。--ca で機関の証明書を指定すると確認できます。",
    ),
    Reason.CERTIFICATE_EXPIRED: Text(
        ko="봉인 인증서의 기한이 지났습니다.", en="The sealing certificate has expired.", ja="封印証明書の期限が切れています。",
    ),
    Reason.CERTIFICATE_NOT_YET_VALID: Text(
        ko="봉인 인증서가 아직 유효하지 않습니다.", en="The sealing certificate is not valid yet.",
        ja="封印証明書がまだ有効ではありません。",
    ),
    Reason.CERTIFICATE_REVOKED: Text(
        ko="봉인 인증서가 폐기되었습니다.", en="The sealing certificate was revoked.", ja="封印証明書が失効しています。",
    ),
    Reason.CERTIFICATE_UNFIT: Text(
        ko="봉인에 쓸 수 없는 인증서입니다.", en="The certificate is not one for sealing.", ja="封印に使えない証明書です。",
    ),
    Reason.ALGORITHM_WEAK: Text(
        ko="봉인의 암호 방식이 약합니다.", en="The seal uses a weak algorithm.", ja="封印の暗号方式が脆弱です。",
    ),
    Reason.TIME_STAMP_UNTRUSTED: Text(
        ko="시점 확인을 믿을 수 없습니다.", en="The time-stamp cannot be trusted.", ja="タイムスタンプを信頼できません。",
    ),
}  # fmt: skip
SEALED_BY = Text(ko="봉인한 곳", en="Sealed by", ja="封印者")
ISSUED_BY = Text(ko="인증서 발급", en="Certificate from", ja="証明書の発行者")
SEALED_AT = Text(ko="봉인 시각 (봉인한 곳의 주장)", en="Sealed at (as the sealer says)", ja="封印日時（封印者の申告）")
PROVEN_AT = Text(ko="시점 확인", en="Time proven", ja="タイムスタンプ")
CHANGED = Text(ko="봉인 후 변경", en="Changed after sealing", ja="封印後の変更")
YES = Text(ko="예", en="yes", ja="はい")
NO = Text(ko="아니요", en="no", ja="いいえ")
FORM = Text(ko="형식", en="Form", ja="形式")
CONTAINS = Text(ko="내용", en="Contains", ja="内容")
PAGES = Text(ko="{count}쪽", en="{count} page(s)", ja="{count}ページ")
SHA256 = Text(ko="SHA-256", en="SHA-256", ja="SHA-256")
FINGERPRINT = Text(ko="인증서 지문 (SHA-256)", en="Certificate fingerprint (SHA-256)", ja="証明書の指紋（SHA-256）")
ISSUED_HERE = Text(
    ko="이 서버의 문서 {contract}번 ‘{title}’의 {what}입니다.", en="This is the {what} of contract {contract}, “{title}”, of this server.",
    ja="このサーバーの文書{contract}番「{title}」の{what}です。",
)  # fmt: skip
DOCUMENT = Text(ko="봉인된 문서", en="sealed document", ja="封印された文書")
CERTIFICATE = Text(ko="이력 인증서", en="history certificate", ja="履歴証明書")
