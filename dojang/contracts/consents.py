"""What a signer agrees to before a document opens: texts with versions that never change.

A text is what the page shows, paragraph by paragraph; the last one is beside the checkbox. Its SHA-256 is over these
paragraphs in UTF-8 with a line feed after each. To change the wording, add a version. Earlier versions stay, so that their
hashes can be looked up.
"""

import hashlib
from collections.abc import Mapping

CURRENT = "2026-11-28"

_TEXTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "2026-11": {
        "ko": (
            (
                "이 문서를 종이가 아닌 전자문서로 받아 보고, 이 페이지에서 승인하거나 반려하는 데 동의합니다. "
                "여기에서 한 서명과 승인은 직접 쓴 서명이나 도장처럼 본인의 뜻을 나타냅니다."
            ),
            (
                "증명을 위해 이름, 연락처, 작성한 내용과 서명, 본인 확인 결과, 열람·동의·승인·반려한 시각, "
                "IP 주소와 브라우저 정보가 기록됩니다."
            ),
            (
                "작성한 내용과 서명은 문서를 보낸 회사와 이 문서의 다른 서명자, 참조자가 볼 수 있습니다. 서명이 모두 끝나면 만들어지는 "
                "이력 인증서에는 위 기록이 담기며(연락처는 일부를 가림), 같은 사람들이 받아 볼 수 있습니다."
            ),
            (
                "동의하지 않아도 됩니다. 전자서명을 원하지 않으면 동의하지 말고, 보낸 사람에게 종이 문서 등 다른 방법을 "
                "요청하세요. 동의한 뒤에도 승인하기 전에는 언제든지 그만두거나 반려할 수 있습니다."
            ),
            "위 내용을 읽었으며 전자서명에 동의합니다.",
        ),
        "en": (
            (
                "I agree to receive this document electronically instead of on paper, and to approve or reject it on this page. "
                "A signature and approval made here expresses my will as one written by hand would."
            ),
            (
                "As evidence the following is recorded: name, contact, what I fill in and my signature, the results of identity "
                "checks, the times at which I open, read, agree, approve or reject, my IP address and browser."
            ),
            (
                "What I fill in and my signature can be seen by the company that sent the document, its other signers and its copy "
                "recipients. The history certificate, made once everyone has signed, holds these records (contacts partly hidden) "
                "and is given to the same people."
            ),
            (
                "I am free to refuse. If I do not want to sign electronically, I need not agree and can ask the sender for paper "
                "or another way. After agreeing I may still stop, or reject the document, at any time before I approve."
            ),
            "I have read this and agree to sign electronically.",
        ),
        "ja": (
            (
                "この文書を紙ではなく電子文書として受け取り、このページで承認または差し戻しを行うことに同意します。"
                "ここで行う署名と承認は、手書きの署名や印鑑と同じように本人の意思を表します。"
            ),
            (
                "証明のため、氏名、連絡先、記入内容と署名、本人確認の結果、閲覧・同意・承認・差し戻しの時刻、"
                "IPアドレスとブラウザの情報が記録されます。"
            ),
            (
                "記入内容と署名は、文書を送った会社、この文書のほかの署名者、参照者が見ることができます。全員の署名後に作られる"
                "履歴証明書には上の記録が載り（連絡先は一部を伏せます）、同じ人たちが受け取ることができます。"
            ),
            (
                "同意は任意です。電子署名を望まない場合は同意せず、紙の文書などほかの方法を送信者にご依頼ください。"
                "同意した後でも、承認する前であればいつでも中止または差し戻しができます。"
            ),
            "上記を読み、電子署名に同意します。",
        ),
    },
    "2026-11-28": {
        "ko": (
            (
                "이 문서를 종이가 아닌 전자문서로 받아 보고, 이 문서의 서명·날인을 이 페이지의 전자서명으로 하기로 합의합니다. "
                "여기에서 한 서명과 승인은 직접 쓴 서명이나 도장처럼 본인의 뜻을 나타냅니다. 이 동의는 이 문서에만 적용됩니다."
            ),
            (
                "증명을 위해 이름, 연락처, 작성한 내용과 서명, 인증 결과, 열람·동의·승인·반려한 시각, IP 주소와 브라우저 정보가 "
                "기록됩니다. 보유 기간은 문서를 보낸 회사의 개인정보 처리방침에 따릅니다."
            ),
            (
                "작성한 내용과 서명은 문서를 보낸 회사와 이 문서의 다른 서명자, 참조자가 볼 수 있습니다. 서명이 모두 끝나면 만들어지는 "
                "이력 인증서에는 이름, 서명, 의견, 인증 결과와 시각, IP 주소와 브라우저 정보가 담기며(연락처는 일부를 가림), "
                "같은 사람들이 받아 볼 수 있습니다."
            ),
            (
                "동의하지 않아도 됩니다. 전자서명을 원하지 않으면 동의하지 말고, 보낸 사람에게 종이 문서 등 다른 방법을 요청해 주세요. "
                "동의한 뒤에도 승인하기 전에는 언제든지 그만두거나 반려하여 동의를 철회할 수 있습니다. 철회하면 이 페이지에서 서명하지 "
                "않으며, 다른 방법은 보낸 사람과 정합니다. 승인한 뒤에 철회해도 이미 한 서명에는 영향이 없습니다."
            ),
            (
                "종이 사본과 그 비용은 보낸 사람에게 문의해 주세요. 연락처가 바뀌면 보낸 사람에게 알려 주세요. "
                "문서를 읽고 보관하려면 최신 브라우저와 PDF를 여는 프로그램이 필요합니다."
            ),
            "위 내용을 읽었으며 전자서명에 동의합니다.",
        ),
        "en": (
            (
                "I agree to receive this document electronically instead of on paper, and to sign it by an electronic signature on "
                "this page. A signature and approval made here expresses my will as one written by hand would. "
                "This consent applies to this document only."
            ),
            (
                "As evidence the following is recorded: my name and contact, what I fill in and my signature, the results of "
                "authentication, the times at which I open, view, agree, approve or reject, my IP address and browser. "
                "How long it is kept is stated in the privacy policy of the company that sent the document."
            ),
            (
                "What I fill in and my signature can be seen by the company that sent the document, its other signers and its copy "
                "recipients. The certificate of completion, made once everyone has signed, shows my name, signature, comment, "
                "the results of authentication, the times, my IP address and browser (my contact is partly hidden). "
                "It is given to the same people."
            ),
            (
                "I am free to refuse. If I do not want to sign electronically, I need not agree and can ask the sender for paper "
                "or another way. After agreeing I may withdraw my consent at any time before I approve: I stop, or reject the "
                "document. I then do not sign on this page, and agree on another way with the sender. To withdraw after "
                "approving, I contact the sender; what I have already signed is not affected."
            ),
            (
                "I can ask the sender for a paper copy, and whether there is a fee for it. If my email address or phone number "
                "changes, I notify the sender. To read and keep the document I need a current browser and a program that opens PDF."
            ),
            "I have read this and agree to sign electronically.",
        ),
        "ja": (
            (
                "この文書を紙ではなく電子文書として受け取り、署名・押印をこのページの電子署名で行うことに合意します。"
                "ここで行う署名と承認は、手書きの署名や印鑑と同じように本人の意思を表します。この同意はこの文書にのみ適用されます。"
            ),
            (
                "証明のため、氏名、連絡先、記入内容と署名、認証の結果、閲覧・同意・承認・差し戻しの日時、"
                "IPアドレスとブラウザの情報が記録されます。保存期間は、文書を送った会社のプライバシーポリシーによります。"
            ),
            (
                "記入内容と署名は、文書を送った会社、この文書のほかの署名者、参照者が見ることができます。全員の署名後に作られる"
                "署名履歴証明書には、氏名、署名、意見、認証の結果と日時、IPアドレスとブラウザの情報が記載され（連絡先は一部を伏せます）、"
                "同じ人たちが受け取ることができます。"
            ),
            (
                "同意は任意です。電子署名を望まない場合は同意せず、紙の文書などほかの方法を送信者にご依頼ください。"
                "同意した後でも、承認する前であれば、中止または差し戻しによりいつでも同意を撤回できます。撤回した場合、このページでは"
                "署名せず、ほかの方法は送信者との間で決めます。承認後に撤回しても、すでに行った署名に影響はありません。"
            ),
            (
                "紙の写しとその費用については、送信者にお問い合わせください。連絡先が変わった場合は、送信者にお知らせください。"
                "文書の閲覧と保存には、最新のブラウザとPDFを開けるソフトウェアが必要です。"
            ),
            "上記を読み、電子署名に同意します。",
        ),
        "vi": (
            (
                "Tôi đồng ý nhận tài liệu này dưới dạng điện tử thay vì bản giấy, và dùng chữ ký điện tử trên "
                "trang này làm chữ ký hoặc con dấu của tôi. Chữ ký và sự phê duyệt tại đây thể hiện ý chí của "
                "tôi như chữ ký viết tay hoặc con dấu. Sự đồng ý này chỉ áp dụng cho tài liệu này."
            ),
            (
                "Để làm bằng chứng, các thông tin sau được ghi lại: tên và thông tin liên hệ, nội dung tôi điền "
                "và chữ ký của tôi, kết quả xác minh, thời điểm tôi mở, xem, đồng ý, phê duyệt hoặc từ chối, địa "
                "chỉ IP và trình duyệt của tôi. Thời hạn lưu giữ theo chính sách bảo mật thông tin của công ty "
                "gửi tài liệu."
            ),
            (
                "Nội dung tôi điền và chữ ký của tôi được hiển thị cho công ty gửi tài liệu, những người ký khác "
                "và người nhận bản sao của tài liệu này. Chứng nhận hoàn tất, được lập sau khi mọi người đã ký, "
                "có tên, chữ ký, ý kiến, kết quả xác minh, các thời điểm, địa chỉ IP và trình duyệt của tôi "
                "(thông tin liên hệ được che một phần), và được gửi cho cùng những người đó."
            ),
            (
                "Tôi có quyền không đồng ý. Nếu không muốn ký điện tử, tôi không cần đồng ý và có thể đề nghị "
                "người gửi dùng bản giấy hoặc cách khác. Sau khi đồng ý, tôi có thể rút lại sự đồng ý bất cứ lúc "
                "nào trước khi phê duyệt bằng cách dừng lại hoặc từ chối tài liệu. Khi đó tôi không ký trên "
                "trang này và sẽ thống nhất cách khác với người gửi. Để rút lại sau khi đã phê duyệt, tôi liên "
                "hệ người gửi; những gì tôi đã ký không bị ảnh hưởng."
            ),
            (
                "Tôi có thể hỏi người gửi về bản giấy và chi phí của bản giấy. Nếu địa chỉ email hoặc số điện "
                "thoại của tôi thay đổi, tôi báo cho người gửi. Để đọc và lưu tài liệu, tôi cần trình duyệt hiện "
                "hành và phần mềm mở được tệp PDF."
            ),
            ("Tôi đã đọc các nội dung trên và đồng ý ký điện tử."),
        ),
        "zh": (
            (
                "本人同意以电子形式而非纸质形式接收本文件，并同意以在本页面进行的电子签名作为签名或盖章。在此进行的签名和批准，与手写签名或印章一样表示本人的意愿。本同意仅适用于本文件。"
            ),
            (
                "作为证据，将记录以下信息：姓名和联系方式、填写的内容和签名、身份验证结果，打开、查看、同意、批准或拒绝的时间，以及IP地址和浏览器信息。保存期限以发件公司的隐私政策为准。"
            ),
            (
                "本人填写的内容和签名，发件公司、本文件的其他签署人和抄送人均可查看。所有人签署后生成的签署完成证书将载有姓名、签名、意见、身份验证结果和时间、IP地址和浏览器信息（联系方式部分隐藏），并提供给上述人员。"
            ),
            (
                ""
                "本人可以不同意。如果不希望以电子方式签署，可以不同意，并向发件人要求使用纸质文件或其他方式。同意之后，在批准之前可以随时停止或拒绝文件，以撤回同意。撤回后，本人不在本页面签署，并与发件人商定其他方式。如需在批准后撤回，请联系发件人；已完成的签署不受影响。"
            ),
            (
                "关于纸质副本及其费用，可以咨询发件人。如果电子邮箱或电话号码发生变化，应通知发件人。阅读和保存文件需要使用较新的浏览器和可以打开PDF的软件。"
            ),
            ("本人已阅读以上内容，并同意以电子方式签署。"),
        ),
    },
}


def versions() -> tuple[str, ...]:
    """Every version that a signer may have agreed to, oldest first."""
    return tuple(_TEXTS)


def languages(version: str) -> tuple[str, ...]:
    """The languages in which a version exists; none for a version that does not exist."""
    return tuple(_TEXTS.get(version, ()))


def paragraphs(version: str, language: str) -> list[str]:
    """The paragraphs of the page. Raises KeyError for a version that does not exist, or not in this language."""
    return list(_TEXTS[version][language])


def as_text(version: str, language: str) -> str:
    """Exactly what is hashed."""
    return "".join(f"{paragraph}\n" for paragraph in paragraphs(version, language))


def sha256(version: str, language: str) -> str:
    """The hash that the history keeps of the text, in hexadecimal."""
    return hashlib.sha256(as_text(version, language).encode()).hexdigest()
