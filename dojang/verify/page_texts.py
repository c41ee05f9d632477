"""What the page says on which anybody checks a file."""

from collections.abc import Mapping

from dojang.lib.texts import Text
from dojang.verify.report import Outcome

PAGE: Mapping[str, Text] = {
    "title": Text(ko="서명된 문서 확인", en="Check a signed document", ja="署名済み文書の確認"),
    "intro": Text(
        ko="PDF 파일을 고르면 누가 봉인했는지, 그 뒤로 바뀌지 않았는지 이 서버가 확인합니다. 파일은 확인만 하고 보관하지 않습니다.",
        en="Choose a PDF file. This server checks who sealed it and whether it has changed since. The file is not kept.",
        ja="PDFファイルを選ぶと、電子署名の名義と、その後の変更の有無をこのサーバーが確認します。ファイルは保存されません。",
    ),
    "file": Text(ko="PDF 파일 ({most} MB까지)", en="PDF file, up to {most} MB", ja="PDFファイル（{most} MBまで）"),
    "drop": Text(
        ko="파일을 여기에 끌어다 놓아도 됩니다.", en="You can also drop the file here.", ja="ここにドロップすることもできます。"
    ),
    "check": Text(ko="확인하기", en="Check", ja="確認する"),
    "sending": Text(ko="보내는 중…", en="Sending …", ja="送信中…"),
    "checking": Text(ko="확인하는 중…", en="Checking …", ja="確認中…"),
    "again": Text(ko="다른 파일 확인", en="Check another file", ja="別のファイルを確認"),
    "what": Text(ko="문서 종류", en="Kind", ja="文書の種類"),
    "name": Text(ko="파일", en="File", ja="ファイル"),
    "holder": Text(ko="봉인한 곳", en="Sealed by", ja="電子署名の名義"),
    "at": Text(ko="봉인 시각", en="Sealed at", ja="電子署名の日時"),
    "at.note": Text(ko="봉인한 서버의 시계 기준", en="by the clock of the server that sealed it", ja="署名したサーバーの時計による"),
    "stamp": Text(ko="타임스탬프", en="Time-stamp", ja="タイムスタンプ"),
    "proven": Text(ko="시점 증명", en="Time proven", ja="時刻の証明"),
    "says": Text(ko="봉인에 적힌 내용", en="The seal says", ja="電子署名の記載"),
    "doc_title": Text(ko="문서 제목", en="Title", ja="文書のタイトル"),
    "pages": Text(ko="쪽수", en="Pages", ja="ページ数"),
    "attached": Text(ko="첨부 파일", en="Attached files", ja="添付ファイル"),
    "details": Text(ko="자세한 내용", en="Details", ja="詳細"),
    "recorded": Text(
        ko="이 서버가 보관하는 {what}와 한 바이트도 다르지 않습니다.",
        en="It is identical, byte for byte, to a {what} kept on this server.",
        ja="このサーバーが保管する{what}と完全に一致します。",
    ),
    "limits.title": Text(
        ko="이 확인으로 알 수 있는 것", en="What this check shows", ja="この確認で分かること"
    ),
    "limits": Text(
        ko="파일이 바뀌지 않았는지, 어느 키로 봉인되었는지를 보여 줍니다. 서명한 사람이 누구인지, 계약이 유효한지는 보여 주지 않습니다. "
        "서명자를 어떻게 인증했는지는 이력 인증서에 있습니다.",
        en="It shows whether the file is unchanged and whose key sealed it. It does not show who signed, or whether the contract is "
        "valid. How the signers were authenticated is in the certificate of completion.",
        ja="ファイルが変更されていないか、どの鍵で電子署名されたかを示します。誰が署名したか、契約が有効かどうかは示しません。"
        "署名者の認証方法は署名履歴証明書に記載されています。",
    ),
    "alone.title": Text(
        ko="이 서버 없이 확인하기", en="Check without this server", ja="このサーバーを使わずに確認する"
    ),
    "alone.acrobat": Text(
        ko="Adobe Acrobat Reader에서 파일을 열고 서명 패널을 보면, 인증된 뒤 바뀌지 않았다고 나와야 합니다. "
        "서명자 ID를 알 수 없다고도 나옵니다. 이 서버의 인증 기관이 Adobe 목록에 없기 때문이며, 파일의 변경과는 관계없습니다.",
        en="Open the file in Adobe Acrobat Reader and look at the signature panel. It must say that the document has not been modified "
        "since it was certified. It also says that the signer's identity is unknown, because this server's authority is not on "
        "Adobe's list; that says nothing about changes.",
        ja="Adobe Acrobat Readerでファイルを開き、署名パネルを表示すると、認証後に変更されていないと表示されるはずです。"
        "署名者のIDが不明とも表示されますが、このサーバーの認証局がAdobeの一覧にないためで、ファイルの変更とは関係ありません。",
    ),
    "alone.pdfsig": Text(
        ko="명령줄에서 아래를 실행하면 (poppler-utils) “Signature is Valid”와 “Total document signed”가 표시되어야 합니다.",
        en="On the command line, the following (poppler-utils) must say “Signature is Valid” and “Total document signed”:",
        ja="コマンドラインで次を実行すると（poppler-utils）、“Signature is Valid”と“Total document signed”が表示されるはずです。",
    ),
    "alone.hash": Text(
        ko="문서 파일의 SHA-256을 이력 인증서에 적힌 값과 비교할 수 있습니다.",
        en="Compare the SHA-256 of the document with the one printed in the certificate of completion:",
        ja="文書ファイルのSHA-256を、署名履歴証明書に記載された値と比較できます。",
    ),
    "alone.authority": Text(
        ko="이 서버의 인증 기관 인증서 내려받기", en="Download the certificate of this server's authority",
        ja="このサーバーの認証局の証明書をダウンロード",
    ),
    "alone.fingerprint": Text(
        ko="서버를 운영하는 회사에 전화 등 다른 방법으로 이 지문을 확인해 주세요.",
        en="Confirm this fingerprint with the company that runs the server in another way, such as by phone.",
        ja="サーバーを運営する会社に、電話など別の方法でこのフィンガープリントをご確認ください。",
    ),
    "foot": Text(
        ko="올린 파일은 확인이 끝나면 바로 지웁니다.", en="An uploaded file is removed as soon as it has been checked.",
        ja="アップロードされたファイルは、確認後すぐに削除されます。",
    ),
    "skip": Text(ko="본문으로 건너뛰기", en="Skip to the content", ja="本文へスキップ"),
    "language": Text(ko="언어", en="Language", ja="言語"),
}  # fmt: skip

