"""The fixed texts of the certificate of completion, in the three languages."""

from dojang.lib.texts import Language, Text

# Keys are what `certificate.typ` asks for.
TEXTS: dict[str, Text] = {
    "title": Text(ko="이력 인증서", en="Certificate of completion", ja="署名履歴証明書"),
    "intro": Text(
        ko="이 인증서는 아래 전자문서가 작성되고 열람되고 서명된 이력을 기록한 것입니다.",
        en="This certificate records how the electronic document below was made, read and signed.",
        ja="この証明書は、下記の電子文書が作成され、閲覧され、署名された履歴を記録したものです。",
    ),
    "certificate_number": Text(ko="인증서 번호", en="Certificate number", ja="証明書番号"),
    "issued_at": Text(ko="발급 일시", en="Issued at", ja="発行日時"),
    "contract": Text(ko="계약 정보", en="Contract", ja="契約情報"),
    "contract_title": Text(ko="문서명", en="Title", ja="文書名"),
    "contract_id": Text(ko="문서 ID", en="Contract ID", ja="文書ID"),
    "template": Text(ko="서식", en="Template", ja="書式"),
    "version": Text(ko="버전", en="version", ja="バージョン"),
    "status": Text(ko="상태", en="Status", ja="状態"),
    "started_at": Text(ko="시작 일시", en="Started at", ja="開始日時"),
    "ended_at": Text(ko="완료 일시", en="Completed at", ja="完了日時"),
    "end_reason": Text(ko="종료 사유", en="Reason for the end", ja="終了理由"),
    "company": Text(ko="회사", en="Company", ja="会社"),
    "starter": Text(ko="보낸 사람", en="Started by", ja="送信者"),
    "via": Text(ko="시작 경로", en="Started through", ja="開始経路"),
    "document": Text(ko="문서 파일", en="Document", ja="文書ファイル"),
    "file_name": Text(ko="파일명", en="File name", ja="ファイル名"),
    "size": Text(ko="크기", en="Size", ja="サイズ"),
    "pages": Text(ko="쪽수", en="Pages", ja="ページ数"),
    "original_sha256": Text(ko="원본(서식) SHA-256", en="SHA-256 of the original", ja="原本のSHA-256"),
    "sealed_sha256": Text(ko="완료 문서 SHA-256", en="SHA-256 of the completed document", ja="締結済み文書のSHA-256"),
    "compute": Text(
        ko="해시는 다음 명령으로 누구나 직접 계산해 비교할 수 있습니다:",
        en="Anyone can compute a hash and compare it, with this command:",
        ja="ハッシュ値は、次のコマンドで誰でも計算して比べることができます：",
    ),
    "signers": Text(ko="서명자", en="Signers", ja="署名者"),
    "name": Text(ko="이름", en="Name", ja="氏名"),
    "contact": Text(ko="연락처", en="Contact", ja="連絡先"),
    "reached": Text(ko="안내", en="Notified", ja="通知"),
    "opened": Text(ko="열람", en="Opened", ja="開封"),
    "viewed": Text(ko="마지막 쪽까지 표시됨", en="Last page displayed", ja="最後まで閲覧"),
    "proofs": Text(ko="인증 수단", en="Authentication", ja="認証方法"),
    "passed": Text(ko="성공", en="passed", ja="成功"),
    "failed": Text(ko="실패", en="failed", ja="失敗"),
    "consent": Text(ko="전자서명 동의", en="Consent", ja="電子署名への同意"),
    "consent_version": Text(ko="동의문", en="text", ja="同意文"),
    "signature": Text(ko="서명", en="Signature", ja="署名"),
    "no_signature": Text(ko="서명 없음", en="no signature", ja="署名なし"),
    "approved": Text(ko="승인", en="Approved", ja="承認"),
    "rejected": Text(ko="반려", en="Rejected", ja="差し戻し"),
    "waiting": Text(ko="대기", en="Waiting", ja="待機中"),
    "approved_by_company": Text(ko="승인 (회사 처리)", en="Approved (by the company)", ja="承認（会社による処理）"),
    "rejected_by_company": Text(ko="반려 (회사 처리)", en="Rejected (by the company)", ja="差し戻し（会社による処理）"),
    "acted_by": Text(ko="회사 처리", en="Acted by", ja="会社による処理"),
    "opinion": Text(ko="의견", en="Opinion", ja="意見"),
    "ip": Text(ko="IP 주소", en="IP address", ja="IPアドレス"),
    "device": Text(ko="접속 기기", en="Device", ja="使用端末"),
    "copies": Text(ko="참조자", en="Copy recipients", ja="参照者"),
    "events": Text(ko="진행 이력", en="History", ja="進行履歴"),
    "events_intro": Text(
        ko="각 이벤트의 해시에는 바로 앞 이벤트의 해시가 들어 있습니다. 하나라도 바꾸거나 빼면 아래의 마지막 해시와 맞지 않게 됩니다.",
        en="Each event's hash includes that of the one before: change or remove one, and the last hash below no longer fits.",
        ja="各イベントのハッシュ値は直前のものを含みます。一つでも変更・削除すると、下記の最後のハッシュ値と一致しなくなります。",
    ),
    "seq": Text(ko="번호", en="No.", ja="番号"),
    "time": Text(ko="일시", en="Time", ja="日時"),
    "event": Text(ko="이벤트", en="Event", ja="イベント"),
    "actor": Text(ko="수행자", en="Actor", ja="操作者"),
    "origin_and_hash": Text(ko="접속 정보와 해시", en="Origin and hash", ja="接続情報とハッシュ値"),
    "chain_head": Text(ko="마지막 해시", en="Last hash", ja="最後のハッシュ値"),
    "log": Text(ko="공개 로그", en="Transparency log", ja="公開ログ"),
    "leaf_index": Text(ko="순번", en="leaf index", ja="リーフ番号"),
    "tree_size": Text(ko="트리 크기", en="tree size", ja="ツリーサイズ"),
    "root": Text(ko="루트 해시", en="root", ja="ルートハッシュ"),
    "log_key": Text(ko="로그 키", en="log key", ja="ログ鍵"),
    "seal": Text(ko="전자 봉인", en="Seal", ja="電子署名（サーバー）"),
    "seal_subject": Text(ko="봉인한 주체", en="Sealed by", ja="電子署名の名義"),
    "seal_issuer": Text(ko="인증서 발급자", en="Certificate issued by", ja="証明書の発行者"),
    "seal_serial": Text(ko="인증서 일련번호", en="Certificate serial number", ja="証明書のシリアル番号"),
    "seal_fingerprint": Text(ko="인증서 SHA-256", en="Certificate SHA-256", ja="証明書のSHA-256"),
    "seal_algorithm": Text(ko="알고리즘", en="Algorithm", ja="アルゴリズム"),
    "seal_level": Text(ko="PAdES 수준", en="PAdES level", ja="PAdESレベル"),
    "time_stamp": Text(ko="타임스탬프", en="Time-stamp", ja="タイムスタンプ"),
    "no_time_stamp": Text(
        ko="없음 (봉인 시각은 이 서버의 시계에 따름)",
        en="none (the time of sealing is that of this server's clock)",
        ja="なし（電子署名の日時はこのサーバーの時計によります）",
    ),
    "verify": Text(ko="검증 방법", en="How to verify", ja="検証方法"),
    "verify_command": Text(
        ko="Dojang이 설치되어 있으면 받은 파일을 다음 명령으로 확인합니다.",
        en="If Dojang is installed, check the file you received with this command.",
        ja="Dojangがインストールされている場合は、受け取ったファイルを次のコマンドで確認します。",
    ),
    "verify_page": Text(
        ko="아래 주소를 열고 받은 파일을 고르면 누가 봉인했는지, 그 뒤로 바뀌었는지 나옵니다. 파일은 보관되지 않습니다.",
        en="Open this address and choose the file you received. The page says "
        "who sealed it and whether it has changed since. The file is not kept.",
        ja="次のアドレスを開き、受け取ったファイルを選ぶと、電子署名の名義とその後の変更の有無が表示されます。ファイルは保存されません。",
    ),
    "verify_alone": Text(
        ko="이 서버 없이: Adobe Acrobat Reader의 서명 패널에 변경되지 않았다고 나와야 하고, pdfsig(poppler-utils)는 "
        "“Signature is Valid”와 “Total document signed”를 표시해야 합니다. 두 프로그램 모두 이 서버의 인증 기관은 알 수 없다고 표시합니다.",
        en="Without this server: the signature panel of Adobe Acrobat Reader must say that the document has not been modified, and "
        "pdfsig (poppler-utils) must answer “Signature is Valid” and “Total document signed”. Neither knows this server's authority.",
        ja="このサーバーを使わない場合：Adobe Acrobat Readerの署名パネルに変更されていないと表示され、pdfsig（poppler-utils）は"
        "“Signature is Valid”と“Total document signed”を表示するはずです。どちらも、このサーバーの認証局は不明と表示します。",
    ),
    "limits": Text(
        ko="이 인증서가 증명하지 않는 것", en="What this certificate does not prove", ja="この証明書が証明しないこと"
    ),
    "limit_identity": Text(
        ko="이름은 보낸 사람이(공개 링크에서는 첫 서명자가 직접) 입력한 것입니다. "
        "서명한 사람이 본인이라는 것은 인증 수단 항목에 적힌 방법의 범위에서만 확인되었습니다.",
        en="Names are those that the sender entered or, with a public link, the first signer. "
        "Who signed is proven only as far as the listed authentication goes.",
        ja="氏名は送信者（公開リンクでは最初の署名者本人）が入力したものです。"
        "本人であることは、記載された認証方法の範囲でのみ確認されています。",
    ),
    "limit_operator": Text(
        ko="이력은 이 서버를 운영하는 곳이 기록한 것입니다. "
        "공개 로그와 타임스탬프로 확인할 수 있는 것은 그 시점 이후의 변경뿐입니다.",
        en="The history was recorded by the operator of this server. "
        "A transparency log or a time-stamp can show only changes made after its own time.",
        ja="履歴は、このサーバーの運営者が記録したものです。"
        "公開ログやタイムスタンプで確認できるのは、その時点以降の変更のみです。",
    ),
    "limit_time": Text(
        ko="타임스탬프가 없으면 모든 시각은 이 서버의 시계에 따르며, 독립된 기관이 증명한 것이 아닙니다.",
        en="Without a time-stamp all times are those of this server's clock, and no independent authority vouches for them.",
        ja="タイムスタンプがない場合、時刻はすべてこのサーバーの時計によるもので、独立した機関が証明したものではありません。",
    ),
    "limit_issuer": Text(
        ko="자체 발급한 봉인 인증서는 PDF 뷰어에서 ‘알 수 없는 발급자’로 보일 수 있습니다. "
        "인증서의 지문(SHA-256)을 운영자에게 따로 확인하기 전에는 이 서버의 봉인인지 알 수 없습니다.",
        en="A seal certificate that this server issued itself may show as “unknown issuer” in PDF readers. Until its "
        "fingerprint (SHA-256) is confirmed with the operator in another way, nothing shows that the seal is this "
        "server's.",
        ja="自ら発行した電子署名用の証明書は、PDFビューアーで「不明な発行者」と表示されることがあります。"
        "証明書のフィンガープリント（SHA-256）を別の方法で運営者に確認するまでは、"
        "このサーバーの電子署名かどうかは分かりません。",
    ),
    "limit_key": Text(
        ko="봉인은 이 서버의 키로 한 것이며, 각 서명자의 키로 한 것이 아닙니다.",
        en="The seal was made with this server's key, not with keys of the signers.",
        ja="この電子署名はサーバーの鍵によるもので、各署名者の鍵によるものではありません。"
        "電子署名法第3条の推定が及ぶかどうかは、個別に判断されます。",
    ),
    "limit_authority": Text(
        ko="서명자에게 서명할 권한이 있는지는 확인하지 않았습니다.",
        en="Whether a signer had the authority to sign was not checked.",
        ja="署名者に署名する権限があるかどうかは確認していません。",
    ),
    "limit_law": Text(
        ko="이 인증서는 계약의 내용이 적법하거나 유효하다는 것을 증명하지 않습니다.",
        en="It does not prove that what was agreed is lawful or binding.",
        ja="この証明書は、契約の内容が適法または有効であることを証明するものではありません。",
    ),
    "unknown": Text(ko="기록 없음", en="not recorded", ja="記録なし"),
    "end_of_certificate": Text(ko="이하 여백", en="End of the certificate", ja="以下余白"),
}


def texts(language: Language) -> dict[str, str]:
    """The table `t` for `certificate.typ`, in one language; every language has every key."""
    return {key: text.of(language) for key, text in TEXTS.items()}