FAULTS: Mapping[str, Text] = {
    "no_file": Text(ko="PDF 파일을 골라 주세요.", en="Choose a PDF file.", ja="PDFファイルを選択してください。"),
    "too_big": Text(
        ko="파일이 너무 큽니다. {most} MB까지 확인할 수 있습니다.",
        en="The file is too large. Up to {most} MB can be checked.",
        ja="ファイルが大きすぎます。{most} MBまで確認できます。",
    ),
    "busy": Text(
        ko="지금은 확인 중인 파일이 많습니다. {seconds}초 뒤에 다시 시도해 주세요.",
        en="Busy: too many files are being checked at the moment. Try again in {seconds} sec.",
        ja="現在、確認中のファイルが多くなっています。{seconds}秒後にもう一度お試しください。",
    ),
    "too_often": Text(
        ko="짧은 시간에 너무 여러 번 확인했습니다. {seconds}초 뒤에 다시 시도해 주세요.",
        en="Too many checks in a short time. Try again in {seconds} sec.",
        ja="短時間に何度も確認されました。{seconds}秒後にもう一度お試しください。",
    ),
    "offline": Text(
        ko="연결하지 못했습니다. 다시 시도해 주세요.", en="The connection failed. Try again.",
        ja="接続できませんでした。もう一度お試しください。",
    ),
}  # fmt: skip

TITLES: Mapping[Outcome, Text] = {
    Outcome.GOOD: Text(
        ko="이 서버가 봉인한 그대로입니다", en="Sealed by this server, unchanged", ja="このサーバーの電子署名があり、変更されていません"
    ),
    Outcome.UNKNOWN: Text(
        ko="바뀌지 않았지만 다른 곳의 봉인입니다", en="Unchanged, but sealed by someone else",
        ja="変更はありませんが、このサーバーの電子署名ではありません",
    ),
    Outcome.ALTERED: Text(ko="봉인된 뒤에 바뀌었습니다", en="Changed after it was sealed", ja="電子署名後に変更されています"),
    Outcome.BAD: Text(ko="봉인이 유효하지 않습니다", en="The seal is not valid", ja="電子署名が有効ではありません"),
    Outcome.STAMPED: Text(ko="타임스탬프만 있습니다", en="A time-stamp, but no seal", ja="タイムスタンプのみです"),
    Outcome.UNSEALED: Text(ko="봉인이 없는 파일입니다", en="This file has no seal", ja="電子署名がありません"),
    Outcome.NOT_A_PDF: Text(ko="PDF 파일이 아닙니다", en="This is not a PDF file", ja="PDFファイルではありません"),
    Outcome.UNREADABLE: Text(ko="파일을 읽을 수 없습니다", en="The file cannot be read", ja="ファイルを読み取れません"),
    Outcome.ENCRYPTED: Text(ko="암호화된 파일입니다", en="The file is encrypted", ja="暗号化されたファイルです"),
    Outcome.TOO_COMPLEX: Text(ko="확인할 수 없는 파일입니다", en="The file cannot be checked", ja="確認できないファイルです"),
}  # fmt: skip

# Where the page knows more than the command line: which authority is trusted, and what a person can do.
CONCLUSIONS: Mapping[Outcome, Text] = {
    Outcome.GOOD: Text(
        ko="이 서버의 키로 봉인되었고, 그 뒤로 한 바이트도 바뀌지 않았습니다.",
        en="It was sealed with this server's key, and not a byte has changed since.",
        ja="このサーバーの鍵で電子署名され、その後1バイトも変更されていません。",
    ),
    Outcome.UNKNOWN: Text(
        ko="봉인 이후 바뀌지 않았습니다. 다만 이 서버가 봉인한 파일이 아니어서, 봉인한 곳이 적힌 이름과 같은지는 알 수 없습니다.",
        en="It has not changed since it was sealed. This server did not seal it and cannot tell whether the sealer is who the seal says.",
        ja="電子署名後の変更はありません。ただし、このサーバーの電子署名ではないため、記載された名義が本物かどうかは分かりません。",
    ),
    Outcome.ALTERED: Text(
        ko="이 파일을 믿지 마세요. 보낸 사람에게 원본을 다시 받아 주세요.",
        en="Do not rely on this file. Ask the sender for the original.",
        ja="このファイルを信用しないでください。送信者から元のファイルを入手してください。",
    ),
}  # fmt: skip
